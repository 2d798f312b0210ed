"""The forms of dates: one function reads one form, from its first word on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from newsdesk.nlp.languages.de.dates.calendar import (
    DAYTIMES,
    MONTHS,
    MONTHS_THAT_ARE_NAMES,
    SEASONS,
    UNITS,
    WEEKDAY_NUMBERS,
    unit_of,
)
from newsdesk.nlp.languages.de.dates.expressions import (
    Day,
    Expression,
    HalfYear,
    Month,
    Part,
    Quarter,
    RelativeYear,
    Season,
    Shifted,
    ShiftedWeekday,
    ShiftedWeekend,
    ShiftedYearly,
    Weekday,
    WeekdayOfWeek,
    Weekend,
    Year,
    YearReference,
    Years,
)
from newsdesk.nlp.languages.de.dates.years import is_year, looks_like_year, years_in
from newsdesk.nlp.languages.de.lexicons import load_json, word_set
from newsdesk.nlp.languages.de.neighbours import with_folded, word_at, word_before
from newsdesk.nlp.languages.de.numbers import is_digits, number_word, number_words, ordinal_word
from newsdesk.nlp.words import Words

_ENDINGS = ("e", "en", "er", "es", "em")
_LISTS = load_json("calendar")


def _inflected(stems: dict[str, int]) -> dict[str, int]:
    return with_folded({stem + ending: number for stem, number in stems.items() for ending in _ENDINGS})


SHIFTS = _inflected(_LISTS["shifts"])
_DAY_ADJECTIVES = _inflected(_LISTS["day_adjectives"])
_DAY_WORDS = with_folded(_LISTS["day_words"])
_NAMED_SHIFTS: dict[str, list[str | int]] = {
    word + ending: shift for word, shift in _LISTS["named_shifts"].items() for ending in ("", "s", "es")
}
_PARTS: dict[str, int] = _LISTS["parts"]
_PART_NOUNS: dict[str, list[str | int]] = _LISTS["part_nouns"]
_GENITIVE_ARTICLES = word_set("der des")
_ARTICLES = word_set("der den dem des die das")
_BEFORE_NAMED_MONTHS = word_set(
    "im in am seit ab bis vom von zum nach vor anfang mitte ende beginn der den dem des monat für gegen"
)
_ADDRESSES = word_set("herr herrn frau familie dr. prof. eheleute")
_BEFORE_MORNING = word_set("am jeden diesem guten der den vom zum bis")
_FUTURE_CENTURY = 69
_WHOLES = ("week", "month", "year", "quarter", "decade", "century")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the words up to `last` (excluded)."""

    expression: Expression
    last: int


Form = Callable[[Words, int], Found | None]


def read_form(words: Words, index: int) -> Found | None:
    """The expression of time that begins at a word, or None."""
    word = words.lower[index]
    if word[0].isdigit():
        return _numeric(words, index)
    form = forms_by_word().get(word)
    if form:
        return form(words, index)
    behind = word_at(words, index + 1)
    return _ordinal(words, index) if behind in MONTHS or behind in UNITS else None


@cache
def forms_by_word() -> dict[str, Form]:
    """The form that begins with each word, in lower case."""
    return {
        **dict.fromkeys(MONTHS, _month),
        **dict.fromkeys(SEASONS, _season),
        **dict.fromkeys(WEEKDAY_NUMBERS, _weekday),
        **dict.fromkeys(_DAY_WORDS, _day_word),
        **dict.fromkeys(SHIFTS, _shifted),
        **dict.fromkeys(_DAY_ADJECTIVES, _day_adjective),
        **dict.fromkeys(_NAMED_SHIFTS, _named_shift),
        **dict.fromkeys(_PARTS, _part),
        **dict.fromkeys(_PART_NOUNS, _part_noun),
        **dict.fromkeys(_decade_words(), _decade),
        **dict.fromkeys(("jahr", "jahre", "jahren", "jahres"), _year_noun),
        **dict.fromkeys(("wochenende", "wochenendes"), _weekend),
        "monat": _month_noun,
    }


def _numeric(words: Words, index: int) -> Found | None:
    token = words.exact[index]
    if looks_like_year(token) or years_in(token):
        return _iso_day(words, index) or _year(words, index)
    if token.endswith("."):
        return _short_day(words, index) or _ordinal(words, index)
    if token.count(".") == 2:
        return _written_day(words, index)
    return _decade(words, index)


