"""Dates and quantities look at each word a bounded number of times, whatever the text."""

from __future__ import annotations

from datetime import date

import pytest

from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.languages.de.quantities import find_quantities
from newsdesk.nlp.words import Words
from tests.nlp.effort import Counted

TODAY = date(2024, 11, 20)
REPEATED = [
    *("Mai", "Mai und", "Mai bis", "3.", "3. bis", "3. und 4.", "2024", "2024 –", "14 Uhr", "14 bis"),
    *("Mittwoch ,", "Nacht zum", "Ende", "Ende der", "Anfang des", "vor", "vor zwei", "in den vergangenen"),
    *(
        "vergangenen",
        "seit",
        "zwei",
        "dreihundert",
        "zwei Jahre und",
        "zwischen 20 und",
        "zwischen",
        "20 bis",
    ),
    *("minus", "000", "10 000", "0", "mehr als", "nicht mehr", "um die", "über 20", "Millionen", "ein", "-"),
    *("eine halbe", "jeder", "€", "x-y", "fast", "dreijährige", "20 kleine graue", "Januar, Mai", "zwei zu"),
    *("3 :", "2023 / 24", "99999999999999999999"),
]


def looks_at(text: str) -> int:
    """How many words the two finders look at in a text whose words stand between single blanks."""
    words = Words(text)
    cursor = 0
    for token in text.split(" "):
        words.start.append(cursor)
        words.end.append(cursor + len(token))
        cursor += len(token) + 1
    words.exact, words.lower = Counted(text.split(" ")), Counted(text.lower().split(" "))
    words.paragraph = [0] * len(words.exact)
    Counted.looks = 0
    find_dates(words, TODAY)
    find_quantities(words)
    return Counted.looks


@pytest.mark.parametrize("repeated", REPEATED)
def test_twice_the_text_takes_twice_the_looks(repeated: str) -> None:
    once, twice = (looks_at(" ".join([repeated] * count)) for count in (300, 600))
    assert once > 0
    assert twice <= 2.05 * once
