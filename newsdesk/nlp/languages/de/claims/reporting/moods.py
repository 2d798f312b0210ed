"""Main clauses, Konjunktiv and relative pronouns of the stretches that the rules look at."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_LONGEST = 60  # words behind a semicolon
_FARTHEST = 20  # words between sei es and sei es
_NOTED = word_set(
    "erwähnt genannt gesagt hingewiesen angemerkt betont hinzugefügt erinnert gedankt verraten gewarnt "
    "gegönnt unbenommen dahingestellt"
)
_WISHES = word_set("möge mögen lebe")
_ASKED = word_set("nehme stelle denke beachte vergleiche")


def konjunktiv(passage: Passage, start: int, end: int) -> int | None:
    """The index of the first verb in Konjunktiv of a range."""
    return next((c.finite for c in passage.finite_clauses(start, end) if c.is_konjunktiv), None)


def behind_semicolon(passage: Passage, semicolon: int, end: int) -> Range | None:
    """What a report goes on with behind a semicolon: …; die Familien seien obdachlos."""
    start = semicolon + 1
    clause = next(iter(passage.finite_clauses(start, min(end, start + _LONGEST))), None)
    return (start, end) if clause is not None and clause.is_konjunktiv else None


def first_main_clause(passage: Passage, start: int, end: int) -> Clause | None:
    """The main clause that begins first in a range, whatever it holds."""
    mains = (clause for clause in passage.finite_clauses(start, end) if clause.kind == "main")
    return min(mains, key=_beginning, default=None)


def _beginning(clause: Clause) -> Range:
    return clause.first, -clause.last


def stands_for_first(verb: str) -> bool:
    """Whether a verb in Konjunktiv II can stand for a Konjunktiv I that looks like the indicative.

    sie hätten for sie haben; but wären stands beside seien, and the singular hätte beside habe.
    """
    return verb.endswith("n") and verb != "wären"


def is_set_phrase(passage: Passage, clause: Clause, first: int) -> bool:
    """Uses of the Konjunktiv I that report nothing: Sei es …, Möge er …, man nehme …, es sei erwähnt."""
    lower = passage.words.lower
    finite = clause.finite
    if finite is None:
        return False
    verb, after = lower[finite], lower[finite + 1 : finite + 2]
    if verb in _WISHES or (verb in _ASKED and "man" in lower[max(first, finite - 1) : finite + 2]):
        return True
    is_noted = not _NOTED.isdisjoint((lower[clause.last - 1], lower[clause.first]))
    if verb == "sei" and (after in (["denn"], ["dank"]) or is_noted):
        return True
    return finite == first or (verb == "sei" and after == ["es"] and _is_alternative(passage, finite))


def _is_alternative(passage: Passage, finite: int) -> bool:
    """…, sei es aus Not, sei es aus Spaß: sei es twice."""
    lower = passage.words.lower
    near = range(max(0, finite - _FARTHEST), min(len(lower), finite + _FARTHEST))
    return any(index != finite and lower[index : index + 2] == ["sei", "es"] for index in near)


def opens_frame_part(passage: Passage, index: int, end: int) -> bool:
    """Whether a relative pronoun begins a clause, with or without its preposition: der, mit dem."""
    lower = passage.words.lower
    if lower[index] in grammar.RELATIVES:
        return True
    return lower[index] in grammar.PREPOSITIONS and index + 1 < end and lower[index + 1] in grammar.RELATIVES
