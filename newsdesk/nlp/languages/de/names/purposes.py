"""Institut für Weltwirtschaft: an institution and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import people_adjective

_LONGEST: Final = 9
_OF_PURPOSE: Final = word_set("für gegen zur")


def institutions_for(page: Page) -> Iterator[Candidate]:
    """Candidates of label ORG."""
    for index, lower in enumerate(page.words.lower):
        if lower in load_set("names", "for_heads") and page.words.is_capitalised(index):
            last = _purpose_end(page, index)
            if last:
                yield Candidate(_with_adjective_of_name(page, index), last, "ORG", Source.PATTERN)


def _purpose_end(page: Page, index: int) -> int:
    """Behind Institut für angewandte Muster und Proben; 0 where no purpose follows."""
    words = page.words
    if index + 2 >= len(page) or words.lower[index + 1] not in _OF_PURPOSE:
        return 0
    last, cursor = 0, index + 2
    bound = min(len(page), index + _LONGEST)
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
