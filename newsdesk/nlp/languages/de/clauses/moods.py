"""The mood of each clause: by the form of its verb, and by its neighbours where the form is not enough.

Two pairs of forms fall together in German. In the first person the present looks like the
Konjunktiv I (ich habe, er habe): the subject decides. The Konjunktiv II of weak verbs, and the
plural of strong verbs without umlaut, look like the preterite (fehlten, gingen): they are read as
Konjunktiv where reported speech or an unreal condition asks for one.
"""

from __future__ import annotations

import re
from functools import cached_property

from newsdesk.nlp.clauses import Mood
from newsdesk.nlp.languages.de.clauses.kinds import COMMA, FINITE, IMPERATIVE, MARK
from newsdesk.nlp.languages.de.clauses.nesting import Draft
from newsdesk.nlp.languages.de.clauses.reports import reports
from newsdesk.nlp.languages.de.clauses.segments import START
from newsdesk.nlp.languages.de.conjugation import FiniteForm, Reading, finite_form
from newsdesk.nlp.languages.de.lexicons import word_set

_CERTAIN: dict[Reading, Mood] = {
    "present": "indicative",
    "preterite": "indicative",
    "konjunktiv1": "konjunktiv1",
    "konjunktiv2": "konjunktiv2",
}
_OTHER_SUBJECTS = word_set("er man wer du wir ihr")
_OPPOSITIONS = word_set("aber jedoch allerdings auch zugleich")  # …, forderten aber: no frame
_TIMES = word_set("als nachdem bevor bis seit seitdem während")  # they tell what happened
_QUESTION_MARK = "?"
_ADDRESSED = word_set("man du wir ihr jeder niemand")
_ONCE = word_set("ursprünglich damals zunächst einst gestern")
_PAST_YEAR = re.compile(r"1\d{3}$").match


class Moods:
    """The moods of the clauses of one unit; `of` gives None where a clause has no finite verb."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = drafts
        self.known: dict[int, Mood] = {}
        self.first_persons: set[int] = set()
        self.conditions: dict[int, Draft] = {}
        for draft in drafts:
            if _is_first_person(draft, self.first_persons):
                self.first_persons.add(id(draft))
            if draft.parent and draft.is_condition:
                self.conditions[id(draft.parent)] = draft
            mood = self._by_form(draft)
            if mood:
                self.known[id(draft)] = mood

    def of(self, draft: Draft) -> tuple[Mood | None, bool]:
        """The mood, and whether the form alone is enough to tell it."""
        if draft.finite is None or draft.unit.kinds[draft.finite] == IMPERATIVE:
            return None, True
        known = self.known.get(id(draft))
        if known:
            return known, True
        is_konjunktiv = self._is_unreal(draft) or self.is_reported(draft) or self._is_advice(draft)
        return ("konjunktiv2" if is_konjunktiv else "indicative"), False

    def _by_form(self, draft: Draft) -> Mood | None:
        if draft.finite is None:
            return None
        reading = finite_form(draft.unit.lower[draft.finite]).reading
        if reading == "present_or_konjunktiv1":
            return "indicative" if id(draft) in self.first_persons else "konjunktiv1"
        return _CERTAIN.get(reading)

    def _is_konjunktiv(self, draft: Draft | None) -> bool:
        return draft is not None and self.known.get(id(draft)) in ("konjunktiv1", "konjunktiv2")

    def _is_second(self, draft: Draft | None) -> bool:
        return draft is not None and self.known.get(id(draft)) == "konjunktiv2"

    def _is_unreal(self, draft: Draft) -> bool:
        """Wenn sie fehlten, wäre …; wenn er käme, gingen sie; als ob sie schliefen."""
        if draft.is_condition:
            return self._is_second(draft.parent)
        if draft.word == "als":
            return draft.unit.lower[draft.first_segment.at + 1] in ("ob", "wenn")
        return self._is_second(self.conditions.get(id(draft)))

    def is_reported(self, draft: Draft) -> bool:
        """A plural beside a frame of reporting (…, sagte sie), or beside or below a Konjunktiv."""
        if (
            draft.finite is None
            or not draft.unit.lower[draft.finite].endswith("n")
            or "wir" in draft.own_words
        ):
            return False
        return (
            self._follows_frame(draft)
            or _is_followed_by_frame(draft)
            or (draft.first_segment.is_joined and self._is_konjunktiv(draft.before))
            or (draft.behind is not None and self._leads(draft.behind))
            or (self._is_konjunktiv(draft.parent) and draft.word not in _TIMES)
        )

    def _leads(self, joined: Draft) -> bool:
        """Whether a clause is in Konjunktiv and joined by und to the one before it."""
        return joined.first_segment.is_joined and self._is_konjunktiv(joined)

    def _is_advice(self, draft: Draft) -> bool:
        """Man sollte gehen: sollte is what should be, unless a word says that it was meant to be once."""
        if _form(draft).verb != "sollen":
            return False
        if draft.is_condition or not _ADDRESSED.isdisjoint(draft.own_words):
            return True
        return not self._is_told_in_past

    @cached_property
    def _is_told_in_past(self) -> bool:
        words = self.drafts[0].unit.lower
        return any(map(_PAST_YEAR, words)) or not _ONCE.isdisjoint(words)

    def _follows_frame(self, draft: Draft) -> bool:
        frame, segment = draft.before, draft.first_segment
        if frame is None or draft.kind != "main" or segment.after != COMMA:
            return False
        return (
            not (segment.is_joined or segment.begins_with_verb) and _reports(frame) and not _is_quoted(draft)
        )


def _form(draft: Draft) -> FiniteForm:
    return finite_form(draft.unit.lower[draft.finite or 0])


def _is_first_person(draft: Draft, first_persons: set[int]) -> bool:
    """ich in the clause; or no subject, and ich in the one before; or none at all (Habe gewartet.)."""
    lower, kinds = draft.unit.lower, draft.unit.kinds
    if "ich" in draft.own_words:
        return True
    if draft.finite is None or not _OTHER_SUBJECTS.isdisjoint(draft.own_words):
        return False
    if draft.before is not None and (draft.first_segment.is_joined or draft.begins_with_verb):
        return id(draft.before) in first_persons
    is_elliptic = draft.begins_with_verb and draft.first_segment.after == START
    return is_elliptic and kinds[draft.finite] == FINITE and lower[-1] != _QUESTION_MARK


def _reports(draft: Draft) -> bool:
    """Whether the finite verb or a participle of a clause is one of reporting (sagte, hat gesagt)."""
    return any(reports(draft.unit, verb, draft.own_words) for verb in draft.verbs)


def _is_followed_by_frame(draft: Draft) -> bool:
    frame = draft.behind
    if frame is None or draft.kind != "main" or frame.first_segment.is_joined:
        return False
    if not frame.begins_with_verb or not _reports(frame) or not _OPPOSITIONS.isdisjoint(frame.own_words):
        return False
    return draft.unit.kinds[draft.parts[-1][1] - 1] != MARK


def _is_quoted(draft: Draft) -> bool:
    return draft.unit.kinds[draft.first_segment.first] == MARK
