"""Boundaries: what cannot begin or end a name is cut off."""

from __future__ import annotations

import re
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.dates.family_names import is_family_name, is_named_month
from newsdesk.nlp.languages.de.lexicons import load_names, load_set, word_set
from newsdesk.nlp.languages.de.name_table import name_table, people_nouns
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_city_adjective, people_adjective
from newsdesk.nlp.languages.de.names.places import is_place_end
from newsdesk.nlp.languages.de.names.titles import is_academic, is_office
from newsdesk.nlp.words import Name

_PARTICLES: Final = word_set(
    "von van de der den vom zu zum zur bin ibn al el da di du la le ten ter dos del und"
)
_NEVER_IN_NAMES: Final = (
    grammar.PRONOUNS | grammar.SUBORDINATORS | grammar.AUXILIARIES | grammar.MODALS | grammar.NEGATIONS
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_VERB_TAGS: Final = frozenset(
    {"VVFIN", "VAFIN", "VMFIN", "VVPP", "VVINF", "PTKVZ", "ADV", "PPER", "PRF", "KON", "KOUS"}
)
_NAME_TAGS: Final = frozenset({"", "NE", "FM"})


def mend(page: Page, name: Name) -> Name | None:
    """The name without marks, articles, verbs, days and titles at its ends; None where nothing is left."""
    first, last = _without_kind(page, name)
    while first < last and _cannot_begin(page, first, name.label):
        first += 1
    while first < last and _cannot_end(page, first, last - 1):
        last -= 1
    if last > first and page.words.exact[last - 1] == ")" and "(" not in page.words.exact[first:last]:
        last -= 1
    if last - first > 1 and _is_noun_behind_name(page, name.label, first, last):
        last -= 1
    if first >= last or not _LETTERS.search(page.words.phrase(first, last)) or _shouts(page, first, last):
        return None
    return Name(with_article_in_marks(page, first, last), last, name.label)


def _is_noun_behind_name(page: Page, label: str, first: int, last: int) -> bool:
    """Ada Muster Kosten, Musters Bild, Rom Bilder: a noun behind a whole name is none of it."""
    exact = page.words.exact
    if page.tags[last - 1] != "NN" or exact[last - 2][0].islower():
        return False
    if label == "LOC":
        entry = name_table().entries.get(page.words.phrase(first, last - 1))
        return entry is not None and entry.label == "LOC" and not is_place_end(exact[last - 1].lower())
    is_genitive = exact[first].endswith("s") and exact[first] not in load_names("given_names")
    is_whole = last - first > 2 and exact[last - 2] not in load_names("given_names")
    return label == "PER" and (is_whole or (is_genitive and page.tags[first] == "NE"))


def _is_lower(word: str) -> bool:
    return word[0].islower() or word.startswith("US-a")


def with_article_in_marks(page: Page, first: int, last: int) -> int:
    """An article belongs to a name that it shares the quotation marks with: „Die Musterzeitung“."""
    article = first - 1
    is_article = article > 0 and page.words.exact[article] in ("Der", "Die", "Das", "The")
    return article if is_article and page.is_quoted(article, last) else first


def is_time(page: Page, index: int) -> bool:
    """Whether a word is a weekday or a month, and no surname (Karin Mai)."""
    lower = page.words.lower[index]
    if lower in WEEKDAYS:
        return not is_family_name(page.words, index)
    return lower in MONTHS and not is_named_month(page.words, index)


def _without_kind(page: Page, name: Name) -> tuple[int, int]:
    """What stands before a name and says what it is, is outside: a title, a people, Bank BNP Paribas."""
    lower, first = page.words.lower, name.first
    while first < name.last - 1:
        word = lower[first]
        is_title = _is_title(page, name, first)
        is_people = page.words.exact[first] in people_nouns() and not _is_listed(page, first)
        is_attribute = _is_lower(page.words.exact[first]) and people_adjective(word) is not None
        is_citizen = is_city_adjective(page.words.exact[first]) and page.tags[first + 1] == "NE"
        if not (is_title or is_people or is_citizen or is_attribute or _is_kind(page, name.label, first)):
            break
        first += 1
    return first, name.last


def _is_title(page: Page, name: Name, index: int) -> bool:
    """An office before a person's name; in another name only where all that follows is tagged as a name."""
    word = page.words.lower[index]
    if name.label == "PER":
        return is_office(word) or is_academic(word)
    return is_titled_person(page, index, name.last)


def is_titled_person(page: Page, first: int, last: int) -> bool:
    """An office and words that are tagged as a name, whatever the recogniser says."""
    is_all_name = last - first > 1 and set(page.tags[first + 1 : last]) == {"NE"}
    is_known = last - first == 2 and _is_listed(page, first + 1)
    return is_all_name and not is_known and page.tags[first] == "NN" and is_office(page.words.lower[first])


def _is_kind(page: Page, label: str, index: int) -> bool:
    """A kind of organisation or place right before its name: Bank, Insel; before a place any noun."""
    lower, tag = page.words.lower[index], page.tags[index]
    if label == "LOC" and tag == "NN" and page.tags[index + 1] == "NE":
        return not lower.endswith(tuple(load_set("names", "official_kinds"))) and not _is_listed(page, index)
    if lower not in load_set("names", "descriptors") or tag not in ("", "NN"):
        return False
    return page.is_mark(index + 1) or page.tags[index + 1] == "NE" or _is_listed(page, index + 1)


def _is_listed(page: Page, index: int) -> bool:
    return page.words.exact[index] in name_table().entries


def _shouts(page: Page, first: int, last: int) -> bool:
    """Words of a line in capitals, which tell nothing of names."""
    return page.words.phrase(first, last).isupper() and page.stands_in_capitals(first)


def _cannot_begin(page: Page, index: int, label: str) -> bool:
    word, lower = page.words.exact[index], page.words.lower[index]
    if page.is_mark(index) or not (word[0].isalnum() or word[0] == "§"):
        return True
    if lower in grammar.DETERMINERS and not page.is_mark(index - 1):
        return word[0].islower() or index in page.starts
    if word[0].isupper() or word[0].isdigit():
        return is_time(page, index) and label != "MISC"
    return lower in grammar.PREPOSITIONS or lower in _NEVER_IN_NAMES or page.tags[index] in _VERB_TAGS


def _cannot_end(page: Page, first: int, index: int) -> bool:
    word, lower = page.words.exact[index], page.words.lower[index]
    if not word[0].isalnum():
        is_closing = page.is_mark(index) and any(page.is_mark(other) for other in range(first, index))
        return word not in (")", "!", "?", "+", "%") and not is_closing
    if word[0].islower():
        return lower in _PARTICLES or lower in grammar.NOT_ADJECTIVES or page.tags[index] in _VERB_TAGS
    return is_time(page, index) or (index > first and lower in grammar.PREPOSITIONS | _NEVER_IN_NAMES)


def with_apostrophe(page: Page, last: int) -> int:
    """Behind the apostrophe of a genitive (Scholz’ Rede): it stands tight, and no single mark is open."""
    if last >= len(page) or page.words.exact[last] not in ("'", "’") or page.words.has_space_before(last):
        return last
    is_genitive = page.words.lower[last - 1].endswith(("s", "x", "z", "ß", "ce"))
    opened = page.words.exact[max(0, last - 30) : last]
    return last + 1 if is_genitive and "‚" not in opened and "‘" not in opened else last
