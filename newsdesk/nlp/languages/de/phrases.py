"""Noun phrases and clauses, found on the kinds and forms of words.

A function that reads a phrase takes the index of its first word and a bound, and returns the
index after its last word; the first index itself means that no phrase begins there.
"""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import GENITIVE, are_coordinated, cases_of
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.lexicons import load_endings, load_names, word_set
from newsdesk.nlp.languages.de.noun_groups import name_at, noun_group
from newsdesk.nlp.words import MARKS, Range, Words

LONGEST_PHRASE = 30
_LONGEST_PREFIX = 14  # words between an article and its noun
_LONGEST_BRACKET = 7
_LONGEST_LIST = 6
_FUSED = word_set("im am zum zur vom beim ins ans")
_PRONOUNS = word_set("niemand jemand einer keiner jeder viele einige mehrere manche andere")
_DEMONSTRATIVES = ("dieser", "jener", "letzterer")
_THE_BOTH = ("beiden", "drei", "vier", "anderen")
_UNITS = word_set("jahre jahren monate monaten tage tagen wochen stunden meter kilometer euro prozent tonnen")
_NUMERIC = word_set("rund mehr als namentlich etwa fast knapp über bis gut")
_TIMES = (
    WEEKDAYS
    | frozenset(MONTHS)
    | word_set(
        "woche wochen monat monaten jahr jahren tag tagen morgen vormittag mittag nachmittag abend nacht "
        "anfang mitte ende"
    )
)
_FOCUS = word_set("auch all sogar selbst nur insbesondere vor allem und")


def noun_phrase(words: Words, first: int, bound: int) -> int:
    """A noun phrase with genitives, von-phrases and coordinated phrases, or a pronoun."""
    bound = min(bound, first + LONGEST_PHRASE)
    if first >= bound:
        return first
    end = core(words, first, bound)
    if end == first:
        return first + (is_pronoun(words, first))
    while end < bound:
        longer = _extension(words, first, end, bound)
        if longer == end:
            break
        end = longer
    return end


def phrase_before(words: Words, lowest: int, end: int) -> Range | None:
    """The longest noun phrase from `lowest` on that ends at `end`: [Berichte der Stadt], wonach …"""
    for start in range(lowest, end):
        if words.kinds[start] not in (k.PREPOSITION, k.ADVERB) and noun_phrase(words, start, end) == end:
            return start, end
    return None


def is_pronoun(words: Words, index: int) -> bool:
    """Whether a word can stand for a whole noun phrase: er, dieser, beide."""
    kind = words.kinds[index]
    is_known = words.lower[index] in grammar.PRONOUNS or words.lower[index] in _PRONOUNS
    return is_known and kind not in (k.RELATIVE, k.PREPOSITION, k.SUBORDINATOR)


def core(words: Words, first: int, bound: int) -> int:
    """Determiner, adjectives with what they govern, and nouns: der für die Region zuständige Leiter."""
    bound = min(bound, first + LONGEST_PHRASE)
    if first >= bound or words.kinds[first] in (k.RELATIVE, k.PREPOSITION):
        return first
    index = first
    while index < bound and index - first < 3 and is_determiner(words, index):
        index += 1
    if index == first + 1 and words.lower[first] in _DEMONSTRATIVES and _is_name(words, index):
        return first
    has_article = index > first or (first > 0 and words.lower[first - 1] in _FUSED)
    noun = _adjectives(words, index, bound, has_article=has_article)
    end = noun_group(words, noun, bound, has_article=has_article)
    if end == noun:
        is_headless = noun > index and _stands_for_noun(words, noun - 1)
        is_headless = is_headless or (index == first + 2 and words.lower[first + 1] in _THE_BOTH)
        return noun if is_headless else first
    return _owned(words, end, bound)


def _is_name(words: Words, index: int) -> bool:
    return index < len(words) and name_at(words, index) is not None and words.kinds[index] == k.NOUN


def _stands_for_noun(words: Words, index: int) -> bool:
    """der 46-Jährige, die Vorsitzende: an adjective as a noun."""
    is_age = words.lower[index].endswith(grammar.AGES)
    return is_age or (words.kinds[index] == k.ADJECTIVE and words.is_capitalised(index))


def _owned(words: Words, end: int, bound: int) -> int:
    """Behind a name in the genitive its adjective and noun: Ulms neuer Trainer."""
    if end >= bound or words.kinds[end] != k.ADJECTIVE or words.is_capitalised(end):
        return end
    name = name_at(words, end - 1)
    if (
        name is None
        or not words.exact[end - 1].endswith("s")
        or not words.lower[end].endswith(("r", "e", "s"))
    ):
        return end
    noun = _adjectives(words, end, bound, has_article=True)
    after = noun_group(words, noun, bound, has_article=True)
    return after if after > noun else end


def is_determiner(words: Words, index: int) -> bool:
    return words.lower[index] in grammar.DETERMINERS and words.kinds[index] not in (
        k.RELATIVE,
        k.SUBORDINATOR,
    )


def _adjectives(words: Words, first: int, bound: int, has_article: bool) -> int:
    """The index of the noun behind adjectives, numbers, their adverbs, and phrases that they govern."""
    index = first
    stop = min(bound, first + _LONGEST_PREFIX)
    while index < stop:
        kind = words.kinds[index]
        if kind in (k.ADJECTIVE, k.NUMBER):
            index += 1
        elif words.lower[index] in _UNITS and index > first and _is_at(words, index + 1, k.ADJECTIVE, stop):
            index += 2
        elif index > first and (kind == k.COMMA or words.lower[index] in ("und", "oder", "bis")):
            if index + 1 >= stop or words.kinds[index + 1] not in (k.ADJECTIVE, k.NUMBER):
                break
            index += 2
        else:
            longer = _before_adjective(words, index, stop, has_article)
            if longer == index:
                break
            index = longer
    return index


