"""Measures and currencies by their German words and signs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsdesk.nlp.languages.de.lexicons import load_lines
from newsdesk.nlp.languages.de.neighbours import word_at
from newsdesk.nlp.words import Words

_ENDINGS = ("e", "en", "er", "es")
Phrases = list[tuple[tuple[str, ...], str, str]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in the words up to `last` (excluded): its label (QUANTITY or MONEY) and its unit.

    `stop` is 1 where a tokenizer has left the sentence's full stop at the last word (80 km/h.).
    """

    label: str
    unit: str
    last: int
    stop: int = 0


@cache
def _phrases() -> dict[str, Phrases]:
    """By the first word: the words of each measure as written, longest first, its label and unit."""
    named = {name: ("QUANTITY", line["sign"]) for line in load_lines("measures") for name in line["words"]}
    for line in load_lines("currencies"):
        named |= dict.fromkeys((*line["words"], *_adjective_names(line)), ("MONEY", line["code"]))
    named |= {name.upper(): unit for name, unit in named.items() if len(name) > 3}
    table: dict[str, Phrases] = {}
    for name, (label, unit) in sorted(named.items(), key=lambda item: -len(item[0].split())):
        table.setdefault(name.split()[0], []).append((tuple(name.split()), label, unit))
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
    for phrase, label, unit in listed:
        last = index + len(phrase)
        written = tuple(words.exact[index:last])
        if written == phrase:
            return Measure(label, unit, last)
        if len(written) == len(phrase) and written[:-1] == phrase[:-1] and written[-1] == phrase[-1] + ".":
            return Measure(label, unit, last, stop=1)
    return None


def is_measure(words: Words, index: int) -> bool:
    """Whether a measure or a currency begins at a word."""
    return read_measure(words, index) is not None


def measure_of(name: str) -> tuple[str, str] | None:
    """Label and unit of a measure's single word, as written."""
    return next(((label, unit) for phrase, label, unit in _phrases().get(name, ()) if len(phrase) == 1), None)
