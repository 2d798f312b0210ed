"""Stretches of text: flat segments of overlapping spans, and paragraphs.

Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

_PARAGRAPH = re.compile(r"[^\n]+")
_Rank = tuple[int, int, str]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Span:
    """`key` names what covers text[start_char:end_char]; several spans may share a key."""

    start_char: int
    end_char: int
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that the same keys cover from end to end, outermost key first."""

    start_char: int
    end_char: int
    keys: tuple[str, ...]


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut `text` where any span starts or ends.

    The segments cover the whole text without gap or overlap, so their texts joined give it back.
    Keys stand outermost first: of longer spans before shorter, then of earlier, then by key; a
    key that covers a segment twice stands once. Raises ValueError for a span that is empty or
    not inside the text.
    """
    opening: dict[int, list[_Rank]] = defaultdict(list)
    closing: dict[int, list[_Rank]] = defaultdict(list)
    for span in spans:
        if not 0 <= span.start_char < span.end_char <= len(text):
            raise ValueError(f"span [{span.start_char}, {span.end_char}) is empty or outside the text")
        rank = (span.start_char - span.end_char, span.start_char, span.key)
        opening[span.start_char].append(rank)
        closing[span.end_char].append(rank)
    cuts = sorted({0, len(text), *opening, *closing})
    result: list[Segment] = []
    open_ranks: list[_Rank] = []
    for start, end in pairwise(cuts):
        for rank in closing.get(start, ()):
            del open_ranks[bisect_left(open_ranks, rank)]
        for rank in opening.get(start, ()):
            insort(open_ranks, rank)
        keys = tuple(dict.fromkeys(key for _, _, key in open_ranks))
        result.append(Segment(start, end, keys))
    return result


def without_overlaps(
    ranked: Iterable[_Item], extent: Callable[[_Item], range]
) -> tuple[list[_Item], list[_Item]]:
    """Of items ranked best first those that no better one overlaps, and the others.

    The first are sorted by where they begin; `extent` gives the positions that an item covers.
    """
    taken: set[int] = set()
    kept: list[_Item] = []
    lost: list[_Item] = []
    for item in ranked:
        covered = extent(item)
        is_free = taken.isdisjoint(covered)
        if is_free:
            taken.update(covered)
        (kept if is_free else lost).append(item)
    return sorted(kept, key=lambda item: extent(item).start), lost


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the non-empty stretches between newlines, without the newlines."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]
