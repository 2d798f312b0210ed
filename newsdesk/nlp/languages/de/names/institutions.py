"""Institutions by description: a nationality or a place makes them a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.institution_words import institution_kind, stands_alone, subtype_of
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_adjective_here, is_city_adjective, people_adjective
from newsdesk.nlp.languages.de.names.places import is_listed_place

_NATIONAL: Final = ("nationale", "nationaler", "nationalen", "nationales", "nationalem")
_SEATED: Final = frozenset({"GOVERNMENT", "POLICE", "COURT", "MILITARY", "INTELLIGENCE"})
_BEFORE_PLACES: Final = frozenset({"in", "von", "der", "des"})
_LONGEST_PLACE: Final = 4


def institutions(page: Page) -> Iterator[Candidate]:
    """Candidates of label ORG: ukrainische Regierung, Polizei Hannover, Bundesregierung."""
    for index, lower in enumerate(page.words.lower):
        if page.words.is_capitalised(index):
            is_alone = stands_alone(lower)
            if is_alone or institution_kind(lower) or lower in load_set("names", "named_by_place"):
                yield from _described(page, index, is_alone)


def _described(page: Page, index: int, is_alone: bool) -> Iterator[Candidate]:
    lower, subtype = page.words.lower[index], subtype_of(page.words.exact[index])
    first = _owner_start(page, index) if is_alone or institution_kind(lower) else index
    last = _place_end(page, index, subtype)
    if is_alone or first < index or last > index + 1:
        yield Candidate(first, last, "ORG", Source.DESCRIBED, subtype)


def _owner_start(page: Page, index: int) -> int:
    """The start of a word of nationality or place before an institution: ukrainische, Berliner, Norwegens."""
    before = index - 1
    if before < 0 or not page.same_line(before, index):
        return index
    if _is_owner(page, before):
        return before
    is_adjective = page.tags[before] in ("", "ADJA") and grammar.is_adjective(page.words.exact[before])
    if is_adjective and before and page.same_line(before - 1, index) and _is_owner(page, before - 1):
        return before - 1
    return index


def _is_owner(page: Page, index: int) -> bool:
    word, lower = page.words.exact[index], page.words.lower[index]
    if people_adjective(lower):
        return is_adjective_here(page, index)
    return lower in _NATIONAL or is_city_adjective(word)


def _place_end(page: Page, index: int, subtype: str | None) -> int:
    """Behind the place of an institution: Polizei Hannover, Parlament in Seoul, Regierung der Ukraine."""
    words, after = page.words, index + 1
    if after >= len(page) or not page.same_line(index, after):
        return after
    if words.lower[index] in load_set("names", "named_by_place"):
        end = _end_of_place(page, after)
        if end > after:
            return end
    if subtype not in _SEATED:
        return after
    if words.lower[after] in _BEFORE_PLACES:
        end = _end_of_place(page, after + 1)
        return end if end > after + 1 else after
    place, end = words.exact[after], _end_of_place(page, after)
    is_genitive = place.endswith("s") and is_listed_place(place[:-1])
    return end if end == after + 1 and is_genitive else after


def _end_of_place(page: Page, first: int) -> int:
    """Behind the listed or recognised place that begins at a word; `first` itself where there is none."""
    if first >= len(page):
        return first
    name = page.recognised.get(first)
    if name and name.label == "LOC" and name.first == first:
        return name.last
    for last in range(min(first + _LONGEST_PLACE, len(page)), first, -1):
        if is_listed_place(page.words.phrase(first, last)):
            return last
    return first
