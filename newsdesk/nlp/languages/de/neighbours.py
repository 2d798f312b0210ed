"""Looking at the words beside a word, never beyond its paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from newsdesk.nlp.words import Words

_Value = TypeVar("_Value")
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def word_at(words: Words, index: int) -> str:
    """The word at `index` in lower case; "" outside the text or in another paragraph than the one before."""
    if not 0 < index < len(words) or words.paragraph[index] != words.paragraph[index - 1]:
        return words.lower[0] if index == 0 and len(words) else ""
    return words.lower[index]


def is_capitalised(words: Words, index: int) -> bool:
    """Whether a word stands at `index`, as `word_at` finds it, and begins with a capital letter."""
    return word_at(words, index) != "" and words.is_capitalised(index)


def word_before(words: Words, index: int) -> str:
    """The word before `index` in lower case; "" at the beginning of a paragraph."""
    if index < 1 or words.paragraph[index] != words.paragraph[index - 1]:
        return ""
    return words.lower[index - 1]


def fold(word: str) -> str:
    """A word in lower case without umlauts and ß, as some keyboards write it (fuenf)."""
    return word.translate(_ASCII)


def with_folded(table: Mapping[str, _Value]) -> dict[str, _Value]:
    """A table whose words are also found without umlauts and ß."""
    return {fold(word): value for word, value in table.items()} | dict(table)