def _written_day(words: Words, index: int) -> Found | None:
    """03.05.2024, 3.5.24."""
    day, month, year = words.exact[index].split(".")
    if not (is_digits(day) and is_digits(month) and is_digits(year)):
        return None
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return None
    century = 0 if len(year) == 4 else 2000 if int(year) < _FUTURE_CENTURY else 1900
    return Found(Day(century + int(year), int(month), int(day)), index + 1)


def _short_day(words: Words, index: int) -> Found | None:
    """3.5. behind a preposition."""
    parts = words.exact[index].split(".")
    if len(parts) != 3 or not (is_digits(parts[0]) and is_digits(parts[1])) or max(map(len, parts)) > 2:
        return None
    if word_before(words, index) not in word_set("am vom zum bis ab seit dem den ,"):
        return None
    return Found(Day(None, int(parts[1]), int(parts[0])), index + 1)


def _iso_day(words: Words, index: int) -> Found | None:
    """2024-05-03, which a tokenizer takes apart."""
    if index + 5 > len(words) or words.exact[index + 1] != "-" or words.exact[index + 3] != "-":
        return None
    month, day = words.exact[index + 2], words.exact[index + 4].removesuffix(".")
    if not (is_digits(month) and is_digits(day) and len(month) == len(day) == 2):
        return None
    return Found(Day(int(words.exact[index]), int(month), int(day)), index + 5)


def _year(words: Words, index: int) -> Found | None:
    """2024, 2014–2022, 2023/24."""
    if not is_year(words, index):
        return None
    pair = years_in(words.exact[index])
    if pair:
        return Found(Years(*pair), index + 1)
    year = int(words.exact[index])
    second = words.exact[index + 2].removesuffix(".") if word_at(words, index + 1) == "/" else ""
    if is_digits(second) and len(second) in (2, 4) and int(second) % 100 == (year + 1) % 100:
        return Found(Years(year, year + 1), index + 3)
    return Found(Year(year), index + 1)


def _ordinal(words: Words, index: int) -> Found | None:
    """3. Mai, dritten Mai, 3. Quartal, 20. Jahrhundert, 3. und 4. Mai."""
    number = _ordinal_at(words, index)
    if number is None:
        return None
    noun = word_at(words, index + 1)
    if noun in MONTHS and words.is_capitalised(index + 1):
        year, last = _year_behind(words, index + 2)
        return Found(Day(year, MONTHS[noun], number), last)
    return _numbered_unit(words, index + 1, number, unit_of(noun))


def _ordinal_at(words: Words, index: int) -> int | None:
    token = words.exact[index]
    if token.endswith(".") and is_digits(token[:-1]) and len(token) <= 3:
        return int(token[:-1])
    return ordinal_word(token.lower())


def _numbered_unit(words: Words, index: int, number: int, unit: str | None) -> Found | None:
    if unit == "century":
        return Found(Years(100 * number - 99, 100 * number), index + 1)
    if unit not in ("quarter", "half") or number > (4 if unit == "quarter" else 2):
        return None
    year, last = _year_behind(words, index + 1)
    return Found(Quarter(year, number) if unit == "quarter" else HalfYear(year, number), last)


def _year_behind(words: Words, index: int) -> tuple[YearReference | None, int]:
    """The year that begins at a word: 2024, des Jahres 2024, vergangenen Jahres, des Vorjahres."""
    at = index + 1 if word_at(words, index) in _GENITIVE_ARTICLES else index
    word = word_at(words, at)
    if word == "jahres" and word_at(words, at + 1) and looks_like_year(words.exact[at + 1]):
        return int(words.exact[at + 1]), at + 2
    if at == index and word and looks_like_year(words.exact[at]):
        return int(words.exact[at]), at + 1
    if word in SHIFTS and word_at(words, at + 1) in ("jahres", "jahrs"):
        return RelativeYear(SHIFTS[word]), at + 2
    if at > index and word == "jahres":
        return RelativeYear(0), at + 1
    return (RelativeYear(-1), at + 1) if word in ("vorjahres", "vorjahrs") else (None, index)


def _month(words: Words, index: int) -> Found | None:
    """Mai, Mai 2024, Oktober vergangenen Jahres."""
    if not words.is_capitalised(index):
        return None
    year, last = _year_behind(words, index + 1)
    if year is None and _is_name(words, index):
        return None
    return Found(Month(year, MONTHS[words.lower[index]]), last)


