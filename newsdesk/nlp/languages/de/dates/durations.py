"""Stretches of time and their ISO 8601 form: drei Tage, fast dreijährig, eineinhalb Stunden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from newsdesk.nlp.languages.de.amounts import Amount, can_begin_amount, read_amount, read_comparator
from newsdesk.nlp.languages.de.dates.calendar import PERIODS, a_day, a_month, a_year, add_months
from newsdesk.nlp.languages.de.grammar import is_adjective
from newsdesk.nlp.languages.de.lexicons import load_json, word_set
from newsdesk.nlp.languages.de.neighbours import with_folded, word_at, word_before
from newsdesk.nlp.languages.de.numbers import half_word, multiply, number_word, read_digits
from newsdesk.nlp.words import Words

_LENGTHS: dict[str, list[str | int]] = load_json("calendar")["periods"]
_ADJECTIVES: dict[str, str] = with_folded(load_json("calendar")["period_adjectives"])
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "")
_SMALLER = {"Y": ("Mo", 12), "W": ("D", 7), "D": ("H", 24), "H": ("M", 60), "M": ("S", 60)}
_HOURS = {"H": 1, "M": 60, "S": 3600}
_IDIOMS = word_set("eines an")


@dataclass(frozen=True, slots=True)
class Duration:
    """The words first..last (last excluded) say how long: an amount of a period (Tag, Woche, Jahr …)."""

    first: int
    last: int
    period: str
    low: Decimal | None
    high: Decimal | None = None
    comparator: str | None = None
    is_vague: bool = False

    @property
    def iso(self) -> str | None:
        """P3D, PT90M, P3Y/P5Y; None where the amount is vague or absurd."""
        low = iso_duration(self.low, self.period)
        if self.high is None or low is None:
            return low
        high = iso_duration(self.high, self.period)
        return f"{low}/{high}" if high else None


def iso_duration(value: Decimal | None, period: str) -> str | None:
    """The ISO 8601 duration of a number of periods; halves go to the smaller unit (P18M, PT90M)."""
    unit, count = _length(period)
    total = multiply(value, count)
    if total is None or total < 0:
        return None
    while total != total.to_integral_value() and unit in _SMALLER:
        unit, count_of_smaller = _SMALLER[unit]
        total *= count_of_smaller
    number = int(total) if total == total.to_integral_value() else round(float(total), 4)
    return f"PT{number}{unit}" if unit in _HOURS else f"P{number}{unit[0]}"


def _length(period: str) -> tuple[str, Decimal]:
    unit, count = _LENGTHS[period]
    return str(unit), Decimal(count)


def moved(today: date, value: Decimal, period: str) -> date | None:
    """The day that lies so many periods after a day (before it if negative); None outside the calendar."""
    unit, count = _length(period)
    total = value * count
    try:
        if unit in ("Y", "Mo"):
            return add_months(today, int(total * (12 if unit == "Y" else 1)))
        if unit in _HOURS:
            return today + timedelta(days=int(total / (24 * _HOURS[unit])))
        return today + timedelta(days=int(total * (7 if unit == "W" else 1)))
    except (ValueError, OverflowError):
        return None


def point(today: date, value: Decimal, period: str) -> str | None:
    """The day, month or year (ISO 8601) that lies so many periods from a day, as exact as the period is."""
    day, (unit, _) = moved(today, value, period), _length(period)
    if day is None:
        return None
    if unit == "Y" and value == value.to_integral_value():
        return a_year(day.year).iso
    return (a_month(day.year, day.month) if unit in ("Y", "Mo") else a_day(day)).iso


def read_duration(words: Words, index: int) -> Duration | None:
    """The duration that begins at a word, with its comparator."""
    if not can_begin_amount(words.lower[index]):
        return None
    amount = read_amount(words, index)
    if amount is None:
        return _compared_adjective(words, index)
    return _of_period(words, amount) if not _is_idiom(words, amount) else None


def _of_period(words: Words, amount: Amount) -> Duration | None:
    at = amount.last
    if (
        word_at(words, at) not in PERIODS
        and word_at(words, at + 1) in PERIODS
        and is_adjective(words.exact[at])
    ):
        at += 1
    form = PERIODS.get(word_at(words, at))
    if form is None or not words.is_capitalised(at):
        return None
    return Duration(
        amount.first, at + 1, form[0], amount.low, amount.high, amount.comparator, amount.is_vague
    )


def _is_idiom(words: Words, amount: Amount) -> bool:
    """Eines Tages, an einem Tag: no length."""
    if not amount.is_article or not word_at(words, amount.last).startswith("tag"):
        return False
    return words.lower[amount.head] in _IDIOMS or word_before(words, amount.first) in _IDIOMS


def _compared_adjective(words: Words, index: int) -> Duration | None:
    """Fast dreijährigen."""
    comparator, at = read_comparator(words, index)
    adjective = read_adjective(words, at) if comparator and word_at(words, at) else None
    if adjective is None:
        return None
    return Duration(index, at + 1, adjective.period, adjective.low, None, comparator, adjective.is_vague)


def read_adjective(words: Words, index: int) -> Duration | None:
    """Dreijährig, 34-Jähriger, mehrtägige, halbstündigen."""
    word = words.lower[index]
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
