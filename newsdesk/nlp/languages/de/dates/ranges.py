"""Two times that make one mention: 3. bis 5. Mai, 2014 bis 2022, zwischen Montag und Mittwoch."""

from __future__ import annotations

from newsdesk.nlp.languages.de.amounts import DASHES
from newsdesk.nlp.languages.de.dates.calendar import MONTHS
from newsdesk.nlp.languages.de.dates.expressions import Day, Expression, Found, Month, Range, Year
from newsdesk.nlp.languages.de.dates.forms import read_form
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.languages.de.numbers import is_digits
from newsdesk.nlp.words import Words

_ARTICLES = word_set("dem den der zum zur")
_FROM = word_set("von vom")
_TO_NEXT_DAY = word_set("zum zu auf")
_WRITTEN_ON = (Day, Month, Year)


def read_expression(words: Words, index: int) -> Found | None:
    """The day, period or range that begins at a word, or None."""
    if words.exact[index] == "Nacht":
        return _night(words, index)
    joined = _joined_days(words, index) if words.exact[index][0].isdigit() else None
    if joined:
        return joined
    found = read_form(words, index)
    second = _second(words, index, found) if found else None
    return second or found


def _night(words: Words, index: int) -> Found | None:
    """Nacht zum Montag, Nacht auf den 4. Mai, Nacht von Montag auf Dienstag."""
    if word_at(words, index + 1) not in _TO_NEXT_DAY | _FROM:
        return None
    at = _behind_articles(words, index + 2)
    return read_expression(words, at) if word_at(words, at) and words.exact[at] != "Nacht" else None


def _second(words: Words, index: int, found: Found) -> Found | None:
    """The range that the expression found at `index` begins."""
    connector = word_at(words, found.last)
    is_dash = connector in DASHES
    if not (is_dash or connector == "bis" or _connects(words, index, connector)):
        return None
    at = _behind_articles(words, found.last + 1)
    if is_dash and not isinstance(found.expression, _WRITTEN_ON):
        return None
    other = read_form(words, at) if at < len(words) and word_at(words, at) else None
    if other is None or (is_dash and type(other.expression) is not type(found.expression)):
        return None
    return Found(Range(found.expression, other.expression), other.last)


def _connects(words: Words, index: int, connector: str) -> bool:
    """Zwischen … und …, von … auf …, vom … zum …, by the word before the first time."""
    before = word_before(words, index)
    if before in _ARTICLES and index >= 2:
        before = word_before(words, index - 1)
    if connector == "und":
        return before == "zwischen"
    return connector in ("auf", "zum") and before in _FROM


def _behind_articles(words: Words, index: int) -> int:
    return index + 1 if word_at(words, index) in _ARTICLES else index


def _joined_days(words: Words, index: int) -> Found | None:
    """3. bis 5. Mai, 3. und 4. Mai, 3.–5. Mai: the first number shares the month of the second."""
    token = words.exact[index]
    dash = next((f".{dash}" for dash in DASHES if f".{dash}" in token), "")
    first, _, rest = token.partition(dash) if dash else (token.removesuffix("."), "", "")
    if not is_digits(first) or len(first) > 2 or first == token:
        return None
    if dash:
        return _in_pair(words, index, int(first), rest)
    connector = word_at(words, index + 1)
    if connector not in ("bis", "und", "auf", "zum", "/", "oder") and connector not in DASHES:
        return None
    at = _behind_articles(words, index + 2)
    if at + 1 >= len(words) or not word_at(words, at)[:1].isdigit() or word_at(words, at + 1) not in MONTHS:
        return None
    second = read_form(words, at)
    return _range_of_days(int(first), second) if second else None


def _in_pair(words: Words, index: int, first: int, second: str) -> Found | None:
    """3.–5. in one word."""
    day, month = second.removesuffix("."), word_at(words, index + 1)
    if not is_digits(day) or len(day) > 2 or month not in MONTHS:
        return None
    found = read_form(words, index + 1)
    if not found or not isinstance(found.expression, Month):
        return None
    return _range_of_days(first, Found(Day(found.expression.year, MONTHS[month], int(day)), found.last))


def _range_of_days(first: int, second: Found) -> Found | None:
    if not isinstance(second.expression, Day):
        return None
    return Found(Range(_day_before(first, second.expression), second.expression), second.last)


def _day_before(first: int, last: Day) -> Expression:
    """The day `first` before the day `last`, in its month or in the one before (30. auf den 1. Mai)."""
    if first <= last.day:
        return Day(last.year, last.month, first)
    month = (last.month - 2) % 12 + 1
    year = last.year - 1 if isinstance(last.year, int) and month == 12 else last.year
    return Day(year, month, first)
