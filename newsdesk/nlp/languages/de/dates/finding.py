"""The dates of a text, in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from newsdesk.nlp.languages.de.amounts import can_begin_amount
from newsdesk.nlp.languages.de.dates.calendar import MONTHS, PERIODS, SEASONS, WEEKDAYS, Period
from newsdesk.nlp.languages.de.dates.compounds import duration_inside, may_be_compound, time_inside
from newsdesk.nlp.languages.de.dates.directions import Directions
from newsdesk.nlp.languages.de.dates.durations import (
    LONG,
    Duration,
    read_adjective,
    read_duration,
)
from newsdesk.nlp.languages.de.dates.expressions import Direction, Found, Part, Range, Weekday, Weekend
from newsdesk.nlp.languages.de.dates.forms import forms_by_word
from newsdesk.nlp.languages.de.dates.ranges import read_expression
from newsdesk.nlp.languages.de.dates.relative import Relative, read_recent, read_relative, read_since
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS
from newsdesk.nlp.languages.de.dates.times import read_time, with_time
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.neighbours import fold, word_at, word_before
from newsdesk.nlp.languages.de.numbers import number_word, ordinal_word
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Words

_RELATIVE = word_set("vor in binnen innerhalb")
_BOUNDS = word_set("seit ab bis vor nach auf")
_CLOSELY = word_set("kurz unmittelbar")
_BEFORE_DATES = word_set(
    "dem den der die das zum zur um etwa ungefähr rund circa ca. spätestens einschließlich voraussichtlich"
)
_ORIGINS = word_set("von vom")
_END = 2
_LONGEST_ORDINAL = 6
Read = tuple[Mention | None, int]


def find_dates(words: Words, published_at: date | None) -> list[Mention]:
    """Dates, times and durations in the order of the text, resolved against the day of publication.

    Values are ISO 8601 (with the open intervals of its part 2); None where the text does not say
    enough, where there is no such time, or where `published_at` is needed and None.
    """
    reader = _Reader(words, published_at)
    found: list[Mention] = []
    index, lower = 0, words.lower
    while index < len(lower):
        mention, index = reader.read_at(index) if _can_begin(lower[index]) else (None, index + 1)
        if mention:
            found.append(mention)
    return found


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(forms_by_word()) | frozenset(PERIODS) | _vague_words() | _RELATIVE | LONG | {"nacht"}


@cache
def _vague_words() -> frozenset[str]:
    listed = load_set("calendar", "vague")
    return listed | frozenset(map(fold, listed))


@lru_cache(maxsize=8192)
def _can_begin(word: str) -> bool:
    """A quick look at one word in lower case: whether a date may begin with it."""
    if word in _beginnings() or can_begin_amount(word) or ordinal_word(word) is not None:
        return True
    return "ig" in word[-4:] or may_be_compound(word)


class _Reader:
    """Reads the dates of one text from word to word."""

    def __init__(self, words: Words, today: date | None) -> None:
        self.words = words
        self.today = today
        self.directions = Directions(words)
        self.in_persons = {
            index for name in words.names if name.label == "PER" for index in range(name.first, name.last)
        }

    def read_at(self, index: int) -> Read:
        """The mention that begins at a word, and the word to go on with."""
        word = self.words.lower[index]
        if index in self.in_persons and self._is_name(index):
            return None, index + 1
        if word in _vague_words() and not self._is_idiom(index):
            return self._mention(index, index + 1, None, vague=True)
        return self._relative(index) or self._named(index) or self._long(index) or (None, index + 1)

    def _is_idiom(self, index: int) -> bool:
        """Nicht zuletzt, so bald wie möglich."""
        before, behind = word_before(self.words, index), word_at(self.words, index + 1)
        return before == "nicht" or (before == "so" and behind == "wie")

    def _is_name(self, index: int) -> bool:
        """Whether a word inside a person's name may be one: a weekday, a month or a season without a year."""
        word = self.words.lower[index]
        is_named = word in WEEKDAYS or word in MONTHS or word in SEASONS
        return is_named and not word_at(self.words, index + 1)[:1].isdigit()

    def _mention(
        self, first: int, last: int, value: str | None, *, vague: bool = False, comparator: str | None = None
    ) -> Read:
        start_char, end_char = self.words.chars(first, last)
        end_char -= self._has_stop(last)
        return Mention(start_char, end_char, "DATE", value=value, vague=vague, comparator=comparator), last

    def _has_stop(self, last: int) -> bool:
        """Whether the last word holds the full stop of the sentence (2024-05-03., 2023/24., 2014–2022.)."""
        word = self.words.exact[last - 1]
        if word[-1] != "." or not word[0].isdigit():
            return False
        return len(word) > _LONGEST_ORDINAL or (last > 1 and self.words.exact[last - 2] in ("-", "/"))

    def _relative(self, index: int) -> Read | None:
        """Vor drei Tagen, in den vergangenen Wochen, seit Wochen."""
        words, word = self.words, self.words.lower[index]
        found: Relative | None = None
        if word in _RELATIVE:
            found = read_relative(words, index, self.today, self.directions)
        elif word in SHIFTS:
            found = read_recent(words, index, self.today)
        elif word_before(words, index) == "seit":
            found = read_since(words, index, self.today)
        if found is None:
            return None
        return self._mention(
            found.first, found.last, found.value, vague=found.vague, comparator=found.comparator
        )

    def _named(self, index: int) -> Read | None:
        """What the calendar or the clock names, and ranges of it."""
        word = self.words.lower[index]
        is_number = word[0].isdigit() or number_word(word) is not None
        found = read_time(self.words, index) if is_number else None
        if found is None:
            found = read_expression(self.words, index)
            found = with_time(self.words, found) if found else None
        if found is None:
            return None
        return self._mention(index, found.last, self._value(index, found), vague=found.expression.is_vague)

    def _value(self, index: int, found: Found) -> str | None:
        bound = None if isinstance(found.expression, Range) else self._bound(index, found.last)
        try:
            period = found.expression.resolve(self.today, self._direction(index, bound, found))
            return _bounded(period, bound, found) if period else None
        except (ValueError, OverflowError):
            return None

    def _bound(self, first: int, last: int) -> str | None:
        """The preposition that makes an open interval of a time, or von or vom before a time."""
        words, at = self.words, first
        while at > 0 and first - at < 3 and word_before(words, at) in _BEFORE_DATES:
            at -= 1
        before = word_before(words, at)
        if before in _BOUNDS:
            return None if word_before(words, at - 1) in _CLOSELY else before
        if before not in _ORIGINS:
            return None
        return "ab" if word_at(words, last) == "an" else "von"

    def _direction(self, index: int, bound: str | None, found: Found) -> Direction:
        if self.today is None or bound == "seit":
            return Direction.PAST
        if bound == "bis" and isinstance(found.expression, Weekday | Weekend):
            return Direction.FUTURE
        direction = self.directions.at(index)
        if bound == "auf":
            return Direction.FUTURE
        if bound in ("ab", "bis"):
            return direction if direction is Direction.PAST else Direction.FUTURE
        if bound == "von":
            return Direction.PAST if direction is Direction.PAST else Direction.UNKNOWN
        return direction

    def _long(self, index: int) -> Read | None:
        """Drei Tage, fast dreijährig, and the 48-Stunden of a compound."""
        duration = read_duration(self.words, index) or read_adjective(self.words, index)
        if duration is None:
            return self._inside(index)
        start_char, end_char = self.words.chars(duration.first, duration.last)
        return _duration_mention(start_char, end_char, duration), duration.last

    def _inside(self, index: int) -> Read | None:
        """What the first part of a compound names."""
        word, start_char = self.words.exact[index], self.words.start[index]
        if not may_be_compound(word.lower()):
            return None
        length = duration_inside(word, index)
        if length:
            mention = _duration_mention(start_char, start_char + length[1], length[0])
            return replace(mention, inside_token=True), index + 1
        time = time_inside(word)
        if time is None:
            return None
        value = self._value(index, Found(time[0], index + 1))
        return Mention(start_char, start_char + time[1], "DATE", value=value, inside_token=True), index + 1


def _duration_mention(start_char: int, end_char: int, duration: Duration) -> Mention:
    return Mention(
        start_char,
        end_char,
        "DATE",
        "DURATION",
        value=duration.iso,
        comparator=duration.comparator,
        vague=duration.is_vague,
    )


def _bounded(period: Period, bound: str | None, found: Found) -> str:
    """The period, or the interval that a preposition makes of it; OverflowError at the calendar's ends."""
    if bound in ("seit", "ab"):
        return f"{period.beginning}/.."
    is_end = isinstance(found.expression, Part) and found.expression.third == _END
    if bound == "bis" or (bound == "vor" and is_end):
        return f"../{period.end}"
    if bound == "vor":
        return f"../{period.iso if period.kind == 'time' else period.first - timedelta(days=1)}"
    if bound == "nach":
        return f"{period.iso if period.kind == 'time' else period.last + timedelta(days=1)}/.."
    return period.iso
