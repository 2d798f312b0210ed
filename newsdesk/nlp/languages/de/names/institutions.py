"""Organisations that no list holds: by acronym, legal form, compound, and institutions by description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.name_table import (
    Certainty,
    Entry,
    name_table,
)
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_adjective_here, is_city_adjective, people_adjective
from newsdesk.nlp.languages.de.names.titles import is_office
from newsdesk.nlp.words import Name

_ACRONYM: Final = re.compile(r"[A-ZÄÖÜ]{2,6}$")
_NATIONAL: Final = ("nationale", "nationaler", "nationalen", "nationales", "nationalem")
_SEATED: Final = frozenset({"GOVERNMENT", "POLICE", "COURT", "MILITARY", "INTELLIGENCE"})
_LONGEST_COMPANY: Final = 4
_LONGEST_PURPOSE: Final = 9


@lru_cache(50_000)
def is_institution_word(word: str) -> bool:
    """Whether a word in lower case is an institution, named or not: no part of a person's name."""
    return _institution_kind(word) is not None or _stands_alone(word) or word in _all_heads()


@cache
def _all_heads() -> frozenset[str]:
    lists = ("bare", "for_heads", "hyphenated", "named_by_place")
    return frozenset().union(*(load_set("names", key) for key in lists))


def institutions(page: Page) -> Iterator[Candidate]:
    """Candidates of label ORG; readings may overlap."""
    for index in range(len(page)):
        if page.words.is_capitalised(index):
            yield from _named_by_form(page, index)
            yield from _described(page, index)


def _named_by_form(page: Page, index: int) -> Iterator[Candidate]:
    word = page.words.exact[index]
    if word in load_set("names", "legal_forms"):
        first = _company_start(page, index)
        if first < index:
            yield Candidate(first, index + 1, "ORG", Source.PATTERN, "COMPANY")
    elif word in load_set("names", "clubs"):
        last = _club_end(page, index)
        if last > index + 1:
            first = index - 1 if index and page.words.exact[index - 1] == "1." else index
            yield Candidate(first, last, "ORG", Source.PATTERN)
    elif "-" in word:
        named = organisation_with_kind(word)
        if named:
            yield Candidate(index, index + 1, "ORG", Source.PATTERN, named.subtype, named.canonical)
    elif _ACRONYM.match(word) and _is_acronym(page, index):
        yield Candidate(index, index + 1, "ORG", Source.DESCRIBED)


@lru_cache(50_000)
def organisation_with_kind(word: str) -> Entry | None:
    """The organisation of Hamas-Miliz: a listed one with nothing but its kind behind it."""
    name, _, kind = word.rpartition("-")
    entry = name_table().entries.get(name)
    is_organisation = entry is not None and entry.label == "ORG" and entry.certainty is Certainty.SURE
    return entry if is_organisation and kind.lower() in _KINDS else None


_KINDS: Final = word_set("miliz partei gruppe bewegung konzern verlag brigade front organisation netzwerk")


def _is_acronym(page: Page, index: int) -> bool:
    word = page.words.exact[index]
    if (
        word in load_set("names", "not_acronyms")
        or page.stands_in_capitals(index)
        or index in page.recognised
    ):
        return False
    return not page.has_model or page.tags[index] == "NE"


def _company_start(page: Page, index: int) -> int:
    first = index
    while first > 0 and index - first < _LONGEST_COMPANY and _is_company_word(page, first - 1):
        first -= 1
    names = [word for word in range(first, index) if page.tags[word] == "NE"]
    while names and page.tags[first] == "NN":
        first += 1
    return first


def _is_company_word(page: Page, index: int) -> bool:
    word = page.words.exact[index]
    if word in ("&", "+"):
        return True
    if not (word[0].isupper() and word[-1].isalnum()) or page.words.lower[index] in grammar.DETERMINERS:
        return False
    return page.tags[index] not in ("APPR", "ART", "KON", "ADV", "VVFIN")


_CLUB_TAGS: Final = frozenset({"", "NE", "FM", "NN"})


def _club_end(page: Page, index: int) -> int:
    """FC Muster 04: names and a number behind the short form of the club."""
    last = index + 1
    while last < len(page) and last - index < 4 and page.same_line(index, last):
        word = page.words.exact[last]
        is_number = word.isdigit() and len(word) in (2, 4)
        is_name = word[0].isupper() and len(word) > 1 and page.tags[last] in _CLUB_TAGS
        if not (is_number or is_name):
            break
        last += 1
    return last


