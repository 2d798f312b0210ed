"""Years before and after Christ: 6200 v. Chr."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.expressions import AncientYear, Found, Year
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.languages.de.numbers import read_digits
from newsdesk.nlp.words import Words

_SIGNS = {"v.": -1, "vor": -1, "n.": 1, "nach": 1}
_CHRIST = ("chr.", "chr", "christus")
_LAST_YEAR = 9999


def read_era(words: Words, index: int) -> int | None:
    """-1 if v. Chr. begins at a word, 1 if n. Chr. does."""
    return _SIGNS.get(word_at(words, index)) if word_at(words, index + 1) in _CHRIST else None


def read_year_of_era(words: Words, index: int) -> Found | None:
    """6200 v. Chr., 44 n. Chr."""
    sign = read_era(words, index + 1)
    year = read_digits(words.exact[index]) if sign else None
    if year is None or not 0 < year <= _LAST_YEAR or year != year.to_integral_value():
        return None
    return Found(AncientYear(int(year)) if sign == -1 else Year(int(year)), index + 3)