def _is_at(words: Words, index: int, kind: str, stop: int) -> bool:
    return index < stop and words.kinds[index] == kind


def _before_adjective(words: Words, index: int, stop: int, has_article: bool) -> int:
    """sehr, mehr als, noch; behind an article also zur Universität gehörende: up to the adjective."""
    end, is_governed = index, False
    while end < stop:
        kind = words.kinds[end]
        if kind == k.ADVERB or (words.lower[end] in _NUMERIC and kind != k.NOUN):
            end += 1
        elif has_article and kind == k.PREPOSITION:
            after = noun_phrase(words, end + 1, stop)
            if after == end + 1:
                return index
            end, is_governed = after, True
        else:
            break
    if end >= stop:
        return index
    if is_governed:
        return end + 1 if _is_participle_before_noun(words, end) else index
    return end if words.kinds[end] in (k.ADJECTIVE, k.NUMBER) else index


def _is_participle_before_noun(words: Words, index: int) -> bool:
    """die von der Stadt beauftragte Gutachterin: an adjective, though taggers may see a verb."""
    if words.kinds[index] == k.ADJECTIVE:
        return True
    is_before_noun = index + 1 < len(words) and words.kinds[index + 1] == k.NOUN
    return is_before_noun and words.lower[index].endswith(("te", "ten", "ter", "tes", "tem", "ne", "nen"))


def _extension(words: Words, first: int, end: int, bound: int) -> int:
    """One more part of a noun phrase: a genitive, a von-phrase, a coordinated phrase, a bracket."""
    word, kind = words.lower[end], words.kinds[end]
    if word in grammar.GENITIVES or (word.endswith("er") and kind == k.ADJECTIVE):
        return _genitive(words, end, bound)
    if word in ("von", "vom"):
        return end if words.exact[end - 1] in MARKS else _behind_preposition(words, end, bound)
    if word in ("und", "sowie", "oder", "beziehungsweise", "bzw."):
        after = core(words, end + 1, bound)
        return after if after > end + 1 and are_coordinated(words, first, end, after) else end
    if kind == k.PREPOSITION:
        return _attribute(words, end, bound)
    if kind == k.COMMA:
        return _list(words, end, bound)
    return _bracket(words, end, bound) if word == "(" else end


def _attribute(words: Words, end: int, bound: int) -> int:
    """der Beauftragte für Deiche, Kreise aus Ulm, ein Mann mit dem Decknamen »Dachs«."""
    word = words.lower[end]
    if word == "um":
        return _around_person(words, end, bound)
    is_purpose = word == "für" and words.lower[end - 1].endswith(load_endings("with_purpose"))
    is_origin = word == "aus" and words.is_capitalised(end - 1) and not _is_proper(words, end - 1)
    is_called = word == "mit" and words.lower[min(end + 3, bound) - 1].endswith("namen")
    return _behind_preposition(words, end, bound) if is_purpose or is_origin or is_called else end


def _is_proper(words: Words, index: int) -> bool:
    return bool(words.tags) and words.tags[index] == "NE"


def _genitive(words: Words, first: int, bound: int) -> int:
    """der Polizei behind Sprecher, but no phrase of another case behind a name (laut Ada Keller der …)."""
    before = name_at(words, first - 1)
    is_name = before is not None and (before.label == "PER" or _is_proper(words, first - 1))
    is_name = is_name or (first > 1 and words.exact[first - 2] in load_names("given_names"))
    if words.kinds[first] == k.RELATIVE or is_name:
        return first
    after = core(words, first, bound)
    return after if after > first and GENITIVE in cases_of(words, first, after) else first


def _behind_preposition(words: Words, end: int, bound: int) -> int:
    """von der Stadt, aus dem Ministerium: the phrase behind a preposition, unless it says when."""
    after = core(words, end + 1, bound)
    return after if after > end + 1 and not is_time(words, end + 1, after) else end


def _around_person(words: Words, end: int, bound: int) -> int:
    """die Forscher um die Geologin Ada Muster; but not: bat den Rat um Hilfe."""
    after = core(words, end + 1, bound)
    name = name_at(words, after - 1) if after > end + 1 else None
    return after if name is not None and name.label == "PER" else end


def _list(words: Words, comma: int, bound: int) -> int:
    """Frankreichs, Italiens und Österreichs: bare nouns between commas, up to the last behind und."""
    index = comma
    while index < min(bound, comma + _LONGEST_LIST) and words.kinds[index] == k.COMMA:
        after = noun_group(words, index + 1, bound, has_article=False)
        if after == index + 1:
            return comma
        index = after
    if index >= bound or words.lower[index] not in ("und", "sowie", "oder"):
        return comma
    after = noun_group(words, index + 1, bound, has_article=False)
    return after if after > index + 1 else comma


def _bracket(words: Words, first: int, bound: int) -> int:
    for index in range(first + 1, min(bound, first + _LONGEST_BRACKET)):
        if words.exact[index] == ")":
            return index + 1
    return first


def is_time(words: Words, first: int, end: int) -> bool:
    """Whether a phrase says when: Montag, vergangene Woche, November 2011."""
    last = end - 1
    if last > first and words.kinds[last] == k.NUMBER:
        last -= 1
    return words.lower[last] in _TIMES or words.lower[last].endswith(
        ("abend", "morgen", "nachmittag", "mittag")
    )


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
