"""German dates, quantities and sums of money."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Words

_MONTH_NAMES = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)} | {"jänner": 1, "feber": 2}
_WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"]
_DAYTIMES = ["morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht"]
WEEKDAYS = frozenset(_WEEKDAYS) | {day + time for day in _WEEKDAYS for time in _DAYTIMES}
_PERIODS = word_set("woche wochen monat monat monate monaten jahr jahre jahren wochenende")
_SHIFTED = re.compile(r"(vergangen|letzt|vorig|nächst|kommend|folgend|dies)(e|en|er|es)$")
_VAGUE_DAYS = word_set("kürzlich künftig neulich jüngst demnächst derzeit zurzeit")
_DAYS = {"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2}
_NUMERIC_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_ORDINAL = re.compile(r"(\d{1,2})\.$")
_NUMBER = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?$|\d+(,\d+)?$")
_SCALES = {"tausend": 1e3, "millionen": 1e6, "million": 1e6, "mio": 1e6, "mio.": 1e6}
_SCALES |= {"milliarden": 1e9, "milliarde": 1e9, "mrd": 1e9, "mrd.": 1e9, "billionen": 1e12}
_CURRENCIES = {"euro": "EUR", "€": "EUR", "cent": "Cent", "dollar": "USD", "us-dollar": "USD", "$": "USD"}
_CURRENCIES |= {"franken": "CHF", "pfund": "GBP", "rubel": "RUB", "yen": "JPY", "yuan": "CNY"}
_MEASURES = word_set(
    "prozent % prozentpunkte prozentpunkten kilometer kilometern km meter metern m zentimeter cm mm "
    "millimeter kilogramm kg tonnen t gramm liter litern grad hektar quadratmeter quadratkilometer "
    "megawatt gigawatt kilowattstunden megawattstunden stundenkilometer knoten"
)
_COMPARATORS = {
    "mehr als": ">", "über": ">", "gut": ">", "weniger als": "<", "unter": "<", "knapp": "<", "fast": "<",
    "beinahe": "<", "bis zu": "≤", "höchstens": "≤", "maximal": "≤", "mindestens": "≥", "wenigstens": "≥",
    "rund": "≈", "etwa": "≈", "ungefähr": "≈", "circa": "≈", "ca.": "≈", "schätzungsweise": "≈",
}  # fmt: skip


def find_dates(words: Words, published_at: date | None) -> list[Mention]:
    """Dates, each from its first word; the preposition before it stays outside."""
    found: list[Mention] = []
    index = 0
    while index < len(words):
        mention, index = _date_at(words, index, published_at)
        if mention:
            found.append(mention)
    return found


def _date_at(words: Words, index: int, published_at: date | None) -> tuple[Mention | None, int]:
    for read in (_calendar_day, _numeric_day, _shifted_period, _single_word):
        end, value, vague = read(words, index, published_at)
        if end:
            start_char, end_char = words.chars(index, end)
            return Mention(start_char, end_char, "DATE", value=value, vague=vague), end
    return None, index + 1


_Read = tuple[int, str | None, bool]
_NOTHING: _Read = (0, None, False)


def _calendar_day(words: Words, index: int, published_at: date | None) -> _Read:
    """3. Mai 2024, 3. Mai, Mai 2024, Mai."""
    ordinal = _ORDINAL.match(words.exact[index])
    at = index + 1 if ordinal else index
    month = MONTHS.get(words.lower[at]) if at < len(words) and words.is_capitalised(at) else None
    if month is None:
        return _NOTHING
    has_year = at + 1 < len(words) and _YEAR.match(words.exact[at + 1]) is not None
    year = int(words.exact[at + 1]) if has_year else published_at.year if published_at else None
    end = at + 2 if has_year else at + 1
    if not ordinal:
        return end, f"{year:04}-{month:02}" if year and has_year else None, False
    return end, _iso_day(year, month, int(ordinal[1])), False


def _iso_day(year: int | None, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year else None
    except ValueError:
        return None


def _numeric_day(words: Words, index: int, _published_at: date | None) -> _Read:
    match = _NUMERIC_DATE.match(words.exact[index])
    if not match:
        return _NOTHING
    day, month, year = map(int, match.groups())
    return index + 1, _iso_day(year, month, day), False


def _shifted_period(words: Words, index: int, _published_at: date | None) -> _Read:
    """Vergangene Woche, nächsten Montag, in den vergangenen Wochen (the last two words)."""
    if not _SHIFTED.match(words.lower[index]) or index + 1 == len(words):
        return _NOTHING
    period = words.lower[index + 1]
    is_period = period in _PERIODS or period in WEEKDAYS or period in MONTHS
    return (index + 2, None, period.endswith("n")) if is_period else _NOTHING


def _single_word(words: Words, index: int, published_at: date | None) -> _Read:
    word = words.lower[index]
    if word in WEEKDAYS and words.is_capitalised(index):
        return index + 1, None, False
    if word in _DAYS and not words.is_capitalised(index) | (word == "morgen"):
        day = published_at + timedelta(days=_DAYS[word]) if published_at else None
        return index + 1, day.isoformat() if day else None, False
    if word in _VAGUE_DAYS:
        return index + 1, None, True
    if _YEAR.match(word) and index and not _counts(words, index):
        return index + 1, word, False
    return _NOTHING


def _counts(words: Words, index: int) -> bool:
    """Whether a four-digit number has a comparator before it or a unit behind it."""
    if _is_compared_year(words, index):
        return False
    before = words.lower[index - 1] in _COMPARATORS or words.lower[index - 1] == "als"
    unit = words.lower[index + 1] if index + 1 < len(words) else ""
    return before or unit in _MEASURES or unit in _CURRENCIES or unit in _SCALES


def _is_compared_year(words: Words, index: int) -> bool:
    """Whether something is measured against a year: "sechs Prozent mehr als 2024"."""
    if index < 3 or words.lower[index - 1] != "als" or not _YEAR.match(words.exact[index]):
        return False
    return words.lower[index - 2] in ("mehr", "weniger") and words.exact[index - 3][0].isupper()


def find_quantities(words: Words) -> list[Mention]:
    """Numbers in digits with comparator and unit, and sums of money; the counted noun is outside."""
    return [
        _quantity(words, index)
        for index, word in enumerate(words.exact)
        if word[0].isdigit() and _NUMBER.match(word)
    ]


def _quantity(words: Words, index: int) -> Mention:
    value = float(words.exact[index].replace(".", "").replace(",", "."))
    end = index + 1
    if end < len(words) and words.lower[end] in _SCALES:
        value *= _SCALES[words.lower[end]]
        end += 1
    unit = words.lower[end] if end < len(words) else ""
    currency = _CURRENCIES.get(unit)
    is_measured = bool(currency) or unit in _MEASURES
    first, comparator = _comparator_before(words, index)
    start_char, end_char = words.chars(first, end + is_measured)
    return Mention(
        start_char,
        end_char,
        "MONEY" if currency else "QUANTITY",
        value=int(value) if value.is_integer() else value,
        unit=currency or (words.exact[end] if is_measured else None),
        comparator=comparator,
    )


def _comparator_before(words: Words, index: int) -> tuple[int, str | None]:
    for length in (2, 1):
        first = index - length
        phrase = " ".join(words.lower[max(first, 0) : index])
        if first >= 0 and phrase in _COMPARATORS:
            return first, _COMPARATORS[phrase]
    return index, None
