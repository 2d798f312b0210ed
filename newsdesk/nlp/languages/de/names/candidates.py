"""Readings of a stretch of words as a name, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from newsdesk.nlp.spans import without_overlaps


class Source(IntEnum):
    """Who says that it is a name; of two readings of the same words the one with the lower value wins."""

    PATTERN = 0
    LISTED = 1
    DESCRIBED = 2
    KIND = 3
    RECOGNISED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words first..last (last excluded) as one mention."""

    first: int
    last: int
    label: str
    source: Source
    subtype: str | None = None
    canonical: str | None = None
    title: str | None = None

    def contains(self, other: Candidate) -> bool:
        return self.first <= other.first and other.last <= self.last


def best_flat(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The longest readings that do not overlap, in the order of the text, and the others.

    The longest wins; among equals the better source, then the first.
    """
    ranked = sorted(candidates, key=lambda c: (c.first - c.last, c.source, c.first))
    return without_overlaps(ranked, lambda candidate: range(candidate.first, candidate.last))
