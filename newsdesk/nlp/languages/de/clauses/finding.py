"""Clauses of a text, from its words and tags."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.clauses.moods import Moods
from newsdesk.nlp.languages.de.clauses.negation import negated_ranges
from newsdesk.nlp.languages.de.clauses.nesting import Draft, nest
from newsdesk.nlp.languages.de.clauses.predicates import modality, read_predicate, tense
from newsdesk.nlp.languages.de.clauses.tagging import read_kinds
from newsdesk.nlp.languages.de.clauses.units import split_units
from newsdesk.nlp.words import Range, Words


def find_clauses(words: Words) -> list[Clause]:
    """The clauses of a text, by their first word, the outer one first.

    Reads `words.tags` (STTS) and `words.sentences`; without tags the forms of the words must do,
    which finds fewer clauses. Clauses nest and never cross. Every sentence with a word has one.
    Leaves the kinds of the words on `words.kinds`.
    """
    kinds = words.kinds = read_kinds(words)
    found: list[Clause] = []
    for first, last in words.sentences:
        for unit in split_units(kinds, words.lower, first, last):
            drafts = nest(unit)
            found += _clauses(drafts, Moods(drafts))
    return sorted(found, key=lambda clause: (clause.first, -clause.last))


def _clauses(drafts: list[Draft], moods: Moods) -> list[Clause]:
    hulls = _hulls(drafts)
    kept = (draft for draft in drafts if draft.kind == "main" or draft.verbs)
    return [_clause(draft, hulls[id(draft)], moods) for draft in kept]


def _hulls(drafts: list[Draft]) -> dict[int, Range]:
    """The first and last position of each draft and all that depends on it, by id.

    Read from the last to the first, a clause comes behind all that it holds: only a clause in the
    Vorfeld is begun before the one that holds it, and that one depends on nothing.
    """
    hulls = {id(draft): draft.edges for draft in drafts}
    for draft in reversed(drafts):
        if draft.parent:
            first, last = hulls[id(draft)]
            outer_first, outer_last = hulls[id(draft.parent)]
            hulls[id(draft.parent)] = (min(first, outer_first), max(last, outer_last))
    return hulls


def _clause(draft: Draft, hull: Range, moods: Moods) -> Clause:
    at = draft.unit.at
    predicate = read_predicate(draft)
    mood, is_certain = moods.of(draft)
    is_reported = moods.is_reported(draft)
    found, modal = modality(predicate, mood, is_condition=draft.is_condition, is_reported=is_reported)
    return Clause(
        first=at[hull[0]],
        last=at[hull[1]] + 1,
        kind=draft.kind,
        finite=None if draft.finite is None else at[draft.finite],
        predicate=tuple(at[position] for position in draft.verbs),
        mood=mood,
        is_mood_certain=is_certain,
        tense=tense(predicate, mood, is_reported=is_reported),
        modality=found,
        modal=None if modal is None else at[modal],
        negations=negated_ranges(draft),
    )
