"""What is reported behind a comma: dass-clauses, questions, infinitives, main clauses in Konjunktiv."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.clauses.kinds import (
    PREPOSITION,
    QUESTION,
    RELATIVE,
    SUBORDINATOR,
    ZU_INFINITIVE,
)
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_nominal
from newsdesk.nlp.words import MARKS, Range

Kind = Literal["dass", "ob", "question", "infinitive", "Konjunktiv", "dependent", "main"]
TAKES: dict[str, str] = {
    "dass": "that",
    "ob": "question",
    "question": "question",
    "infinitive": "infinitive",
    "Konjunktiv": "that",
    "dependent": "that",
    "main": "frame after indicative",
}
NAMES: dict[str, str] = {
    "dass": "dass",
    "ob": "ob",
    "question": "a question",
    "infinitive": "an infinitive",
    "Konjunktiv": "a clause in Konjunktiv",
    "dependent": "a clause in Konjunktiv",
    "main": "a main clause",
}
THAT = ("dass", "daß")
PURPOSES = word_set("um ohne statt anstatt")
_QUESTIONS = grammar.QUESTIONS - {"ob"} | word_set("worauf worüber wofür wogegen womit")
_MOST_CLAUSES = 12
_LONGEST_INFINITIVE = 60


@dataclass(frozen=True, slots=True)
class Complement:
    """A clause that begins with word `first`; `clause` is None where the forms alone tell it."""

    first: int
    kind: Kind
    clause: Clause | None

    @property
    def last(self) -> int:
        return self.clause.last if self.clause else self.first


def konjunktiv_starts(passage: Passage, first: int, end: int) -> dict[int, Clause]:
    """The main clauses in Konjunktiv of a unit, by the first word of their Vorfeld."""
    found: dict[int, Clause] = {}
    clauses = passage.clauses(first, end)
    position = 0
    for clause in passage.finite_clauses(first, end):
        is_main = clause.kind == "main" or clause.finite == clause.first  # …, wer dort baue, wisse das
        if not is_main or not clause.is_konjunktiv or _is_fixed(passage, clause):
            continue
        finite = clause.finite or clause.first
        while position + 1 < len(clauses) and clauses[position][1] <= finite:
            position += 1
        start = _vorfeld(passage, clauses, position, finite)
        if start is not None:
            found.setdefault(start, clause)
    return found


def _is_fixed(passage: Passage, clause: Clause) -> bool:
    """es sei denn, sei es: no report."""
    at, lower = clause.finite, passage.words.lower
    if at is None or lower[at] != "sei":
        return at is None
    return lower[at + 1 : at + 2] == ["denn"] or lower[at : at + 2] == ["sei", "es"]


def _vorfeld(passage: Passage, clauses: list[Range], position: int, finite: int) -> int | None:
    """Where the clause of a finite verb begins: the Vorfeld can hold clauses of its own.

    …, der Damm sei alt; …, wenn es regne, sei er alt; …, der Damm, den alle kennen, sei alt.
    """
    start = clauses[position][0]
    if start < finite:
        return None if _is_dependent(passage, start, finite) else start
    for at in range(position - 1, max(-1, position - _MOST_CLAUSES), -1):
        start, end = clauses[at]
        if start >= end or passage.words.exact[end] != ",":
            return None
        if _is_relative(passage, start, end):
            continue
        if passage.words.kinds[start] in (SUBORDINATOR, QUESTION):
            return start
        return start if is_nominal(passage.words, start, end) else None
    return None


def _is_dependent(passage: Passage, start: int, finite: int) -> bool:
    """dass er sei, die krank sei: no main clause, whatever the clauses say."""
    is_second = finite == start + 1  # das sei so
    return not is_second and (
        passage.words.kinds[start] == SUBORDINATOR or _is_relative(passage, start, finite)
    )


def _is_relative(passage: Passage, start: int, end: int) -> bool:
    kinds = passage.words.kinds
    at = start + (kinds[start] == PREPOSITION and start + 1 < end)
    return kinds[at] == RELATIVE


def complement_at(
    passage: Passage, start: int, end: int, konjunktivs: dict[int, Clause]
) -> Complement | None:
    """The complement that begins with a word, if one does."""
    words = passage.words
    if start >= end:
        return None
    if start in konjunktivs and words.lower[start] not in THAT:
        return Complement(start, "Konjunktiv", konjunktivs[start])
    if words.exact[start - 1 : start] == [":"]:
        stated = _main_clause(passage, start)
        if stated:
            return stated
    opener = start + (words.exact[start] in MARKS and start + 1 < end)
    clause = _beginning(passage, start) or _beginning(passage, opener)
    found = _opened(passage, start, words.lower[opener], clause)
    is_bare = found is None and _ends_with_infinitive(passage, start, end)
    return Complement(start, "infinitive", None) if is_bare else found


def _opened(passage: Passage, start: int, word: str, clause: Clause | None) -> Complement | None:
    """A clause that depends: told by its opener, its zu or its Konjunktiv."""
    if word in THAT or word == "ob":
        return Complement(start, "ob" if word == "ob" else "dass", clause)
    begun = next(iter(passage.tree.starting(start)), clause)
    if begun is not None and _is_infinitive(passage, clause or begun):
        return None if word in PURPOSES else Complement(start, "infinitive", clause or begun)
    if clause is None:
        return None
    if word in _QUESTIONS and clause.kind == "subordinate":
        return Complement(start, "question", clause)
    is_sure = clause.mood == "konjunktiv1" and clause.is_mood_certain
    return Complement(start, "dependent", clause) if is_sure else None


def _main_clause(passage: Passage, start: int) -> Complement | None:
    """Keller erklärte: Der Damm hält."""
    main = next((clause for clause in passage.tree.starting(start) if clause.kind == "main"), None)
    is_statement = main is not None and main.mood == "indicative" and main.finite not in (None, start)
    return Complement(start, "main", main) if is_statement else None


def _ends_with_infinitive(passage: Passage, start: int, end: int) -> bool:
    """… zu tun at the end of a stretch in which no clause was found."""
    words = passage.words
    stop = next(iter(passage.commas(start, min(end, start + _LONGEST_INFINITIVE), ",;:–—")), end)
    has_zu = stop - start >= 2 and (
        words.lower[stop - 2] == "zu" or grammar.is_zu_infinitive(words.lower[stop - 1])
    )
    if not has_zu or words.lower[start] in PURPOSES:
        return False
    return (
        words.exact[stop - 1][0].islower()
        and words.exact[stop - 1].endswith("n")
        and not passage.has_verb(start, stop)
    )


def _is_infinitive(passage: Passage, clause: Clause) -> bool:
    """zu tun, anzutun; also where der was read as its opener, or a verb beside zu as finite."""
    verb = max(clause.predicate, default=None)
    if verb is None:
        return False
    words = passage.words
    if words.lower[verb - 1] == "zu" and words.exact[verb][0].islower():
        return clause.finite is None or clause.finite >= verb - 2
    return clause.finite is None and words.kinds[verb] == ZU_INFINITIVE


def _beginning(passage: Passage, index: int) -> Clause | None:
    """The inner clause of those that begin with a word: the one that its opener opens."""
    found = [clause for clause in passage.tree.starting(index) if clause.kind != "main"]
    return found[0] if found else None
