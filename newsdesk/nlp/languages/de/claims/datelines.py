"""Where a story comes from, before its first sentence: Ulm. Der Damm …; Ulm/Neustadt (dpa) – Der Damm …"""

from __future__ import annotations

from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.words import Range, Words

_LONGEST = 8  # words with its dash
_LONGEST_PLACE = 3
_DASHES = ("–", "—", "-")
_BESIDE = ("/", "(", ")", ",")


def dateline_end(words: Words, unit: Range, places: frozenset[int]) -> int:
    """The first word behind the dateline that begins a unit; the unit's first where none does.

    `places` are the words with which a place's name begins.
    """
    first, end = unit
    is_paragraph = first == 0 or words.paragraph[first] != words.paragraph[first - 1]
    if not is_paragraph or not _is_place(words, first, places):
        return first
    for index in range(first + 1, min(end, first + _LONGEST)):
        if words.exact[index] in _DASHES:
            return index + 1 if index + 1 < end and words.is_capitalised(index + 1) else first
        if words.exact[index] == "." and index + 1 == end <= first + 1 + _LONGEST_PLACE:
            return end
        if not (words.kinds[index] == k.NOUN or words.exact[index] in _BESIDE or words.lower[index] == "dpa"):
            return first
    return first


def _is_place(words: Words, index: int, places: frozenset[int]) -> bool:
    name = name_at(words, index)
    is_other = name is not None and name.label != "LOC"
    is_proper = bool(words.tags) and words.tags[index] == "NE" and not is_other
    return index in places or is_proper or (name is not None and name.label == "LOC")
