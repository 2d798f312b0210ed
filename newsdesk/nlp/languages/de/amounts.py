"""Amounts: a number or a range of numbers, and what compares it (mehr als 20, 20 bis 30)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from newsdesk.nlp.languages.de.governing import is_preposition
from newsdesk.nlp.languages.de.lexicons import load_json, load_set
from newsdesk.nlp.languages.de.neighbours import with_folded, word_at
from newsdesk.nlp.languages.de.numbers import (
    Number,
    can_begin_number,
    is_number_at,
    multiply,
    plain,
    read_digits,
    read_number,
    with_scales,
)
from newsdesk.nlp.words import Words

DASHES = ("-", "–", "—", "‑", "−")


@dataclass(frozen=True, slots=True)
class Amount:
    """The words first..last (last excluded) say how many; the number begins at `head`.

    `high` is None unless this is a range. `is_article` and `is_several` are as in `Number`.
    """

    first: int
    head: int
    last: int
    low: Decimal | None
    high: Decimal | None = None
    comparator: str | None = None
    is_range: bool = False
    is_article: bool = False
    is_several: bool = False
    is_vague: bool = False

    def value(self, factor: Decimal = Decimal(1)) -> int | float | tuple[float, float] | None:
        """The amount times `factor`, for JSON; a pair for a range, None for a vague or absurd one."""
        low = plain(multiply(self.low, factor))
        if not self.is_range:
            return low
        high = plain(multiply(self.high, factor))
        return None if low is None or high is None else (low, high)


@cache
def _comparators() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By the first word: the words of each comparator, longest first, and its sign."""
    phrases = {
        phrase: sign for sign, listed in load_json("counting")["comparators"].items() for phrase in listed
    }
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, sign in sorted(with_folded(phrases).items(), key=lambda item: -len(item[0].split())):
        by_first.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), sign))
    return by_first


@cache
def last_words_of_comparators() -> frozenset[str]:
    """The words that stand before a number when it is compared (als, über, rund)."""
    return frozenset(phrase[-1] for listed in _comparators().values() for phrase, _ in listed) - {"."}


def can_begin_amount(word: str) -> bool:
    """Whether an amount may begin with this word in lower case."""
    return word in _comparators() or word == "zwischen" or can_begin_number(word)


def read_comparator(words: Words, index: int) -> tuple[str | None, int]:
    """The sign of the comparator that begins at a word, and the word behind it."""
    for phrase, sign in _comparators().get(words.lower[index], ()):
        last = index + len(phrase)
        if words.lower[index:last] == list(phrase) and not is_preposition(words, index):
            return sign, last
    return None, index


def read_amount(words: Words, index: int) -> Amount | None:
    """The amount that begins at a word, with the comparator before it."""
    if words.lower[index] == "zwischen":
        return _between(words, index)
    comparator, head = read_comparator(words, index)
    if head > index and not is_number_at(words, head):
        return None
    amount = _pair(words, head) or _range_or_number(words, head)
    if amount is None or head == index:
        return amount
    if words.lower[head] in load_set("counting", "uncounted"):
        return None
    return replace(amount, first=index, comparator=comparator)


def _pair(words: Words, index: int) -> Amount | None:
    """20–30 in one word, as a tokenizer leaves it."""
    token = words.exact[index]
    dash = next((dash for dash in DASHES if dash in token[1:]), None)
    if dash is None:
        return None
    low, _, high = token.partition(dash)
    number = Number(index, index + 1, read_digits(low))
    other = _scaled(words, index, high)
    return _range(number, other) if number.mantissa is not None and other else None


def _scaled(words: Words, index: int, digits: str) -> Number | None:
    """The number that these digits make with the scale behind the word (2–3 Millionen)."""
    mantissa = read_digits(digits)
    return with_scales(words, Number(index, index + 1, mantissa)) if mantissa is not None else None


def _range_or_number(words: Words, index: int) -> Amount | None:
    number = read_number(words, index)
    if number is None:
        return None
    connector = word_at(words, number.last)
    other = _second(words, number.last + 1) if connector == "bis" or connector in DASHES else None
    if other and not other.is_article and not other.is_vague:
        return _range(number, other)
    return Amount(
        index, index, number.last, number.value, None, None,
        False, number.is_article, number.is_several, number.is_vague,
    )  # fmt: skip


def _second(words: Words, index: int) -> Number | None:
    return read_number(words, index) if is_number_at(words, index) else None


def _between(words: Words, index: int) -> Amount | None:
    """Zwischen 20 und 30."""
    low = _second(words, index + 1)
    if low is None or word_at(words, low.last) != "und":
        return None
    high = _second(words, low.last + 1)
    if high is None or high.mantissa is None or low.mantissa is None:
        return None
    return replace(_range(low, high), first=index)


def _range(low: Number, high: Number) -> Amount:
    """The scale of the second number is that of the first one too, unless that is large by itself."""
    factor = low.factor
    is_small = low.mantissa is not None and high.mantissa is not None and low.mantissa <= high.mantissa
    if factor == 1 and is_small:
        factor = high.factor
    return Amount(low.first, low.first, high.last, multiply(low.mantissa, factor), high.value, is_range=True)
