"""Times of day, by themselves or with their day: 14.30 Uhr, Mittwoch um 14.30 Uhr."""

from __future__ import annotations

from newsdesk.nlp.languages.de.amounts import DASHES
from newsdesk.nlp.languages.de.dates.expressions import (
    Day,
    Expression,
    Found,
    Range,
    Shifted,
    ShiftedWeekday,
    Time,
    Weekday,
    WeekdayOfWeek,
)
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.languages.de.numbers import is_digits, number_word
from newsdesk.nlp.words import Words

_DAYS = (Day, Weekday, ShiftedWeekday, WeekdayOfWeek)
Clock = tuple[int, int]


def read_time(words: Words, index: int, on: Expression | None = None) -> Found | None:
    """14.30 Uhr, 14 Uhr, sieben Uhr, 14 bis 16 Uhr; `on` is the day before it."""
    pair = _pair(words.exact[index])
    if pair:
        return _found(pair[0], pair[1], on, index + 2) if word_at(words, index + 1) == "uhr" else None
    first = _clock(words.exact[index])
    if first is None:
        return None
    has_hour = word_at(words, index + 1) == "uhr"
    at = index + 2 if has_hour else index + 1
    second = _second(words, index, at)
    if second:
        return _found(first, second, on, at + 3)
    if not has_hour:
        return None
    minute = _minute(words, at) if first[1] == 0 else None
    return _found(first if minute is None else (first[0], minute), None, on, at + (minute is not None))


def _minute(words: Words, index: int) -> int | None:
    """The 30 of 4 Uhr 30; not the 20 of 14 Uhr 20 Menschen."""
    token = word_at(words, index)
    behind = index + 1
    if len(token) != 2 or not is_digits(token) or int(token) > 59:
        return None
    return None if word_at(words, behind) and words.exact[behind][0].isupper() else int(token)


def with_time(words: Words, found: Found) -> Found:
    """The day with the time of day that touches it: Mittwoch um 14.30 Uhr; 3. Mai 2024, 14:30."""
    if not _is_day(found.expression):
        return found
    at = found.last + (word_at(words, found.last) == ",")
    at += word_at(words, at) in ("um", "gegen")
    if not word_at(words, at):
        return found
    clock = _clock(words.exact[at]) if ":" in words.exact[at] else None
    bare = _found(clock, None, found.expression, at + 1) if clock else None
    return read_time(words, at, found.expression) or bare or found


def _is_day(expression: Expression) -> bool:
    return isinstance(expression, _DAYS) or (isinstance(expression, Shifted) and expression.unit == "day")


def _found(first: Clock, second: Clock | None, on: Expression | None, last: int) -> Found:
    start = Time(*first, on)
    return Found(Range(start, Time(*second, on)) if second else start, last)


def _second(words: Words, index: int, at: int) -> Clock | None:
    """The second time of a range, whose connector stands at `at`."""
    connector = word_at(words, at)
    is_between = connector == "und" and word_before(words, index) == "zwischen"
    if not (is_between or connector == "bis" or connector in DASHES) or word_at(words, at + 2) != "uhr":
        return None
    return _clock(words.exact[at + 1])


def _pair(token: str) -> tuple[Clock, Clock] | None:
    """14–16 or 14.00–16.30 in one word."""
    dash = next((dash for dash in DASHES if dash in token), None)
    if dash is None or len(token) > 11:
        return None
    first, _, second = token.partition(dash)
    start, end = _clock(first), _clock(second)
    return (start, end) if start and end else None


def _clock(token: str) -> Clock | None:
    """Hour and minute of 14, 14.30, 14:30 or sieben."""
    if not token[:1].isdigit():
        hour = number_word(token.lower())
        return (hour, 0) if hour is not None and hour <= 24 else None
    hours, _, minutes = token.replace(":", ".").partition(".")
    if not (is_digits(hours) and len(hours) <= 2 and len(minutes) in (0, 2) and is_digits(minutes or "0")):
        return None
    return int(hours), int(minutes or 0)
