"""What comes every year, and the year behind it: Mai 2024, Sommer, drittes Quartal, 3. Mai."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.calendar import MONTHS, SEASONS, unit_of
from newsdesk.nlp.languages.de.dates.expressions import (
    Day,
    Found,
    HalfYear,
    Month,
    Quarter,
    RelativeYear,
    Season,
    Year,
    YearReference,
    Years,
)
from newsdesk.nlp.languages.de.dates.family_names import is_named_month
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.dates.years import is_year, looks_like_year, years_in
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.languages.de.numbers import is_digits, ordinal_word
from newsdesk.nlp.words import Words

_GENITIVE_ARTICLES = word_set("der des")
_LAST_OF_UNIT = {"quarter": 4, "half": 2}


def read_year(words: Words, index: int) -> Found | None:
    """2024, 2014–2022, 2023/24."""
    if not is_year(words, index):
        return None
    pair = years_in(words.exact[index])
    if pair:
        return Found(Years(*pair), index + 1)
    year = int(words.exact[index])
    second = word_at(words, index + 2).removesuffix(".") if word_at(words, index + 1) == "/" else ""
    if is_digits(second) and len(second) in (2, 4) and int(second) % 100 == (year + 1) % 100:
        return Found(Years(year, year + 1), index + 3)
    return Found(Year(year), index + 1)


def read_ordinal(words: Words, index: int) -> Found | None:
    """3. Mai, dritten Mai, 3. Quartal, 20. Jahrhundert."""
    number = _ordinal_at(words, index)
    if number is None:
        return None
    noun = word_at(words, index + 1)
    if noun in MONTHS and words.is_capitalised(index + 1):
        year, last = _year_behind(words, index + 2)
        return Found(Day(year, MONTHS[noun], number), last)
    return _numbered_unit(words, index + 1, number, unit_of(noun))


def _ordinal_at(words: Words, index: int) -> int | None:
    token = words.exact[index]
    if token.endswith(".") and is_digits(token[:-1]) and len(token) <= 3:
        return int(token[:-1])
    return ordinal_word(token.lower())


def _numbered_unit(words: Words, index: int, number: int, unit: str | None) -> Found | None:
    if unit == "century":
        return Found(Years(100 * number - 99, 100 * number), index + 1)
    if number > _LAST_OF_UNIT.get(unit or "", 0):
        return None
    year, last = _year_behind(words, index + 1)
    return Found(Quarter(year, number) if unit == "quarter" else HalfYear(year, number), last)


def _year_behind(words: Words, index: int) -> tuple[YearReference | None, int]:
    """The year that begins at a word: 2024, des Jahres 2024, vergangenen Jahres, des Vorjahres."""
    at = index + 1 if word_at(words, index) in _GENITIVE_ARTICLES else index
    word = word_at(words, at)
    if word == "jahres" and word_at(words, at + 1) and looks_like_year(words.exact[at + 1]):
        return int(words.exact[at + 1]), at + 2
    if at == index and word and looks_like_year(words.exact[at]) and is_year(words, at):
        return int(words.exact[at]), at + 1
    if word in SHIFTS and word_at(words, at + 1) in ("jahres", "jahrs"):
        return RelativeYear(SHIFTS[word]), at + 2
    if at > index and word == "jahres":
        return RelativeYear(0), at + 1
    return (RelativeYear(-1), at + 1) if word in ("vorjahres", "vorjahrs") else (None, index)


def read_month(words: Words, index: int) -> Found | None:
    """Mai, Mai 2024, Oktober vergangenen Jahres."""
    if not words.is_capitalised(index):
        return None
    year, last = _year_behind(words, index + 1)
    if year is None and is_named_month(words, index):
        return None
    return Found(Month(year, MONTHS[words.lower[index]]), last)


def read_month_noun(words: Words, index: int) -> Found | None:
    """Monat Mai."""
    return read_month(words, index + 1) if word_at(words, index + 1) in MONTHS else None


def read_season(words: Words, index: int) -> Found | None:
    """Sommer, Sommer 2024, Winter 2023/24."""
    if not words.is_capitalised(index):
        return None
    month = SEASONS[words.lower[index]]
    span = read_year(words, index + 1) if word_at(words, index + 1) else None
    if span and isinstance(span.expression, Years):
        return Found(Season(span.expression.first, month), span.last)
    year, last = _year_behind(words, index + 1)
    return None if year is None and is_named_month(words, index) else Found(Season(year, month), last)


def read_year_noun(words: Words, index: int) -> Found | None:
    """Jahr 2024, Jahren 2014 …"""
    if not word_at(words, index + 1)[:1].isdigit():
        return None
    token = words.exact[index + 1]
    if len(token) in (3, 4) and is_digits(token) and token[0] != "0" and not looks_like_year(token):
        return Found(Year(int(token)), index + 2)
    return read_year(words, index + 1)
