"""ISO 8601 in plain words: days, months, weeks, times of day, intervals and durations.

Whatever is none of these is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, Final

from babel.dates import format_interval
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from newsdesk.web.reader.amounts import compared

OPEN: Final = ".."
UNITS: Final[dict[str, Any]] = {
    "Y": ngettext_lazy("%(n)s year", "%(n)s years", "n"),
    "M": ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    "W": ngettext_lazy("%(n)s week", "%(n)s weeks", "n"),
    "D": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
    "TH": ngettext_lazy("%(n)s hour", "%(n)s hours", "n"),
    "TM": ngettext_lazy("%(n)s minute", "%(n)s minutes", "n"),
    "TS": ngettext_lazy("%(n)s second", "%(n)s seconds", "n"),
}
_DURATION: Final = re.compile(r"P(?=.)((?:\d+[YMWD])*)(?:T((?:\d+[HMS])+))?")
_PART: Final = re.compile(r"(\d+)([YMWDHS])")
_DAY, _MONTH = re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r"(\d{4})-(\d\d)")


def time_words(value: str, *, comparator: str = "", vague: bool = False) -> str:
    """A date, interval or duration for people; `about` where it is vague, and nothing without a value."""
    if not value:
        return _("no exact time") if vague else ""
    try:
        words = in_words(value, vague=vague)
    except (ValueError, OverflowError):
        return value
    return compared(words, comparator)


def in_words(value: str, *, vague: bool) -> str:
    """As `time_words`, without a comparator. Raises ValueError for a day that the calendar does not have."""
    start, slash, end = value.partition("/")
    if not slash:
        return about(point_words(value), vague=vague)
    if end == OPEN:
        text = _("in the time from %(start)s on") if vague else _("from %(start)s on")
        return text % {"start": point_words(start)}
    if start == OPEN:
        text = _("in the time up to %(end)s") if vague else _("until %(end)s")
        return text % {"end": point_words(end)}
    return about(interval_words(start, end), vague=vague)


def about(words: str, *, vague: bool) -> str:
    return _("about %(amount)s") % {"amount": words} if vague else words


def duration_words(days: str, clock: str | None) -> str:
    """`1 year, 6 months` for the two halves of a duration, before and behind its T."""
    parts = [(number, unit) for number, unit in _PART.findall(days)]
    parts += [(number, f"T{unit}") for number, unit in _PART.findall(clock or "")]
    return ", ".join(UNITS[unit] % {"n": int(number)} for number, unit in parts)


def interval_words(start: str, end: str) -> str:
    """From one day or month to another as short as the language says it; in full for anything else."""
    for pattern, skeleton in ((_DAY, "yMMMd"), (_MONTH, "yMMMM")):
        ends = [pattern.fullmatch(start), pattern.fullmatch(end)]
        if all(ends):
            first, last = (date(*(map(int, (*each.groups(), "1")[:3]))) for each in ends if each)
            return format_interval(first, last, skeleton, locale=get_language() or "en")
    return _("%(low)s to %(high)s") % {"low": point_words(start), "high": point_words(end)}


def point_words(value: str) -> str:
    """A year, quarter, month, week, day or time of day, or a duration."""
    for pattern, words in POINTS:
        if found := pattern.fullmatch(value):
            return words(*found.groups())
    return value


def week_words(year: str, week: str) -> str:
    monday = date.fromisocalendar(int(year), int(week), 1)
    days = interval_words(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    return _("week %(week)s (%(days)s)") % {"week": int(week), "days": days}


def quarter_words(year: str, quarter: str) -> str:
    return _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}


def day_words(year: str, month: str, day: str) -> str:
    return date_format(date(int(year), int(month), int(day)), "DATE_FORMAT")


def moment_words(day: str, clock: str) -> str:
    return f"{point_words(day)}, {point_words(f'T{clock}')}"


def clock_words(hour: str, minute: str) -> str:
    return time_format(time(int(hour) % 24, int(minute)), "TIME_FORMAT")


POINTS: Final[tuple[tuple[re.Pattern[str], Callable[..., str]], ...]] = (
    (_DURATION, duration_words),
    (re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)"), moment_words),
    (re.compile(r"T(\d\d):(\d\d)"), clock_words),
    (_DAY, day_words),
    (re.compile(r"(\d{4})-W(\d\d)"), week_words),
    (re.compile(r"(\d{4})-Q([1-4])"), quarter_words),
    (_MONTH, lambda year, month: date_format(date(int(year), int(month), 1), "YEAR_MONTH_FORMAT")),
)