def _is_name(words: Words, index: int) -> bool:
    """Whether a month or a season is rather a person's name: Karin Mai, August Gruber."""
    word, before = words.lower[index], word_before(words, index)
    if before in _ADDRESSES:
        return True
    if word in MONTHS and word not in MONTHS_THAT_ARE_NAMES:
        return False
    if before in ("und", "oder", ",", "bis") and index >= 2:
        return words.lower[index - 2] not in MONTHS and words.lower[index - 2] not in SEASONS
    if before in _BEFORE_NAMED_MONTHS:
        return before in _ARTICLES and word == "august" and _is_capitalised(words, index + 1)
    if before in SHIFTS or (before[-1:] == "." and before[:1].isdigit()):
        return False
    begins = index == 0 or not words.exact[index - 1][0].isalnum()
    return not begins or _is_capitalised(words, index + 1)


def _is_capitalised(words: Words, index: int) -> bool:
    return word_at(words, index) != "" and words.is_capitalised(index)


def _month_noun(words: Words, index: int) -> Found | None:
    """Monat Mai."""
    return _month(words, index + 1) if word_at(words, index + 1) in MONTHS else None


def _season(words: Words, index: int) -> Found | None:
    """Sommer, Sommer 2024, Winter 2023/24."""
    if not words.is_capitalised(index):
        return None
    month = SEASONS[words.lower[index]]
    span = _numeric(words, index + 1) if word_at(words, index + 1)[:1].isdigit() else None
    if span and isinstance(span.expression, Years):
        return Found(Season(span.expression.first, month), span.last)
    year, last = _year_behind(words, index + 1)
    return None if year is None and _is_name(words, index) else Found(Season(year, month), last)


def _weekday(words: Words, index: int) -> Found | None:
    """Mittwoch, Mittwoch Abend, Mittwoch, 20. November 2024, Mittwoch vergangener Woche."""
    if not words.is_capitalised(index) or word_before(words, index) in _ADDRESSES:
        return None
    number = WEEKDAY_NUMBERS[words.lower[index]]
    last = index + 2 if word_at(words, index + 1) in DAYTIMES else index + 1
    return _dated(words, last) or _in_week(words, last, number) or Found(Weekday(number), last)


def _dated(words: Words, index: int) -> Found | None:
    """The date behind its weekday: 20. November 2024, den 20.11.2024."""
    at = index + 1 if word_at(words, index) == "," else index
    at += word_at(words, at) in ("den", "dem", "der")
    if not word_at(words, at)[:1].isdigit() or looks_like_year(words.exact[at]):
        return None
    found = _numeric(words, at)
    return found if found and isinstance(found.expression, Day) else None


def _in_week(words: Words, index: int, number: int) -> Found | None:
    at = index + 1 if word_at(words, index) == "der" else index
    if word_at(words, at) in SHIFTS and word_at(words, at + 1) == "woche":
        return Found(WeekdayOfWeek(number, SHIFTS[words.lower[at]]), at + 2)
    return None


def _day_word(words: Words, index: int) -> Found | None:
    """Heute, gestern Abend, morgen früh."""
    word = words.lower[index]
    if word == "morgen" and not _is_tomorrow(words, index):
        return None
    if words.is_capitalised(index) and word_before(words, index) in _ARTICLES:
        return None
    last = index + 2 if word_at(words, index + 1) in DAYTIMES else index + 1
    return Found(Shifted("day", _DAY_WORDS[word]), last)


def _is_tomorrow(words: Words, index: int) -> bool:
    """Morgen as an adverb: in lower case, or first in its sentence before a word in lower case."""
    if not words.is_capitalised(index):
        return word_before(words, index) not in _BEFORE_MORNING
    begins = index == 0 or not words.exact[index - 1][0].isalnum()
    return begins and word_at(words, index + 1) != "" and words.exact[index + 1][0].islower()


def _day_adjective(words: Words, index: int) -> Found | None:
    """Heutigen Mittwoch, gestrigen Tag."""
    noun = word_at(words, index + 1)
    if noun in WEEKDAY_NUMBERS or noun in ("tag", "tages", "abend", "nachmittag", "vormittag", "morgen"):
        return Found(Shifted("day", _DAY_ADJECTIVES[words.lower[index]]), index + 2)
    return None


