"""Single days: 03.05.2024, Mittwoch, heute Abend, kommenden Montag."""

from __future__ import annotations

from newsdesk.nlp.languages.de.amounts import DASHES
from newsdesk.nlp.languages.de.dates.calendar import DAYTIMES, WEEKDAY_NUMBERS
from newsdesk.nlp.languages.de.dates.expressions import Day, Found, Shifted, Weekday, WeekdayOfWeek
from newsdesk.nlp.languages.de.dates.family_names import is_family_name
from newsdesk.nlp.languages.de.dates.shifts import SHIFTS, inflected
from newsdesk.nlp.languages.de.dates.yearly import read_ordinal
from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.neighbours import with_folded, word_at, word_before
from newsdesk.nlp.languages.de.numbers import is_digits
from newsdesk.nlp.words import Words

DAY_WORDS: dict[str, int] = with_folded(load_json("calendar")["day_words"])
DAY_ADJECTIVES = inflected(load_json("calendar")["day_adjectives"])
_ARTICLES = word_set("der den dem des die das")
_BEFORE_MORNING = word_set("am jeden diesem guten der den vom zum bis")
_BEFORE_SHORT_DAYS = word_set("am vom zum bis ab seit dem den")
_NOUNS_OF_DAYS = word_set("tag tages abend nachmittag vormittag morgen")
_FUTURE_CENTURY = 69


def read_written_day(words: Words, index: int) -> Found | None:
    """03.05.2024, 3.5.24."""
    day, month, year = words.exact[index].split(".")
    if word_before(words, index) in load_set("counting", "numbered"):
        return None
    if not (is_digits(day) and is_digits(month) and is_digits(year)):
        return None
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return None
    century = 0 if len(year) == 4 else 2000 if int(year) < _FUTURE_CENTURY else 1900
    return Found(Day(century + int(year), int(month), int(day)), index + 1)


def read_short_day(words: Words, index: int) -> Found | None:
    """3.5. behind a preposition, or before another date (20.02. – 28.02.2016)."""
    day, _, month = words.exact[index].removesuffix(".").partition(".")
    if not (is_digits(day) and is_digits(month) and len(day) <= 2 and len(month) <= 2):
        return None
    has_stop = words.exact[index][-1] == "."
    last = index + 1 if has_stop or not _has_own_stop(words, index + 1) else index + 2
    is_range = word_at(words, last) in DASHES and word_at(words, last + 1)[:1].isdigit()
    if word_before(words, index) not in _BEFORE_SHORT_DAYS and not is_range:
        return None
    if last == index + 1 and not has_stop and len(month) < 2:
        return None
    return Found(Day(None, int(month), int(day)), last)


def _has_own_stop(words: Words, index: int) -> bool:
    """Whether a tokenizer has cut the full stop off a date that goes on in the sentence."""
    if word_at(words, index) != "." or words.has_space_before(index):
        return False
    return word_at(words, index + 1) != "" and not words.is_capitalised(index + 1)


def read_iso_day(words: Words, index: int) -> Found | None:
    """2024-05-03, which a tokenizer takes apart."""
    if index + 5 > len(words) or words.exact[index + 1] != "-" or words.exact[index + 3] != "-":
        return None
    month, day = words.exact[index + 2], words.exact[index + 4].removesuffix(".")
    if not (is_digits(month) and is_digits(day) and len(month) == len(day) == 2):
        return None
    return Found(Day(int(words.exact[index]), int(month), int(day)), index + 5)


def read_weekday(words: Words, index: int) -> Found | None:
    """Mittwoch, Mittwoch Abend, Mittwoch, 20. November 2024, Mittwoch vergangener Woche."""
    if not words.is_capitalised(index) or is_family_name(words, index):
        return None
    number = WEEKDAY_NUMBERS[words.lower[index]]
    last = index + 2 if word_at(words, index + 1) in DAYTIMES else index + 1
    return date_of_weekday(words, last) or _in_week(words, last, number) or Found(Weekday(number), last)


def date_of_weekday(words: Words, index: int) -> Found | None:
    """The date behind its weekday: 20. November 2024, den 20.11.2024."""
    at = index + 1 if word_at(words, index) == "," else index
    at += word_at(words, at) in ("den", "dem", "der")
    word = word_at(words, at)
    if not word[:1].isdigit():
        return None
    found = read_written_day(words, at) if word.count(".") == 2 else read_ordinal(words, at)
    return found if found and isinstance(found.expression, Day) else None


def _in_week(words: Words, index: int, number: int) -> Found | None:
    at = index + 1 if word_at(words, index) == "der" else index
    if word_at(words, at) in SHIFTS and word_at(words, at + 1) == "woche":
        return Found(WeekdayOfWeek(number, SHIFTS[words.lower[at]]), at + 2)
    return None


def read_day_word(words: Words, index: int) -> Found | None:
    """Heute, gestern Abend, morgen früh."""
    word = words.lower[index]
    if word == "morgen" and not _is_tomorrow(words, index):
        return None
    if words.is_capitalised(index) and word_before(words, index) in _ARTICLES:
        return None
    last = index + 2 if word_at(words, index + 1) in DAYTIMES else index + 1
    return Found(Shifted("day", DAY_WORDS[word]), last)


def _is_tomorrow(words: Words, index: int) -> bool:
    """Morgen as an adverb: in lower case, or first in its sentence before a word in lower case."""
    if not words.is_capitalised(index):
        return word_before(words, index) not in _BEFORE_MORNING
    begins = index == 0 or not words.exact[index - 1][0].isalnum()
    return begins and word_at(words, index + 1) != "" and words.exact[index + 1][0].islower()


def read_day_adjective(words: Words, index: int) -> Found | None:
    """Heutigen Mittwoch, gestrigen Tag."""
    noun = word_at(words, index + 1)
    if noun in WEEKDAY_NUMBERS or noun in _NOUNS_OF_DAYS:
        return Found(Shifted("day", DAY_ADJECTIVES[words.lower[index]]), index + 2)
    return None
