"""Pairs of quotation marks, of every kind that German texts use."""

from __future__ import annotations

from newsdesk.nlp.words import Words

_OPENS = {"„": '“”"', "‚": "‘’", "“": "”", "»": "«", "«": "»", "›": "‹", "‹": "›", '"': '"', "”": "”"}
_DEEPEST = 4


def find_quotations(words: Words) -> list[tuple[int, int]]:
    """Outermost pairs (index of the opening mark, index of the closing mark), inside a paragraph.

    Marks without a partner are left alone; ' is an apostrophe more often than a mark, and no mark
    here.
    """
    pairs: list[tuple[int, int]] = []
    open_marks: list[int] = []
    for index, word in enumerate(words.exact):
        if open_marks and words.paragraph[open_marks[0]] != words.paragraph[index]:
            open_marks.clear()
        if open_marks and word in _OPENS[words.exact[open_marks[-1]]]:
            first = open_marks.pop()
            if not open_marks and index > first + 1:
                pairs.append((first, index))
        elif word in _OPENS and len(open_marks) < _DEEPEST and _can_open(words, index):
            open_marks.append(index)
    return pairs


def _can_open(words: Words, index: int) -> bool:
    has_left_edge = words.has_space_before(index) or not words.exact[index - 1][-1].isalnum()
    return has_left_edge and (index + 1 < len(words) and not words.has_space_after(index))
