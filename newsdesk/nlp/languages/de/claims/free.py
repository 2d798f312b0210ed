"""Claims without a frame: hearsay with sollen, and reports that go on in Konjunktiv."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.moods import regular_konjunktiv
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_nominal, is_time, noun_phrase
from newsdesk.nlp.words import Range

_FARTHEST = 80
_HEARSAY = ("soll", "sollen")


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
    for index in range(first, min(stop, first + _FARTHEST)):
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


_MOVED = word_set(
    "gegangen gekommen gefahren geflogen geflohen gelaufen geraten gefallen gestorben verstorben "
    "gewesen geblieben geworden entkommen eingedrungen ausgebrochen explodiert verschwunden gelandet "
    "abgestürzt gestürzt eingereist ausgereist geflüchtet entstanden gereist umgekommen zurückgekehrt "
    "eingetroffen gesunken gestiegen aufgetaucht gewachsen passiert gelungen erschienen "
    "zusammengestoßen gestartet gescheitert"
)


def read_free(
    passage: Passage, first: int, end: int, previous: Draft | None, before: Range | None
) -> Draft | None:
    """A sentence in Konjunktiv: the speaker of the claim before it goes on.

    Where the unit `before` it has no claim, its first noun phrase speaks (X bat um Ruhe. Man sei …).
    """
    stop = passage.without_stop(first, end)
    if previous is not None and not previous.is_hearsay:
        if not _is_in_konjunktiv(
            passage, first, stop, grammar.konjunktiv_forms() | grammar.REPLACED_KONJUNKTIV
        ):
            return None
        rule = "Konjunktiv goes on behind a claim"
        return Draft("IndirectFreeIndirect", [(first, end)], rule, previous.medium, inherits=previous)
    speaker = topic(passage, first, before)
    if speaker is None or not _is_in_konjunktiv(passage, first, stop, grammar.STRONG_KONJUNKTIV):
        return None
    rule = "Konjunktiv behind a sentence about the speaker"
    return Draft("IndirectFreeIndirect", [(first, end)], rule, "SW", speaker=[speaker])


def topic(passage: Passage, first: int, before: Range | None) -> Range | None:
    """The noun phrase that the sentence before begins with, in the same paragraph."""
    words = passage.words
    if before is None or words.paragraph[before[0]] != words.paragraph[first]:
        return None
    end = noun_phrase(words, before[0], before[1])
    is_thing = words.lower[before[0]] in _NO_SPEAKERS or is_time(words, before[0], max(end, before[0] + 1))
    return (before[0], end) if end > before[0] and not is_thing else None


_NO_SPEAKERS = word_set("es das dies dieser diese dieses man einen einem den dem")


def _is_in_konjunktiv(passage: Passage, first: int, end: int, forms: frozenset[str]) -> bool:
    words = passage.words
    if "ich" in words.lower[first:end] or "wir" in words.lower[first:end]:
        return False
    start, stop = _main_clause(passage, first, end)
    regular = regular_konjunktiv(passage, start, stop)
    return regular is not None or any(
        words.exact[index] in forms and _is_main_verb(passage, index, first) for index in range(start, stop)
    )


def _main_clause(passage: Passage, first: int, end: int) -> Range:
    """The first clause that is no subordinate clause and has more than noun phrases."""
    for start, stop in passage.clauses(first, end):
        is_dependent = start == stop  # a text may end with a comma
        is_dependent = is_dependent or (start > first and passage.words.lower[start] in grammar.RELATIVES)
        is_dependent = is_dependent or passage.words.lower[start] in grammar.SUBORDINATORS | grammar.QUESTIONS
        if not is_dependent and not is_nominal(passage.words, start, stop):
            return start, stop
    return end, end


def _is_main_verb(passage: Passage, index: int, first: int) -> bool:
    """Not hidden in a quotation, not the first word, not es sei denn and the like."""
    lower = passage.words.lower
    if passage.is_masked(index, first) or index == first:
        return False
    return lower[index : index + 2] != ["sei", "es"] and lower[index - 1 : index + 2] != ["es", "sei", "denn"]
