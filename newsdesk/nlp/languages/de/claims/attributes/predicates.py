"""The main predicate of what is claimed, and what the cue is a form of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.clauses.kinds import ADVERB, NEGATORS, NOUN
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.verbs import reporting_forms

_FARTHEST = 300  # words of a quote in which its main clause is looked for
_GOVERNING = (NOUN, ADVERB)  # äußerte die Vermutung, … ; zeigte sich zuversichtlich, …
_COMPLEMENTS = word_set("dass daß ob")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The clause that a claim is made with, its own words in the quote, and the words that report it.

    `clause` is None where nothing with a verb is quoted (nannte es „eine Schande“). `reporting` are the
    words of the cue, of its clause's predicate, and the noun that a frame ends with (die Vermutung,);
    `cue` are their lemmas.
    """

    clause: Clause | None
    words: tuple[int, ...]
    reporting: tuple[int, ...]
    cue: frozenset[str]

    def has_cue(self, name: str) -> bool:
        """Whether the cue belongs to a class of data/cue_classes.json."""
        return not self.cue.isdisjoint(load_set("cue_classes", name))


def read_predicate(passage: Passage, draft: Draft) -> Predicate:
    """The main predicate of a draft; of a part of a sentence the one that it stands in."""
    clause = _main_clause(passage, draft) or _clause_around(passage, draft)
    reporting = _reporting_words(passage, draft, clause)
    return Predicate(
        clause, tuple(_own_words(passage, draft, clause)), reporting, _lemmas(passage, reporting)
    )


def _reporting_words(passage: Passage, draft: Draft, clause: Clause | None) -> tuple[int, ...]:
    if not draft.cue:
        return clause.predicate if clause else ()
    found = {index for first, end in draft.cue for index in range(first, end)}
    saying = passage.words.clause_at(draft.cue[0][0])
    if saying is not None and saying is not clause and saying.kind != "infinitive":
        found.update(saying.predicate)
    for first, end in draft.frame:
        is_closed = end - 2 > first and passage.words.exact[end - 1] == ","
        if is_closed and passage.words.kinds[end - 2] in _GOVERNING:
            found.add(end - 2)
    return tuple(sorted(found))


def _main_clause(passage: Passage, draft: Draft) -> Clause | None:
    """The outermost clause of the first sentence with a verb; a main clause before what depends on none."""
    found = [
        clause
        for first, end in draft.quote
        for clause in passage.predicates(first, min(end, first + _FARTHEST))
    ]
    if not found:
        return None
    rumoured = [clause for clause in found if clause.modality == "evidential"]
    if draft.is_hearsay and rumoured:
        return rumoured[0]
    first = min(found, key=lambda clause: (clause.first, -clause.last))
    if first.kind == "main" or passage.words.lower[first.first] in _COMPLEMENTS:
        return first
    if draft.type == "Indirect" and first.kind == "infinitive":
        return first
    end = passage.sentence_end(first.first)
    mains = (clause for clause in found if clause.kind == "main" and clause.first < end)
    is_attribute = draft.type == "Direct" and first.first > _first_word(passage, draft)
    return next(mains, None if is_attribute else first)


def _clause_around(passage: Passage, draft: Draft) -> Clause | None:
    """The clause that a quoted part of a sentence stands in, if that is not the frame's."""
    clause = passage.words.clause_at(_first_word(passage, draft))
    cue = {index for first, end in draft.cue for index in range(first, end)}
    is_other = clause is not None and bool(clause.predicate) and cue.isdisjoint(clause.predicate)
    return clause if is_other else None


def _first_word(passage: Passage, draft: Draft) -> int:
    first, end = draft.quote[0]
    return first + (passage.quotation[first] is not None and first + 1 < end)


def _own_words(passage: Passage, draft: Draft, clause: Clause | None) -> Iterator[int]:
    words = passage.words
    for first, end in draft.quote:
        start = first if clause is None else max(first, clause.first)
        stop = end if clause is None else min(end, clause.last)
        for index in range(start, min(stop, start + _FARTHEST)):
            if clause is None or words.clause_at(index) is clause:
                yield index


def is_denied(passage: Passage, main: Predicate) -> bool:
    """Whether a negation stands anywhere in the main predicate (nicht auszuschließen sei, dass …)."""
    return any(passage.words.lower[index] in NEGATORS for index in main.words)


def governs_that(passage: Passage, main: Predicate) -> bool:
    """Whether a dass-clause begins directly behind the main predicate (es sei möglich, dass …)."""
    last = max(main.words, default=None)
    return last is not None and "dass" in passage.words.lower[last + 1 : last + 4]


def _lemmas(passage: Passage, indices: Iterable[int]) -> frozenset[str]:
    """The reporting verbs in the infinitive, and all words in lower case."""
    words = [passage.words.lower[index] for index in indices]
    prefixes = ("", *(word for word in words if word in load_set("cue_classes", "prefixes")))
    bases = {finite_form(word).verb for word in words} - {""}
    verbs = {
        form.verb.infinitive
        for word in words
        for form in reporting_forms().get(word, ())
        if not form.needs_prefix or form.verb.prefix in words
    }
    return frozenset(verbs.union(words, (prefix + base for prefix in prefixes for base in bases)))
