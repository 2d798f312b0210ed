"""The nominative of a described name: russischen Militärs -> russisches Militär."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.inflection import ADJECTIVE_ENDINGS
from newsdesk.nlp.languages.de.lexicons import load_json

_ENDINGS: Final = {"masculine": "er", "feminine": "e", "neuter": "es", "plural": "e"}


@lru_cache(10_000)
def nominative(name: str) -> str | None:
    """The nominative of a name of one noun with or without an adjective before it; None where it is unknown.

    What stands behind the noun (Polizei Hannover, Armee der Ukraine) stays as it is.
    """
    words = name.split(" ")
    head = _head(words)
    gender = gender_of(words[head]) if head is not None else None
    if head is None or gender is None:
        return None
    words[head] = _bare_noun(words[head], gender)
    for index in range(head):
        if words[index][-2:] in ADJECTIVE_ENDINGS or words[index].endswith("e"):
            words[index] = _strong_adjective(words[index], gender)
    return " ".join(words)


def _head(words: list[str]) -> int | None:
    """The first noun of known gender, if only adjectives stand before it."""
    for index, word in enumerate(words[:3]):
        if word[0].isupper() and gender_of(word) and not (index + 1 < len(words) and _is_adjective(word)):
            return index
        if not _is_adjective(word):
            return None
    return None


def _is_adjective(word: str) -> bool:
    return any(word.lower().endswith("isch" + ending) for ending in ADJECTIVE_ENDINGS) or word.endswith(
        ("ale", "alen", "aler", "ales", "alem", "liche", "lichen", "licher", "liches", "er")
    )


def gender_of(noun: str) -> str | None:
    """masculine, feminine, neuter or plural, by the end of a noun of institutions; None for other nouns."""
    lower = noun.lower()
    return next((gender for ending, gender in _genders() if lower.endswith(ending)), None)


@cache
def _genders() -> tuple[tuple[str, str], ...]:
    genders: dict[str, list[str]] = load_json("names")["genders"]
    pairs = [(noun, gender) for gender, nouns in genders.items() for noun in nouns]
    pairs += [
        (noun + ending, gender)
        for noun, gender in pairs
        if gender in ("masculine", "neuter") and noun[-1] not in "sz"
        for ending in ("s", "es")
    ]
    pairs += [(noun + "n", "plural") for noun in genders["plural"]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _bare_noun(noun: str, gender: str) -> str:
    nouns: list[str] = load_json("names")["genders"][gender]
    lower = noun.lower()
    if lower.endswith(tuple(nouns)):
        return noun
    return noun[:-2] if lower[:-2].endswith(tuple(nouns)) else noun[:-1]


def _strong_adjective(adjective: str, gender: str) -> str:
    """Berliner stays; russischen Militärs -> russisches, ukrainischer Regierung -> ukrainische."""
    stem = next((adjective[: -len(end)] for end in ADJECTIVE_ENDINGS[1:] if adjective.endswith(end)), None)
    if stem is None:
        stem = adjective.removesuffix("e")
    is_inflected = stem.endswith(("isch", "al", "lich", "deutsch"))
    return stem + _ENDINGS[gender] if is_inflected else adjective
