"""Whether four digits are a year, or a number of something."""

from __future__ import annotations

from functools import cache

from newsdesk.nlp.languages.de.amounts import DASHES, last_words_of_comparators
from newsdesk.nlp.languages.de.dates.calendar import MONTHS, PERIODS, SEASONS, UNITS
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.measures import is_measure
from newsdesk.nlp.languages.de.neighbours import is_capitalised, word_at, word_before
from newsdesk.nlp.languages.de.numbers import is_digits, scales
from newsdesk.nlp.words import MARKS, Words

_ONLY_BEFORE_YEARS = word_set("seit jahr jahre jahren jahres anfang mitte ende beginn")
_BEFORE_YEARS = word_set("ab bis von vom nach vor zwischen und um in im")
_FIRST_USUAL = "1500"
_MORE = word_set("mehr weniger")
_APPROXIMATE = word_set("rund etwa ungefähr circa ca. ca um")


def looks_like_year(token: str) -> bool:
    """Whether a word is four digits from 1000 to 2099."""
    return len(token) == 4 and is_digits(token) and "1000" <= token < "2100"


def years_in(token: str) -> tuple[int, int] | None:
    """The years of 2014–2022 in one word."""
    pair = token.removesuffix(".")
    if len(pair) == 9 and pair[4] in DASHES and looks_like_year(pair[:4]) and looks_like_year(pair[5:]):
        return int(pair[:4]), int(pair[5:])
    return None


def is_year(words: Words, index: int) -> bool:
    """Whether the digits at `index` are a year by what stands beside them."""
    token = words.exact[index]
    if not looks_like_year(token) and not years_in(token):
        return False
    before, behind = word_before(words, index), word_at(words, index + 1)
    if _is_title(words, index) or _is_measured_range(words, index):
        return False
    if (
        behind in _counting_words()
        or is_measure(words, index + 1)
        or before in load_set("counting", "numbered")
    ):
        return False
    if before in _ONLY_BEFORE_YEARS or before in MONTHS or before in SEASONS:
        return True
    if before in last_words_of_comparators() and (before != "die" or word_before(words, index - 1) == "um"):
        return _is_compared(words, index)
    return not _is_behind_digits(words, index) and not _counts_noun(words, index, before)


def _is_title(words: Words, index: int) -> bool:
    """»1984«, „2001: …“: digits that stand alone between quotation marks, or begin a title."""
    before, behind = word_before(words, index), word_at(words, index + 1)
    return before != "" and behind != "" and before in MARKS and (behind in MARKS or behind == ":")


def _is_measured_range(words: Words, index: int) -> bool:
    """1950 in zwischen 1950 und 2000 Euro."""
    connector = word_at(words, index + 1)
    connects = connector in ("bis", "und") or connector in DASHES
    return connects and is_digits(word_at(words, index + 2)) and is_measure(words, index + 3)


@cache
def _counting_words() -> frozenset[str]:
    return frozenset(PERIODS) | frozenset(scales()) | load_set("counting", "uncounted") | {"uhr", "mal"}


def _is_behind_digits(words: Words, index: int) -> bool:
    """030 2024200 and the like: the end of a longer number."""
    before = word_before(words, index)
    return is_digits(before) and not looks_like_year(before)


def _is_compared(words: Words, index: int) -> bool:
    """Sechs Prozent mehr als 2024, rund um 2024: a year stands behind the comparator."""
    before = word_before(words, index)
    if before in _APPROXIMATE:
        return not words.exact[index].endswith("00") and not _counts_noun(words, index, "")
    if before != "als" or is_capitalised(words, index + 1):
        return False
    compares = index >= 2 and words.lower[index - 2] in _MORE
    if not compares or not words.exact[index].endswith("00"):
        return True
    return index >= 3 and (words.exact[index - 3] == "%" or words.exact[index - 3][0].isupper())


def _counts_noun(words: Words, index: int, before: str) -> bool:
    """2000 Menschen: a round number, or people, with the noun right behind it."""
    behind = word_at(words, index + 1)
    if not is_capitalised(words, index + 1) or behind in UNITS:
        return False
    is_counted = words.exact[index] < _FIRST_USUAL or behind in load_set("counting", "people")
    return words.exact[index].endswith("00") or (is_counted and before not in _BEFORE_YEARS)