def _described(page: Page, index: int) -> Iterator[Candidate]:
    lower = page.words.lower[index]
    if lower in load_set("names", "for_heads"):
        last = _purpose_end(page, index)
        if last:
            yield Candidate(_with_adjective_of_name(page, index), last, "ORG", Source.PATTERN)
    kind = _institution_kind(lower)
    subtype = None if kind == _TEAM else kind or _listed_subtype(page.words.exact[index])
    first = _owner_start(page, index) if kind or _stands_alone(lower) else index
    last = _place_end(page, index, subtype)
    if first < index or last > index + 1:
        yield Candidate(first, last, "ORG", Source.DESCRIBED, subtype)
    elif _stands_alone(lower) or _is_hyphenated(page, index) or lower.endswith(_SECRET):
        yield Candidate(index, index + 1, "ORG", Source.DESCRIBED, subtype)
    elif lower in load_set("names", "named_behind") and _is_name_before(page, index):
        yield Candidate(index - 1, index + 1, "ORG", Source.PATTERN, "COMPANY")


def _is_name_before(page: Page, index: int) -> bool:
    """Muster Werft: a word tagged as a name that is no person's and no place's."""
    before = index - 1
    if before < 0 or page.tags[before] not in ("NE", "NN") or not page.same_line(before, index):
        return False
    is_alone = before == 0 or (
        page.tags[before - 1] not in ("NE", "FM") and not is_office(page.words.lower[before - 1])
    )
    is_genitive = page.words.exact[before].endswith("s") and page.words.lower[index] in _ALSO_OF_PERSONS
    is_name = page.words.is_capitalised(before) and not _is_place(page.words.exact[before])
    return is_alone and is_name and not is_genitive


_ALSO_OF_PERSONS: Final = (
    "werke",
    "verlag",
    "klinik",
    "kliniken",
    "theater",
    "bank",
    "versicherung",
    "energie",
)
_TEAM: Final = "-"
_SECRET: Final = ("geheimdienst", "geheimdienstes", "geheimdiensts")


@lru_cache(50_000)
def _institution_kind(word: str) -> str | None:
    """What an institution is that needs a nationality or a place: Regierung, Finanzministerium."""
    subtype = _subtypes().get(word)
    if subtype:
        return subtype
    return "GOVERNMENT" if word.endswith(("ministerium", "ministeriums", "behörde")) else None


@cache
def _subtypes() -> dict[str, str]:
    kinds: dict[str, list[str]] = load_json("names")["institutions"]
    return {noun: subtype for subtype, nouns in kinds.items() for noun in nouns}


_PAPERS: Final = (
    *("zeitung", "rundschau", "anzeiger", "nachrichten", "tageblatt", "tagblatt", "kurier", "rundfunk"),
    *(
        "allgemeine",
        "allgemeinen",
        "volksblatt",
        "morgenpost",
        "abendblatt",
        "kreisblatt",
        "radio",
        "magazin",
    ),
)


def subtype_by_form(page: Page, name: Name) -> str | None:
    """MEDIA for what ends like a paper, and what an institution at the end of a recognised name is."""
    if name.label != "ORG":
        return None
    last = page.words.lower[name.last - 1]
    if last.endswith(_PAPERS):
        return "MEDIA"
    kind = _institution_kind(last) or _institution_kind(page.words.lower[name.first])
    return None if kind == _TEAM else kind


@lru_cache(50_000)
def _stands_alone(word: str) -> bool:
    if word in load_set("names", "bare"):
        return False
    return word.endswith(tuple(load_set("names", "alone"))) and "-" not in word[-6:]


def _listed_subtype(word: str) -> str | None:
    entry = name_table().entries.get(word)
    return entry.subtype if entry and entry.label == "ORG" else None


_NAMED_AFTER_SOMEBODY: Final = word_set("stiftung institut instituts gymnasium akademie werke museum theater")


def _is_hyphenated(page: Page, index: int) -> bool:
    """Goethe-Institut: a name, a hyphen and a kind of institution."""
    before, hyphen, kind = page.words.exact[index].rpartition("-")
    if not hyphen or not before[:1].isupper() or kind.lower() not in load_set("names", "hyphenated"):
        return False
    return kind[:1].isupper() and (page.tags[index] in ("", "NE") or kind.lower() in _NAMED_AFTER_SOMEBODY)


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


