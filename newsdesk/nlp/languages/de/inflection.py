"""The forms that a name takes in a sentence: weak and strong adjectives, genitives, nouns of persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

STEM_MARK: Final = "~"
ADJECTIVE_ENDINGS: Final = ("e", "en", "er", "es", "em")
_NO_GENITIVE: Final = ("s", "x", "z", "ß", "-", ".", "+", ")", "!", "’", "'")
_GENITIVE_WITH_ES: Final = (
    *("amt", "ausschuss", "beirat", "bund", "dienst", "gericht", "gesetz", "gesetzbuch", "haus", "hof"),
    *("kongress", "krieg", "kreuz", "pakt", "prozess", "rat", "rates", "reich", "tag", "verband", "werk"),
)
_TAKE_N_IN_THE_DATIVE: Final = ("e", "el", "er")
_ENDS_THE_HEAD: Final = frozenset(
    ("am", "an", "auf", "aus", "bei", "beim", "das", "dem", "den", "der", "des", "die", "für", "gegen")
) | frozenset(("im", "in", "mit", "ohne", "über", "und", "vom", "von", "zu", "zum", "zur"))


def plain(name: str) -> str:
    """A listed name as people write it: Vereinigt~e Staaten -> Vereinigte Staaten."""
    return name.replace(STEM_MARK, "")


def name_forms(name: str) -> Iterator[str]:
    """A listed name in all cases; words with a stem mark (Vereinigt~e Staaten) inflect as adjectives."""
    for form in _with_adjectives(name):
        yield form
        yield from _genitives(form)
        if STEM_MARK in name and form.endswith(_TAKE_N_IN_THE_DATIVE):
            yield form + "n"


def _with_adjectives(name: str) -> Iterator[str]:
    if STEM_MARK not in name:
        yield name
        return
    yield plain(name)
    for ending in ADJECTIVE_ENDINGS:
        words = (
            word.partition(STEM_MARK)[0] + ending if STEM_MARK in word else word for word in name.split(" ")
        )
        yield " ".join(words)


def _genitives(name: str) -> Iterator[str]:
    """The head stands before the first preposition or article: Bundesamts für Naturschutz."""
    words = name.split(" ")
    head = next((i for i, word in enumerate(words) if i and word in _ENDS_THE_HEAD), len(words)) - 1
    noun = words[head]
    for ending in _genitive_endings(noun):
        yield " ".join((*words[:head], noun + ending, *words[head + 1 :]))


def _genitive_endings(noun: str) -> tuple[str, ...]:
    lower = noun.lower()
    with_es = lower.endswith(_GENITIVE_WITH_ES) and not noun.isupper()
    if lower.endswith(_NO_GENITIVE):
        return ("es",) if with_es else ()
    return ("s", "es") if with_es else ("s",)


def adjective_forms(adjective: str) -> Iterator[str]:
    """russisch -> russisch, russische, russischen …; Berliner stays as it is."""
    yield adjective
    if not adjective[0].isupper():
        yield from (adjective + ending for ending in ADJECTIVE_ENDINGS)


def noun_forms(man: str, woman: str) -> Iterator[str]:
    """The forms of a noun for persons: Russe, Russen, Russin, Russinnen."""
    yield from _masculine_forms(man)
    yield woman
    if woman.endswith("in"):
        yield woman + "nen"
    elif woman == man:
        yield from (man.removesuffix("e") + ending for ending in ("er", "en", "em"))


def _masculine_forms(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("e"):
        yield noun + "n"
    elif noun.endswith(("er", "el")):
        yield from (noun + "n", noun + "s")
    elif noun.endswith(_VOWELS):
        yield noun + "s"
    else:
        yield from (noun + "en", noun + "s", noun + "e")


_VOWELS: Final = ("a", "i", "o", "u", "y")
