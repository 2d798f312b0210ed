"""What looks like a report behind its frame, and is none: purposes, questions left open, asides."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.complements import PURPOSES, Complement
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue
from newsdesk.nlp.languages.de.claims.speakers.addressees import ASKS
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.conjugation import AUXILIARIES
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import MARKS

_OBLIQUE = word_set("den dem denen dessen deren welchen welchem")
_DEGREES = (k.ADJECTIVE, k.ADVERB)
_PASSIVES = word_set("wird wurde werde")
REASONS = word_set("da weil")


def is_purpose(passage: Passage, complement: Complement) -> bool:
    """lud sie ein, um über den Damm zu reden; …, verbunden mit Stolz, zu haben"""
    if complement.kind != "infinitive":
        return False
    words, first = passage.words, complement.first
    is_tail = words.lower[first] == "zu" and words.lower_at(first + 1) in AUXILIARIES
    return words.lower[first] in PURPOSES or is_tail


def is_answered(passage: Passage, complement: Complement, cue: Cue) -> bool:
    """Whether a question says something: how much, what somebody is said to have done, what was asked.

    betonte, wie wichtig es ist; sagte, wer zahlen müsse; but not: schilderte, wie er den Dieb fing
    """
    words, opener = passage.words, complement.first + (passage.words.exact[complement.first] in MARKS)
    is_degree = words.lower[opener] == "wie" and words.kind_at(opener + 1) in _DEGREES
    is_asked = cue.form is not None and cue.form.verb.infinitive in ASKS
    is_reported = complement.clause is not None and complement.clause.is_konjunktiv
    return is_degree or is_asked or is_reported


def is_forecast(passage: Passage, clause: Clause, cue: Cue) -> bool:
    """es wird erwartet, dass …: what the reporter thinks will come, where nobody expects it."""
    is_passive = clause.finite is not None and passage.words.lower[clause.finite] in _PASSIVES
    return is_passive and cue.form is not None and cue.form.verb.infinitive == "erwarten"


def is_only_mentioned(passage: Passage, clause: Clause, cut: int, complement: Complement) -> bool:
    """Whether a frame says something of what it stands in: ein Mann, den er bat, …; (X schrieb): …

    warum er nicht sah, dass …; …, sofern er zustimme
    """
    words = passage.words
    if clause.kind == "subordinate" and words.kinds[clause.first] == k.QUESTION:
        return True
    if complement.kind == "dependent":
        is_opened = words.kinds[complement.first] in (k.SUBORDINATOR, k.COMPARATOR)
        return is_opened and words.lower[complement.first] not in REASONS
    if complement.kind == "infinitive":
        is_other = words.kinds[clause.first] == k.PREPOSITION or words.lower[clause.first] in _OBLIQUE
        return clause.kind == "relative" and is_other
    if complement.kind == "main":
        return clause.kind != "main" or words.kinds[cut - 1] == k.CLOSING
    return False
