"""Adjectives and nouns of nationality, religion and political group."""

from __future__ import annotations

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

_BEFORE_PERSONS = word_set(
    "die den der vielen viele aller alle meisten zwei drei vier fünf sechs sieben acht neun zehn zwölf "
    "einige einigen mehrere mehreren junge jungen tausende hunderte millionen als"
)


def peoples(page: Page) -> list[Candidate]:
    """Candidates of label NORP; `canonical` is the state, region, religion or group."""
    adjectives, nouns = people_adjectives(), people_nouns()
    found: list[Candidate] = []
    for index, word in enumerate(page.words.exact):
        entry = adjectives.get(page.words.lower[index])
        if entry and not is_adjective_here(page, index):
            entry = None
        if entry is None:
            entry = nouns.get(word)
            if entry and not _is_noun_here(page, index, entry):
                entry = None
        if entry:
            found.append(Candidate(index, index + 1, "NORP", Source.KIND, canonical=entry.canonical))
    return found


def is_adjective_here(page: Page, index: int) -> bool:
    """An inflected form; deutsch and Deutsch without an ending are the language."""
    word = page.words.exact[index]
    return not word.lower().endswith("isch") and word.lower() != "deutsch" and not word.isupper()


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
    return word.lower() in people_adjectives() or word in people_nouns() or is_city_adjective(word)


def is_city_adjective(word: str) -> bool:
    """Berliner, and -er behind the name of any listed city, also of its people in the dative (Berlinern)."""
    form = word.removesuffix("n")
    return form in place_adjectives() or (form.endswith("er") and _is_city(form[:-2]))


def _is_city(form: str) -> bool:
    entry = name_table().entries.get(form)
    return entry is not None and entry.subtype == "CITY" and entry.certainty is Certainty.SURE
