"""Stretches of time and their ISO 8601 form: drei Tage, fast dreijährig, eineinhalb Stunden."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from newsdesk.nlp.languages.de.amounts import Amount, can_begin_amount, read_amount, read_comparator
from newsdesk.nlp.languages.de.dates.calendar import PERIOD_SIGNS, PERIODS, a_day, a_month, a_year, add_months
from newsdesk.nlp.languages.de.grammar import is_adjective
from newsdesk.nlp.languages.de.lexicons import load_json, word_set
from newsdesk.nlp.languages.de.neighbours import with_folded, word_at, word_before
from newsdesk.nlp.languages.de.numbers import (
    half_word,
    is_number_at,
    multiply,
    number_word,
    read_digits,
)
from newsdesk.nlp.words import Words

_LENGTHS: dict[str, list[str | int]] = load_json("calendar")["periods"]
_ADJECTIVES: dict[str, str] = with_folded(load_json("calendar")["period_adjectives"])
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "")
_SMALLER = {"Y": ("Mo", 12), "W": ("D", 7), "D": ("H", 24), "H": ("M", 60), "M": ("S", 60)}
_SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86_400, "W": 604_800}
_SHORT = ("S", "M", "H")
_ORDER = ("S", "M", "H", "D", "W", "Mo", "Y")
LONG = frozenset(
    plural + "lang" + ending
    for plural, (_, is_plural) in PERIODS.items()
    for ending in _ADJECTIVE_ENDINGS
    if is_plural
)
"""Stundenlang, jahrelange …, in lower case."""
_WHOLE = ("ganz", "voll", "weiter", "gut", "knapp")
_IDIOMS = word_set("eines an")


_WEEKS: Final = re.compile(r"P(\d+)W$")
_DAYS: Final = re.compile(r"P(\d+)D")


@dataclass(frozen=True, slots=True)
class Duration:
    """The words first..last (last excluded) say how long: an amount of a period (Tag, Woche, Jahr …).

    `more` is what follows in a smaller period (sechs Jahre und drei Monate).
    """

    first: int
    last: int
    period: str
    low: Decimal | None
    high: Decimal | None = None
    comparator: str | None = None
    is_vague: bool = False
    more: Duration | None = None

    @property
    def iso(self) -> str | None:
        """P3D, PT90M, P6Y3M, P3Y/P5Y; None where the amount is vague or absurd."""
        low = iso_duration(self.low, self.period)
        if low is None or (self.high is None and self.more is None):
            return low
        if self.more:
            return _joined(low, self.more.iso)
        high = iso_duration(self.high, self.period)
        return f"{low}/{high}" if high else None

    @property
    def rank(self) -> int:
        """The place of its unit among the units, from the second on."""
        return _ORDER.index(_length(self.period)[0])

    @property
    def is_short(self) -> bool:
        """Whether it is counted in hours, minutes or seconds."""
        return _length(self.period)[0] in _SHORT


def _joined(large: str, small: str | None) -> str | None:
    """P6Y and P3M as P6Y3M, P1D and PT2H as P1DT2H; weeks stand alone in ISO 8601: P2W and P3D are P17D."""
    if small is None:
        return None
    weeks, days = _WEEKS.match(large), _DAYS.match(small)
    if weeks:
        whole = f"P{7 * int(weeks[1]) + int(days[1] if days else 0)}D"
        return whole + (small[days.end() :] if days else small.removeprefix("P"))
    if _WEEKS.match(small):
        return None
    return large + (small.removeprefix("PT") if "T" in large else small.removeprefix("P"))


def iso_duration(value: Decimal | None, period: str) -> str | None:
    """The ISO 8601 duration of a number of periods; fractions go to the smaller unit (P6M, PT90M)."""
    unit, count = _length(period)
    total = multiply(value, count)
    if total is None or total < 0:
        return None
    if unit == "Y" and total > 1 and total != total.to_integral_value():
        years = total.to_integral_value(ROUND_FLOOR)
        return _joined(f"P{years}Y", iso_duration((total - years) * 12, "monat"))
    while total != total.to_integral_value() and unit in _SMALLER:
        unit, count_of_smaller = _SMALLER[unit]
        total *= count_of_smaller
    number = int(total) if total == total.to_integral_value() else round(float(total), 4)
    return f"PT{number}{unit}" if unit in _SHORT else f"P{number}{unit[0]}"


def _length(period: str) -> tuple[str, Decimal]:
    unit, count = _LENGTHS[period]
    return str(unit), Decimal(count)


def moved(today: date, duration: Duration, sign: int) -> date | None:
    """The day that lies so long after a day (1) or before it (-1); None where the calendar has none."""
    if duration.low is None:
        return None
    unit, count = _length(duration.period)
    total = sign * duration.low * count
    try:
        if unit in ("Y", "Mo"):
            day = add_months(today, int(total * (12 if unit == "Y" else 1)))
        else:
            day = today + timedelta(days=int(total * _SECONDS[unit] / _SECONDS["D"]))
    except (ValueError, OverflowError):
        return None
    return moved(day, duration.more, sign) if duration.more else day


def point(today: date, duration: Duration, sign: int) -> str | None:
    """The day, month or year (ISO 8601) so long after (1) or before (-1) a day, as exact as the period is."""
    day, (unit, _) = moved(today, duration, sign), _length((duration.more or duration).period)
    if day is None or duration.low is None:
        return None
    if unit == "Y" and duration.low == duration.low.to_integral_value():
        return a_year(day.year).iso
    return (a_month(day.year, day.month) if unit in ("Y", "Mo") else a_day(day)).iso


def read_duration(words: Words, index: int) -> Duration | None:
    """The duration that begins at a word, with its comparator."""
    if not can_begin_amount(words.lower[index]):
        return None
    amount = read_amount(words, index)
    if amount is None:
        return _compared_adjective(words, index)
    duration = _of_period(words, amount) if not _is_idiom(words, amount) else None
    return _with_more(words, duration) if duration else None


def _of_period(words: Words, amount: Amount) -> Duration | None:
    at = amount.last
    if word_at(words, at + 1) in PERIODS and is_adjective(words.exact[at]):
        if amount.is_article and not words.lower[at].startswith(_WHOLE):
            return None
        at += 1
    form = PERIODS.get(word_at(words, at)) if at < len(words) and words.is_capitalised(at) else None
    period = form[0] if form else _sign(words, amount)
    if period is None:
        return None
    low, high, comparator = amount.low, amount.high, amount.comparator
    return Duration(amount.first, at + 1, period, low, high, comparator, amount.is_vague)


def _sign(words: Words, amount: Amount) -> str | None:
    """The h of 5 h, the Min. of 90 Min., behind digits."""
    if not words.exact[amount.head][0].isdigit():
        return None
    return PERIOD_SIGNS.get(word_at(words, amount.last))


def _with_more(words: Words, duration: Duration) -> Duration:
    """Sechs Jahre und drei Monate, zwei Stunden dreißig Minuten; each unit is smaller than the one before."""
    at = duration.last + 1 if word_at(words, duration.last) == "und" else duration.last
    if duration.high is not None or duration.is_vague or not is_number_at(words, at):
        return duration
    amount = read_amount(words, at)
    more = _of_period(words, amount) if amount else None
    more = _with_more(words, more) if more and more.rank < duration.rank else None
    if more is None or more.is_vague or more.high is not None:
        return duration
    return replace(duration, last=more.last, more=more)


def _is_idiom(words: Words, amount: Amount) -> bool:
    """Eines Tages, an einem Tag: no length."""
    if not amount.is_article or not word_at(words, amount.last).startswith("tag"):
        return False
    return words.lower[amount.head] in _IDIOMS or word_before(words, amount.first) in _IDIOMS


def _compared_adjective(words: Words, index: int) -> Duration | None:
    """Fast dreijährigen."""
    comparator, at = read_comparator(words, index) if words.lower[index] != "um" else (None, index)
    adjective = read_adjective(words, at) if comparator and word_at(words, at) else None
    if adjective is None:
        return None
    return Duration(index, at + 1, adjective.period, adjective.low, None, comparator, adjective.is_vague)


def read_adjective(words: Words, index: int) -> Duration | None:
    """Dreijährig, 34-Jähriger, mehrtägige, halbstündigen; stundenlang."""
    word = words.lower[index]
    if word in LONG:
        return Duration(index, index + 1, "stunde", None, is_vague=True)
    at = word.rfind("ig")
    if at < 0 or word[at + 2 :] not in _ADJECTIVE_ENDINGS:
        return None
    stem = word[: at + 2]
    suffix = next((suffix for suffix in _ADJECTIVES if stem.endswith(suffix)), None)
    if suffix is None:
        return None
    prefix = stem.removesuffix(suffix).removesuffix("-")
    value = _prefix_value(prefix)
    if value is None and prefix != "mehr":
        return None
    return Duration(index, index + 1, _ADJECTIVES[suffix], value, is_vague=value is None)


def _prefix_value(prefix: str) -> Decimal | None:
    if prefix == "halb":
        return Decimal("0.5")
    number = number_word(prefix)
    return Decimal(number) if number else half_word(prefix) or (read_digits(prefix) if prefix else None)
