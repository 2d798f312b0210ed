"""Whom a sentence without a claim is about: who can speak in the sentences behind it."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.names.institution_words import is_institution_word
from newsdesk.nlp.languages.de.phrases import core, is_time, noun_phrase, with_apposition
from newsdesk.nlp.words import Range

_MOST_WORDS = 60  # looked at in one sentence
_KNOWN_WORDS = 50_000
_PRONOUNS = ("er", "sie")
_AGENT_PREPOSITIONS = ("von", "vom", "durch", "laut")
_MOST_MENTIONS = 5  # looked at in one phrase
_BODIES = (
    *("polizei", "anwaltschaft", "regierung", "behörde", "behörden", "partei", "fraktion", "opposition"),
    *("koalition", "verband", "verbände", "verein", "gewerkschaft", "kammer", "gericht", "unternehmen"),
    *("konzern", "firma", "agentur", "institut", "kommission", "verwaltung", "leitung", "führung"),
    *("direktion", "feuerwehr", "organisation", "initiative", "stiftung", "universität", "klinik", "armee"),
    *("zeitung", "blatt", "magazin", "sender", "fernsehen", "redaktion", "militär", "miliz", "ministerium"),
    *("präsidium", "vorstand", "zentrale", "gesellschaft", "kirche", "bündnis", "allianz", "gruppe"),
)
_PEOPLE = (
    *("gegner", "kritiker", "mitarbeiter", "bewohner", "anwohner", "beobachter", "experten", "hersteller"),
    *("forscher", "wissenschaftler", "analysten", "zeugen", "ermittler", "veranstalter", "betreiber"),
    *("angehörige", "angehörigen", "demonstranten", "aktivisten", "anwälte", "politiker", "abgeordnete"),
    *("abgeordneten", "kreise", "medien", "eltern", "händler", "landwirte", "ärzte", "jährige", "jähriger"),
    *("familie", "vertreter", "vertreterin", "kreisen", "länder", "staaten"),
)
_PERSONS = word_set("mann frau junge mädchen paar betroffene betroffenen opfer eltern bauern")
_TEXTS = ("bericht", "studie", "gutachten", "erklärung", "mitteilung", "meldung", "analyse", "schreiben")
_REPROACHES = word_set("kritik vorwurf vorwürfe anschuldigungen beschuldigungen")


def source_in(passage: Passage, first: int, end: int) -> Range | None:
    """Who can speak behind a sentence: its subject, its agent (von X …), or its text (im Bericht …)."""
    subjects, agents, texts = _phrases(passage, first, passage.without_stop(first, end))
    for start, stop in [*subjects[:1], *agents]:
        if can_speak(passage, start, stop):
            return start, with_apposition(passage.words, stop, end)
    return next((text for text in texts if _is_text(passage, *text)), None)


def _phrases(passage: Passage, first: int, end: int) -> tuple[list[Range], list[Range], list[Range]]:
    """The noun phrases of a sentence without preposition, those of its agents, and those of its places."""
    words = passage.words
    bare: list[Range] = []
    agents: list[Range] = []
    places: list[Range] = []
    index, end = first, min(end, first + _MOST_WORDS)
    while index < end:
        after = noun_phrase(words, index, end)
        if after > index and not is_time(words, index, after) and not passage.is_masked(index, first):
            before = words.lower[index - 1] if index > first else ""
            kind = agents if before in _AGENT_PREPOSITIONS else places
            (kind if before in grammar.PREPOSITIONS else bare).append((index, after))
        index = max(after, index + 1)
    return bare, agents, places


def can_speak(passage: Passage, first: int, end: int) -> bool:
    """Whether a noun phrase means somebody who can speak, or a text that can: no things and events."""
    words = passage.words
    if end - first == 1 and words.lower[first] in grammar.PRONOUNS:
        return words.lower[first] in _PRONOUNS
    head_end = core(words, first, end)
    if _is_named(passage, first, head_end) or words.lower[head_end - 1] in _REPROACHES:
        return True
    return any(words.exact[i][0].isupper() and _speaks(words.lower[i]) for i in range(first, head_end))


def _is_named(passage: Passage, first: int, end: int) -> bool:
    """Whether a person or organisation is named, or a state by nothing but its name."""
    start_char, end_char = passage.words.chars(first, end)
    at = bisect_left(passage.mentions, start_char, key=attrgetter("start_char"))
    for mention in passage.mentions[at : at + _MOST_MENTIONS]:
        if mention.start_char >= end_char:
            return False
        if mention.label in ("PER", "ORG"):
            return True
        if mention.subtype == "STATE" and mention.end_char == end_char:
            return True
    return False


def _is_text(passage: Passage, first: int, end: int) -> bool:
    words = passage.words
    return words.lower[core(words, first, end) - 1].endswith(_TEXTS)


@lru_cache(_KNOWN_WORDS)
def _speaks(word: str) -> bool:
    """Whether a noun in lower case means somebody, some body or a document."""
    if word in _PERSONS or word.endswith((*_BODIES, *_PEOPLE)):
        return True
    return is_office(word) or is_institution_word(word) or word in load_set("reported_speech", "documents")
