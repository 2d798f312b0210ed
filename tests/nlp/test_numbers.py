"""Number words and digits, read back from an inverse speller."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.languages.de.numbers import (
    LONGEST_WORD,
    half_word,
    number_word,
    ordinal_word,
    read_digits,
)

UNITS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
TENS = ("", "zehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
TEENS = {13: "dreizehn", 16: "sechzehn", 17: "siebzehn"}

IRREGULAR = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}


def spell_below_hundred(number: int) -> str:
    if number < len(UNITS):
        return UNITS[number]
    if number < 20:
        return TEENS.get(number, UNITS[number % 10] + "zehn")
    ten, unit = divmod(number, 10)
    return f"{UNITS[unit]}und{TENS[ten]}" if unit else TENS[ten]


def spell(number: int) -> str:
    """The German word for a number from 1 to 999,999 as it stands before a noun."""
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    high = spell(thousands) + "tausend" if thousands else ""
    middle = UNITS[hundreds] + "hundert" if hundreds else ""
    return high + middle + spell_below_hundred(below)


@given(st.integers(min_value=1, max_value=999_999))
def test_every_number_word_below_a_million_is_read_back(number: int) -> None:
    word = spell(number)
    assert number_word(word) == number
    assert number_word(word.replace("ß", "ss")) == number
    assert number_word(word.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss")) == number


@given(st.integers(min_value=1, max_value=999))
def test_every_ordinal_is_read_back(number: int) -> None:
    word, last = spell(number), number % 100
    if last in IRREGULAR:
        word = word.removesuffix(UNITS[last]) + IRREGULAR[last]
    else:
        word += "t" if 0 < last < 20 else "st"
    assert ordinal_word(word + "en") == number


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_digits_with_full_stops_are_read_back(number: int) -> None:
    assert read_digits(f"{number:,}".replace(",", ".")) == number


@given(st.text(alphabet="0123456789.,-−einzweihundertausendß", max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = read_digits(text)
    assert value is None or isinstance(value, Decimal)
    assert number_word(text) is None or 0 <= (number_word(text) or 0) < 1_000_000


@pytest.mark.parametrize(
    ("text", "value"),
    [("10.000", 10000), ("1.234,5", 1234.5), ("0,7", 0.7), ("-5", -5), ("−5", -5), ("1'000", 1000)],
)
def test_digits_are_read_as_german_writes_them(text: str, value: float) -> None:
    assert read_digits(text) == Decimal(str(value))


@pytest.mark.parametrize(
    "text", ["", "-", "1.5", "10.00", "03.05.2024", "0.123", "3:1", "1,2,3", "²", "٣", "9" * 40]
)
def test_what_is_no_german_number_has_no_value(text: str) -> None:
    assert read_digits(text) is None


@pytest.mark.parametrize(
    "word", ["", "tausendtausend", "hundertund", "einmal", "zweig", "achtung", "dreist", "neun-"]
)
def test_what_only_looks_like_a_number_word_has_no_value(word: str) -> None:
    assert number_word(word) is None


def test_a_word_longer_than_any_number_is_not_searched() -> None:
    assert number_word("ein" * LONGEST_WORD) is None


@pytest.mark.parametrize(
    ("word", "value"), [("anderthalb", 1.5), ("eineinhalb", 1.5), ("zwölfeinhalb", 12.5)]
)
def test_halves_are_read_in_one_word(word: str, value: float) -> None:
    assert half_word(word) == Decimal(str(value))


@pytest.mark.parametrize("word", ["beste", "gute", "erstaunlich", "zwanzigte", "fünfste", "einte"])
def test_what_only_looks_like_an_ordinal_has_no_number(word: str) -> None:
    assert ordinal_word(word) is None
