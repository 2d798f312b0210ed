"""What stands before or after a person's name and says what the person is."""

from __future__ import annotations

from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.name_table import name_table
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.titles import is_academic, is_office

_FARTHEST_TITLE: Final = 7


def title_of(page: Page, first: int, last: int) -> str | None:
    """What stands before or after a person's name and says what the person is, as written."""
    return _title_before(page, first) or _title_after(page, last)


def _title_before(page: Page, first: int) -> str | None:
    words, start = page.words, first
    while start > 0 and page.same_line(start - 1, first) and _is_title_part(page, start - 1):
        start -= 1
    while start < first and not is_office(words.lower[start]):
        start += 1
    if start < first:
        return words.phrase(start, first)
    return _office_of(page, first)


def _is_title_part(page: Page, index: int) -> bool:
    lower = page.words.lower[index]
    return is_academic(lower) or (is_office(lower) and page.words.is_capitalised(index))


def _office_of(page: Page, first: int) -> str | None:
    """Sprecher des Kremls, Dmitri Peskow; Premier Thailands, …: an office with a genitive before the name."""
    words = page.words
    index = first - 1
    if index > 0 and words.exact[index] == ",":
        index -= 1
    while index > max(0, first - _FARTHEST_TITLE) and page.same_line(index, first):
        is_genitive = words.lower[index] in ("des", "der") or _is_state_in_genitive(words.exact[index])
        if is_genitive and is_office(words.lower[index - 1]):
            return words.exact[index - 1] if words.is_capitalised(index - 1) else None
        if not (words.is_capitalised(index) or grammar.is_adjective(words.exact[index])):
            return None
        index -= 1
    return None


def _is_state_in_genitive(word: str) -> bool:
    entry = name_table().entries.get(word)
    return word.endswith("s") and entry is not None and entry.label == "LOC" and entry.canonical != word


def _title_after(page: Page, last: int) -> str | None:
    """Ada Muster (CDU), Ministerin des Landes; Ada Muster, die Ministerin."""
    words, index = page.words, last
    if index < len(words) and words.exact[index] == "(":
        index = next(
            (i + 1 for i in range(index, min(index + 5, len(words))) if words.exact[i] == ")"), index
        )
    if index >= len(words) or words.exact[index] != ",":
        return None
    index += 1
    if index < len(words) and words.lower[index] in grammar.DETERMINERS:
        index += 1
    while index < len(words) - 1 and grammar.is_adjective(words.exact[index]):
        index += 1
    if index >= len(words) or not page.same_line(last - 1, index):
        return None
    is_title = words.is_capitalised(index) and is_office(words.lower[index])
    return words.exact[index] if is_title and not _names_follow(page, index + 1) else None


def _names_follow(page: Page, index: int) -> bool:
    """The office belongs to the next person: Ada Muster, Ministerin Karla Probe."""
    return index < len(page) and page.words.is_capitalised(index) and page.tags[index] in ("NE", "")
