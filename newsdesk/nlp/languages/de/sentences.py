"""Where German sentences begin."""

from __future__ import annotations

from newsdesk.nlp.words import MARKS, Range, Words

_STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??"})
_CLOSERS = frozenset(MARKS) | {")", "]", "''"}
_ONLY_OPENING = frozenset("„‚")
_OPENERS = frozenset(MARKS) | {",,", "``", "''"}


def find_sentences(words: Words) -> list[Range]:
    """Half-open ranges of word indices that cover all words.

    A sentence ends with its paragraph, or after a full stop with the quotation marks and brackets
    that close behind it, unless the text goes on in lower case or with a comma
    („Nein!“, sagte sie).
    """
    sentences: list[Range] = []
    first = index = 0
    while index < len(words):
        end = _end_of_sentence(words, index)
        if end:
            sentences.append((first, end))
            first = end
        index = max(index + 1, end)
    return sentences


def _end_of_sentence(words: Words, index: int) -> int:
    """The index after the sentence if it ends at word `index`, else 0."""
    after = index + 1
    if after == len(words) or words.paragraph[after] != words.paragraph[index]:
        return after
    if words.exact[index] not in _STOPS:
        return 0
    while after < len(words) and _closes(words, after):
        after += 1
    if after == len(words) or words.paragraph[after] != words.paragraph[index]:
        return after
    return after if _can_begin_sentence(words, after) else 0


def _closes(words: Words, index: int) -> bool:
    """A mark that stands tight behind its left neighbour, and not tight before its right one."""
    if words.exact[index] not in _CLOSERS or words.exact[index] in _ONLY_OPENING:
        return False
    if words.paragraph[index] != words.paragraph[index - 1] or words.has_space_before(index):
        return False
    return words.has_space_after(index) or not words.exact[index + 1][0].isalnum()


def _can_begin_sentence(words: Words, index: int) -> bool:
    first = words.exact[index][0]
    return first.isupper() or first.isdigit() or words.exact[index] in _OPENERS or first in "([–-•*#"
