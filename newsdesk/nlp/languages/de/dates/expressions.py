"""What expressions of time mean: each resolves to a period, given the day of publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from newsdesk.nlp.languages.de.dates.calendar import (
    Period,
    a_day,
    a_month,
    a_quarter,
    a_week,
    a_year,
    days,
    months,
    shifted,
    years,
)


class Direction(Enum):
    """Where an expression without a year, or a weekday, is looked for from the day of publication."""

    PAST = "past"
    UNKNOWN = "unknown"
    FUTURE = "future"


NEAR = timedelta(days=60)
LONG_AGO = timedelta(days=240)
YEARS_TO_LEAP = 8


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """The year so many years from that of publication."""

    offset: int


YearReference = int | RelativeYear


@dataclass(frozen=True, slots=True)
class Expression:
    """Something that names a time."""

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        """The period that is meant; None where `today` (the day of publication) is needed and unknown.

        Raises ValueError or OverflowError where there is no such time.
        """
        raise NotImplementedError

    @property
    def is_elliptic(self) -> bool:
        """Whether a range's other end says which one is meant (Mai in Mai bis Juli 2024)."""
        return False

    @property
    def is_vague(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the words up to `last` (excluded)."""

    expression: Expression
    last: int


@dataclass(frozen=True, slots=True)
class Yearly(Expression):
    """Something that comes every year; without a year, the direction says which one is meant."""

    year: YearReference | None = None

    def in_year(self, year: int) -> Period:
        raise NotImplementedError

    @property
    def is_elliptic(self) -> bool:
        return self.year is None

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if isinstance(self.year, int):
            return self.in_year(self.year)
        if today is None:
            return None
        if isinstance(self.year, RelativeYear):
            return self.in_year(today.year + self.year.offset)
        return self._nearest(today, direction)

    def around(self, today: date) -> list[Period]:
        """The occurrences in the years around a day, in their order."""
        found = []
        for year in range(today.year - YEARS_TO_LEAP, today.year + YEARS_TO_LEAP + 1):
            try:
                found.append(self.in_year(year))
            except ValueError:
                continue
        return found

    def _nearest(self, today: date, direction: Direction) -> Period | None:
        occurrences = self.around(today)
        last = max((p for p in occurrences if p.first <= today), key=_first_day, default=None)
        coming = min((p for p in occurrences if p.last >= today), key=_first_day, default=None)
        if direction is Direction.FUTURE or last is None:
            return coming
        is_near = coming is not None and coming.first - today <= NEAR and today - last.last > LONG_AGO
        return coming if is_near and direction is Direction.UNKNOWN else last


def _first_day(period: Period) -> date:
    return period.first


@dataclass(frozen=True, slots=True)
class Day(Yearly):
    month: int = 1
    day: int = 1

    def in_year(self, year: int) -> Period:
        return a_day(date(year, self.month, self.day))


@dataclass(frozen=True, slots=True)
class Month(Yearly):
    month: int = 1

    def in_year(self, year: int) -> Period:
        return a_month(year, self.month)


@dataclass(frozen=True, slots=True)
class Season(Yearly):
    """Three months from the month that meteorology lets a season begin in."""

    month: int = 3

    def in_year(self, year: int) -> Period:
        bounds = months(year, self.month, 3)
        return days(bounds.first, bounds.last)


@dataclass(frozen=True, slots=True)
class Quarter(Yearly):
    number: int = 1

    def in_year(self, year: int) -> Period:
        return a_quarter(year, self.number)


@dataclass(frozen=True, slots=True)
class HalfYear(Yearly):
    number: int = 1

    def in_year(self, year: int) -> Period:
        return months(year, 6 * self.number - 5, 6, "half")


@dataclass(frozen=True, slots=True)
class Year(Expression):
    year: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        return a_year(self.year)


@dataclass(frozen=True, slots=True)
class AncientYear(Expression):
    """A year before Christ; ISO 8601 counts from a year 0, so that 6200 v. Chr. is -6199."""

    year: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        sign = "-" if self.year > 1 else ""
        return Period(date.min, date.min, f"{sign}{self.year - 1:04}", "time")


@dataclass(frozen=True, slots=True)
class Years(Expression):
    """Several whole years: a decade, a century, 2023/24."""

    first: int
    last: int
    is_decade: bool = False

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        return years(self.first, self.last, "decade" if self.is_decade else "century")


@dataclass(frozen=True, slots=True)
class Weekday(Expression):
    """Monday is 1. The last one up to the day of publication, or the next one from it on."""

    number: int

    @property
    def is_elliptic(self) -> bool:
        return True

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        if direction is Direction.FUTURE:
            return a_day(today + timedelta(days=(self.number - today.isoweekday()) % 7))
        return a_day(today - timedelta(days=(today.isoweekday() - self.number) % 7))


@dataclass(frozen=True, slots=True)
class ShiftedWeekday(Expression):
    """Vergangenen, diesen, kommenden Montag: before, in the week of, or after the day of publication."""

    number: int
    offset: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        if self.offset == 0:
            return a_day(a_week(today).first + timedelta(days=self.number - 1))
        ahead = (self.number - today.isoweekday() - (self.offset > 0)) % 7 + (self.offset > 0)
        weeks = self.offset - 1 if self.offset > 0 else self.offset
        return a_day(today + timedelta(days=ahead + 7 * weeks))


@dataclass(frozen=True, slots=True)
class WeekdayOfWeek(Expression):
    """Mittwoch vergangener Woche."""

    number: int
    offset: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        return a_day(shifted("week", today, self.offset).first + timedelta(days=self.number - 1))


@dataclass(frozen=True, slots=True)
class Shifted(Expression):
    """Heute, vergangene Woche, dieser Monat, kommendes Jahr."""

    unit: str
    offset: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        return shifted(self.unit, today, self.offset) if today else None


@dataclass(frozen=True, slots=True)
class Weekend(Expression):
    """The last weekend that has begun, or the next one that has not ended."""

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        this_week = shifted("weekend", today, 0)
        is_this = direction is Direction.FUTURE or this_week.first <= today
        return this_week if is_this else shifted("weekend", today, -1)


@dataclass(frozen=True, slots=True)
class ShiftedWeekend(Expression):
    """Vergangenes, dieses, kommendes Wochenende."""

    offset: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        is_over = shifted("weekend", today, 0).first <= today
        return shifted("weekend", today, self.offset if self.offset <= 0 or is_over else self.offset - 1)


@dataclass(frozen=True, slots=True)
class ShiftedYearly(Expression):
    """Vergangenen Oktober, diesen Sommer, nächsten Mai."""

    of: Yearly
    offset: int

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if today is None:
            return None
        if self.offset == 0:
            return self.of.in_year(today.year)
        if self.offset > 0:
            return _nth((p for p in self.of.around(today) if p.first > today), self.offset - 1)
        return _nth((p for p in reversed(self.of.around(today)) if p.last < today), -self.offset - 1)


def _nth(periods: Iterable[Period], number: int) -> Period | None:
    listed = list(periods)
    return listed[number] if number < len(listed) else None


@dataclass(frozen=True, slots=True)
class Part(Expression):
    """Anfang, Mitte or Ende (0, 1, 2) of something."""

    third: int
    of: Expression

    @property
    def is_elliptic(self) -> bool:
        return self.of.is_elliptic

    @property
    def is_vague(self) -> bool:
        return True

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        whole = self.of.resolve(today, direction)
        return _third(whole, self.third) if whole else None


def _third(whole: Period, third: int) -> Period:
    first = whole.first
    if whole.kind == "year":
        return months(first.year, 4 * third + 1, 4)
    if whole.kind == "decade":
        return years(first.year + (0, 4, 7)[third], first.year + (3, 6, 9)[third])
    if whole.kind == "century":
        return years(first.year + 33 * third, whole.last.year if third == 2 else first.year + 33 * third + 32)
    lengths = {"week": (2, 2), "month": (10, 10)}.get(whole.kind)
    length = ((whole.last - first).days + 1) // 3
    one, other = lengths or (length, length)
    starts = [first, first + timedelta(days=one), first + timedelta(days=one + other)]
    ends = [starts[1] - timedelta(days=1), starts[2] - timedelta(days=1), whole.last]
    return days(starts[third], ends[third])


@dataclass(frozen=True, slots=True)
class Time(Expression):
    """A time of day (hours up to 24), of a day or by itself."""

    hour: int
    minute: int
    on: Expression | None = None

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if not (0 <= self.hour * 60 + self.minute <= 24 * 60 and 0 <= self.minute < 60):
            return None
        clock = f"T{self.hour:02}:{self.minute:02}"
        if self.on is None:
            return Period(date.min, date.min, clock, "time")
        day = self.on.resolve(today, direction)
        return Period(day.first, day.last, day.iso + clock, "time") if day else None


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """From the beginning of one to the end of another; an elliptic end is looked for from the other one."""

    start: Expression
    end: Expression

    @property
    def is_vague(self) -> bool:
        return self.start.is_vague or self.end.is_vague

    def resolve(self, today: date | None, direction: Direction) -> Period | None:
        if self.start.is_elliptic and not self.end.is_elliptic:
            end = self.end.resolve(today, direction)
            start = self.start.resolve(end.last, Direction.PAST) if end else None
        else:
            start = self.start.resolve(today, direction)
            end = self._end_after(start, today, direction)
        if not start or not end:
            return None
        return Period(start.first, end.last, f"{start.beginning}/{end.end}", "span")

    def _end_after(self, start: Period | None, today: date | None, direction: Direction) -> Period | None:
        if start and self.end.is_elliptic:
            return self.end.resolve(start.first, Direction.FUTURE)
        return self.end.resolve(today, direction)
