"""Words for institutions: which need a nationality or a place to be a name, and which stand alone."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_json, load_set
from newsdesk.nlp.languages.de.name_table import name_table
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.words import Name

NO_SUBTYPE: Final = "-"
"""The kind of institutions without a subtype, such as national teams."""
_SECRET: Final = ("geheimdienst", "geheimdienstes", "geheimdiensts")
_PAPERS: Final = (
    *("zeitung", "rundschau", "anzeiger", "nachrichten", "tageblatt", "tagblatt", "kurier", "rundfunk"),
    *("allgemeine", "allgemeinen", "volksblatt", "morgenpost", "abendblatt", "kreisblatt", "radio"),
)


@lru_cache(50_000)
def is_institution_word(word: str) -> bool:
    """Whether a word in lower case is an institution, named or not: no part of a person's name."""
    return institution_kind(word) is not None or stands_alone(word) or word in _all_heads()


@cache
def _all_heads() -> frozenset[str]:
    lists = ("bare", "for_heads", "hyphenated", "named_by_place")
    return frozenset().union(*(load_set("names", key) for key in lists))


@lru_cache(50_000)
def institution_kind(word: str) -> str | None:
    """The subtype of an institution that needs a nationality or a place: Regierung, Finanzministerium.

    NO_SUBTYPE for one that has none; None for any other word. The word is in lower case.
    """
    subtype = _subtypes().get(word)
    if subtype:
        return subtype
    return "GOVERNMENT" if word.endswith(("ministerium", "ministeriums", "behörde")) else None


@cache
def _subtypes() -> dict[str, str]:
    kinds: dict[str, list[str]] = load_json("names")["institutions"]
    return {noun: subtype for subtype, nouns in kinds.items() for noun in nouns}


@lru_cache(50_000)
def stands_alone(word: str) -> bool:
    """Whether a word in lower case is an institution that means one without a place: Bundesregierung."""
    if word.endswith(_SECRET):
        return True
    if word in load_set("names", "bare"):
        return False
    return word.endswith(_alone()) and "-" not in word[-6:]


@cache
def _alone() -> tuple[str, ...]:
    return tuple(load_set("names", "alone"))


def subtype_of(word: str) -> str | None:
    """The subtype of one word as an institution, by its kind or by the lists."""
    kind = institution_kind(word.lower())
    if kind:
        return None if kind == NO_SUBTYPE else kind
    entry = name_table().entries.get(word)
    return entry.subtype if entry and entry.label == "ORG" else None


def subtype_by_form(page: Page, name: Name) -> str | None:
    """MEDIA for what ends like a paper, and what an institution at an end of a recognised name is."""
    if name.label != "ORG":
        return None
    if page.words.lower[name.last - 1].endswith(_PAPERS):
        return "MEDIA"
    kind = institution_kind(page.words.lower[name.last - 1]) or institution_kind(page.words.lower[name.first])
    return None if kind == NO_SUBTYPE else kind
