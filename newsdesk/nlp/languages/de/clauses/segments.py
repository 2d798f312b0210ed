"""Segments: the stretches of a sentence that belong to one clause each.

A sentence is cut at its commas, colons and dashes, before words that open a dependent clause, and
between two finite verbs that no mark separates. A clause that another one interrupts has several
segments; nesting.py puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsdesk.nlp.clauses import Kind
from newsdesk.nlp.languages.de.clauses.kinds import (
    COMMA,
    COMPARATOR,
    CONJUNCTION,
    DASH,
    DEMONSTRATIVE,
    FINITE,
    IMPERATIVE,
    INFINITIVE,
    INFINITIVE_OPENER,
    MARK,
    MARKS_AND_STOPS,
    PARTICIPLE,
    PREPOSITION,
    QUESTION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    VERBS,
    ZU,
    ZU_INFINITIVE,
)
from newsdesk.nlp.languages.de.clauses.mending import JOINING, mend_verbs
from newsdesk.nlp.languages.de.clauses.units import Unit
from newsdesk.nlp.languages.de.lexicons import word_set

START = "start"
_LEADING = frozenset('Kbpdx"')  # auch wenn, und dass, kurz nachdem, vor allem weil
_BEFORE_OPENER = frozenset('KbpdxSO"')  # als ob, ohne dass
_BEFORE_RELATIVE = frozenset('Kpd"Nct')  # mit denen, von deren Haus, einige von denen
_LONGEST_LEAD = 4
_ZU_FORMS = frozenset((ZU, ZU_INFINITIVE))
_CUTS = frozenset((COMMA, STOP, DASH))
_NOMINATIVES = word_set("ich du er sie es wir ihr man wer")


@dataclass(slots=True)
class Segment:
    """Positions first..last (last excluded) of a unit, without the mark before them.

    `after` is that mark (START for a sentence's first words, '' where there is none), `opener`
    the kind of clause that its first words open, `word` the opening word at position `at`.
    """

    first: int
    last: int
    after: str
    opener: Kind | None = None
    at: int = -1
    word: str = ""
    finite: int | None = None
    is_joined: bool = False
    has_zu: bool = False
    has_nonfinite: bool = False

    @property
    def begins_with_verb(self) -> bool:
        """Whether the finite verb is its first word, und left aside."""
        return self.finite is not None and self.finite == self.at

    @property
    def is_one_verb(self) -> bool:
        return self.begins_with_verb and self.last == self.at + 1


def find_segments(unit: Unit) -> list[Segment]:
    """The segments of a unit in its order; they cover all of its words but marks at the cuts."""
    found: list[Segment] = []
    for first, last, after in _stretches(unit):
        mend_verbs(unit, first, last)
        pieces = list(_pieces(unit, first, last))
        for number, (start, end) in enumerate(pieces):
            found.append(_segment(unit, start, end, after if number == 0 else ""))
    return found


def _stretches(unit: Unit) -> Iterator[tuple[int, int, str]]:
    """What stands between commas, stops and dashes, with the mark before it."""
    first, after = 0, START
    for position, kind in enumerate([*unit.kinds, STOP]):
        if kind not in _CUTS:
            continue
        if MARKS_AND_STOPS.issuperset(unit.kinds[first:position]):
            after = after if after == START else STOP if STOP in (kind, after) else kind
        else:
            yield first, position, after
            after = kind
        first = position + 1


def _pieces(unit: Unit, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch, cut before openers in its middle and between its finite verbs."""
    start = first
    for cut in [*_cuts_at_openers(unit, first, last), last]:
        for end in [*_cuts_between_verbs(unit, start, cut), cut]:
            yield start, end
            start = end


def _cuts_at_openers(unit: Unit, first: int, last: int) -> list[int]:
    """Where dass, weil or um stand in the middle and have a verb behind them."""
    cuts: list[int] = []
    needs: set[str] = set()
    for position in range(last - 1, first, -1):
        kind = unit.kinds[position]
        if kind in (FINITE, INFINITIVE, ZU, ZU_INFINITIVE):
            needs.add(SUBORDINATOR if kind in (FINITE, INFINITIVE) else INFINITIVE_OPENER)
        elif kind in needs and not _is_leading(unit, first, position):
            cuts.append(position - (unit.kinds[position - 1] == CONJUNCTION))
            needs.clear()
    return cuts[::-1]


def _is_leading(unit: Unit, first: int, position: int) -> bool:
    return position - first <= _LONGEST_LEAD and _BEFORE_OPENER.issuperset(unit.kinds[first:position])


def _cuts_between_verbs(unit: Unit, first: int, last: int) -> list[int]:
    verbs = [position for position in range(first, last) if unit.kinds[position] in (FINITE, IMPERATIVE)]
    cuts = [_cut_between(unit, left, right) for left, right in pairwise(verbs)]
    if verbs and _is_behind_infinitive(unit, first, verbs[0]):
        cuts.insert(0, verbs[0])
    return cuts


def _is_behind_infinitive(unit: Unit, first: int, verb: int) -> bool:
    """Um zu siegen braucht er Geld: the main clause goes on behind an infinitive without a comma."""
    lead = unit.kinds[first : first + _LONGEST_LEAD]
    if INFINITIVE_OPENER not in lead or SUBORDINATOR in lead:
        return False
    return not _ZU_FORMS.isdisjoint(unit.kinds[first:verb])


def _cut_between(unit: Unit, left: int, right: int) -> int:
    """Where the second of two clauses begins; `left` and `right` are their finite verbs.

    Before und if the verb follows it at once (kam und ging), or if it follows a verb, or stands
    before a subject pronoun; else before the last und, or a relative pronoun, or the verb itself.
    """
    kinds, lower = unit.kinds, unit.lower
    joints = [position for position in range(left + 1, right) if lower[position] in JOINING]
    if joints and joints[-1] == right - 1:
        return joints[-1]
    for position in joints:
        if kinds[position - 1] in VERBS or lower[position + 1] in _NOMINATIVES:
            return position
    if joints:
        return joints[-1]
    for position in range(left + 1, right):
        if kinds[position] in (RELATIVE, QUESTION):
            return position - (kinds[position - 1] == PREPOSITION)
    return right


def _segment(unit: Unit, first: int, last: int, after: str) -> Segment:
    kinds = unit.kinds
    segment = Segment(first, last, after)
    start = first
    while start < last - 1 and kinds[start] in (CONJUNCTION, *MARKS_AND_STOPS):
        segment.is_joined |= kinds[start] == CONJUNCTION
        start += 1
    segment.at = start
    for position in range(start, last):
        kind = kinds[position]
        if kind in (FINITE, IMPERATIVE) and segment.finite is None:
            segment.finite = position
        elif kind in (INFINITIVE, PARTICIPLE):
            segment.has_nonfinite = True
        elif kind in (ZU, ZU_INFINITIVE):
            segment.has_zu = True
    _open(unit, segment)
    return segment


def _open(unit: Unit, segment: Segment) -> None:
    """Find the word that opens a dependent clause, if any does."""
    kinds, start = unit.kinds, segment.at
    for position in range(start, min(segment.last, start + _LONGEST_LEAD)):
        kind = kinds[position]
        opener = _OPENERS.get(kind)
        if opener and _opens(unit, segment, position):
            segment.opener, segment.at, segment.word = opener, position, unit.lower[position]
            return
        if kind not in _BEFORE_OPENER and kind not in _BEFORE_RELATIVE:
            return


_OPENERS: dict[str, Kind] = {
    SUBORDINATOR: "subordinate",
    INFINITIVE_OPENER: "infinitive",
    RELATIVE: "relative",
    QUESTION: "subordinate",
    COMPARATOR: "subordinate",
    DEMONSTRATIVE: "relative",
}


def _opens(unit: Unit, segment: Segment, position: int) -> bool:
    kind, lead = unit.kinds[position], unit.kinds[segment.at : position]
    if kind == INFINITIVE_OPENER:
        return _LEADING.issuperset(lead) and SUBORDINATOR not in unit.kinds[position + 1 : position + 2]
    if kind == SUBORDINATOR:
        return _BEFORE_OPENER.issuperset(lead)
    is_bare = not lead or lead[-1] == PREPOSITION
    if kind == RELATIVE:
        return segment.after != START and is_bare
    if kind == QUESTION:
        return is_bare and (segment.finite is None or is_verb_final(unit, segment, position))
    if kind == COMPARATOR and segment.after == COMMA and segment.finite == position + 1:
        return unit.lower[position] == "als"  # als wäre nichts geschehen
    is_late = segment.finite is not None and segment.finite > position + 1
    is_behind_comma = segment.after == COMMA or (kind == COMPARATOR and segment.after == START)
    return is_bare and is_late and is_behind_comma and is_verb_final(unit, segment, position)


def is_verb_final(unit: Unit, segment: Segment, opener: int | None = None) -> bool:
    """Whether nothing but verbs follows the finite verb, and something stands before it."""
    finite = segment.finite
    if finite is None or finite <= (segment.at if opener is None else opener):
        return False
    rest = unit.kinds[finite + 1 : segment.last]
    return all(kind in VERBS or kind == MARK for kind in rest)
