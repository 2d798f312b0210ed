"""The calendar: its German words, and stretches of time with their ISO 8601 names."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from newsdesk.nlp.languages.de.lexicons import load_json
from newsdesk.nlp.languages.de.neighbours import with_folded

Kind = Literal[
    "time", "day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century", "span"
]

_LISTS = load_json("calendar")
_DAYTIMES: list[str] = _LISTS["daytimes"]


def _numbered(groups: list[list[str]]) -> dict[str, int]:
    return with_folded({name: number for number, group in enumerate(groups, start=1) for name in group})


_MONTHS = _numbered(_LISTS["months"])
MONTHS = _MONTHS | {
    name + "s": number for name, number in _MONTHS.items() if name.endswith(("r", "il", "ust"))
}
MONTHS_THAT_ARE_NAMES = frozenset(with_folded(dict.fromkeys(_LISTS["months_that_are_names"], 1)))
DAYTIMES = frozenset(with_folded(dict.fromkeys(_DAYTIMES, 1)))
WEEKDAY_NUMBERS = {
    day + time: number
    for day, number in _numbered(_LISTS["weekdays"]).items()
    for time in ("", *_DAYTIMES)
    if time != "früh"
}
WEEKDAYS = frozenset(WEEKDAY_NUMBERS)
SEASONS = with_folded(_LISTS["seasons"])


def _inflected(nouns: list[str]) -> dict[str, tuple[str, bool]]:
    """Each form of a noun with the noun, and whether the form is a plural."""
    forms: dict[str, tuple[str, bool]] = {}
    for noun in nouns:
        is_feminine = noun.endswith("e")
        plural = {noun + "n"} if is_feminine else {noun + "e", noun + "en"}
        singular = {noun, noun + "s"} if is_feminine else {noun, noun + "s", noun + "es"}
        forms |= dict.fromkeys(plural, (noun, True)) | dict.fromkeys(singular, (noun, False))
    return forms


UNITS = _inflected(list(_LISTS["units"]))
PERIODS = _inflected(list(_LISTS["periods"]))
PERIOD_SIGNS: dict[str, str] = _LISTS["period_signs"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days first..last (both included) and their ISO 8601 name.

    A time of day and a year before Christ lie outside of the days that Python counts: kind "time".
    """

    first: date
    last: date
    iso: str
    kind: Kind = "span"

    @property
    def beginning(self) -> str:
        return self.iso.split("/")[0]

    @property
    def end(self) -> str:
        return self.iso.split("/")[-1]


def unit_of(word: str) -> str | None:
    """The unit of the calendar (week, month …) that a noun in lower case names."""
    noun = UNITS.get(word)
    return _LISTS["units"][noun[0]] if noun else None


def a_day(day: date) -> Period:
    return Period(day, day, day.isoformat(), "day")


def a_week(day: date) -> Period:
    """The week from Monday to Sunday around a day."""
    first = day - timedelta(days=day.weekday())
    year, week, _ = first.isocalendar()
    return Period(first, first + timedelta(days=6), f"{year:04}-W{week:02}", "week")


def a_weekend(day: date) -> Period:
    """The Saturday and Sunday of the week around a day."""
    sunday = a_week(day).last
    return days(sunday - timedelta(days=1), sunday, "weekend")


def a_month(year: int, month: int) -> Period:
    last = date(year, month, monthrange(year, month)[1])
    return Period(last.replace(day=1), last, f"{year:04}-{month:02}", "month")


def a_quarter(year: int, quarter: int) -> Period:
    bounds = months(year, 3 * quarter - 2, 3)
    return Period(bounds.first, bounds.last, f"{year:04}-Q{quarter}", "quarter")


def a_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04}", "year")


def years(first: int, last: int, kind: Kind = "span") -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first:04}/{last:04}", kind)


def months(year: int, first: int, count: int, kind: Kind = "span") -> Period:
    """`count` whole months from month `first` of a year; the last one may be in the next year."""
    end_year, end = divmod(year * 12 + first + count - 2, 12)
    start, last = a_month(year, first), a_month(end_year, end + 1)
    return Period(start.first, last.last, f"{start.iso}/{last.iso}", kind)


def days(first: date, last: date, kind: Kind = "span") -> Period:
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", kind)


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(unit: str, today: date, offset: int) -> Period:
    """The unit (day, week, month …) that lies `offset` units from the one around `today`."""
    if unit in ("day", "week", "weekend"):
        day = today + timedelta(days=offset * (1 if unit == "day" else 7))
        return {"day": a_day, "week": a_week, "weekend": a_weekend}[unit](day)
    if unit in ("month", "quarter", "half"):
        return _shifted_months(unit, today, offset)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    if unit == "year":
        return a_year(today.year + offset)
    first = (today.year - (unit == "century")) // length * length + (unit == "century") + offset * length
    return years(first, first + length - 1, "decade" if unit == "decade" else "century")


def _shifted_months(unit: str, today: date, offset: int) -> Period:
    length = {"month": 1, "quarter": 3, "half": 6}[unit]
    year, number = divmod(today.year * 12 // length + (today.month - 1) // length + offset, 12 // length)
    if unit == "month":
        return a_month(year, number + 1)
    return a_quarter(year, number + 1) if unit == "quarter" else months(year, number * 6 + 1, 6, "half")
