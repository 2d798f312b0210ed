"""Appositions behind a noun phrase: Ada Keller, Leiterin der Wache."""

from __future__ import annotations

from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.phrases import is_pronoun, noun_phrase
from newsdesk.nlp.words import Words

_LONGEST_APPOSITION = 40


def with_apposition(words: Words, end: int, bound: int, *, before_verb: bool = False) -> int:
    """Behind a noun phrase that ends at `end`: the end of its apposition (…, Chef der Bahn in Ulm,).

    A comma closes it, or the verb of a main clause at `bound`, and no verb stands in it; else it is a
    noun phrase alone.
    """
    if end + 1 >= bound or words.kinds[end] != k.COMMA or is_pronoun(words, end + 1):
        return end
    after = noun_phrase(words, end + 1, bound)
    if after == end + 1:
        return end
    stop = _apposition_end(words, after, min(bound, end + _LONGEST_APPOSITION))
    if stop is None or (stop == bound and not before_verb and not _is_comma(words, bound)):
        return after if stop else end
    while stop > after and words.kinds[stop - 1] == k.ADVERB:
        stop -= 1
    return stop


def _apposition_end(words: Words, first: int, bound: int) -> int | None:
    """The next comma or the bound, None where a verb or another clause comes first."""
    for index in range(first, bound):
        kind = words.kinds[index]
        if kind == k.COMMA:
            return index
        if kind in k.VERBS or kind in (k.SUBORDINATOR, k.RELATIVE, k.STOP, k.DASH):
            return None
    return bound


def _is_comma(words: Words, index: int) -> bool:
    return index < len(words) and words.kinds[index] == k.COMMA
