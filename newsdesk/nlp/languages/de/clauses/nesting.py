"""Drafts of clauses: which segments make one clause, and which clause holds which.

Segments are read from left to right with a stack of the clauses that can still go on. German
shows by the verb what is missing: a clause that an opener began waits for its verb at the end, a
main clause for its finite verb, and behind an auxiliary for the participle or infinitive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from newsdesk.nlp.clauses import Kind
from newsdesk.nlp.languages.de.clauses.kinds import (
    ARTICLE,
    COMMA,
    DEMONSTRATIVE,
    DETERMINER,
    INFINITIVE,
    MARK,
    MARKS_AND_STOPS,
    NEGATORS,
    NOUN,
    PARTICIPLE,
    PERSONAL,
    QUESTION,
    STOP,
    VERBS,
    ZU,
)
from newsdesk.nlp.languages.de.clauses.reports import reports
from newsdesk.nlp.languages.de.clauses.segments import START, Segment, find_segments, is_verb_final
from newsdesk.nlp.languages.de.clauses.units import Unit
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.lexicons import word_set

CONDITIONS = word_set("wenn falls sofern")
_SUBJECTS = ([PERSONAL], [ARTICLE], [NOUN], [DETERMINER], [DEMONSTRATIVE])
_SHOULD = ("sollte", "sollten")
_THEN = ("so", "dann")
_DEEPEST = 24


@dataclass(slots=True, eq=False)
class Draft:
    """A clause as it is put together; all indices are positions in its unit.

    `before` and `behind` are the clauses of the same rank beside it (Er komme, sagte sie: each is
    the other's neighbour), `parent` the clause that it depends on. `positions`, `verbs` and
    `own_words` leave out the clauses inside it, and are there when the nesting is done.
    """

    unit: Unit
    kind: Kind
    parent: Draft | None = None
    word: str = ""
    parts: list[tuple[int, int]] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    finite: int | None = None
    before: Draft | None = None
    behind: Draft | None = None
    is_open: bool = True
    has_complement: bool = False
    has_negation: bool = False
    positions: list[int] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)
    own_words: frozenset[str] = frozenset()

    def add(self, segment: Segment) -> None:
        self.segments.append(segment)
        self.parts.append((segment.first, segment.last))
        if self.finite is None and self.kind != "infinitive":
            self.finite = segment.finite
        self.has_complement |= segment.has_nonfinite or segment.has_zu
        self.has_negation |= not NEGATORS.isdisjoint(self.unit.lower[segment.first : segment.last])
        self.is_open = self.finite is None if self.kind != "infinitive" else not segment.has_zu

    def settle(self) -> None:
        """Gather what is the clause's own, once all of its parts are known."""
        unit = self.unit
        self.positions = [position for first, last in self.parts for position in range(first, last)]
        self.verbs = [position for position in self.positions if unit.kinds[position] in VERBS]
        self.own_words = frozenset([unit.lower[position] for position in self.positions])

    @property
    def edges(self) -> tuple[int, int]:
        """The first and the last word that is no mark."""
        own = [position for position in self.positions if self.unit.kinds[position] not in MARKS_AND_STOPS]
        return (own[0], own[-1]) if own else (self.parts[0][0], self.parts[-1][1] - 1)

    @property
    def first_segment(self) -> Segment:
        return self.segments[0]

    @property
    def begins_with_verb(self) -> bool:
        return self.kind == "main" and self.first_segment.begins_with_verb

    @property
    def is_condition(self) -> bool:
        return self.word in CONDITIONS

    @property
    def waits_for_verb(self) -> bool:
        """A main clause with an auxiliary or a modal whose other half is still to come."""
        if self.kind != "main" or self.finite is None or self.has_complement:
            return False
        form = finite_form(self.unit.lower[self.finite])
        return form.is_auxiliary or form.is_modal

    @property
    def breaks_off(self) -> bool:
        """Whether the last words so far are the finite verb: Die Lage sei, sagte er, ernst."""
        last = self.segments[-1].last
        return self.finite is not None and self.kind == "main" and self.finite == last - 1


def nest(unit: Unit) -> list[Draft]:
    """The clauses of a unit, in the order of their first words."""
    nesting = _Nesting(unit)
    segments = find_segments(unit)
    for segment, following in zip_longest(segments, segments[1:]):
        nesting.place(segment, following)
    nesting.close()
    return nesting.drafts


class _Nesting:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.drafts: list[Draft] = []
        self.stack: list[Draft] = []
        self.orphans: list[Draft] = []  # dependent clauses before the main clause that holds them
        self.last_main: Draft | None = None

    def place(self, segment: Segment, following: Segment | None) -> None:
        if segment.after == STOP:
            self.stack.clear()
            self.orphans.clear()
            if self.unit.lower[segment.first - 1] != ":":
                self.last_main = None
        if segment.opener:
            self._open_dependent(segment, segment.opener)
        elif segment.finite is not None:
            self._place_finite(segment, following)
        elif segment.has_zu:
            self._place_infinitive(segment)
        else:
            self._place_rest(segment)

    def close(self) -> None:
        """Give clauses whose verb a tagger took for an infinitive their verb, and find the main clause."""
        for draft in self.drafts:
            draft.settle()
            if draft.is_open and draft.verbs and draft.kind in ("subordinate", "relative"):
                last = draft.verbs[-1]
                draft.finite = last if self._can_be_finite(last) else None
        has_main = any(draft.kind == "main" and draft.finite is not None for draft in self.drafts)
        if self.drafts and not has_main:
            self._find_main(self.drafts[0])

    def _can_be_finite(self, position: int) -> bool:
        """Infinitives look like plurals, and bestätigt like er bestätigt; gesungen is a participle."""
        kind = self.unit.kinds[position]
        if kind == INFINITIVE:
            return self.unit.kinds[position - 1] != ZU
        return kind == PARTICIPLE and self.unit.lower[position].endswith("t")

    def _find_main(self, first: Draft) -> None:
        """Wer kommt? opens like a dependent clause, but is none where nothing else is the main clause."""
        opener = first.first_segment.at if first.first_segment.opener else None
        is_question = opener is not None and self.unit.kinds[opener] == QUESTION
        if is_question or not any(draft.kind == "main" or draft.verbs for draft in self.drafts):
            first.kind = "main"

    def _push(self, segment: Segment, kind: Kind, parent: Draft | None, before: Draft | None) -> Draft:
        draft = Draft(self.unit, kind, parent, segment.word, before=before)
        draft.add(segment)
        if before:
            before.behind = draft
        if kind == "main":
            self.last_main = draft
            for orphan in self.orphans:
                orphan.parent = draft
            self.orphans.clear()
        elif not self.stack and parent is None:
            self.orphans.append(draft)
        del self.stack[_DEEPEST:]
        self.stack.append(draft)
        self.drafts.append(draft)
        return draft

    def _top(self) -> Draft | None:
        return self.stack[-1] if self.stack else None

    def _cut_above(self, draft: Draft) -> None:
        while self.stack[-1] is not draft:
            self.stack.pop()

    def _open_dependent(self, segment: Segment, kind: Kind) -> None:
        """A clause with an opener depends on the one before it, or stands beside its like (und dass)."""
        for draft in reversed(self.stack):
            is_like = draft.kind == kind and not draft.is_open
            if is_like and (segment.is_joined or draft.word == segment.word):
                self._put_beside(draft, segment)
                return
        self._push(segment, kind, self._top(), None)

    def _put_beside(self, draft: Draft, segment: Segment) -> None:
        self._cut_above(draft)
        self.stack.pop()
        self._push(segment, draft.kind, draft.parent, draft)

    def _place_finite(self, segment: Segment, following: Segment | None) -> None:
        waiting = self._waiting_for_finite(segment)
        is_inserted = waiting is not None and self._is_inserted(segment, following, waiting)
        if waiting and not is_inserted:
            self._cut_above(waiting)
            waiting.add(segment)
            return
        top = self._top()
        if top and top.kind != "main" and not top.is_open and self._continues(segment, top):
            self._put_beside(top, segment)
            return
        if self._is_condition(segment, following):
            self._push(segment, "subordinate", self._top(), None).word = "wenn"
            return
        is_inserted |= segment.begins_with_verb and not segment.is_joined
        if not is_inserted and not any(draft.waits_for_verb for draft in self.stack):
            self.stack.clear()
        self._push(segment, "main", None, self.last_main)

    def _waiting_for_finite(self, segment: Segment) -> Draft | None:
        """The innermost clause that still lacks its finite verb."""
        is_second = segment.begins_with_verb or (segment.is_joined and not is_verb_final(self.unit, segment))
        can_end = segment.is_one_verb or not is_second
        for draft in reversed(self.stack):
            if draft.is_open and (draft.kind == "main" or (draft.kind != "infinitive" and can_end)):
                return draft
        return None

    def _is_inserted(self, segment: Segment, following: Segment | None, waiting: Draft) -> bool:
        """Die Lage, sagte er, sei ernst; „Kein Wort“, sagte er: a frame, not the verb that is missing."""
        is_second = self.unit.lower[segment.at] in _THEN and segment.finite == segment.at + 1
        if waiting.kind != "main" or segment.is_joined or not (segment.begins_with_verb or is_second):
            return False
        if not self._reports(segment):
            return False
        is_behind_quote = self.unit.kinds[waiting.parts[-1][1] - 1] == MARK
        return is_behind_quote or (following is not None and following.begins_with_verb)

    def _continues(self, segment: Segment, top: Draft) -> bool:
        """der kam, sah und siegte; dass er kam und sie ging: the verb still stands at the end."""
        if segment.is_one_verb:
            return True
        if not segment.is_joined or not is_verb_final(self.unit, segment):
            return False
        has_subject_before = self.unit.kinds[segment.at] == PERSONAL and segment.finite != segment.at + 1
        return segment.after == "" or has_subject_before

    def _is_condition(self, segment: Segment, following: Segment | None) -> bool:
        """Käme er, ginge sie: a verb first, and a verb again behind the comma; and …, sollte er kommen."""
        if not segment.begins_with_verb or segment.is_joined:
            return False
        if segment.after == COMMA:
            has_subject = self.unit.kinds[segment.at + 1 : segment.at + 2] in _SUBJECTS
            return (
                self.last_main is not None
                and has_subject
                and segment.has_nonfinite
                and self.unit.lower[segment.at] in _SHOULD
            )
        if segment.after != START or following is None or following.after != COMMA:
            return False
        if following.opener or following.finite is None:
            return False
        is_second = following.finite == following.at + 1 and self.unit.lower[following.at] in _THEN
        return is_second or (following.begins_with_verb and not self._reports(following))

    def _reports(self, segment: Segment) -> bool:
        words = self.unit.lower[segment.first : segment.last]
        return segment.finite is not None and reports(self.unit, segment.finite, words)

    def _place_infinitive(self, segment: Segment) -> None:
        top = self._top()
        if top and top.kind == "infinitive" and top.is_open:
            top.add(segment)
        elif top and top.kind == "infinitive" and segment.is_joined:
            self._put_beside(top, segment)
        else:
            self._push(segment, "infinitive", top, None)

    def _place_rest(self, segment: Segment) -> None:
        """Words without finite verb: they belong to the innermost clause that can still go on."""
        target = self._interrupted(segment)
        if target:
            self._cut_above(target)
            target.add(segment)
            return
        while self.stack and self.stack[-1].kind != "main" and not self.stack[-1].is_open:
            self.stack.pop()
        if self.stack:
            self.stack[-1].add(segment)
        else:
            self._push(segment, "main", None, None)

    def _interrupted(self, segment: Segment) -> Draft | None:
        is_contrast = self.unit.lower[segment.first] == "sondern"
        for draft in reversed(self.stack):
            if is_contrast and draft.has_negation:
                return draft
            if draft.is_open or (segment.has_nonfinite and draft.waits_for_verb) or draft.breaks_off:
                return draft
        return None
