"""Times that count from the day of publication: vor drei Tagen, in den vergangenen Wochen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from newsdesk.nlp.languages.de.dates.calendar import PERIODS, SEASONS, UNITS, days
from newsdesk.nlp.languages.de.dates.directions import Directions
from newsdesk.nlp.languages.de.dates.durations import Duration, moved, point, read_duration
from newsdesk.nlp.languages.de.dates.expressions import Direction
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.words import Words

_FOCUS = word_set("genau exakt nur nunmehr bereits schon erst gerade noch")
_LOOSE = ("letzt", "nächst", "naechst", "dies", "laufend")
_PLURALS = frozenset(
    {form for form, (_, is_plural) in (PERIODS | UNITS).items() if is_plural}
    | {season + "n" for season in SEASONS}
)


@dataclass(frozen=True, slots=True)
class Relative:
    """The words first..last (last excluded) name the ISO 8601 interval or point `value`."""

    first: int
    last: int
    value: str | None
    vague: bool = False
    comparator: str | None = None


def read_relative(words: Words, index: int, today: date | None, directions: Directions) -> Relative | None:
    """What vor, in, binnen or innerhalb begins."""
    word = words.lower[index]
    if word == "vor":
        return _ago(words, index, today)
    if word == "in":
        return _recent_within(words, index, today) or _ahead(words, index, today, directions)
    return _recent_within(words, index, today) or _within(words, index, today)


def _ago(words: Words, index: int, today: date | None) -> Relative | None:
    """Vor drei Tagen, vor mehr als zehn Jahren, vor Jahren, vor Kurzem."""
    at = index + 2 if word_at(words, index + 1) in _FOCUS else index + 1
    behind = word_at(words, at)
    if behind == "kurzem":
        return Relative(index, at + 1, None, vague=True)
    if behind in _PLURALS:
        return Relative(index, at + 1, until(today), vague=True)
    duration = read_duration(words, at) if behind else None
    if duration is None:
        return None
    return Relative(
        index, duration.last, _points(today, duration, -1), duration.is_vague, duration.comparator
    )


def _ahead(words: Words, index: int, today: date | None, directions: Directions) -> Relative | None:
    """In drei Tagen; a mere duration in a clause about the past, or if short and without a verb."""
    duration = read_duration(words, index + 1) if word_at(words, index + 1) else None
    if duration is None:
        return None
    direction = directions.at(index)
    if direction is Direction.PAST or (direction is Direction.UNKNOWN and duration.is_short):
        return None
    return Relative(index, duration.last, _points(today, duration, 1), duration.is_vague, duration.comparator)


def _within(words: Words, index: int, today: date | None) -> Relative | None:
    """Binnen zwei Wochen, innerhalb von drei Tagen."""
    at = index + 2 if word_at(words, index + 1) == "von" else index + 1
    duration = read_duration(words, at) if word_at(words, at) else None
    if duration is None:
        return None
    value = spread(today, duration, 1)
    return Relative(index, duration.last, value, duration.is_vague, duration.comparator)


def _points(today: date | None, duration: Duration, sign: int) -> str | None:
    """So long before (-1) or after (1) today: a point, or an interval for a range."""
    if today is None:
        return None
    if duration.is_vague:
        return until(today) if sign < 0 else since(today)
    near = point(today, duration, sign)
    far = point(today, replace(duration, low=duration.high), sign) if duration.high is not None else near
    if near is None or far is None:
        return None
    if near == far:
        return near
    return f"{far}/{near}" if sign < 0 else f"{near}/{far}"


def _recent_within(words: Words, index: int, today: date | None) -> Relative | None:
    """In den vergangenen drei Jahren, innerhalb der nächsten Tage."""
    at = index + 2 if word_at(words, index + 1) in ("den", "der") else index + 1
    return _recent(words, index, at, today) if word_at(words, at) in SHIFTS else None


def read_recent(words: Words, index: int, today: date | None) -> Relative | None:
    """Vergangenen Wochen, letzten drei Jahre, without the preposition in."""
    is_loose = words.lower[index].startswith(_LOOSE)
    found = _recent(words, index, index, today)
    return None if found and is_loose and found.vague else found


def _recent(words: Words, first: int, index: int, today: date | None) -> Relative | None:
    """From the adjective at `index` on; the mention begins at `first`."""
    offset, at = SHIFTS[words.lower[index]], index + 1
    if offset == 0 or not word_at(words, at):
        return None
    if words.lower[at] in _PLURALS:
        value = until(today) if offset < 0 else since(today)
        return Relative(first, _end_of_pair(words, at + 1), value, vague=True)
    duration = read_duration(words, at)
    if duration is None or duration.comparator:
        return None
    return Relative(first, duration.last, spread(today, duration, offset), duration.is_vague)


def _end_of_pair(words: Words, index: int) -> int:
    """Wochen und Monaten: the word behind the second plural, if there is one."""
    if word_at(words, index) not in ("und", "oder"):
        return index
    return index + 2 if word_at(words, index + 1) in _PLURALS else index


def spread(today: date | None, duration: Duration, sign: int) -> str | None:
    """The stretch of a duration that ends (-1) or begins (1) today."""
    if today is None:
        return None
    if duration.is_vague:
        return until(today) if sign < 0 else since(today)
    other = moved(today, duration if duration.high is None else replace(duration, low=duration.high), sign)
    return days(min(today, other), max(today, other)).iso if other else None


def read_since(words: Words, index: int, today: date | None) -> Relative | None:
    """What stands behind seit: Wochen, drei Tagen, mehr als zehn Jahren."""
    if word_before(words, index) != "seit":
        return None
    if words.lower[index] in _PLURALS:
        return Relative(index, _end_of_pair(words, index + 1), until(today), vague=True)
    duration = read_duration(words, index)
    if duration is None:
        return None
    if duration.is_vague or today is None:
        return Relative(index, duration.last, until(today) if duration.is_vague else None, duration.is_vague)
    start = point(today, duration, -1)
    return Relative(index, duration.last, f"{start}/.." if start else None, comparator=duration.comparator)


def until(today: date | None) -> str | None:
    return f"../{today.isoformat()}" if today else None


def since(today: date | None) -> str | None:
    return f"{today.isoformat()}/.." if today else None
