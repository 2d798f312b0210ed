"""What kind of word each word is, from its tag, or from its form where there are no tags."""

from __future__ import annotations

from newsdesk.nlp.languages.de.clauses.guessing import guess_kinds
from newsdesk.nlp.languages.de.clauses.kinds import (
    FINITE,
    KIND_OF_MARK,
    KIND_OF_TAG,
    MARKS_AND_STOPS,
    NOUN,
    OTHER,
)
from newsdesk.nlp.languages.de.conjugation import auxiliary_konjunktivs
from newsdesk.nlp.words import Words

_INSIDE_WORDS = str.maketrans("", "", "-'’\u00ad")


def read_kinds(words: Words) -> list[str]:
    """One letter of kinds.py for each word.

    A form that can be nothing but the Konjunktiv of an auxiliary (sei, hätte, müsse) is finite,
    whatever a tagger took it for; no address is a verb, no word that has a capital letter inside a
    sentence, and no end of a compound („Blau“-Kurse).
    """
    if len(words.tags) != len(words):
        return guess_kinds(words)
    kinds = [
        KIND_OF_MARK.get(exact) or KIND_OF_TAG.get(tag, OTHER)
        for exact, tag in zip(words.exact, words.tags, strict=True)
    ]
    certain = auxiliary_konjunktivs()
    starts = {first for first, _ in words.sentences}
    for index, lower in enumerate(words.lower):
        if lower in certain and kinds[index] != NOUN:
            kinds[index] = FINITE
        elif kinds[index] == FINITE and not lower.translate(_INSIDE_WORDS).isalpha():
            kinds[index] = OTHER
        elif kinds[index] == FINITE and words.exact[index] != lower:
            is_due = index in starts or kinds[index - 1] in MARKS_AND_STOPS or words.exact[index].isupper()
            kinds[index] = FINITE if is_due and lower[0].isalpha() else NOUN
    return kinds
