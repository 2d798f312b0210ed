"""Nouns side by side that name one thing: Ministerin Ute Keller, die Agentur dpa, Millionen Menschen."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.lexicons import load_endings, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.words import MARKS, Name, Words

_TITLE_MARKS = {"„": '“”"', '"': '"', "»": "«", "«": "»", "“": "”", "‚": "‘’"}
_LONGEST_TITLE = 8
_NEVER_NOUNS = grammar.ADVERBS | grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.AUXILIARIES
_MEASURES = word_set("millionen million milliarden milliarde prozent dutzend hundert tausend")
_LEGAL_FORMS = word_set("ag gmbh kg ev e.v. se inc. ltd. co. corp. university group press times post")


def noun_group(words: Words, first: int, bound: int, has_article: bool) -> int:
    """The end of the nouns from `first` that belong together; `first` where none stands there."""
    end = _noun(words, first, bound)
    while first < end < bound:
        after = _noun(words, end, bound)
        if after == end or not _belongs(words, first, end, has_article):
            break
        end = after
    return end


def name_at(words: Words, index: int) -> Name | None:
    """The recognised name that holds a word."""
    at = bisect_right(words.names, index, key=attrgetter("first")) - 1
    return words.names[at] if at >= 0 and words.names[at].last > index else None


def _noun(words: Words, index: int, bound: int) -> int:
    """The end of a recognised name, of one noun, or of a short title in quotation marks."""
    if index >= bound:
        return index
    name = name_at(words, index)
    if name and name.first == index and (words.is_capitalised(index) or words.kinds[index] == k.NOUN):
        return _name_end(words, name, bound)
    word, kind = words.exact[index], words.kinds[index]
    if kind == k.NOUN:
        is_noun = bool(words.tags) or words.lower[index] not in _NEVER_NOUNS
        return index + is_noun
    if word[0].isupper() and kind not in k.VERBS and kind in (k.ADJECTIVE, k.OTHER):
        return index + 1
    if word[0] == "-" and len(word) > 1:
        return index + 1
    if kind == k.NUMBER:
        return index + _is_number_of_name(words, index)
    return _title(words, index, bound)


def _name_end(words: Words, name: Name, bound: int) -> int:
    """A recogniser may run on: a verb in lower case is behind the name, a preposition never its end."""
    end = min(name.last, bound)
    while end > name.first + 1 and words.kinds[end - 1] == k.PREPOSITION:
        end -= 1
    for index in range(name.first + 1, end):
        if words.kinds[index] == k.FINITE and not words.is_capitalised(index):
            return index
    return end


def _is_number_of_name(words: Words, index: int) -> bool:
    """Juni 2007, Bayer 04 Leverkusen, but no number that counts what follows it."""
    if index == 0 or not words.exact[index][0].isdigit():
        return False
    return words.lower[index - 1] in MONTHS and words.exact[index].isdigit()


def _title(words: Words, index: int, bound: int) -> int:
    closers = _TITLE_MARKS.get(words.exact[index])
    if not closers or _begins_with_small_word(words, index + 1, bound):
        return index
    if index + 1 >= bound or (not words.exact[index + 1][0].isupper() and words.kinds[index + 1] != k.NOUN):
        return index
    for end in range(index + 1, min(bound, index + _LONGEST_TITLE)):
        if words.kinds[end] in (k.COMMA, k.FINITE):
            return index
        if words.exact[end] in closers:
            return end + 1 if end > index + 1 else index
    return index


def _begins_with_small_word(words: Words, first: int, bound: int) -> bool:
    """Words that somebody said („ein guter Anfang“) and no name („heise online“)."""
    return first < bound and words.exact[first].islower() and words.kinds[first] not in (k.NOUN, k.OTHER)


def _belongs(words: Words, first: int, index: int, has_article: bool) -> bool:
    """Whether the noun at `index` goes on with the nouns from `first` before it."""
    before, name = name_at(words, index - 1), name_at(words, index)
    if name and before is name:
        return True
    if words.exact[index] in _TITLE_MARKS or words.kinds[index] != k.NOUN:
        return True
    previous = words.lower[index - 1]
    if previous in MONTHS or previous in WEEKDAYS or _is_title_apart(words, index):
        return False
    if not words.tags:
        return not (before and name and before.label == name.label == "PER")
    if words.tags[index - 1] == "NE" or before is not None:
        return is_office(previous) or _follows_name(words, first, index, has_article)
    return _follows_noun(words, index)


def _is_title_apart(words: Words, index: int) -> bool:
    """„Hafenblick“ Bericht; but „Hafenblick“-Bericht is one noun."""
    return words.exact[index - 1] in MARKS and words.has_space_before(index)


def _follows_noun(words: Words, index: int) -> bool:
    """Ministerin Keller, die Agentur dpa, Millionen Menschen; but not: die Staatsanwaltschaft Keller."""
    name, previous = name_at(words, index), words.lower[index - 1]
    if is_office(previous):
        return not words.lower[index].endswith(load_endings("feminine"))
    if name or words.tags[index] == "NE":
        return not (name and name.label == "PER" and previous.endswith(load_endings("no_persons")))
    return previous in _MEASURES or words.lower[index] in _LEGAL_FORMS or previous[-1] == "-"


def _follows_name(words: Words, first: int, index: int, has_article: bool) -> bool:
    """Ada Keller, die Stanford University; but not laut Airbus Bestellungen, Obama Putin."""
    before, name = name_at(words, index - 1), name_at(words, index)
    if name or words.tags[index] == "NE":
        return not (before and name and before.label == "PER")
    is_owner = before is None or before.label != "ORG" or is_office(words.lower[index])
    is_genitive = words.exact[index - 1].endswith("s") and is_owner
    return is_genitive or words.lower[index] in _LEGAL_FORMS or (has_article and index - first == 1)
