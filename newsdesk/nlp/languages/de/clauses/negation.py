"""How far a negation reaches.

The rules follow what German grammars say of the place of nicht. At the end of the middle field,
before the verbs that close the clause, nicht negates the predicate: everything behind it is in
its range, and the finite verb wherever that stands. Directly before a phrase that a contrast takes
up again (nicht am Montag, sondern am Dienstag), before the finite verb of a main clause (Nicht
alle kamen), and inside a noun phrase (die nicht genannte Quelle) it negates that phrase only.
kein, nie, niemand, nichts and weder negate the predicate of their clause wherever they stand. ohne
zu and ohne dass negate their whole clause. No range leaves the clause; the negating word is part of it,
as in the BioScope corpus of negation. kaum is no negation: what hardly happens may happen.
"""

from __future__ import annotations

from bisect import bisect_right

from newsdesk.nlp.languages.de.clauses.kinds import (
    ADJECTIVE,
    ADVERB,
    ARTICLE,
    COMMA,
    DETERMINER,
    MARKS_AND_STOPS,
    NEGATORS,
    NOUN,
    NUMBER,
    PREPOSITION,
    VERBS,
)
from newsdesk.nlp.languages.de.clauses.nesting import Draft
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_WITHOUT = "ohne"
_AFFIRMED = word_set("nur bloß zuletzt ohne")  # nicht nur X, nicht zuletzt X, nicht ohne X: X holds
_AFFIRMED_IN_CONTRAST = word_set("allein")
_DEGREES = word_set("selten umsonst wenige weniger wenigen minder")
_LONGEST_COMPARISON = 12
_TURNS = ("aber", "doch")


def negated_ranges(draft: Draft) -> tuple[Range, ...]:
    """The ranges of word indices, half-open and in order, that a negation in the clause reaches."""
    own = [position for position in draft.positions if draft.unit.kinds[position] not in MARKS_AND_STOPS]
    if not own:
        return ()
    lower = [draft.unit.lower[position] for position in own]
    if _is_without(draft):
        return _ranges(draft, own, [(0, len(own))])
    if NEGATORS.isdisjoint(lower):
        return ()
    return _ranges(draft, own, _Scopes(draft, own, lower).find())


def _is_without(draft: Draft) -> bool:
    segment = draft.first_segment
    if segment.word in ("dass", "daß") and segment.at > 0:
        return draft.unit.lower[segment.at - 1] == _WITHOUT
    return segment.word == _WITHOUT


