"""Claims without a frame: hearsay with sollen, and reports that go on in Konjunktiv."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.words import Range

_HEARSAY = ("soll", "sollen")
_FIXED = (("sei", "es"), ("es", "sei"), ("wie", "dem"))


def read_hearsay(passage: Passage, first: int, end: int) -> Draft | None:
    """X soll … getan haben: nobody is named, and nobody vouches."""
    stop = passage.without_stop(first, end)
    for start, clause_end in passage.clauses(first, stop):
        index = hearsay_verb(passage, start, clause_end, stop)
        if index is None:
            continue
        is_main = (
            start == first or passage.words.lower[start] not in grammar.RELATIVES | grammar.SUBORDINATORS
        )
        quote = (first, end) if is_main else (start, clause_end)
        return Draft("FreeIndirect", [quote], "'soll' with a perfect infinitive", "SW", is_hearsay=True)
    return None


def hearsay_verb(passage: Passage, start: int, end: int, stop: int) -> int | None:
    """The evidential sollen of a clause: with a perfect infinitive, which no duty has."""
    lower = passage.words.lower
    for index in range(start, end):
        if lower[index] in _HEARSAY and not passage.is_masked(index, start):
            before = _is_perfect_infinitive(passage, index - 2, index)
            return index if before or _has_perfect_infinitive(passage, index + 1, stop) else None
    return None


def _has_perfect_infinitive(passage: Passage, first: int, stop: int) -> bool:
    for index in range(first, stop):
        if passage.words.exact[index] in ";:–":
            return False
        if _is_perfect_infinitive(passage, index, stop):
            return True
    return False


def _is_perfect_infinitive(passage: Passage, index: int, stop: int) -> bool:
    """getötet haben, geflohen sein, verhaftet worden (sein)."""
    lower = passage.words.lower
    if index < 0 or index + 1 >= min(stop, len(lower)):
        return False
    is_verb = lower[index + 1] in ("haben", "sein") and grammar.is_participle(lower[index])
    # "soll geschlossen sein" is a state; only verbs of motion and change have this perfect, or worden.
    return is_verb and (lower[index + 1] == "haben" or lower[index] in _MOVED or lower[index] == "worden")


_MOVED = frozenset(
    "gegangen gekommen gefahren geflogen geflohen gelaufen geraten gefallen gestorben verstorben gewesen geblieben "
    "geworden entkommen eingedrungen ausgebrochen explodiert verschwunden gelandet abgestürzt gestürzt eingereist "
    "ausgereist geflüchtet entstanden gereist umgekommen zurückgekehrt eingetroffen gesunken gestiegen "
    "aufgetaucht gewachsen passiert gelungen erschienen zusammengestoßen gestartet gescheitert".split()
)


def read_free(passage: Passage, first: int, end: int, previous: Draft | None) -> Draft | None:
    """A sentence in Konjunktiv right behind a claim: its speaker goes on."""
    if previous is None or not _goes_on(passage, first, passage.without_stop(first, end)):
        return None
    rule = "Konjunktiv goes on behind a claim"
    return Draft("IndirectFreeIndirect", [(first, end)], rule, previous.medium, inherits=previous)


def _goes_on(passage: Passage, first: int, end: int) -> bool:
    words = passage.words
    if "ich" in words.lower[first:end] or "wir" in words.lower[first:end]:
        return False
    forms = grammar.konjunktiv_forms() | grammar.REPLACED_KONJUNKTIV
    for start, stop in passage.clauses(first, end):
        if start >= stop or words.lower[start] in grammar.SUBORDINATORS:
            continue
        for index in range(start, stop):
            if words.exact[index] in forms and _is_main_verb(passage, index, first, (start, stop)):
                return True
    return False


def _is_main_verb(passage: Passage, index: int, first: int, clause: Range) -> bool:
    lower = passage.words.lower
    if passage.is_masked(index, first) or index == first:
        return False
    if (lower[index], lower[min(index + 1, len(lower) - 1)]) in _FIXED or lower[index - 1 : index + 2] == [
        "es",
        "sei",
        "denn",
    ]:
        return False
    is_relative = clause[0] > first and lower[clause[0]] in grammar.RELATIVES and index == clause[1] - 1
    return not is_relative
