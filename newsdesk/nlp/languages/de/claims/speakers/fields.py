"""A clause laid out around its finite verb, and its subject: a nominative that agrees with the verb."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import cases, grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.speakers.constituents import (
    Part,
    is_apposition,
    is_certain_subject,
    is_possible_subject,
    parts_of,
    whole_behind,
    whole_in_front,
)
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.words import Range

_FOCUS = word_set("nicht einzig lediglich auch selbst sogar nur allein gerade insbesondere vor allem")
_OPENERS = (k.CONJUNCTION, k.MARK, k.DASH, k.COMMA)


@dataclass(frozen=True, slots=True)
class Field:
    """The noun phrases before and behind the verb of a clause in start..end."""

    clause: Clause | None
    verb: int
    start: int
    end: int
    before: tuple[Part, ...]
    behind: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.before + self.behind

    @property
    def is_main(self) -> bool:
        return self.clause is None or self.clause.kind == "main"


def lay_out(passage: Passage, clause: Clause | None, verb: int, start: int, end: int) -> Field:
    """The field of a clause whose finite verb stands at `verb`."""
    before = tuple(parts_of(passage, start, verb, clause))
    return Field(clause, verb, start, end, before, tuple(parts_of(passage, verb + 1, end, clause)))


def in_passive(passage: Passage, field: Field) -> Field:
    """In the passive a von-phrase is no part of a noun phrase: wurde die Regierung vom Verband gebeten."""
    before, behind = (tuple(_with_agents(passage, parts)) for parts in (field.before, field.behind))
    return replace(field, before=before, behind=behind)


def _with_agents(passage: Passage, parts: tuple[Part, ...]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        inner = range(part.first + 1, part.end - 1)
        at = next((i for i in inner if passage.words.lower[i] in ("von", "vom")), None)
        found.append(part if at is None else replace(part, end=at))
        if at is not None:
            found.append(Part(at + 1, part.end, at))
    return found


def before_cue(field: Field, first: int) -> Field:
    """The phrases end where a noun of saying begins: von Anwohnern der Verdacht geäußert."""
    before, behind = (
        tuple(replace(part, end=first) if part.first < first < part.end else part for part in parts)
        for parts in (field.before, field.behind)
    )
    return replace(field, before=before, behind=behind)


def whole(passage: Passage, field: Field, part: Part) -> Range:
    """A noun phrase with its appositions; in front of the verb with all that stands there."""
    if part.first < field.verb and field.is_main:
        return _with_marks(passage, whole_in_front(passage, part, field.verb))
    return whole_behind(passage, part, field.end if part.first > field.verb else field.verb)


def _with_marks(passage: Passage, phrase: Range) -> Range:
    """„Der Hafenblick“ berichtete: a name with its article in quotation marks."""
    first, end = phrase
    pair = passage.quotation[first]
    return (first - 1, end + 1) if pair == (first - 1, end) else phrase


def subject_part(passage: Passage, field: Field, *, takes_person: bool = False) -> Part | None:
    """The subject; `takes_person` where the verb has a person as its object too (forderte X auf)."""
    if not field.is_main:
        return _subject_before_last_verb(passage, field, takes_person)
    verb = passage.words.lower[field.verb]
    in_front = _in_front(passage, field, verb)
    later = [part for part in field.behind if is_possible_subject(passage, part, verb)]
    later = [part for part in later if not is_apposition(passage, part)]
    later = [part for part in later if not _is_empty(passage, part)] or later
    certain = next((part for part in later if is_certain_subject(passage, part)), None)
    if in_front is None:
        if certain is None and _shares_subject(passage, field):
            return None
        return certain or next(iter(later), None) or _hidden(passage, field)
    if certain and not is_certain_subject(passage, in_front):
        return certain
    return next(iter(later), in_front) if _is_empty(passage, in_front) else in_front


def _is_empty(passage: Passage, part: Part) -> bool:
    """Das teilte X mit; darin sah es X: a pronoun that yields to any other subject."""
    return part.end - part.first == 1 and passage.words.lower[part.first] in grammar.EMPTY_SUBJECTS


def _subject_before_last_verb(passage: Passage, field: Field, takes_person: bool) -> Part | None:
    """Of a dependent clause: the first phrase that is certain, else the first that is possible."""
    parts = _with_relative(passage, field, takes_person)
    possible = [p for p in parts if is_possible_subject(passage, p, passage.words.lower[field.verb])]
    certain = next((part for part in possible if is_certain_subject(passage, part)), None)
    is_shared = takes_person and passage.words.kinds[field.start] == k.CONJUNCTION
    return certain or (None if is_shared else next(iter(possible), None))


def _with_relative(passage: Passage, field: Field, takes_person: bool) -> list[Part]:
    """The relative pronoun that opens a clause is its first phrase, unless a person acts on it.

    Keller, die sagte, …; but: die Marke, die Keller für erreicht erklärt hatte
    """
    start, parts = field.start, list(field.before)
    if passage.words.kinds[start] != k.RELATIVE:
        return parts
    name = name_at(passage.words, parts[0].first) if parts and parts[0].preposition is None else None
    is_object = passage.words.lower[start] != "der" and name is not None and name.label == "PER"
    return parts if is_object and not takes_person else [Part(start, start + 1), *parts]


def _in_front(passage: Passage, field: Field, verb: str) -> Part | None:
    """The phrase that opens a main clause, if it can be its subject; behind und another may stand."""
    head = field.before[0] if field.before else None
    if head is None or not _opens(passage, head, field.start):
        return None
    if is_possible_subject(passage, head, verb):
        return head
    is_joined = any(passage.words.lower[p.first - 1] in ("und", "sowie") for p in field.before[1:])
    return head if is_joined and is_possible_subject(passage, head, "") else None


def _opens(passage: Passage, part: Part, start: int) -> bool:
    """Whether nothing but conjunctions and focus particles stands before a phrase: auch Keller."""
    words = passage.words
    return all(words.kinds[i] in _OPENERS or words.lower[i] in _FOCUS for i in range(start, part.first))


def _shares_subject(passage: Passage, field: Field) -> bool:
    """… und forderte: nothing but a conjunction stands before the verb."""
    before = passage.words.kinds[field.start : field.verb]
    is_bare = all(kind in (k.CONJUNCTION, k.COMMA, k.ADVERB) for kind in before)
    return bool(before) and is_bare and before[0] == k.CONJUNCTION


def _hidden(passage: Passage, field: Field) -> Part | None:
    """A nominative that looks like a genitive (auf Anfrage der Leiter der Wache), or does not agree."""
    words = passage.words
    for part in field.behind:
        for index in range(part.first + 1, part.end - 1):
            if words.lower[index] == "der" and cases.can_be_nominative(words, index, part.end):
                return Part(index, part.end)
    return next((part for part in field.behind if is_possible_subject(passage, part, "")), None)
