"""Quantities and sums of money: how much, or how many, a text says there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from string import ascii_letters

from newsdesk.nlp.languages.de.amounts import Amount, can_begin_amount, read_amount, read_comparator
from newsdesk.nlp.languages.de.counting import counted_noun, end_of_list, is_no_quantity
from newsdesk.nlp.languages.de.dates.calendar import PERIODS, WEEKDAYS
from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.measures import Measure, Unit, prefixes, read_measure, unit_of_measure
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.languages.de.nominatives import nominative
from newsdesk.nlp.languages.de.numbers import (
    half_word,
    is_digits,
    multiply,
    number_word,
    ordinal_word,
    plain,
    read_digits,
    scales,
)
from newsdesk.nlp.records import Mention, Value
from newsdesk.nlp.words import Words

TIMES = "×"
_EVERY = word_set("jeder jede jedes jeden jedem")
_ARTICLES = word_set("die der das dem den")
_FOLDS = ("fache", "fachen", "fachem", "facher", "faches", "fach", "mal")
_LARGE = ("millionen", "milliarden", "billionen")
_FRACTION_DIGITS = 4
_LONGEST_COMPOUND = 200
_SHORTEST_NOUN = 3
_LETTERS = ascii_letters + "°%€$²³"
Read = tuple[Mention | None, int]
Reader = Callable[[Words, int], Read | None]


def find_quantities(words: Words) -> list[Mention]:
    """Quantities and sums of money in the order of the text; periods of time are dates.

    The span is comparator, number and measure; `unit` is the measure's sign, the currency's code,
    or the counted noun behind the span as it is written.
    """
    found: list[Mention] = []
    index, lower = 0, words.lower
    while index < len(lower):
        mention, index = _read_at(words, index) if _can_begin(lower[index]) else (None, index + 1)
        if mention:
            found.append(mention)
    return found


@lru_cache(maxsize=8192)
def _can_begin(word: str) -> bool:
    """A quick look at one word in lower case: whether a quantity may begin with it."""
    return word in _readers() or can_begin_amount(word) or _is_compound(word)


def _is_compound(word: str) -> bool:
    return "-" in word or word.endswith(_FOLDS) or word.startswith(_LARGE)


@cache
def _readers() -> dict[str, Reader]:
    """What reads the forms that begin with a word of their own."""
    halves = dict.fromkeys(("hälfte", "haelfte"), _half)
    multiples = dict.fromkeys(("doppelt", "doppelte", "doppelten", "halb"), _double)
    signs = {sign.lower(): _prefixed for sign in prefixes()}
    return {**halves, **multiples, **dict.fromkeys(_EVERY, _every), **signs}


def _read_at(words: Words, index: int) -> Read:
    """The quantity that begins at a word, and the word to go on with."""
    special = _special(words, index) or _compared(words, index)
    if special:
        return special
    if _is_telephone(words, index):
        return None, _end_of_digits(words, index)
    return _counted(words, index)


def _special(words: Words, index: int) -> Read | None:
    """What is no plain number: half of, every fifth, three times, €12, a sum in millions."""
    reader = _readers().get(words.lower[index])
    found = reader(words, index) if reader else None
    if found or not _is_compound(words.lower[index]):
        return found
    return _multiple(words, index) or _large_sum(words, index) or _inside_compound(words, index)


def _compared(words: Words, index: int) -> Read | None:
    """A comparator before what is no plain number: mehr als die Hälfte, fast jeder Fünfte."""
    comparator, at = read_comparator(words, index)
    if comparator is None or words.lower[index] == "um":
        return None
    at += word_at(words, at) in _ARTICLES
    found = _special(words, at) if word_at(words, at) else None
    if not found or not found[0] or found[0].inside_token:
        return None
    return replace(found[0], start_char=words.start[index], comparator=comparator), found[1]


def _counted(words: Words, index: int) -> Read:
    """A number with what it is measured in, or what it counts."""
    amount = read_amount(words, index)
    if amount is None:
        return None, index + 1
    fraction = _fraction(words, amount)
    if fraction:
        return fraction
    measure = read_measure(words, amount.last)
    if measure:
        return _measured(words, amount, measure), measure.last
    if amount.is_several or is_no_quantity(words, amount):
        return None, end_of_list(words, amount)
    if word_at(words, amount.last) == "mal":
        return _mention(words, amount, amount.last + 1, TIMES), amount.last + 1
    if amount.is_article:
        return None, amount.last
    return _mention(words, amount, amount.last, counted_noun(words, amount.last)), amount.last


def _mention(words: Words, amount: Amount, last: int, unit: str | None, label: str = "QUANTITY") -> Mention:
    start_char, end_char = words.chars(amount.first, last)
    return Mention(
        start_char,
        end_char,
        label,
        value=amount.value(),
        unit=unit,
        comparator=amount.comparator,
        vague=amount.is_vague,
    )


def _measured(words: Words, amount: Amount, measure: Measure) -> Mention:
    unit = measure.unit
    mention = _mention(words, amount, measure.last, unit.sign, unit.label)
    value = amount.value(unit.factor)
    return replace(mention, end_char=mention.end_char - measure.stop, value=value)


def _plain_mention(words: Words, first: int, last: int, value: Value, unit: str | None) -> Mention:
    start_char, end_char = words.chars(first, last)
    return Mention(start_char, end_char, "QUANTITY", value=value, unit=unit)


def _fraction(words: Words, amount: Amount) -> Read | None:
    """Ein Drittel, knapp drei Viertel."""
    denominator = load_json("counting")["denominators"].get(word_at(words, amount.last))
    if denominator is None or amount.low is None or not words.is_capitalised(amount.last):
        return None
    last = amount.last + 1
    if word_at(words, last) in PERIODS:
        return None, last
    share = Decimal(1) / denominator
    mention = _mention(words, amount, last, counted_noun(words, last))
    return replace(mention, value=_rounded(amount.value(share))), last


def _rounded(value: Value) -> Value:
    if isinstance(value, tuple):
        return round(value[0], _FRACTION_DIGITS), round(value[1], _FRACTION_DIGITS)
    return round(value, _FRACTION_DIGITS) if isinstance(value, float) else value


def _half(words: Words, index: int) -> Read | None:
    """Die Hälfte, but not die zweite Hälfte."""
    before = word_before(words, index)
    if ordinal_word(before) or not words.is_capitalised(index):
        return None
    return _plain_mention(words, index, index + 1, 0.5, None), index + 1


def _double(words: Words, index: int) -> Read | None:
    """Doppelt so viele, halb so groß, das Doppelte."""
    word = words.lower[index]
    is_noun = word.startswith("doppelte") and words.is_capitalised(index)
    if not is_noun and (word_at(words, index + 1) != "so" or word.startswith("doppelte")):
        return None
    return _plain_mention(words, index, index + 1, 0.5 if word == "halb" else 2, TIMES), index + 1


def _every(words: Words, index: int) -> Read | None:
    """Jeder Fünfte, jede dritte Frau; not jeden zweiten Montag."""
    number = ordinal_word(word_at(words, index + 1))
    behind = word_at(words, index + 2)
    if not number or number == 1 or behind in WEEKDAYS or behind == "mal":
        return None
    value, unit = round(1 / number, _FRACTION_DIGITS), counted_noun(words, index + 2)
    return _plain_mention(words, index, index + 2, value, unit), index + 2


def _prefixed(words: Words, index: int) -> Read | None:
    """€12, US$ 20 Millionen."""
    code = prefixes().get(words.exact[index])
    behind = word_at(words, index + 1)
    amount = read_amount(words, index + 1) if code and behind[:1].isdigit() else None
    if amount is None or read_measure(words, amount.last):
        return None
    return _mention(words, replace(amount, first=index), amount.last, code, "MONEY"), amount.last


def _multiple(words: Words, index: int) -> Read | None:
    """Dreimal, 10-mal, das Dreifache, 2,5-fach."""
    word = words.lower[index]
    suffix = next((suffix for suffix in _FOLDS if word.endswith(suffix)), "")
    value = _number_of(word.removesuffix(suffix).removesuffix("-")) if suffix else None
    if value is None or value <= 1:
        return None
    return _plain_mention(words, index, index + 1, plain(value), TIMES), index + 1


def _number_of(text: str) -> Decimal | None:
    """The value of digits or a number word by itself."""
    number = number_word(text)
    if number is not None:
        return Decimal(number)
    return half_word(text) or (read_digits(text) if text else None)


def _large_sum(words: Words, index: int) -> Read | None:
    """Millionenbetrag, Milliardenkosten."""
    word = words.lower[index]
    rest = next((word.removeprefix(large) for large in _LARGE if word.startswith(large)), "")
    if rest not in load_set("counting", "money_compounds"):
        return None
    start_char, end_char = words.chars(index, index + 1)
    return Mention(start_char, end_char, "MONEY", vague=True), index + 1


def _inside_compound(words: Words, index: int) -> Read | None:
    """What a compound counts: 170mm-Haubitze, 20-Millionen-Euro-Paket, Zwei-Tore-Vorsprung."""
    number, *parts = words.exact[index][:_LONGEST_COMPOUND].split("-")
    digits = number.rstrip(_LETTERS) if number[:1].isdigit() else number
    if number != digits:
        unit = unit_of_measure(number.removeprefix(digits)) if parts else None
        return _inside(words, index, _number_of(digits), unit, len(number))
    factor = scales().get(parts[0].lower()) if parts else None
    names = parts[1:] if factor else parts
    if len(names) < 2 or not names[1]:
        return None
    value = multiply(_number_of(number.lower()), factor or Decimal(1))
    unit = unit_of_measure(names[0])
    if unit is None:
        return _inside(words, index, value, _counted_unit(names[0]), len(number))
    length = len(number) + len(names[0]) + (len(parts[0]) + 2 if factor else 1)
    return _inside(words, index, value, unit, length)


def _counted_unit(name: str) -> Unit | None:
    """The Tore of Zwei-Tore-Vorsprung as a unit; periods of time are dates."""
    is_noun = name[:1].isupper() and name.isalpha() and len(name) >= _SHORTEST_NOUN
    return Unit("QUANTITY", nominative(name)) if is_noun and name.lower() not in PERIODS else None


def _inside(words: Words, index: int, value: Decimal | None, unit: Unit | None, length: int) -> Read | None:
    if value is None or unit is None:
        return None
    start_char, number = words.start[index], plain(multiply(value, unit.factor))
    end_char, sign = start_char + length, unit.sign
    return Mention(start_char, end_char, unit.label, value=number, unit=sign, inside_token=True), index + 1


def _is_telephone(words: Words, index: int) -> bool:
    """Digits that begin with 0 or +, or stand behind a word for a telephone."""
    token = words.exact[index]
    if not token[0].isdigit():
        return False
    before = word_before(words, index)
    return (
        (len(token) > 1 and token[0] == "0" and is_digits(token))
        or before == "+"
        or before in load_set("counting", "telephones")
    )


def _end_of_digits(words: Words, index: int) -> int:
    """The word behind the groups of digits that begin at a word."""
    last = index + 1
    while is_digits(word_at(words, last)) or word_at(words, last) in ("/", "-", "–"):
        last += 1
    return last
