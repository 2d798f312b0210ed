"""Cuts a long text into the pieces that a browser loads one after the other.

Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

WHOLE_CHARS = 48_000
PIECE_CHARS = 22_000
LONGEST_PIECE = 33_000

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """The `number`th stretch, from 1, of a text that has `count` of them."""

    number: int
    count: int
    start_char: int
    end_char: int

    @property
    def is_whole(self) -> bool:
        return self.count == 1

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def previous(self) -> int | None:
        """The number of the piece before this one, None for the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the piece after this one, None for the last."""
        return self.number + 1 if self.number < self.count else None


def pieces_of(text: str) -> list[Piece]:
    """The pieces of `text`, without gap or overlap: one for a text of up to some 6,000 words.

    Longer ones are cut at paragraphs after some 3,000 words, inside a paragraph only where it is
    longer than half a piece.
    """
    cuts = [0, *_cuts(text), len(text)]
    spans = list(pairwise(cuts))
    return [Piece(number, len(spans), start, end) for number, (start, end) in enumerate(spans, start=1)]


def piece_at(pieces: list[Piece], offset: int) -> Piece:
    """The piece that holds the character at `offset`."""
    return pieces[max(0, bisect_right(pieces, offset, key=lambda piece: piece.start_char) - 1)]


def _cuts(text: str) -> Iterator[int]:
    start = 0
    while len(text) - start > (LONGEST_PIECE if start else WHOLE_CHARS):
        start = _cut_after(text, start + PIECE_CHARS, start + LONGEST_PIECE)
        yield start


def _cut_after(text: str, earliest: int, latest: int) -> int:
    """The first good place to cut: after a newline, else after a blank, else at `latest`."""
    newline = text.find("\n", earliest, latest)
    if newline >= 0:
        return newline + 1
    blank = _SPACE.search(text, earliest, latest)
    return blank.end() if blank else latest