def _is_place(form: str) -> bool:
    entry = name_table().entries.get(form)
    return entry is not None and entry.label == "LOC" and entry.certainty is Certainty.SURE


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
    if words.lower[after] in ("in", "von") or words.lower[after] in ("der", "des"):
        end = _end_of_place(page, after + 1)
        return end if end > after + 1 else after
    end = _end_of_place(page, after)
    is_genitive = end == after + 1 and words.exact[after].endswith("s") and _is_place(words.exact[after][:-1])
    return end if is_genitive else after


def _end_of_place(page: Page, first: int) -> int:
    """Behind the listed or recognised place that begins at a word; `first` itself where there is none."""
    if first >= len(page):
        return first
    name = page.recognised.get(first)
    if name and name.label == "LOC" and name.first == first:
        return name.last
    for last in range(min(first + 4, len(page)), first, -1):
        if _is_place(page.words.phrase(first, last)):
            return last
    return first


_OF_PURPOSE: Final = word_set("für gegen zur")


def _purpose_end(page: Page, index: int) -> int:
    """Behind Institut für angewandte Muster und Proben; 0 where no purpose follows."""
    words = page.words
    if index + 2 >= len(page) or words.lower[index + 1] not in _OF_PURPOSE:
        return 0
    last, cursor = 0, index + 2
    bound = min(len(page), index + _LONGEST_PURPOSE)
    while cursor < bound and page.same_line(index, cursor):
        word = words.exact[cursor]
        if word[0].isupper() and not word.endswith("-"):
            last = cursor + 1
        elif not _may_stand_inside(page, cursor):
            break
        cursor += 1
        if last == cursor and not _goes_on(page, cursor):
            break
    return last


def _may_stand_inside(page: Page, index: int) -> bool:
    """Umwelt-, und, angewandte, and the comma of an enumeration."""
    word = page.words.exact[index]
    if word == ",":
        return _enumerates(page, index)
    return word.endswith("-") or word in ("und", "der", "des") or _is_attribute(page, index)


def _is_attribute(page: Page, index: int) -> bool:
    return grammar.is_adjective(page.words.exact[index]) and page.tags[index] in ("", "ADJA", "NN")


def _goes_on(page: Page, index: int) -> bool:
    """Whether an enumeration follows a noun of a purpose: und Proben; , Proben und Beispiele."""
    words = page.words
    if index + 1 >= len(page):
        return False
    if words.lower[index] == "und" or words.exact[index] == ",":
        after = index + 1
        while after < len(page) - 1 and _is_attribute(page, after):
            after += 1
        is_noun = words.exact[after][0].isupper() and page.tags[after] in ("", "NN")
        return is_noun and (words.lower[index] == "und" or _enumerates(page, index))
    return False


def _enumerates(page: Page, comma: int) -> bool:
    """Whether a noun and und follow a comma."""
    words = page.words
    return (
        comma + 2 < len(page)
        and words.exact[comma + 1][0].isupper()
        and words.lower[comma + 2] in ("und", ",")
    )


def _with_adjective_of_name(page: Page, index: int) -> int:
    """Deutsche Gesellschaft für …, Potsdamer Institut für …: an adjective in capitals is part of the name."""
    before = index - 1
    if before < 0 or not page.same_line(before, index):
        return index
    word = page.words.exact[before]
    is_adjective = word[0].isupper() and grammar.is_adjective(word[0].lower() + word[1:])
    if not is_adjective or (before in page.starts and not people_adjective(page.words.lower[before])):
        return index
    return before if page.tags[before] in ("", "ADJA", "NE") else index


def acronyms_in_brackets(page: Page, names: dict[int, Candidate]) -> Iterator[tuple[int, Candidate]]:
    """Bund der Ruderer (BDR): the index of each acronym behind a name, with that name.

    `names` are the candidates by the index after their last word.
    """
    exact = page.words.exact
    for index in range(1, len(page) - 2):
        is_bracketed = exact[index] == "(" and exact[index + 2] == ")"
        if is_bracketed and index in names and _could_be_acronym(exact[index + 1]):
            yield index + 1, names[index]


def _could_be_acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(map(str.isupper, word)) >= 2
