"""Times inside a compound: 48-Stunden-Ultimatum, Vorjahreszeitraum, Mai-Umfrage."""

from __future__ import annotations

from decimal import Decimal

from newsdesk.nlp.languages.de.dates.calendar import MONTHS, PERIODS, WEEKDAY_NUMBERS
from newsdesk.nlp.languages.de.dates.durations import Duration
from newsdesk.nlp.languages.de.dates.expressions import Expression, Month, Shifted, Weekday, Year
from newsdesk.nlp.languages.de.dates.shifted import NAMED_SHIFTS
from newsdesk.nlp.languages.de.dates.years import looks_like_year
from newsdesk.nlp.languages.de.numbers import number_word, read_digits

_SHORTEST_HEAD = 3
_LONGEST = 200
_GENITIVES = {name: name.removesuffix("es").removesuffix("s") for name in NAMED_SHIFTS if name.endswith("s")}


def may_be_compound(word: str) -> bool:
    """A quick look at a word in lower case: whether it may hold a time."""
    return "-" in word or word.startswith("vor")


def time_inside(word: str) -> tuple[Expression, int] | None:
    """What the first part of a compound names (Vorjahr of Vorjahreszeitraum), and its length."""
    for genitive, name in _GENITIVES.items():
        if word.lower().startswith(genitive) and len(word) >= len(genitive) + _SHORTEST_HEAD:
            unit, offset = NAMED_SHIFTS[genitive]
            return Shifted(str(unit), int(offset)), len(name)
    first, dash, rest = word[:_LONGEST].partition("-")
    expression = _named(first) if dash and len(rest) >= _SHORTEST_HEAD and rest[0].isupper() else None
    return (expression, len(first)) if expression else None


def _named(part: str) -> Expression | None:
    name = part.lower()
    if looks_like_year(part):
        return Year(int(part))
    if name in MONTHS:
        return Month(None, MONTHS[name])
    return Weekday(WEEKDAY_NUMBERS[name]) if name in WEEKDAY_NUMBERS else None


def duration_inside(word: str, index: int) -> tuple[Duration, int] | None:
    """The 48-Stunden of 48-Stunden-Ultimatum, the word at `index`, and its length in code points."""
    number, *parts = word[:_LONGEST].split("-")
    period = PERIODS.get(parts[0].lower()) if len(parts) > 1 and parts[1] else None
    if period is None:
        return None
    value = number_word(number.lower())
    count = read_digits(number) if value is None else Decimal(value)
    if count is None:
        return None
    return Duration(index, index + 1, period[0], count), len(number) + 1 + len(parts[0])
