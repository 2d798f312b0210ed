"""Decades: 1990er Jahre, 90er-Jahre, neunziger Jahre, Neunzigerjahre."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.expressions import Found, Years
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.languages.de.numbers import is_digits, number_word, number_words
from newsdesk.nlp.words import Words

_CENTURY = 1900
_YEARS = ("jahre", "jahren")
_ENDINGS = ("jahre", "jahren", "-jahre", "-jahren")
DECADES = frozenset(
    f"{word}er{ending}"
    for word, value in number_words().items()
    if value in range(20, 100, 10)
    for ending in ("", *_ENDINGS)
)
"""The words that may name a decade without digits, in lower case."""


def read_decade(words: Words, index: int, *, needs_years: bool = True) -> Found | None:
    """A decade with or without its century; without one it needs the word Jahre (if `needs_years`)."""
    stem, mark, ending = words.lower[index].replace("-er", "er", 1).partition("er")
    if not mark or ending not in ("", "n", *_ENDINGS):
        return None
    decade = int(stem) if is_digits(stem) and len(stem) in (2, 4) else number_word(stem)
    if decade is None or decade % 10 or not (10 <= decade < 100 or 1500 <= decade < 2100):
        return None
    has_years = not ending and word_at(words, index + 1) in _YEARS
    if needs_years and decade < 100 and not has_years and ending not in _ENDINGS:
        return None
    first = decade if decade > 100 else _CENTURY + decade
    return Found(Years(first, first + 9, is_decade=True), index + 2 if has_years else index + 1)
