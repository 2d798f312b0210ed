"""Measures and currencies by their German words and signs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsdesk.nlp.languages.de.lexicons import load_lines
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.words import Words

_ENDINGS = ("e", "en", "er", "es")


@dataclass(frozen=True, slots=True)
class Unit:
    """What something is measured in: QUANTITY or MONEY, the unit's sign, and how many units one is."""

    label: str
    sign: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit in the words up to `last` (excluded).

    `stop` is 1 where a tokenizer has left the sentence's full stop at the last word (80 km/h.).
    """

    unit: Unit
    last: int
    stop: int = 0


Phrases = list[tuple[tuple[str, ...], Unit]]


@cache
def _phrases() -> dict[str, Phrases]:
    """By the first word: the words of each unit as written, longest first, and the unit."""
    named = {
        name: Unit("QUANTITY", line["sign"]) for line in load_lines("measures") for name in line["words"]
    }
    for line in load_lines("currencies"):
        unit = Unit("MONEY", line["code"], Decimal(line.get("factor", 1)))
        named |= dict.fromkeys((*line["words"], *_adjective_names(line)), unit)
    named |= {name.upper(): unit for name, unit in named.items() if len(name) > 3}
    table: dict[str, Phrases] = {}
    for name, unit in sorted(named.items(), key=lambda item: -len(item[0].split())):
        table.setdefault(name.split()[0], []).append((tuple(name.split()), unit))
    return table


def _adjective_names(currency: dict[str, str | list[str]]) -> list[str]:
    """Kanadische Dollar, kanadischen Dollar …"""
    return [
        f"{stem}{ending} {currency['noun']}" for stem in currency.get("adjectives", ()) for ending in _ENDINGS
    ]


@cache
def prefixes() -> dict[str, str]:
    """Signs of currencies that stand before the number, as written (€, US$)."""
    return {sign: line["code"] for line in load_lines("currencies") for sign in line.get("prefixes", ())}


def read_measure(words: Words, index: int) -> Measure | None:
    """The measure that begins at a word, if it stands in the same paragraph as the word before."""
    if not word_at(words, index):
        return None
    first = words.exact[index]
    listed = _phrases().get(first) or _phrases().get(first.removesuffix("."), [])
    for phrase, unit in listed:
        last = index + len(phrase)
        written = tuple(words.exact[index:last])
        if written == phrase:
            return Measure(unit, last)
        if len(written) == len(phrase) and written[:-1] == phrase[:-1] and written[-1] == phrase[-1] + ".":
            return Measure(unit, last, stop=1)
    return None


def is_measure(words: Words, index: int) -> bool:
    """Whether a measure or a currency begins at a word."""
    return read_measure(words, index) is not None


def unit_of_measure(name: str) -> Unit | None:
    """The unit that a single word names, as written."""
    return next((unit for phrase, unit in _phrases().get(name, ()) if len(phrase) == 1), None)
