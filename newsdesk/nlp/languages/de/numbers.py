"""Numbers as German writes them, in digits and in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.neighbours import fold, word_at
from newsdesk.nlp.words import Words

_UNITS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = (
    *("zehn", "elf", "zwölf", "dreizehn", "vierzehn"),
    *("fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_BEGINNINGS = word_set("nu ei zw dr vi fü fu se si ac ne ze el hu ta an")
_ARTICLES = word_set("ein eine einen einem einer eines")
_HALVES = word_set("halbe halben halber halbes")
_ENDINGS = ("e", "en", "er", "es", "em")
_IRREGULAR_ORDINALS = {"erst": "eins", "dritt": "drei", "siebt": "sieben", "acht": "acht"}
_GROUP_SEPARATORS = " \u00a0\u2009\u202f"
_MINUS = "-−"
LONGEST_WORD = 70
LARGEST = Decimal(10) ** 18
_MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the words first..last (last excluded): `mantissa` × `factor`.

    The mantissa is None where the text gives none (Hunderte) or one beyond all counting.
    `is_article` marks ein, eins and null, `is_several` words like mehrere: neither counts by itself.
    """

    first: int
    last: int
    mantissa: Decimal | None
    factor: Decimal = Decimal(1)
    is_article: bool = False
    is_several: bool = False
    is_vague: bool = False

    @property
    def value(self) -> Decimal | None:
        return multiply(self.mantissa, self.factor)


def multiply(mantissa: Decimal | None, factor: Decimal) -> Decimal | None:
    """The product; None where there is no mantissa, or the product is beyond all counting."""
    product = None if mantissa is None else mantissa * factor
    return product if product is not None and abs(product) <= LARGEST else None


