"""The forms of dates by their first words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from newsdesk.nlp.languages.de.dates.calendar import MONTHS, SEASONS, UNITS, WEEKDAY_NUMBERS, unit_of
from newsdesk.nlp.languages.de.dates.days import (
    DAY_ADJECTIVES,
    DAY_WORDS,
    read_day_adjective,
    read_day_word,
    read_iso_day,
    read_short_day,
    read_weekday,
    read_written_day,
)
from newsdesk.nlp.languages.de.dates.decades import DECADES, read_decade
from newsdesk.nlp.languages.de.dates.eras import read_era, read_year_of_era
from newsdesk.nlp.languages.de.dates.expressions import Day, Found, Part, Shifted, Weekday, Weekend
from newsdesk.nlp.languages.de.dates.shifted import NAMED_SHIFTS, read_named_shift, read_shifted, read_weekend
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.dates.yearly import (
    read_month,
    read_month_noun,
    read_ordinal,
    read_season,
    read_year,
    read_year_noun,
)
from newsdesk.nlp.languages.de.dates.years import looks_like_year, years_in
from newsdesk.nlp.languages.de.lexicons import load_json, word_set
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.words import Words

_GENITIVE_ARTICLES = word_set("der des")
_PARTS: dict[str, int] = load_json("calendar")["parts"]
_PART_NOUNS: dict[str, list[str | int]] = load_json("calendar")["part_nouns"]
_WHOLES = ("week", "month", "year", "quarter", "decade", "century")

Form = Callable[[Words, int], Found | None]


@cache
def forms_by_word() -> dict[str, Form]:
    """What reads the form that begins with each word, in lower case."""
    return {
        **dict.fromkeys(DECADES, read_decade),
        **dict.fromkeys(MONTHS, read_month),
        **dict.fromkeys(SEASONS, read_season),
        **dict.fromkeys(WEEKDAY_NUMBERS, read_weekday),
        **dict.fromkeys(DAY_WORDS, read_day_word),
        **dict.fromkeys(DAY_ADJECTIVES, read_day_adjective),
        **dict.fromkeys(SHIFTS, read_shifted),
        **dict.fromkeys(NAMED_SHIFTS, read_named_shift),
        **dict.fromkeys(_PARTS, _read_part),
        **dict.fromkeys(_PART_NOUNS, _read_part_noun),
        **dict.fromkeys(("jahr", "jahre", "jahren", "jahres"), read_year_noun),
        **dict.fromkeys(("wochenende", "wochenendes"), read_weekend),
        "monat": read_month_noun,
    }


def read_form(words: Words, index: int) -> Found | None:
    """The day or period that begins at a word, or None; ranges are in ranges.py."""
    word = words.lower[index]
    if word[0].isdigit():
        return _read_digits(words, index)
    form = forms_by_word().get(word)
    if form:
        return form(words, index)
    behind = word_at(words, index + 1)
    return read_ordinal(words, index) if behind in MONTHS or behind in UNITS else None


def _read_digits(words: Words, index: int) -> Found | None:
    token = words.exact[index]
    if read_era(words, index + 1):
        return read_year_of_era(words, index)
    if looks_like_year(token) or years_in(token):
        return read_iso_day(words, index) or read_year(words, index)
    if token.count(".") == 2 and not token.endswith("."):
        return read_written_day(words, index)
    if "." in token:
        return read_short_day(words, index) or read_ordinal(words, index)
    return read_decade(words, index)


def _read_part(words: Words, index: int) -> Found | None:
    """Anfang Oktober 2024, Mitte 2024, Ende der Woche, Ende vergangenen Jahres."""
    has_article = word_at(words, index + 1) in _GENITIVE_ARTICLES
    at = index + 2 if has_article else index + 1
    word = word_at(words, at)
    if not word or word in _PARTS:
        return None
    third = _PARTS[words.lower[index]]
    unit = unit_of(word) if has_article else None
    if unit in _WHOLES and not word_at(words, at + 1)[:1].isdigit():
        return Found(Part(third, Shifted(str(unit), 0)), at + 1)
    found = read_form(words, at) or (read_decade(words, at, needs_years=False) if has_article else None)
    if found is None or isinstance(found.expression, Day | Weekday | Part | Weekend):
        return None
    return Found(Part(third, found.expression), found.last)


def _read_part_noun(words: Words, index: int) -> Found | None:
    """Jahresende, Monatsanfang."""
    unit, third = _PART_NOUNS[words.lower[index]]
    return Found(Part(int(third), Shifted(str(unit), 0)), index + 1)
