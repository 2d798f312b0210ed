"""The noun phrases of a clause, with the prepositions that govern them, without its dependent clauses."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import cases
from newsdesk.nlp.languages.de.appositions import with_apposition
from newsdesk.nlp.languages.de.claims.drafts import PARTICLES, Passage
from newsdesk.nlp.languages.de.claims.speakers.kinds import is_generic_institution, is_unnamed
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.names.institution_words import is_institution_word
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.languages.de.phrases import is_pronoun, is_time, noun_phrase
from newsdesk.nlp.words import MARKS, Range

_FARTHEST = 60  # words of a clause that are looked at
_LONGEST_QUOTED_NAME = 5  # with its marks
_LONGEST_SURNAME = 4
_CUTS = ":;–—"
_ADVERBIAL = ("gegenüber", "laut", "nach", "zufolge")


@dataclass(frozen=True, slots=True)
class Part:
    """A noun phrase first..end (end excluded); `preposition` is the index of what governs it."""

    first: int
    end: int
    preposition: int | None = None

    @property
    def span(self) -> Range:
        return self.first, self.end


def parts_of(passage: Passage, first: int, end: int, clause: Clause | None) -> list[Part]:
    """The noun phrases in a range of a clause, in the order of the text."""
    words = passage.words
    found: list[Part] = []
    index, stop = first, min(end, first + _FARTHEST)
    while index < stop:
        beyond = _dependent_end(passage, index, first, end, clause)
        if beyond > index:
            index = beyond
            continue
        if words.exact[index] in _CUTS or (words.kinds[index] == k.COMMA and clause is None):
            break
        surname = _surname_end(passage, index, stop)
        if surname > index:
            found.append(Part(index, surname))
            index = surname
            continue
        preposition = index if words.kinds[index] == k.PREPOSITION else None
        start = index + (preposition is not None)
        after = _phrase(passage, start, end)
        if after > start:
            found.append(Part(start, after, preposition))
            is_in_front = clause is not None and clause.kind == "main" and end == clause.finite
            if clause and preposition is None:
                after = with_apposition(words, after, end, before_verb=is_in_front)
        index = max(after, start, index + 1)
    return found


def _surname_end(passage: Passage, index: int, stop: int) -> int:
    """The end of a surname with a particle (Von der Leyen sagte), `index` where none begins."""
    words = passage.words
    if words.lower[index] not in PARTICLES:
        return index
    ends = range(index + 2, min(stop, index + _LONGEST_SURNAME) + 1)
    return next((end for end in ends if words.phrase(index, end).lower() in passage.surnames), index)


def _phrase(passage: Passage, first: int, end: int) -> int:
    """A noun phrase, or a personal pronoun of any case (ihm, mir)."""
    after = noun_phrase(passage.words, first, end)
    is_personal = after == first < end and passage.words.kinds[first] == k.PERSONAL
    return first + 1 if is_personal else after


def _dependent_end(passage: Passage, index: int, first: int, end: int, clause: Clause | None) -> int:
    """The end of the clause that begins at `index` inside another one, `index` where none does."""
    inner = passage.words.clause_at(index)
    if clause is None or inner is None or inner is clause:
        return index
    is_inside = clause.first <= inner.first and inner.last <= clause.last and inner.first >= first
    return min(inner.last, end) if is_inside else index


def is_possible_subject(passage: Passage, part: Part, verb: str) -> bool:
    """Whether a noun phrase can be the nominative that a finite verb, if one is given, agrees with."""
    words = passage.words
    if part.preposition is not None or is_time(words, *part.span):
        return False
    is_quoted = words.exact[part.first] in MARKS and name_at(words, part.first + 1) is None
    if is_quoted and part.end - part.first > _LONGEST_QUOTED_NAME:
        return False
    agrees = not verb or cases.agrees(words, *part.span, verb)
    return agrees and cases.can_be_nominative(words, *part.span)


def is_certain_subject(passage: Passage, part: Part) -> bool:
    """Whether a noun phrase can be nothing but a nominative: der neue Rat."""
    return cases.cases_of(passage.words, *part.span) == {cases.NOMINATIVE}


def whole_in_front(passage: Passage, part: Part, verb: int) -> Range:
    """Before the finite verb of a main clause all belongs to one phrase: ein Sprecher in Ulm sagte."""
    words, end = passage.words, part.end
    while end < verb:
        after = end
        if words.kinds[end] == k.COMMA:
            after = with_apposition(words, end, verb, before_verb=True)
        elif words.kinds[end] == k.PREPOSITION and words.lower[end] not in _ADVERBIAL:
            after = noun_phrase(words, end + 1, verb)
            after = end if after == end + 1 or is_time(words, end + 1, after) else after
        elif words.kinds[end] == k.NOUN or words.kinds[end] == k.OPENING:
            after = noun_phrase(words, end, verb)
        if after == end or (is_pronoun(words, part.first) and part.end - part.first == 1):
            break
        end = after
    return part.first, end


def whole_behind(passage: Passage, part: Part, end: int) -> Range:
    """Behind the verb only an apposition is sure to belong to a phrase: sagte Keller, die Leiterin."""
    if is_pronoun(passage.words, part.first) and part.end - part.first == 1:
        return part.span
    after = _with_seat(passage, part, end)
    return part.first, with_apposition(passage.words, after, end)


def _with_seat(passage: Passage, part: Part, end: int) -> int:
    """die Regierung in Ulm, ein Sprecher der Wache in Ulm: where an institution has its seat."""
    words, at = passage.words, part.end
    if at + 1 >= end or words.lower[at] not in ("in", "im") or words.tags[at - 1 : at] == ["NE"]:
        return at
    name = name_at(words, at + 1)
    is_place = name is not None and name.label == "LOC"
    head = words.lower[at - 1]
    return noun_phrase(words, at + 1, end) if is_place and _has_seat(head) else at


def _has_seat(noun: str) -> bool:
    return is_institution_word(noun) or is_generic_institution(noun) or is_unnamed(noun)


def is_apposition(passage: Passage, part: Part) -> bool:
    """…, Karl Probe: directly behind a noun and a comma."""
    kinds = passage.words.kinds
    return (
        part.first > 1
        and kinds[part.first - 1] == k.COMMA
        and kinds[part.first - 2] in (k.NOUN, k.MARK, k.CLOSING)
    )