def plain(value: Decimal | None) -> int | float | None:
    """A number for JSON: an int where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def is_digits(text: str) -> bool:
    """Whether a text is ASCII digits only."""
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=4096)
def read_digits(text: str) -> Decimal | None:
    """The value of 10.000, 1.234,5, 0,7 or -5; None for everything else, and for endless digits."""
    sign = -1 if text[:1] in _MINUS and len(text) > 1 else 1
    whole, comma, decimals = text[sign < 0 :].partition(",")
    if comma and not is_digits(decimals):
        return None
    groups = whole.replace("'", ".").replace("’", ".").split(".")
    if not all(map(is_digits, groups)) or not _are_thousands(groups):
        return None
    digits = "".join(groups)
    if len(digits) + len(decimals) > 25:
        return None
    return sign * Decimal(f"{digits}.{decimals or 0}")


def _are_thousands(groups: list[str]) -> bool:
    if len(groups) == 1:
        return True
    return len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def is_number_token(text: str) -> bool:
    """Whether a word is written like a number in digits, of whatever length."""
    bare = text.lstrip(_MINUS)
    return bare[:1].isdigit() and bare[-1].isdigit() and is_digits(bare.replace(".", "").replace(",", ""))


@cache
def number_words() -> dict[str, int]:
    """The number words below a hundred, in lower case and every spelling, with their values."""
    named = dict(zip(_UNITS + _TEENS, range(20), strict=True)) | {"eins": 1, "zwo": 2}
    for ten, name in enumerate(_TENS, start=2):
        named[name] = ten * 10
        for unit in range(1, 10):
            named[f"{_UNITS[unit]}und{name}"] = ten * 10 + unit
    for name, value in list(named.items()):
        named[fold(name)] = named[name.replace("ß", "ss")] = value
    return named


def _below_thousand(word: str) -> int | None:
    head, hundred, tail = word.partition("hundert")
    if not hundred:
        return number_words().get(word)
    high = number_words().get(head, 0) if head else 1
    low = number_words().get(tail.removeprefix("und"), 0) if tail else 0
    return high * 100 + low if 0 < high < 20 and bool(low) == bool(tail) else None


@lru_cache(maxsize=4096)
def number_word(word: str) -> int | None:
    """The value of a number word below a million (zwölf, dreiundzwanzig, zweitausend), or None.

    `word` is in lower case; ß and umlauts may be written out. Articles (ein) count as 1.
    """
    if len(word) > LONGEST_WORD or word[:2] not in _BEGINNINGS:
        return None
    head, thousand, tail = word.partition("tausend")
    if not thousand:
        return _below_thousand(word)
    high = _below_thousand(head) if head else 1
    low = _below_thousand(tail.removeprefix("und")) if tail else 0
    return high * 1000 + low if high and low is not None and bool(low) == bool(tail) else None


@lru_cache(maxsize=4096)
def ordinal_word(word: str) -> int | None:
    """The number of an inflected ordinal (dritte, zwanzigsten) in lower case, or None."""
    stem = next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), "")
    for irregular, cardinal in _IRREGULAR_ORDINALS.items():
        if stem.endswith(irregular):
            return number_word(stem.removesuffix(irregular) + cardinal)
    small = number_word(stem[:-1]) if stem.endswith("t") else None
    if small and 1 < small % 100 < 20:
        return small
    large = number_word(stem[:-2]) if stem.endswith("st") else None
    return large if large and (large % 100 >= 20 or large % 100 == 0) else None


@lru_cache(maxsize=4096)
def half_word(word: str) -> Decimal | None:
    """The value of anderthalb, eineinhalb, zweieinhalb … in lower case, or None."""
    if word == "anderthalb":
        return Decimal("1.5")
    whole = number_word(word.removesuffix("einhalb")) if word.endswith("einhalb") else None
    return Decimal(whole) + Decimal("0.5") if whole else None


@cache
def scales() -> dict[str, Decimal]:
    """Words that multiply the number before them (Dutzend, Millionen, Mrd.)."""
    return {word: Decimal(factor) for word, factor in load_json("counting")["scales"].items()}


def can_begin_number(word: str) -> bool:
    """Whether a number may begin with this word (in lower case): a quick look before `read_number`."""
    return (
        word[0].isdigit()
        or word[0] in _MINUS
        or number_word(word) is not None
        or word in _other_beginnings()
        or word.endswith("einhalb")
    )


@cache
def _other_beginnings() -> frozenset[str]:
    several, uncounted = load_set("counting", "several"), load_set("counting", "uncounted")
    return _ARTICLES | several | uncounted | {"anderthalb", "minus", "zweier", "dreier"}


def is_number_at(words: Words, index: int) -> bool:
    """Whether a number may begin at a word, in the same paragraph as the word before."""
    word = word_at(words, index)
    return word != "" and can_begin_number(word)


def read_number(words: Words, index: int) -> Number | None:
    """The number that begins at a word, with its scale: 3,5 Milliarden, zwei Dutzend, Hunderte."""
    word = words.lower[index]
    if word == "minus":
        return _negative(words, index)
    number = _without_scales(words, index, word)
    return with_scales(words, number) if number else None


def _without_scales(words: Words, index: int, word: str) -> Number | None:
    if word in _ARTICLES:
        return _after_article(words, index)
    if word in load_set("counting", "several"):
        return Number(index, index + 1, None, is_several=True, is_vague=True)
    if word in load_set("counting", "uncounted"):
        return Number(index, index + 1, None, is_vague=True)
    if word[0].isdigit() or word[0] in _MINUS:
        return _from_digits(words, index)
    return _from_word(words, index)


def _negative(words: Words, index: int) -> Number | None:
    if word_at(words, index + 1) == "minus" or not is_number_at(words, index + 1):
        return None
    number = read_number(words, index + 1)
    if not number or number.mantissa is None:
        return None
    return Number(index, number.last, -abs(number.mantissa), number.factor)


def _after_article(words: Words, index: int) -> Number:
    behind = word_at(words, index + 1)
    if behind in _HALVES:
        return Number(index, index + 2, Decimal("0.5"), is_article=True)
    if behind == "paar":
        return Number(index, index + 2, None, is_several=True, is_vague=True)
    if behind in load_json("counting")["large_parts"]:
        return Number(index, index + 2, Decimal(load_json("counting")["large_parts"][behind]))
    if behind == "dreiviertel":
        return Number(index, index + 2, Decimal("0.75"), is_article=True)
    return Number(index, index + 1, Decimal(1), is_article=True)


def _from_word(words: Words, index: int) -> Number | None:
    word = words.lower[index]
    half = half_word(word)
    if half is not None:
        return Number(index, index + 1, half)
    value = {"zweier": 2, "dreier": 3}.get(words.exact[index], number_word(word))
    if value is None:
        return None
    return Number(index, index + 1, Decimal(value), is_article=word in ("null", "eins"))


def _from_digits(words: Words, index: int) -> Number | None:
    """10.000, -5 or 10 000, whose groups a tokenizer takes apart."""
    token = words.exact[index]
    if not is_number_token(token) and read_digits(token) is None:
        return None
    last = index + 1
    if len(token) <= 3 and is_digits(token) and token[0] != "0":
        while last - index <= _MOST_GROUPS and _is_group(words, last):
            last += 1
    value = read_digits("".join(words.exact[index:last]))
    is_readable = value is not None or (is_digits(token) and len(token) > 18)
    return Number(index, last, value) if is_readable else None


def _is_group(words: Words, index: int) -> bool:
    if len(word_at(words, index)) != 3 or not is_digits(words.exact[index][:3]):
        return False
    return words.text[words.end[index - 1] : words.start[index]] in tuple(_GROUP_SEPARATORS)


def with_scales(words: Words, number: Number) -> Number:
    """The number with up to two scales behind it (mehrere Hundert Millionen)."""
    factor, last = number.factor, number.last
    while last - number.last < 2 and word_at(words, last) in scales():
        factor *= scales()[words.lower[last]]
        last += 1
    if last == number.last and number.is_several and _is_round(word_at(words, last)):
        last += 1
    if last == number.last:
        return number
    return Number(number.first, last, number.mantissa, factor, is_vague=number.is_vague)


def _is_round(word: str) -> bool:
    """Whether a word names a power of ten that one can have several of (mehrere zehntausend)."""
    return number_word(word) in (100, 1000, 10_000, 100_000)
