"""Whom a sentence without a claim is about: who can speak in the sentences behind it."""

from __future__ import annotations

from functools import lru_cache

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.moods import first_main_clause
from newsdesk.nlp.languages.de.claims.speakers.kinds import is_document
from newsdesk.nlp.languages.de.claims.speakers.subjects import agent_in, subject_in
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_endings, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.names.institution_words import is_institution_word
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range, Words

_KNOWN_WORDS = 50_000
_PRONOUNS = ("er", "sie")
_BEHIND_NOUN = frozenset((k.ARTICLE, k.PREPOSITION, k.COMMA, k.OPENING, k.DETERMINER, k.RELATIVE))
_RELIES = word_set("beruft berufen berief beriefen stützt stützen stützte stützten")
_PERSONS = word_set("mann männer frau frauen junge mädchen paar betroffene betroffenen opfer eltern bauern")
_REPROACHES = word_set("kritik vorwurf vorwürfe anschuldigungen beschuldigungen")


def source_in(passage: Passage, first: int, end: int) -> Range | None:
    """Who can speak behind a sentence: its subject, or in the passive its agent; else a text in it."""
    stop = passage.without_stop(first, end)
    clause = first_main_clause(passage, first, stop)
    if clause is None:
        return None
    cited = _cited_in(passage, clause, stop)
    if cited is not None:
        return cited
    if not _is_passive(passage, clause):
        subject = subject_in(passage, clause, first, stop)
        if subject is not None and (can_speak(passage, *subject) or _is_reproach(passage, *subject)):
            return subject
    agent = agent_in(passage, clause, first, stop)
    return agent if agent is not None and can_speak(passage, *agent) else None


def _cited_in(passage: Passage, clause: Clause, stop: int) -> Range | None:
    """Das Blatt beruft sich auf einen Betreuer: who is relied on goes on, if he can speak."""
    words, verb = passage.words, clause.finite
    if verb is None or words.lower[verb] not in _RELIES or words.lower[verb + 1 : verb + 2] != ["sich"]:
        return None
    for index in range(verb + 2, min(stop, clause.last)):
        if words.lower[index] == "auf":
            after = noun_phrase(words, index + 1, stop)
            is_source = after > index + 1 and can_speak(passage, index + 1, after)
            return (index + 1, after) if is_source else None
    return None


def _is_passive(passage: Passage, clause: Clause) -> bool:
    """wurde … genannt, ist … genannt worden: a participle with werden, and no infinitive."""
    words = passage.words
    verbs = {words.lower[index] for index in clause.predicate}
    kinds = [words.kinds[index] for index in clause.predicate]
    return k.PARTICIPLE in kinds and ("worden" in verbs or not verbs.isdisjoint(grammar.PASSIVES))


def can_speak(passage: Passage, first: int, end: int) -> bool:
    """Whether a noun phrase means somebody who can speak, or a text that can: no things and events."""
    words = passage.words
    if end - first == 1 and words.lower[first] in grammar.PRONOUNS:
        return words.lower[first] in _PRONOUNS
    head_end = _head_end(words, first, end)
    if _is_named(passage, first, head_end):
        return True
    return any(not words.exact[i][0].islower() and _speaks(words.lower[i]) for i in range(first, head_end))


def _is_reproach(passage: Passage, first: int, end: int) -> bool:
    """Whether a noun phrase is what others say of somebody: die Vorwürfe der Opposition."""
    return passage.words.lower[_head_end(passage.words, first, end) - 1] in _REPROACHES


def _head_end(words: Words, first: int, end: int) -> int:
    """The end of a phrase before what belongs to its noun: genitives, prepositions, appositions."""
    index = first + 1
    while index < end and words.kinds[index] not in _BEHIND_NOUN:
        index += 1
    return index


def _is_named(passage: Passage, first: int, end: int) -> bool:
    """Whether a person or organisation is named, or a state by nothing but its name."""
    _, end_char = passage.words.chars(first, end)
    for mention in passage.mentions_in(first, end):
        if mention.label in ("PER", "ORG"):
            return True
        if mention.subtype == "STATE" and mention.end_char == end_char:
            return True
    return False


@lru_cache(_KNOWN_WORDS)
def _speaks(word: str) -> bool:
    """Whether a noun in lower case means somebody, some body or a document."""
    endings = (*load_endings("institutions"), *load_endings("bodies"), *load_endings("people"))
    if word in _PERSONS or word.endswith(endings) or word.removesuffix("n").endswith(endings):
        return True
    if is_office(word) or is_institution_word(word):
        return True
    return is_document(word)