def _named_shift(words: Words, index: int) -> Found | None:
    """Vorjahr, heuer."""
    unit, offset = _NAMED_SHIFTS[words.lower[index]]
    return Found(Shifted(str(unit), int(offset)), index + 1)


def _shifted(words: Words, index: int) -> Found | None:
    """Vergangene Woche, diesen Monat, nächsten Montag, vergangenen Oktober, letzte Nacht."""
    offset, noun = SHIFTS[words.lower[index]], word_at(words, index + 1)
    if not noun or not words.is_capitalised(index + 1):
        return None
    if noun in WEEKDAY_NUMBERS:
        last = index + 3 if word_at(words, index + 2) in DAYTIMES else index + 2
        return Found(ShiftedWeekday(WEEKDAY_NUMBERS[noun], offset), last)
    if noun in MONTHS or noun in SEASONS:
        return _shifted_season(words, index + 1, offset)
    unit = unit_of(noun) if not _is_plural(noun) else None
    if unit == "weekend":
        return Found(ShiftedWeekend(offset), index + 2)
    return Found(Shifted(unit, offset), index + 2) if unit else None


def _is_plural(noun: str) -> bool:
    return noun.endswith(("en", "quartale", "halbjahre", "jahrzehnte")) or noun in ("jahre", "monate")


def _shifted_season(words: Words, index: int, offset: int) -> Found | None:
    found = _month(words, index) if words.lower[index] in MONTHS else _season(words, index)
    if not found or not isinstance(found.expression, Month | Season):
        return None
    is_open = found.expression.year is None
    return Found(ShiftedYearly(found.expression, offset), found.last) if is_open else found


def _weekend(words: Words, index: int) -> Found | None:
    return Found(Weekend(), index + 1)


def _year_noun(words: Words, index: int) -> Found | None:
    """Jahr 2024, Jahren 2014 …"""
    if not word_at(words, index + 1)[:1].isdigit():
        return None
    token = words.exact[index + 1]
    if len(token) in (3, 4) and is_digits(token) and token[0] != "0" and not looks_like_year(token):
        return Found(Year(int(token)), index + 2)
    return _year(words, index + 1)


def _part(words: Words, index: int) -> Found | None:
    """Anfang Oktober 2024, Mitte 2024, Ende der Woche, Ende vergangenen Jahres."""
    at = index + 1
    article = word_at(words, at) in _GENITIVE_ARTICLES
    at += article
    word = word_at(words, at)
    if not word:
        return None
    third = _PARTS[words.lower[index]]
    unit = unit_of(word) if article else None
    if unit in _WHOLES and not word_at(words, at + 1)[:1].isdigit():
        return Found(Part(third, Shifted(str(unit), 0)), at + 1)
    found = read_form(words, at)
    is_whole = found and not isinstance(found.expression, Day | Weekday | Part | Weekend)
    return Found(Part(third, found.expression), found.last) if found and is_whole else None


def _part_noun(words: Words, index: int) -> Found | None:
    """Jahresende, Monatsanfang."""
    unit, third = _PART_NOUNS[words.lower[index]]
    return Found(Part(int(third), Shifted(str(unit), 0)), index + 1)


def _decade_words() -> list[str]:
    tens = [word for word in number_words() if number_words()[word] % 10 == 0 and number_words()[word] >= 20]
    return [f"{ten}er{rest}" for ten in tens for rest in ("", "jahre", "jahren", "-jahre", "-jahren")]


def _decade(words: Words, index: int) -> Found | None:
    """1990er Jahre, 90er-Jahre, neunziger Jahre, Neunzigerjahre."""
    word = words.lower[index]
    stem, er, rest = word.partition("er")
    if not er or rest not in ("", "n", "jahre", "jahren", "-jahre", "-jahren"):
        return None
    decade = int(stem) if is_digits(stem) and len(stem) in (2, 4) else number_word(stem)
    if decade is None or decade % 10 or not (10 <= decade < 100 or 1500 <= decade < 2100):
        return None
    last = index + 2 if not rest and word_at(words, index + 1) in ("jahre", "jahren") else index + 1
    if last == index + 1 and len(rest) < 2 and decade < 100:
        return None
    first = decade if decade > 100 else 1900 + decade
    return Found(Years(first, first + 9, is_decade=True), last)
