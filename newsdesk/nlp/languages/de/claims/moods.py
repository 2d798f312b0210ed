"""Konjunktiv and dependence of the stretches that the rules look at."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.phrases import noun_phrase


def konjunktiv(passage: Passage, start: int, end: int) -> int | None:
    """The index of the first verb in Konjunktiv of a range."""
    return next((c.finite for c in passage.finite_clauses(start, end) if c.is_konjunktiv), None)


def regular_konjunktiv(passage: Passage, start: int, end: int) -> int | None:
    """The verb behind the first noun phrase of a main clause, if it ends in -e (werfe, not warf)."""
    index = noun_phrase(passage.words, start, end)
    if index == start or index >= end:
        return None
    word = passage.words.exact[index]
    is_subjunctive = len(word) > 3 and word[0].islower() and word.endswith("e") and not word.endswith("te")
    return index if is_subjunctive and word not in grammar.NOT_ADJECTIVES else None


def is_dependent(passage: Passage, first: int, end: int) -> bool:
    """Whether a clause begins with a relative pronoun or a conjunction that subordinates it."""
    lower = passage.words.lower
    return opens_frame_part(passage, first, end) or lower[first] in grammar.SUBORDINATORS


def opens_frame_part(passage: Passage, index: int, end: int) -> bool:
    lower = passage.words.lower
    if lower[index] in grammar.RELATIVES:
        return True
    return lower[index] in grammar.PREPOSITIONS and index + 1 < end and lower[index + 1] in grammar.RELATIVES
