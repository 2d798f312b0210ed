"""What kind of word each word is, from its tag, or from its form where there are no tags."""

from __future__ import annotations

from newsdesk.nlp.languages.de.clauses.guessing import guess_kinds
from newsdesk.nlp.languages.de.clauses.kinds import FINITE, KIND_OF_MARK, KIND_OF_TAG, NOUN, OTHER
from newsdesk.nlp.languages.de.conjugation import auxiliary_konjunktivs
from newsdesk.nlp.words import Words


def read_kinds(words: Words) -> list[str]:
    """One letter of kinds.py for each word.

    A form that can be nothing but the Konjunktiv of an auxiliary (sei, hätte, müsse) is finite,
    whatever a tagger took it for.
    """
    if len(words.tags) != len(words):
        return guess_kinds(words)
    kinds = [
        KIND_OF_MARK.get(exact) or KIND_OF_TAG.get(tag, OTHER)
        for exact, tag in zip(words.exact, words.tags, strict=True)
    ]
    certain = auxiliary_konjunktivs()
    for index, lower in enumerate(words.lower):
        if lower in certain and kinds[index] != NOUN:
            kinds[index] = FINITE
    return kinds
