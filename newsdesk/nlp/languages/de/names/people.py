"""Adjectives and nouns of nationality, religion and political group."""

from __future__ import annotations

from functools import lru_cache

from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.name_table import (
    Certainty,
    Entry,
    name_table,
    people_adjectives,
    people_nouns,
    place_adjectives,
)
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page

_PARTS_OF_LANDS = (
    "nordost",
    "nordwest",
    "südost",
    "südwest",
    "nord",
    "süd",
    "ost",
    "west",
    "zentral",
    "mittel",
)
_BEFORE_LANGUAGES = word_set("ins im das dem aufs fürs vom")
_BEFORE_PERSONS = word_set(
    "die den der vielen viele aller alle meisten zwei drei vier fünf sechs sieben acht neun zehn zwölf "
    "einige einigen mehrere mehreren junge jungen tausende hunderte millionen als"
)


def peoples(page: Page) -> list[Candidate]:
    """Candidates of label NORP; `canonical` is the state, region, religion or group."""
    nouns = people_nouns()
    found: list[Candidate] = []
    for index, word in enumerate(page.words.exact):
        entry = people_adjective(page.words.lower[index])
        if entry and not is_adjective_here(page, index):
            entry = None
        if entry is None:
            entry = nouns.get(word)
            if entry and not _is_noun_here(page, index, entry):
                entry = None
        if entry:
            found.append(Candidate(index, index + 1, "NORP", Source.KIND, canonical=entry.canonical))
    return found


@lru_cache(50_000)
def people_adjective(word: str) -> Entry | None:
    """The people of an inflected adjective in lower case, also of ostukrainische and deutsch-polnische."""
    adjectives = people_adjectives()
    entry = adjectives.get(word)
    if entry:
        return entry
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return adjectives.get(last) if first in adjectives else None
    prefix = next((prefix for prefix in _PARTS_OF_LANDS if word.startswith(prefix)), None)
    return adjectives.get(word[len(prefix) :].removeprefix("-")) if prefix else None


def is_adjective_here(page: Page, index: int) -> bool:
    """An inflected form; deutsch without an ending, and ins Deutsche, are the language."""
    word = page.words.exact[index]
    if word.lower().endswith("isch") or word.lower() == "deutsch" or word.isupper():
        return False
    if word[0].islower() or index in page.starts or page.is_mark(index - 1):
        return True
    if word.endswith("Deutsche"):
        return page.words.lower[index - 1] not in _BEFORE_LANGUAGES
    is_of_language = word.endswith(("ische", "ischen"))
    return not is_of_language or (index + 1 < len(page) and page.words.is_capitalised(index + 1))


def _is_noun_here(page: Page, index: int, entry: Entry) -> bool:
    word = page.words.exact[index]
    if entry.certainty is Certainty.AMBIGUOUS:
        return False
    if word not in name_table().entries:
        return True
    before = page.words.lower[index - 1] if index else ""
    return before in _BEFORE_PERSONS


def is_people_word(word: str) -> bool:
    """Whether a word is an adjective or noun of a people, or the adjective of a city (Berliner, Pekinger)."""
    if name_table().entries.get(word):
        return False
    return people_adjective(word.lower()) is not None or word in people_nouns() or is_city_adjective(word)


@lru_cache(50_000)
def is_city_adjective(word: str) -> bool:
    """Berliner, and -er behind the name of any listed city, also of its people in the dative (Berlinern)."""
    form = word.removesuffix("n")
    if not form.endswith("er") or word in name_table().entries:
        return False
    return form in place_adjectives() or _city(form[:-2]) is not None


def city_of(word: str) -> Entry:
    """The city of a city's adjective. Raises ValueError for any other word."""
    form = word.removesuffix("n")
    city = place_adjectives().get(form) or _city(form[:-2])
    if city is None:
        raise ValueError(f"{word!r} is no adjective of a listed city")
    return city


def _city(form: str) -> Entry | None:
    entry = name_table().entries.get(form)
    is_sure = entry is not None and entry.subtype == "CITY" and entry.certainty is Certainty.SURE
    return entry if is_sure else None
