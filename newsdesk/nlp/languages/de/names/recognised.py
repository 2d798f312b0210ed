"""What the recogniser found, with its boundaries mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.dates.family_names import is_family_name, is_named_month
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.name_table import name_table
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_people_word
from newsdesk.nlp.languages.de.names.titles import is_academic, is_office, is_simple_office
from newsdesk.nlp.words import Name

PARTICLES = word_set("von van de der den vom zu zum zur bin ibn al el da di du la le ten ter dos del und")
_NEVER_IN_NAMES = (
    grammar.PRONOUNS | grammar.SUBORDINATORS | grammar.AUXILIARIES | grammar.MODALS | grammar.NEGATIONS
)
_LETTERS = re.compile(r"[^\W\d_]")
_VERB_TAGS = frozenset(
    {"VVFIN", "VAFIN", "VMFIN", "VVPP", "VVINF", "PTKVZ", "ADV", "PPER", "PRF", "KON", "KOUS"}
)


def recognised_names(page: Page) -> Iterator[Name]:
    """The recogniser's names without what cannot belong to them; a person and a person are two."""
    for name in _joined(page, page.words.names):
        for part in _parts(page, name):
            mended = mend(page, part)
            if mended:
                yield mended


def _joined(page: Page, names: list[Name]) -> Iterator[Name]:
    """Two persons with nothing between them are one."""
    last: Name | None = None
    for name in names:
        if last and _continues(page, last, name):
            last = Name(last.first, name.last, "PER")
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _continues(page: Page, last: Name, name: Name) -> bool:
    touches = last.last == name.first and page.same_line(last.first, name.first)
    return touches and last.label == name.label == "PER" and not is_office(page.words.lower[name.first])


def _parts(page: Page, name: Name) -> Iterator[Name]:
    """Merkel und Scholz are two persons."""
    first = name.first
    if name.label == "PER":
        for index in range(name.first, name.last):
            if page.words.lower[index] in ("und", ",", "sowie", "/"):
                if index > first:
                    yield Name(first, index, "PER")
                first = index + 1
    if first < name.last:
        yield Name(first, name.last, name.label)


def mend(page: Page, name: Name) -> Name | None:
    """The name without marks, articles, verbs, days and titles at its ends; None where nothing is left."""
    first, last = name.first, name.last
    if name.label == "PER":
        first = _behind_titles(page, first, last)
    while first < last and _cannot_begin(page, first, name.label):
        first += 1
    while first < last and _cannot_end(page, first, last - 1):
        last -= 1
    first, last = _without_lone_marks(page, first, last)
    if first >= last or not _LETTERS.search(page.words.phrase(first, last)) or _shouts(page, first, last):
        return None
    if last - first == 1 and _is_no_name(page, first, name.label):
        return None
    return Name(with_article_in_marks(page, first, last), last, name.label)


def with_article_in_marks(page: Page, first: int, last: int) -> int:
    """An article belongs to a name that it shares the quotation marks with: „Die Musterzeitung“."""
    article = first - 1
    is_article = article > 0 and page.words.exact[article] in ("Der", "Die", "Das", "The")
    return article if is_article and page.is_quoted(article, last) else first


def _shouts(page: Page, first: int, last: int) -> bool:
    """Words of a line in capitals, which tell nothing of names."""
    return page.words.phrase(first, last).isupper() and page.stands_in_capitals(first)


def _behind_titles(page: Page, first: int, last: int) -> int:
    lower = page.words.lower
    while first < last - 1 and (is_office(lower[first]) or is_academic(lower[first])):
        first += 1
    return first


def _cannot_begin(page: Page, index: int, label: str) -> bool:
    word = page.words.exact[index]
    if page.is_mark(index) or not (word[0].isalnum() or word[0] == "§"):
        return True
    lower = page.words.lower[index]
    if lower in grammar.DETERMINERS and not page.is_mark(index - 1):
        return word[0].islower() or index in page.starts
    if word[0].isupper() or word[0].isdigit():
        return is_time(page, index) and label != "MISC"
    return lower in grammar.PREPOSITIONS or lower in _NEVER_IN_NAMES or page.tags[index] in _VERB_TAGS


def _cannot_end(page: Page, first: int, index: int) -> bool:
    word, lower = page.words.exact[index], page.words.lower[index]
    if not word[0].isalnum():
        return word not in (")", "!", "?", "+", "%") and not (
            page.is_mark(index) and _has_partner(page, first, index)
        )
    if word[0].islower():
        return lower in PARTICLES or lower in grammar.NOT_ADJECTIVES or page.tags[index] in _VERB_TAGS
    return is_time(page, index) or (lower in grammar.PREPOSITIONS | _NEVER_IN_NAMES and index > first)


def is_time(page: Page, index: int) -> bool:
    """Whether a word is a weekday or a month, and no surname (Karin Mai)."""
    lower = page.words.lower[index]
    if lower in WEEKDAYS:
        return not is_family_name(page.words, index)
    return lower in MONTHS and not is_named_month(page.words, index)


def _has_partner(page: Page, first: int, index: int) -> bool:
    return any(page.is_mark(other) for other in range(first, index))


def _without_lone_marks(page: Page, first: int, last: int) -> tuple[int, int]:
    """A pair of marks around the whole name, or a mark without a partner, stays outside."""
    while last - first > 1 and page.words.exact[last - 1] == ")" and "(" not in page.words.exact[first:last]:
        last -= 1
    return first, last


def _is_compound_with_name(page: Page, index: int) -> bool:
    """Saudi-Arabien-Reise: a compound is no name because of its part."""
    before, _, head = page.words.exact[index].rpartition("-")
    if before not in name_table().entries:
        return False
    is_common = head.lower() in load_set("names", "compound_heads") or is_office(head.lower())
    return is_common or page.tags[index] == "NN"


def _is_no_name(page: Page, index: int, label: str) -> bool:
    word, lower = page.words.exact[index], page.words.lower[index]
    if word[0].islower() and label in ("PER", "LOC"):
        return True
    if is_time(page, index) or lower in grammar.DETERMINERS or lower in grammar.PREPOSITIONS or word == "St":
        return True
    if label != "PER" and is_people_word(word):
        return True
    if label in ("PER", "LOC") and _is_compound_with_name(page, index):
        return True
    return label == "PER" and is_office(lower) and (page.tags[index] == "NN" or not is_simple_office(lower))
