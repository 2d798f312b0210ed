"""Organisations that their form tells: a legal form, the short form of a club, an acronym, a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.name_table import Certainty, Entry, name_table
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.places import is_listed_place
from newsdesk.nlp.languages.de.names.titles import is_office

_ACRONYM: Final = re.compile(r"[A-ZÄÖÜ]{2,6}$")
_LONGEST_COMPANY: Final = 4
_LONGEST_CLUB: Final = 4
_CLUB_TAGS: Final = frozenset({"", "NE", "FM", "NN"})
_KINDS: Final = word_set("miliz partei gruppe bewegung konzern verlag brigade front organisation netzwerk")
_ALSO_OF_PERSONS: Final = word_set("werke verlag klinik kliniken theater bank versicherung energie")
_NAMED_AFTER_SOMEBODY: Final = word_set("stiftung institut instituts gymnasium akademie werke museum theater")


def organisations(page: Page) -> Iterator[Candidate]:
    """Candidates of label ORG; readings may overlap."""
    for index in range(len(page)):
        if page.words.is_capitalised(index):
            yield from _named_by_form(page, index)


def _named_by_form(page: Page, index: int) -> Iterator[Candidate]:
    word, lower = page.words.exact[index], page.words.lower[index]
    partners = _partners_end(page, index)
    if partners:
        yield Candidate(index, partners, "ORG", Source.PATTERN, "COMPANY")
    if word in load_set("names", "legal_forms"):
        first = _company_start(page, index)
        if first < index:
            yield Candidate(first, index + 1, "ORG", Source.PATTERN, "COMPANY")
    elif word in load_set("names", "clubs"):
        yield from _club(page, index)
    elif "-" in word:
        yield from _with_kind(page, index)
    elif _ACRONYM.match(word) and _is_acronym(page, index):
        yield Candidate(index, index + 1, "ORG", Source.DESCRIBED)
    elif lower in load_set("names", "named_behind") and _is_name_before(page, index):
        yield Candidate(index - 1, index + 1, "ORG", Source.PATTERN, "COMPANY")


def _partners_end(page: Page, index: int) -> int:
    """Behind Muster & Söhne, Falk & Partner; 0 where no such name begins."""
    last = index + 3
    if last > len(page) or page.words.exact[index + 1] != "&" or not page.same_line(index, last - 1):
        return 0
    second = page.words.exact[index + 2]
    is_name = second[0].isupper() and len(second) > 1 and page.words.exact[index].isalpha()
    return last if is_name and page.tags[index] in ("", "NE", "FM") else 0


def _company_start(page: Page, index: int) -> int:
    first = index
    while first > 0 and index - first < _LONGEST_COMPANY and _is_company_word(page, first - 1):
        first -= 1
    has_names = "NE" in page.tags[first:index]
    while has_names and page.tags[first] == "NN":
        first += 1
    return first


def _is_company_word(page: Page, index: int) -> bool:
    word = page.words.exact[index]
    if word in ("&", "+"):
        return True
    if not (word[0].isupper() and word[-1].isalnum()) or page.words.lower[index] in grammar.DETERMINERS:
        return False
    return page.tags[index] not in ("APPR", "ART", "KON", "ADV", "VVFIN")


def _club(page: Page, index: int) -> Iterator[Candidate]:
    """FC Muster 04: names and a number behind the short form of the club."""
    last = index + 1
    while last < len(page) and last - index < _LONGEST_CLUB and page.same_line(index, last):
        word = page.words.exact[last]
        is_number = word.isdigit() and len(word) in (2, 4)
        is_name = word[0].isupper() and len(word) > 1 and page.tags[last] in _CLUB_TAGS
        if not (is_number or is_name):
            break
        last += 1
    if last > index + 1:
        has_number = index > 0 and page.words.exact[index - 1] == "1."
        yield Candidate(index - has_number, last, "ORG", Source.PATTERN)


def _with_kind(page: Page, index: int) -> Iterator[Candidate]:
    """Hamas-Miliz, Goethe-Institut: a name, a hyphen and a kind of organisation."""
    named = organisation_with_kind(page.words.exact[index])
    if named:
        yield Candidate(index, index + 1, "ORG", Source.PATTERN, named.subtype, named.canonical)
    elif _is_hyphenated(page, index):
        yield Candidate(index, index + 1, "ORG", Source.DESCRIBED)


@lru_cache(50_000)
def organisation_with_kind(word: str) -> Entry | None:
    """The organisation of Hamas-Miliz: a listed one with nothing but its kind behind it."""
    name, _, kind = word.rpartition("-")
    entry = name_table().entries.get(name)
    is_organisation = entry is not None and entry.label == "ORG" and entry.certainty is Certainty.SURE
    return entry if is_organisation and kind.lower() in _KINDS else None


def _is_hyphenated(page: Page, index: int) -> bool:
    before, _, kind = page.words.exact[index].rpartition("-")
    is_kind = kind[:1].isupper() and kind.lower() in load_set("names", "hyphenated")
    if not (is_kind and before[:1].isupper()):
        return False
    return page.tags[index] in ("", "NE") or kind.lower() in _NAMED_AFTER_SOMEBODY


def _is_acronym(page: Page, index: int) -> bool:
    """Whether an unknown acronym is an organisation's, where the recogniser says nothing of it."""
    if index in page.recognised or page.stands_in_capitals(index):
        return False
    if page.words.exact[index] in load_set("names", "not_acronyms"):
        return False
    return not page.has_model or page.tags[index] == "NE"


def _is_name_before(page: Page, index: int) -> bool:
    """Muster Werft: a word tagged as a name or a noun that is no person's and no place's."""
    before = index - 1
    if before < 0 or page.tags[before] not in ("NE", "NN") or not page.same_line(before, index):
        return False
    word = page.words.exact[before]
    is_genitive = word.endswith("s") and page.words.lower[index] in _ALSO_OF_PERSONS
    is_name = word[0].isupper() and not is_listed_place(word) and not is_genitive
    return is_name and (before == 0 or not _belongs_to_name(page, before - 1))


def _belongs_to_name(page: Page, index: int) -> bool:
    return page.tags[index] in ("NE", "FM") or is_office(page.words.lower[index])


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
