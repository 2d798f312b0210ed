"""Pairs of quotation marks, of every kind that German texts use, and what is left of broken ones."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsdesk.nlp.words import Range, Words

_CLOSES = {
    "„": "“ ” \" „ ''",
    ",,": "'' “ ” \"",
    '"': '" “ ”',
    "''": "''",
    "``": "''",
    "“": '” "',
    "”": "”",
    "»": "«",
    "«": "»",
    "‚": "‘ ’",
    "›": "‹",
    "‹": "›",
}
_CLOSERS = {opening: frozenset(closing.split()) for opening, closing in _CLOSES.items()}
_MARKS = frozenset(_CLOSERS).union(*_CLOSERS.values())
_ALWAYS_OPEN = frozenset(("„", ",,"))
_SINGLE = frozenset("‚‘’›‹")
_STOPS = frozenset((".", "!", "?", "…", "..."))
_DEEPEST = 4
_MOST_PARAGRAPHS = 4  # that one quotation runs over
_LONGEST = 600  # words of a quotation whose marks stand in two paragraphs, or whose second is missing


def nested_quotations(words: Words) -> tuple[list[Range], list[Range]]:
    """Outermost quotations, and those directly inside them, each in the order of the text.

    A quotation is (index of the first mark, index of the last word, mostly a mark).

    A quotation may close with the mark of another kind (Er sagte: „Nein". Und ging.), run over
    paragraphs, or begin in each of them anew. One that nothing closes ends with its sentence if a
    colon announces it; other marks without a partner are left alone, and so is ', an apostrophe
    more often than a mark.
    """
    pairing = _Pairing(words)
    pairing.read()
    pairs = sorted([*pairing.pairs, *pairing.mended()])
    outer = _outermost(pairs)
    known = frozenset(outer)
    return outer, _outermost([pair for pair in pairs if pair not in known and _is_inside(pair, outer)])


def _is_inside(pair: Range, outer: list[Range]) -> bool:
    at = bisect_right(outer, pair) - 1
    return at >= 0 and pair[1] <= outer[at][1]


def _outermost(pairs: list[Range]) -> list[Range]:
    found: list[Range] = []
    for pair in pairs:
        if not found or pair[0] > found[-1][1]:
            found.append(pair)
    return found


@dataclass(frozen=True, slots=True)
class _Lone:
    """A mark without a partner in its paragraph."""

    index: int
    is_opening: bool


class _Pairing:
    """The marks of a text: those with a partner in their paragraph, and those without."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.pairs: list[Range] = []
        self._open: list[int] = []
        self._lone: list[_Lone] = []

    def read(self) -> None:
        paragraph = -1
        for index, word in enumerate(self.words.exact):
            if self.words.paragraph[index] != paragraph:
                self._end_paragraph()
                paragraph = self.words.paragraph[index]
            if word in _MARKS:
                self._read_mark(index, word)
        self._end_paragraph()

    def _read_mark(self, index: int, word: str) -> None:
        partner = self._partner(word) if self._can_close(index, word) else None
        if partner is not None:
            first = self._open[partner]
            del self._open[partner:]
            if index > first + 1:
                self.pairs.append((first, index))
        elif word in _CLOSERS and self._can_open(index, word):
            if len(self._open) < _DEEPEST:
                self._open.append(index)
        elif word not in _SINGLE:
            self._lone.append(_Lone(index, is_opening=False))

    def _partner(self, word: str) -> int | None:
        """The place among the open marks of the last one that the mark `word` closes."""
        places = range(len(self._open) - 1, -1, -1)
        return next((i for i in places if word in _CLOSERS[self.words.exact[self._open[i]]]), None)

    def _can_open(self, index: int, word: str) -> bool:
        words = self.words
        if index + 1 == len(words) or words.paragraph[index + 1] != words.paragraph[index]:
            return False
        if words.has_space_after(index):
            return False
        has_left_edge = words.has_space_before(index) or not words.exact[index - 1][-1].isalnum()
        return has_left_edge or word in _ALWAYS_OPEN

    def _can_close(self, index: int, word: str) -> bool:
        """Tight behind a word, or loose on both sides; „ only where nothing else can be meant."""
        if word == "„" and not self.words.has_space_after(index) and self._can_open(index, word):
            return False
        return not self.words.has_space_before(index) or self.words.has_space_after(index)

    def _end_paragraph(self) -> None:
        outer = [index for index in self._open[:1] if self.words.exact[index] not in _SINGLE]
        self._lone += [_Lone(index, is_opening=True) for index in outer]
        self._open.clear()

    def mended(self) -> list[Range]:
        """Quotations of marks that have no partner in their paragraph."""
        lone = sorted(self._lone, key=lambda mark: mark.index)
        found = [
            self._mend(mark, lone[place + 1] if place + 1 < len(lone) else None)
            for place, mark in enumerate(lone)
            if mark.is_opening
        ]
        return [pair for pair in found if pair is not None]

    def _mend(self, mark: _Lone, after: _Lone | None) -> Range | None:
        words = self.words
        if self._begins(mark.index):
            end = self._end_of_paragraph(mark.index)
            if end and end < len(words) and words.exact[end] == words.exact[mark.index]:
                return (mark.index, end - 1)
        if after and not after.is_opening and after.index - mark.index < _LONGEST:
            paragraphs = words.paragraph[after.index] - words.paragraph[mark.index]
            closes = words.exact[after.index] in _CLOSERS[words.exact[mark.index]]
            if closes and 0 < paragraphs <= _MOST_PARAGRAPHS:
                return (mark.index, after.index)
        is_announced = mark.index > 0 and words.exact[mark.index - 1] == ":"
        return self._to_its_stop(mark.index) if is_announced else None

    def _end_of_paragraph(self, first: int) -> int | None:
        paragraph = self.words.paragraph
        ends = (
            i for i in range(first, min(len(paragraph), first + _LONGEST)) if paragraph[i] != paragraph[first]
        )
        return next(ends, None)

    def _begins(self, index: int) -> bool:
        """Whether a mark begins its paragraph or stands behind a colon."""
        words = self.words
        is_first = index == 0 or words.paragraph[index - 1] != words.paragraph[index]
        return is_first or words.exact[index - 1] == ":"

    def _to_its_stop(self, first: int) -> Range | None:
        words = self.words
        for index in range(first + 1, min(len(words), first + _LONGEST)):
            if words.paragraph[index] != words.paragraph[first]:
                return None
            if words.exact[index] in _STOPS:
                return (first, index)
        return None
