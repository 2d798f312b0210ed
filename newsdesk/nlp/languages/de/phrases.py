"""Noun phrases and clauses, found on word forms alone.

A function that reads a phrase takes the index of its first word and a bound, and returns the
index after its last word; the first index itself means that no phrase begins there.
"""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.words import Words

LONGEST_PHRASE = 30
_TITLE_MARKS = {"„": '“”"', '"': '"', "»": "«", "«": "»", "“": "”"}
_LONGEST_TITLE = 8
_NEVER_NOUNS = grammar.ADVERBS | grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.AUXILIARIES
_TIMES = WEEKDAYS | frozenset(MONTHS) | word_set("woche wochen monat monaten jahr jahren tag tagen")


def noun_phrase(words: Words, first: int, bound: int) -> int:
    """A noun phrase with genitives, von-phrases and coordinated phrases, or a pronoun."""
    bound = min(bound, first + LONGEST_PHRASE)
    if first < bound and words.lower[first] in grammar.PRONOUNS and _stands_alone(words, first, bound):
        return first + 1
    end = core(words, first, bound)
    while first < end < bound:
        longer = _extension(words, end, bound)
        if longer == end:
            break
        end = longer
    return end


def core(words: Words, first: int, bound: int) -> int:
    """Determiner, adjectives and nouns."""
    bound = min(bound, first + LONGEST_PHRASE)
    index = first
    if index < bound and words.lower[index] in grammar.DETERMINERS:
        index += 1
    index = _adjectives(words, index, bound)
    end = index
    while end < bound:
        after = _noun(words, end, bound)
        if after == end:
            break
        end = after
    return end if end > index else first


def _stands_alone(words: Words, index: int, bound: int) -> bool:
    if words.lower[index] not in grammar.DETERMINERS:
        return True
    return core(words, index, bound) == index


def _adjectives(words: Words, first: int, bound: int) -> int:
    index = first
    while index < bound and index - first < 8:
        word = words.exact[index]
        is_number = word[0].isdigit()
        if grammar.is_adjective(word) or is_number or word in ("sehr", "rund", "mehr", "als", "namentlich"):
            index += 1
        elif index > first and word in ("und", ",") and _is_adjective_at(words, index + 1, bound):
            index += 2
        else:
            break
    return index


def _is_adjective_at(words: Words, index: int, bound: int) -> bool:
    return index < bound and grammar.is_adjective(words.exact[index])


def _noun(words: Words, index: int, bound: int) -> int:
    """One capitalised word, or a short title in quotation marks."""
    word = words.exact[index]
    if word[0].isupper():
        return index + (words.lower[index] not in _NEVER_NOUNS)
    if word[0] == "-" and len(word) > 1:
        return index + 1
    return _title(words, index, bound)


def _title(words: Words, index: int, bound: int) -> int:
    closers = _TITLE_MARKS.get(words.exact[index])
    if not closers:
        return index
    for end in range(index + 1, min(bound, index + _LONGEST_TITLE)):
        if words.exact[end] in closers:
            return end + 1 if end > index + 1 else index
    return index


def _extension(words: Words, end: int, bound: int) -> int:
    word = words.lower[end]
    if word in grammar.GENITIVES:
        return core(words, end, bound)
    if word.endswith("er") and grammar.is_adjective(words.exact[end]):
        return core(words, end, bound)
    if word in ("von", "vom", "und", "sowie", "oder") or (word == "für" and _is_for_office(words, end)):
        after = core(words, end + 1, bound)
        return after if after > end + 1 else end
    if word == "(":
        return _bracket(words, end, bound)
    return end


def _is_for_office(words: Words, end: int) -> bool:
    return is_office(words.lower[end - 1]) or words.lower[end - 1].endswith(("amt", "behörde", "ministerium"))


def _bracket(words: Words, first: int, bound: int) -> int:
    for index in range(first + 1, min(bound, first + 7)):
        if words.exact[index] == ")":
            return index + 1
    return first


def with_apposition(words: Words, end: int, bound: int) -> int:
    """Behind a noun phrase that ends at `end`: the end of its apposition (…, Chef der X,)."""
    if end >= bound or words.exact[end] != ",":
        return end
    after = noun_phrase(words, end + 1, bound)
    is_closed = after == bound or words.exact[after] == ","
    if after == end + 1 or words.lower[end + 1] in grammar.PRONOUNS or not is_closed:
        return end
    return after


def is_time(words: Words, first: int, end: int) -> bool:
    """Whether a phrase says when: Montag, vergangene Woche."""
    return words.lower[end - 1] in _TIMES


def clauses(words: Words, first: int, end: int, is_masked: list[bool]) -> list[tuple[int, int]]:
    """The stretches between commas, semicolons and dashes that no quotation hides."""
    found: list[tuple[int, int]] = []
    start = first
    for index in range(first, end):
        if words.exact[index] in ",;–—:" and not is_masked[index]:
            found.append((start, index))
            start = index + 1
    found.append((start, end))
    return found


def is_nominal(words: Words, first: int, end: int) -> bool:
    """Whether a clause is nothing but noun phrases, with or without prepositions."""
    index = first
    while index < end:
        after = noun_phrase(words, index, end)
        if after > index:
            index = after
        elif words.lower[index] in grammar.PREPOSITIONS or words.lower[index] in _FOCUS:
            index += 1
        else:
            return False
    return True


_FOCUS = word_set("auch all sogar selbst nur insbesondere vor allem und")
