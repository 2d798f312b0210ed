"""Whether über, unter and um before a number are prepositions: ein Vertrag über 20 Panzer."""

from __future__ import annotations

from newsdesk.nlp.languages.de.dates.calendar import PERIODS
from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.measures import is_measure
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.languages.de.numbers import number_word, scales
from newsdesk.nlp.words import Words

_FARTHEST = 12
_SMALL = 13
_CLAUSE_MARKS = word_set(". , ; : ! ? ( ) – „ “ » «")


def is_preposition(words: Words, index: int) -> bool:
    """Whether the word is no comparator, because a noun or a verb asks for it, or it counts nothing."""
    word = words.lower[index]
    if word == "um":
        return word_before(words, index) in load_set("counting", "disputes")
    if word not in ("über", "ueber", "unter"):
        return False
    if _is_small(words, index + 1):
        return True
    if word == "unter":
        return False
    return word_before(words, index) in load_set("counting", "contracts") or _is_asked_for(words, index)


def _is_small(words: Words, index: int) -> bool:
    """Zwei in unter zwei Bedingungen: a small number in a word, and no measure behind it."""
    number = number_word(word_at(words, index))
    if number is None or number >= _SMALL:
        return False
    behind = word_at(words, index + 1)
    is_counting = behind in PERIODS or behind in scales() or behind in load_json("counting")["denominators"]
    return not is_counting and not is_measure(words, index + 1)


def _is_asked_for(words: Words, index: int) -> bool:
    """Whether a verb of the clause goes with über: stimmt über 20 Anträge ab."""
    verbs = tuple(load_json("counting")["verbs_about"])
    return any(word.startswith(verbs) for word in _clause(words, index))


def _clause(words: Words, index: int) -> list[str]:
    """The words around a word up to the next mark on either side."""
    first, last = index, index + 1
    while first > max(0, index - _FARTHEST) and words.lower[first - 1] not in _CLAUSE_MARKS:
        first -= 1
    while last < min(len(words), index + _FARTHEST) and words.lower[last] not in _CLAUSE_MARKS:
        last += 1
    return words.exact[first:last]
