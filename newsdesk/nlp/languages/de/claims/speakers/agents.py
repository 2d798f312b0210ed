"""Who speaks where no nominative does: in the passive, in es heißt, and behind und."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.speakers.constituents import (
    Part,
    is_possible_subject,
    parts_of,
    whole_behind,
)
from newsdesk.nlp.languages.de.claims.speakers.fields import lay_out, subject_part, whole
from newsdesk.nlp.languages.de.claims.speakers.kinds import is_document
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time, phrase_before
from newsdesk.nlp.words import Range

_SOURCE_PREPOSITIONS = word_set("in im aus bei beim seitens vonseiten vom von auf")
_AGENTS = ("von", "vom", "durch", "seitens", "vonseiten")
_MOST_SHARED = 6  # clauses before, among which the one with the shared subject is looked for
_FARTHEST_SHARED = 200
_LONGEST_ANTECEDENT = 15


def shared_subject(passage: Passage, clause: Clause | None, unit_first: int, verb: int) -> Range | None:
    """The subject of the clause before, which another verb goes on with: X kam und sagte, …"""
    if clause is None or passage.words.kinds[clause.first] not in (k.CONJUNCTION, k.FINITE, k.COMMA):
        return None
    unit_first = max(unit_first, clause.first - _FARTHEST_SHARED)
    for other in reversed(passage.finite_clauses(unit_first, clause.first)[-_MOST_SHARED:]):
        if other.kind != clause.kind or other.is_konjunktiv != clause.is_konjunktiv or other.finite is None:
            continue
        start, stop = max(unit_first, other.first), min(other.last, clause.first)
        field = lay_out(passage, other, other.finite, start, stop)
        part = subject_part(passage, field)
        if part:
            agrees = is_possible_subject(passage, part, passage.words.lower[verb])
            return whole(passage, field, part) if agrees else None
    return None


def agent(passage: Passage, parts: tuple[Part, ...]) -> Range | None:
    """wurde von der Opposition gefordert: the opposition; wird im Bericht gefordert: the report."""
    lower = passage.words.lower
    for part in parts:
        is_agent = part.preposition is not None and lower[part.preposition] in _AGENTS
        if is_agent and not is_time(passage.words, *part.span):
            is_side = lower[part.first] == "seiten" and part.end - part.first > 1
            return part.first + is_side, part.end
    return next((part.span for part in parts if _is_document(passage, part)), None)


def _is_document(passage: Passage, part: Part) -> bool:
    """in einer Mitteilung des Amtes"""
    lower = passage.words.lower
    is_inside = part.preposition is not None and lower[part.preposition] in ("in", "im")
    return is_inside and any(is_document(lower[index]) for index in range(part.first, part.end))


def source(passage: Passage, first: int, end: int, clause: Clause | None) -> Range | None:
    """The text or place that heißt es points at (in dem Bericht, aus dem Ministerium)."""
    words = passage.words
    if words.kinds[first] == k.PREPOSITION and first + 1 < end and words.kind_at(first + 1) == k.RELATIVE:
        return phrase_before(words, max(0, first - 1 - _LONGEST_ANTECEDENT), first - 1)
    for part in parts_of(passage, first, end, clause):
        is_source = part.preposition is not None and words.lower[part.preposition] in _SOURCE_PREPOSITIONS
        if is_source and not is_time(words, *part.span):
            return whole_behind(passage, part, end)
    return None
