"""Places that their form tells: Wilhelmshöher Allee, Japanisches Meer, Rheintal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.name_table import Certainty, name_table, people_nouns
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_city_adjective, people_adjective
from newsdesk.nlp.languages.de.names.titles import is_office

_SHORTEST_NAME: Final = 4
_BEFORE_PLACES: Final = word_set("in aus nach bei von")
_DISTRICTS: Final = word_set("landkreis landkreises kanton kantons oblast regierungsbezirk")
_REGIONS: Final = ("raum", "raums", "region", "tal", "tals", "küste", "delta", "becken")


def places(page: Page) -> Iterator[Candidate]:
    """Candidates of label LOC."""
    for index, lower in enumerate(page.words.lower):
        if not page.words.is_capitalised(index):
            continue
        if lower in _after_adjectives() and index and _is_capital_adjective(page, index - 1):
            yield Candidate(index - 1, index + 1, "LOC", Source.PATTERN)
        elif is_place_compound(page.words.exact[index]):
            yield Candidate(index, index + 1, "LOC", Source.DESCRIBED, _subtype(lower))
        elif "-" in lower and _is_part_of_city(page, index):
            yield Candidate(index, index + 1, "LOC", Source.DESCRIBED)
        elif lower in _DISTRICTS and _is_name(page, index + 1):
            yield Candidate(index, index + 2, "LOC", Source.PATTERN, "REGION")


def _subtype(word: str) -> str | None:
    """A coast or a valley is a region, a stadium none."""
    return "REGION" if word.endswith(_REGIONS) else None


def _is_part_of_city(page: Page, index: int) -> bool:
    """Köln-Ehrenfeld: a listed city, and a second name that is no common noun."""
    city, _, part = page.words.exact[index].partition("-")
    entry = name_table().entries.get(city)
    if entry is None or entry.subtype != "CITY" or entry.certainty is not Certainty.SURE:
        return False
    is_name = part.istitle() and part.isalpha() and part.lower() not in load_set("names", "compound_heads")
    is_place = page.tags[index] == "NE" or (index > 0 and page.words.lower[index - 1] in _BEFORE_PLACES)
    return is_name and is_place and not is_office(part.lower())


def _is_name(page: Page, index: int) -> bool:
    return index < len(page) and page.tags[index] in ("", "NE") and page.words.is_capitalised(index)


def is_place_end(word: str) -> bool:
    """Whether a word in lower case is a kind of place that names end in: Allee, Meer, Wald."""
    return word in _after_adjectives()


def is_listed_place(form: str) -> bool:
    """Whether a form is a place of the lists, and nothing else."""
    entry = name_table().entries.get(form)
    return entry is not None and entry.label == "LOC" and entry.certainty is Certainty.SURE


@cache
def _after_adjectives() -> frozenset[str]:
    return frozenset(load_json("names")["places"]["after_adjectives"])


@cache
def place_kinds() -> frozenset[str]:
    """Kinds of place that end compounds with names, in lower case: küste, tal, stadion."""
    return frozenset(load_json("names")["places"]["in_compounds"])


def _is_capital_adjective(page: Page, index: int) -> bool:
    """Brandenburger, Japanische inside a sentence: written with a capital it is part of the name."""
    word = page.words.exact[index]
    if not word[0].isupper() or not page.same_line(index, index + 1):
        return False
    if is_city_adjective(word) or (word.endswith("er") and word in people_nouns()):
        return True
    return index not in page.starts and people_adjective(word.lower()) is not None


@lru_cache(50_000)
def is_place_compound(word: str) -> bool:
    """Whether a word is a listed place with a kind of place behind it: Nordseeküste, Rheintal."""
    lower = word.lower()
    ending = next((ending for ending in place_kinds() if lower.endswith(ending)), None)
    if ending is None or len(word) - len(ending) < _SHORTEST_NAME:
        return False
    return is_listed_place(word[: -len(ending)].removesuffix("-"))
