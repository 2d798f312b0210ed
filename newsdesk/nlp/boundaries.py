"""Where one clause gives way to the next: the clauses of a text laid out side by side, without nesting."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.records import Offsets
from newsdesk.nlp.words import Words


def side_by_side(words: Words) -> list[Offsets]:
    """Half-open code point offsets that cover all words, in order; only blanks stand between them.

    A stretch is what one clause holds in one go: what interrupts a clause cuts it in two, and each sentence
    begins a stretch. The marks behind a clause belong to it, those that open the next one to the next.
    """
    cuts = [cut for first, last in words.sentences for cut in (first, *_cuts(words, first, last))]
    return [words.chars(first, last) for first, last in pairwise([*cuts, len(words)])]


def _cuts(words: Words, first: int, last: int) -> list[int]:
    """The words in the sentence first..last (last excluded) that begin another clause's stretch."""
    cuts: list[int] = []
    before: Clause | None = None
    for index in range(first, last):
        clause = words.clause_at(index)
        if clause is None or not words.exact[index][0].isalnum():
            continue
        if before is not None and clause is not before:
            cuts.append(_with_openers(words, index, first))
        before = clause
    return cuts


def _with_openers(words: Words, index: int, first: int) -> int:
    """The first of the marks that stand tight before a word and not tight behind another one."""
    start = index
    while start > first and not words.exact[start - 1][0].isalnum() and not words.has_space_before(start):
        start -= 1
    return start if words.has_space_before(start) else index
