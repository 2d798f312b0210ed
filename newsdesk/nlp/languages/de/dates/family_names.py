"""Months, seasons and weekdays that are persons' names: Karin Mai, August Gruber, Petra Freitag."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.calendar import MONTHS, MONTHS_THAT_ARE_NAMES, SEASONS, WEEKDAYS
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.grammar import ADVERBS, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.neighbours import is_capitalised, word_before
from newsdesk.nlp.words import Words

_ADDRESSES = word_set("herr herrn frau familie dr. prof. eheleute")
_ARTICLES = word_set("der den dem des die das")
_BEFORE_MONTHS = word_set(
    "im in am seit ab bis vom von zum zwischen nach vor anfang mitte ende beginn der den dem des monat für"
)
_JOINS = ("und", "oder", ",", "bis")
_NO_GIVEN_NAMES = PREPOSITIONS | DETERMINERS | ADVERBS | SUBORDINATORS | frozenset(MONTHS) | WEEKDAYS


def is_named_month(words: Words, index: int) -> bool:
    """Whether a month or a season without a year is rather a person's name."""
    word, before = words.lower[index], word_before(words, index)
    if before in _ADDRESSES:
        return True
    if word in MONTHS and word not in MONTHS_THAT_ARE_NAMES:
        return False
    if before in _JOINS and index >= 2:
        return words.lower[index - 2] not in MONTHS and words.lower[index - 2] not in SEASONS
    if before in _BEFORE_MONTHS:
        return before in _ARTICLES and word == "august" and is_capitalised(words, index + 1)
    if before in SHIFTS or (before[-1:] == "." and before[:1].isdigit()):
        return False
    begins = index == 0 or not words.exact[index - 1][0].isalnum()
    return not begins or is_capitalised(words, index + 1)


def is_family_name(words: Words, index: int) -> bool:
    """Whether a weekday stands behind an address or a given name, which has no article before it."""
    before = word_before(words, index)
    if before in _ADDRESSES:
        return True
    if not before.isalpha() or not words.is_capitalised(index - 1) or before in _NO_GIVEN_NAMES:
        return False
    title = word_before(words, index - 1)
    return not title or not title[0].isalnum() or words.is_capitalised(index - 2)
