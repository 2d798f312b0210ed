"""How much work a piece of Python is, counted: the same on every machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any


def instructions_of(work: Callable[[], object]) -> int:
    """The bytecode instructions that a call runs, in all Python functions below it.

    It is called once before, not counted: what is loaded once and kept is not its work.
    """
    work()
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


class Counted(list[Any]):
    """A list that counts how many of its items are looked at, over all its instances."""

    looks = 0

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        Counted.looks += len(found) if isinstance(key, slice) else 1
        return found

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():
            Counted.looks += 1
            yield item
