"""The lexicons of this package, read once a process."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of a text."""
    return frozenset(text.split())


@cache
def load_json(name: str) -> Any:
    """The content of data/<name>.json."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


@cache
def load_lines(name: str) -> tuple[dict[str, Any], ...]:
    """The records of data/<name>.jsonl."""
    lines = (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line)


@cache
def load_names(name: str) -> frozenset[str]:
    """The blank-separated names of data/<name>.txt; an underscore stands for a blank in a name."""
    names = (DATA / f"{name}.txt").read_text("utf-8").split()
    return frozenset(name.replace("_", " ") for name in names)


@cache
def load_set(name: str, key: str) -> frozenset[str]:
    """One list of data/<name>.json as a set."""
    return frozenset(load_json(name)[key])


@cache
def load_endings(key: str) -> tuple[str, ...]:
    """One list of the endings that tell what kind of noun a word is."""
    return tuple(load_json("noun_endings")[key])
