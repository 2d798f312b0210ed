"""Names that come from lists: states, their peoples, places, organisations.

The names of states are those of Babel's CLDR data; adjectives and nouns of nationality are made
from one adjective and one noun a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale

from newsdesk.nlp.languages.de.lexicons import load_json, load_names

_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_NOT_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_SHORT = {"US": "USA", "GB": "Großbritannien", "CD": "Kongo", "HK": "Hongkong", "MO": "Macau"}
_UNSAFE_GENITIVE = ("s", "x", "z", "ß")
# Names of states that are ordinary words too, or names of persons.
_AMBIGUOUS = frozenset({"Jersey", "Reunion"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listed name is: a label, a subtype, and the name that it means."""

    label: str
    subtype: str | None = None
    canonical: str | None = None
    only_in_marks: bool = False


@cache
def names() -> dict[tuple[str, ...], Entry]:
    """Entry by the words of the name, as they are written."""
    entries: dict[tuple[str, ...], Entry] = {}
    for place in load_names("places"):
        _add(entries, place, Entry("LOC"))
    for name, code in _territory_names():
        _add(entries, name, Entry("LOC", "STATE", state_name(code)))
    for key, organisations in load_json("organisations").items():
        for name in organisations:
            subtype = key.removesuffix("_IN_MARKS")
            entries[tuple(name.split())] = Entry("ORG", subtype, name, only_in_marks=key != subtype)
    return entries


@cache
def nationality_adjectives() -> dict[str, str]:
    """State by inflected adjective in lower case: russischen -> Russland."""
    pairs = [(adjective, code) for code, (adjective, _) in load_json("nationalities").items()]
    pairs += [(word, code) for word, code in _nationality_aliases() if word[0].islower()]
    return {
        adjective + ending: state_name(code) for adjective, code in pairs for ending in _ADJECTIVE_ENDINGS
    }


@cache
def nationality_nouns() -> dict[str, str]:
    """State by inflected noun: Russin, Russen -> Russland."""
    pairs = [(noun, code) for code, (_, noun) in load_json("nationalities").items()]
    pairs += [(word, code) for word, code in _nationality_aliases() if word[0].isupper()]
    return {form: state_name(code) for noun, code in pairs for form in _noun_forms(noun)}


@cache
def longest_name() -> int:
    """The number of words of the longest listed name."""
    return max(map(len, names()))


def state_name(code: str) -> str:
    """The German name of a territory, as newspapers write it."""
    return _SHORT.get(code) or str(_territories()[code])


@cache
def _territories() -> dict[str, str]:
    return dict(Locale("de").territories)


def _territory_names() -> list[tuple[str, str]]:
    listed = [
        (name, code)
        for code, name in _territories().items()
        if not code.isdigit() and code not in _NOT_STATES and name not in _AMBIGUOUS
    ]
    return listed + list(load_json("territory_aliases").items())


def _nationality_aliases() -> list[tuple[str, str]]:
    return list(load_json("nationality_aliases").items())


def _add(entries: dict[tuple[str, ...], Entry], name: str, entry: Entry) -> None:
    entries[tuple(name.split())] = entry
    if not name.endswith(_UNSAFE_GENITIVE):
        canonical = entry.canonical or name
        entries[tuple(f"{name}s".split())] = Entry(entry.label, entry.subtype, canonical)


def _noun_forms(noun: str) -> list[str]:
    if noun == "Deutsche":
        return ["Deutsche", "Deutscher", "Deutschen"]
    if noun.endswith("e"):
        stem = noun[:-1]
        return [noun, stem + "en", stem + "in", stem + "innen"]
    if noun.endswith("er"):
        return [noun, noun + "n", noun + "s", noun + "in", noun + "innen"]
    return [noun, noun + "s", noun + "en", noun + "in", noun + "innen"]