class _Scopes:
    """The reach of each negating word, as ranges over a clause's own words."""

    def __init__(self, draft: Draft, own: list[int], lower: list[str]) -> None:
        self.opener = draft.first_segment.at if draft.first_segment.opener else -1
        self.own, self.lower, self.parts = own, lower, draft.parts
        self.kinds = [draft.unit.kinds[position] for position in own]
        self.is_joint = [self._is_joint(draft, position) for position in own]
        self.last_verb = max((number for number, kind in enumerate(self.kinds) if kind in VERBS), default=-1)
        self.finite = own.index(draft.finite) if draft.finite in own else None
        is_second = draft.kind == "main" and not draft.begins_with_verb
        self.field_end = self.finite if is_second and self.finite is not None else 0

    def _end_of_predicate(self, number: int) -> int:
        """The end of the stretch between commas, or of the last verb where it stands behind that."""
        return max(self.last_verb + 1, bisect_right(self.own, self._end_of_part(number)))

    def _end_of_part(self, number: int) -> int:
        """The last position of the part of the clause that word `number` stands in."""
        part = bisect_right(self.parts, (self.own[number], self.own[-1] + 1)) - 1
        return self.parts[part][1] - 1

    def _is_joint(self, draft: Draft, position: int) -> bool:
        """und, and aber behind a comma; but not the aber of das ist aber kein Zufall."""
        word = draft.unit.lower[position]
        if word in ("aber", "doch"):
            return position > 0 and draft.unit.kinds[position - 1] == COMMA
        return word in ("und", "oder")

    def find(self) -> list[Range]:
        scopes: list[Range] = []
        turn = len(self.lower)
        first_of_predicate = 0
        for number in range(len(self.lower) - 1, -1, -1):
            word = self.lower[number]
            if number > 0 and (word == "sondern" or (self.is_joint[number] and word in _TURNS)):
                turn = number
            if word not in NEGATORS or self.kinds[number] == NOUN or self._is_affirmed(number, turn):
                continue
            phrase = self._phrase(number, turn)
            if phrase:
                scopes.append(phrase)
            else:
                scopes.append((number, min(turn, self._end_of_predicate(number))))
                first_of_predicate = number
        verbs = (number for number in range(first_of_predicate) if self.kinds[number] in VERBS)
        return [*scopes, *((verb, verb + 1) for verb in verbs)]

    def _is_affirmed(self, number: int, turn: int) -> bool:
        if self.lower[number] != "nicht" or number + 1 >= len(self.lower):
            return False
        behind = self.lower[number + 1]
        has_contrast = turn < len(self.lower) and self.lower[turn] == "sondern"
        return behind in _AFFIRMED or (behind in _AFFIRMED_IN_CONTRAST and has_contrast)

    def _phrase(self, number: int, turn: int) -> Range | None:
        """The phrase that the negation at `number` keeps to; None if it negates the predicate."""
        end = len(self.lower)
        if turn < end and self.lower[turn] == "sondern" and number + 1 < turn:
            return number, self._before_verb(number, turn)
        if number > 1 and self.is_joint[number - 1]:  # ernst, aber nicht hoffnungslos; oder nicht
            return number, self._before_verb(number, turn)
        if self.own[number] < self.opener:  # nicht weil er krank war
            return number, number + 1
        if self.lower[number] == "nicht":
            return self._phrase_of_nicht(number)
        behind = self.kinds[number + 1] if number + 1 < end else ""
        if behind == NUMBER:  # keine zehn Minuten: fewer than ten
            return number, number + 2
        if self._is_compared(number):  # wie noch nie
            return number, number + 1
        is_only = self.lower[number] == "nichts" and "als" in self.lower[number + 1 : number + 3]
        return (number, number + 1) if is_only else None

    def _is_compared(self, number: int) -> bool:
        """so viel wie noch nie, so niedrig wie seit Jahren nicht: what the negation reaches is compared."""
        before = self.lower[max(0, number - _LONGEST_COMPARISON) : number]
        if "wie" not in before:
            return False
        at = len(before) - 1 - before[::-1].index("wie")
        is_near = self.lower[number] == "nie" and at >= len(before) - 2
        between = self.kinds[number - len(before) + at + 1 : number]
        return is_near or ("so" in before[max(0, at - 4) : at] and VERBS.isdisjoint(between))

    def _before_verb(self, number: int, turn: int) -> int:
        """dass er [nicht am Montag] komme, sondern am Dienstag: the contrast leaves out the verb."""
        end = turn
        while self.finite == turn - 1 and end > number + 1 and self.kinds[end - 1] in VERBS:
            end -= 1
        return end if end > number + 1 else turn

    def _phrase_of_nicht(self, number: int) -> Range | None:
        end = len(self.lower)
        if self._is_compared(number):
            return number, end
        attribute = self._attribute(number)
        if attribute:
            return attribute
        if number < self.field_end:
            return number, self.field_end
        is_degree = number + 1 < end and self.lower[number + 1] in _DEGREES
        return (number, number + 2) if is_degree else None

    def _attribute(self, number: int) -> Range | None:
        """die [nicht genannte] Quelle, eine bisher [nicht mehr gesehene] Not."""
        before = number - 1
        if before > 0 and self.kinds[before] == ADVERB:
            before -= 1
        is_bare = self.kinds[number + 1 : number + 3] == [ADVERB, ADJECTIVE]  # nicht näher genannte Quellen
        if not is_bare and (before < 0 or self.kinds[before] not in (ARTICLE, DETERMINER, PREPOSITION)):
            return None
        for position in range(number + 1, min(number + 4, len(self.kinds))):
            if self.kinds[position] == ADJECTIVE:
                return number, position + 1
            if self.kinds[position] not in (ADVERB, PREPOSITION):
                return None
        return None


def _ranges(draft: Draft, own: list[int], scopes: list[Range]) -> tuple[Range, ...]:
    """Scopes over own words as ranges of the text, joined where they touch, cut where others intrude."""
    at = draft.unit.at
    found: list[Range] = []
    done = 0
    for first, last in sorted(scopes):
        for number in range(max(first, done), last):
            index = at[own[number]]
            if found and found[-1][1] == index:
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
        done = max(done, last)
    return tuple(found)
