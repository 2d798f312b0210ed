"""Persons whom an article brings in without a name: ein Angehöriger, eine Frau aus Ulm."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from newsdesk.nlp.languages.de.claims.speakers.genders import Gender
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.words import Words

_NEW = {"ein": "man", "einen": "man", "einem": "man", "eine": "woman", "einer": "woman"}
_KNOWN = {"der": "man", "den": "man", "dem": "man", "die": "woman"}
_PERSONS = (
    *("mann", "frau", "jähriger", "jährige", "jährigen", "junge", "mädchen", "zeuge", "zeugin", "zeugen"),
    *("angehöriger", "angehörige", "bekannter", "bekannte", "verwandter", "verwandte", "verdächtiger"),
    *("nachbar", "nachbarin", "freund", "freundin", "vater", "mutter", "sohn", "tochter", "bruder"),
    *("schwester", "passant", "passantin", "bewohner", "bewohnerin", "anwohner", "anwohnerin", "insasse"),
    *("mitglied", "betroffener", "betroffene", "verdächtige", "beschuldigter", "angeklagter", "kollege"),
)
_TELLS_WHAT = word_set("ist sei war wäre wird werde wurde bleibt blieb als gilt galt")
_LONGEST_GAP = 4  # words between an article and its noun


class Strangers:
    """Where persons without a name are brought in, by gender, in the order of the text."""

    def __init__(self, words: Words, is_named: Callable[[str, int], bool]) -> None:
        self._starts: dict[str, list[int]] = {"man": [], "woman": []}
        for index in range(len(words)):
            if words.kinds[index] == k.NOUN and _is_person(words.lower[index]):
                self._add(words, index, is_named)

    def between(self, start_char: int, end_char: int, gender: Gender) -> bool:
        """Whether a person of that gender is brought in there."""
        starts = self._starts[gender]
        at = bisect_left(starts, start_char)
        return at < len(starts) and starts[at] < end_char

    def _add(self, words: Words, noun: int, is_named: Callable[[str, int], bool]) -> None:
        article = _article(words, noun)
        if article is None or _has_name(words, noun) or _is_said_of_another(words, article):
            return
        word = words.lower[article]
        if word in _KNOWN and (is_named(words.exact[noun], noun) or not is_office(words.lower[noun])):
            return
        self._starts[_NEW.get(word) or _KNOWN[word]].append(words.start[article])


def _is_person(noun: str) -> bool:
    return is_office(noun) or noun.endswith(_PERSONS)


def _article(words: Words, noun: int) -> int | None:
    """The article of a noun, with nothing but adjectives between."""
    for index in range(noun - 1, max(-1, noun - 1 - _LONGEST_GAP), -1):
        if words.lower[index] in _NEW or words.lower[index] in _KNOWN:
            return index if words.kinds[index] != k.RELATIVE else None
        if words.kinds[index] not in (k.ADJECTIVE, k.ADVERB, k.NUMBER):
            return None
    return None


def _has_name(words: Words, noun: int) -> bool:
    """ein Sprecher Ada Musters is none; der Sprecher Hans Beispiel has a name."""
    behind = noun + 1
    name = name_at(words, behind) if behind < len(words) else None
    inside = name_at(words, noun)
    return (name is not None and name.label == "PER") or (inside is not None and inside.label == "PER")


def _is_said_of_another(words: Words, article: int) -> bool:
    """Keller, eine Ärztin; Keller ist eine Ärztin; the genitive: Sprecher der Ministerin."""
    if article == 0:
        return False
    before = article - 1
    is_genitive = words.lower[article] in ("der", "einer") and words.kinds[before] == k.NOUN
    return is_genitive or words.kinds[before] == k.COMMA or words.lower[before] in _TELLS_WHAT
