"""What counts in units from the day of publication: vergangene Woche, nächsten Montag, Vorjahr."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.calendar import (
    DAYTIMES,
    MONTHS,
    SEASONS,
    UNITS,
    WEEKDAY_NUMBERS,
    unit_of,
)
from newsdesk.nlp.languages.de.dates.days import date_of_weekday
from newsdesk.nlp.languages.de.dates.expressions import (
    Found,
    Month,
    Season,
    Shifted,
    ShiftedWeekday,
    ShiftedWeekend,
    ShiftedYearly,
    Weekend,
)
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.dates.yearly import read_month, read_season
from newsdesk.nlp.languages.de.lexicons import load_json
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.words import Words

NAMED_SHIFTS: dict[str, list[str | int]] = {
    word + ending: shift
    for word, shift in load_json("calendar")["named_shifts"].items()
    for ending in ("", "s", "es")
}


def read_shifted(words: Words, index: int) -> Found | None:
    """Vergangene Woche, diesen Monat, nächsten Montag, vergangenen Oktober."""
    offset, noun = SHIFTS[words.lower[index]], word_at(words, index + 1)
    if not noun or not words.is_capitalised(index + 1):
        return None
    if noun in WEEKDAY_NUMBERS:
        last = index + 3 if word_at(words, index + 2) in DAYTIMES else index + 2
        return date_of_weekday(words, last) or Found(ShiftedWeekday(WEEKDAY_NUMBERS[noun], offset), last)
    if noun in MONTHS or noun in SEASONS:
        return _shifted_yearly(words, index + 1, offset)
    unit = unit_of(noun)
    if unit is None or UNITS[noun][1]:
        return None
    return Found(ShiftedWeekend(offset) if unit == "weekend" else Shifted(unit, offset), index + 2)


def _shifted_yearly(words: Words, index: int, offset: int) -> Found | None:
    found = read_month(words, index) if words.lower[index] in MONTHS else read_season(words, index)
    if not found or not isinstance(found.expression, Month | Season):
        return None
    is_open = found.expression.year is None
    return Found(ShiftedYearly(found.expression, offset), found.last) if is_open else found


def read_named_shift(words: Words, index: int) -> Found | None:
    """Vorjahr, Vorwoche, heuer."""
    unit, offset = NAMED_SHIFTS[words.lower[index]]
    return Found(Shifted(str(unit), int(offset)), index + 1)


def read_weekend(_words: Words, index: int) -> Found | None:
    """Wochenende."""
    return Found(Weekend(), index + 1)
