"""Offices, professions and forms of address: Kanzlerin, Pentagonchef, Professor Dr., Frau."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.name_table import rows

_ADJECTIVE_ENDINGS: Final = ("r", "n", "s", "m")
_ALSO_TITLES: Final = word_set("a.d. h.c. mult. hon. med. jur. phil. rer. nat. ex-")
_ADDRESSES: Final = word_set("frau herr herrn dr. prof. mr. mrs. ms. lord lady sir")
_KNOWN_WORDS: Final = 50_000


@lru_cache(_KNOWN_WORDS)
def is_office(word: str) -> bool:
    """Whether a word in lower case names an office, a profession or a form of address.

    Compounds count by their last part, as in pentagonchef, unless it is short or ends surnames too.
    """
    whole, endings = _forms()
    if word in whole or word.rpartition("-")[2] in whole:
        return True
    return any(word[-length:] in endings[length] for length in endings if length < len(word))


@lru_cache(_KNOWN_WORDS)
def is_simple_office(word: str) -> bool:
    """Whether a word in lower case is such a title and no compound: many surnames are (fischer, könig)."""
    return word in _forms()[0]


def is_address(word: str) -> bool:
    """Whether a word in lower case is a form of address: only a name can follow (Frau, Herrn, Dr.)."""
    return word in _ADDRESSES


def is_academic(word: str) -> bool:
    """What may follow a title before the name: h.c., med."""
    return word in _ALSO_TITLES


@cache
def _forms() -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    """The forms that stand alone, and those that may end a compound, by their length."""
    whole: set[str] = set()
    endings: dict[int, set[str]] = {}
    for row in rows("titles"):
        for form in _title_forms(row):
            whole.add(form)
            if row.get("match") != "whole":
                endings.setdefault(len(form), set()).add(form)
    return frozenset(whole), {length: frozenset(forms) for length, forms in endings.items()}


def _title_forms(row: dict[str, Any]) -> set[str]:
    name = row["name"].lower()
    forms = {name, row.get("female", name).lower()}
    inflects = row.get("inflects")
    if inflects == "adjective":
        forms |= {name + ending for ending in _ADJECTIVE_ENDINGS}
    elif inflects == "weak":
        forms |= {name + "n", name.removesuffix("e") + "en"}
    elif name[-1] not in "sxzß.":
        forms.add(name + "s")
    return forms
