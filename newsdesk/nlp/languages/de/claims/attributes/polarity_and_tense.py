"""What the text says of a claim: polarity and tense."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.attributes.certainty import is_frame_negated
from newsdesk.nlp.languages.de.claims.attributes.predicates import Predicate, governs_that, is_denied
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.clauses.kinds import NEGATORS, NOUN
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.lexicons import load_set, word_set

_SOON = word_set("morgen übermorgen künftig zukünftig demnächst")
_NEXT = ("kommend", "nächst")
_SPANS = word_set(
    "tag tage tagen woche wochen monat monate monaten jahr jahre jahres jahren wochenende saison winter "
    "sommer herbst frühjahr frühling montag dienstag mittwoch donnerstag freitag samstag sonntag"
)
_WISHES = word_set("soll sollen solle")


def polarity(passage: Passage, draft: Draft, main: Predicate) -> str:
    """Whether the main predicate is negated or the cue denies; both together affirm."""
    is_negated = _is_negated(passage, draft, main) != _denies(passage, draft, main)
    return "negated" if is_negated else "affirmed"


def _is_negated(passage: Passage, draft: Draft, main: Predicate) -> bool:
    lower = passage.words.lower
    if main.clause is None:
        return _is_part_negated(passage, draft)
    turns = (lower[index] in load_set("cue_classes", "negates") for index in main.words)
    if governs_that(passage, main) and any(turns):
        return not is_denied(passage, main)
    return main.clause.is_negated


def _is_part_negated(passage: Passage, draft: Draft) -> bool:
    """„Nein“, „nicht hinnehmbar“, „kein Skandal“; but not „eine nicht gewollte Lage“."""
    words = passage.words
    first, end = draft.quote[0]
    inside = [index for index in range(first, min(end, first + 8)) if words.exact[index][0].isalpha()]
    if not inside or words.lower[inside[0]] not in NEGATORS:
        return bool(inside) and words.lower[inside[0]] == "nein"
    return words.lower[inside[0]] != "nicht" or words.kinds[inside[-1]] != NOUN


def _denies(passage: Passage, draft: Draft, main: Predicate) -> bool:
    """bestritt, dass …; glaubt nicht, dass …; but not: bestritt nicht, dass …

    A frame before what is reported has its own negation in `draft.denies` already.
    """
    if draft.type == "Reported":
        return draft.denies
    if draft.type != "Indirect" or not draft.cue:
        return False
    if is_frame_negated(passage, draft):
        return draft.denies != (draft.frame[0][0] > draft.quote[0][0])
    return draft.denies or (main.has_cue("deny") and not _has_colon(passage, draft))


def _has_colon(passage: Passage, draft: Draft) -> bool:
    return any(passage.words.exact[end - 1] == ":" for _, end in draft.frame)


def tense(passage: Passage, draft: Draft, main: Predicate) -> str:
    """The tense of what is claimed; what is promised, announced or asked for lies ahead."""
    if draft.tense is not None:
        return draft.tense
    clause = main.clause
    found = clause.tense if clause else None
    if clause is None:
        return "present"
    if found == "past" and not _stands_for_konjunktiv(passage, draft, clause):
        return "past"
    if found == "future" or _is_ahead(passage, draft, main):
        return "future"
    return "present"


def _is_to_come(passage: Passage, main: Predicate, clause: Clause) -> bool:
    """beginnt kommende Woche; but not what already is (ist für kommende Woche geplant)."""
    if clause.finite is None or finite_form(passage.words.lower[clause.finite]).is_auxiliary:
        return False
    lower = [passage.words.lower[index] for index in main.words]
    is_soon = not _SOON.isdisjoint(passage.words.exact[index] for index in main.words)
    return is_soon or any(word.startswith(_NEXT) and noun in _SPANS for word, noun in pairwise(lower))


def _stands_for_konjunktiv(passage: Passage, draft: Draft, clause: Clause) -> bool:
    """sagte, dass vier Stellen fehlten: a plural that is Konjunktiv II as well, behind a verb in the past."""
    words = passage.words
    if draft.type != "Indirect" or clause.finite is None or not draft.cue or clause.mood != "indicative":
        return False
    is_behind_cue = draft.cue[0][0] < clause.first and words.lower[clause.first] == "dass"
    if not is_behind_cue or clause.is_mood_certain or len(clause.predicate) > 1:
        return False
    saying = words.clause_at(draft.cue[0][0])
    return words.lower[clause.finite].endswith("en") and saying is not None and saying.tense == "past"


def _is_ahead(passage: Passage, draft: Draft, main: Predicate) -> bool:
    clause = main.clause
    if clause is None:
        return False
    if clause.modal is not None and clause.modality in ("intention", "obligation"):
        word = passage.words.lower[clause.modal]
        is_plan = clause.modality == "intention" or word == "solle"
        if word in _WISHES and is_plan and finite_form(word).verb == "sollen":
            return True
    if clause.modality == "volition" or _is_to_come(passage, main, clause):
        return True
    if draft.type != "Indirect":
        return False
    has_infinitive = clause.finite is None
    return main.has_cue("ahead") or (has_infinitive and main.has_cue("ahead_with_infinitive"))
