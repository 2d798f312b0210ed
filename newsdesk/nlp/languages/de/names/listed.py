"""Names of the lists, where they stand in a text."""

from __future__ import annotations

from functools import lru_cache

from newsdesk.nlp.languages.de.name_table import Certainty, Entry, name_table, same_signs, start_of
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.mending import with_article_in_marks
from newsdesk.nlp.languages.de.names.page import Page

_LONGEST_ACRONYM = 5


def listed_names(page: Page) -> list[Candidate]:
    """The longest listed name at each word; names may overlap."""
    longest = name_table().longest
    text = same_signs(page.words.text)
    found: list[Candidate] = []
    for index, word in enumerate(page.words.exact):
        reach = longest.get(_start(word))
        if reach:
            candidate = _longest_at(page, text, index, reach)
            if candidate:
                found.append(candidate)
    return found


@lru_cache(50_000)
def _start(word: str) -> str:
    return start_of(same_signs(word))


def _longest_at(page: Page, text: str, index: int, reach: int) -> Candidate | None:
    words, entries = page.words, name_table().entries
    start, best = words.start[index], None
    for last in range(index + 1, len(words) + 1):
        if words.end[last - 1] - start > reach or not page.same_line(index, last - 1):
            break
        entry = entries.get(text[start : words.end[last - 1]])
        if entry and _is_meant(page, index, last, entry):
            first = with_article_in_marks(page, index, last)
            best = Candidate(first, last, entry.label, Source.LISTED, entry.subtype, entry.canonical)
    return best


def _is_meant(page: Page, first: int, last: int, entry: Entry) -> bool:
    """Whether what the list asks for is there: a word before, quotation marks, the recogniser's word."""
    words = page.words
    if entry.after:
        return first > 0 and words.lower[first - 1].endswith(entry.after)
    is_acronym = words.exact[first].isupper() and len(words.exact[first]) <= _LONGEST_ACRONYM
    if is_acronym and last - first == 1 and page.stands_in_capitals(first):
        return False
    if entry.certainty is Certainty.SURE:
        return True
    if entry.certainty is Certainty.IN_MARKS and page.is_quoted(first, last):
        return True
    return _recogniser_agrees(page, first, last, entry)


def _recogniser_agrees(page: Page, first: int, last: int, entry: Entry) -> bool:
    name = page.recognised.get(first)
    if name is None or (name.first, name.last) != (first, last):
        return False
    return name.label == entry.label or (name.label == "MISC" and entry.label not in ("PER", "LOC", "ORG"))
