"""The noun phrases that name a source: Angaben der Polizei, dpa-Informationen, eine Studie der Stadt."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.noun_groups import noun_group
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.words import Range, Words

LONGEST_SOURCE = 25
_LONGEST_NOUN = 20
_ATTRIBUTES = frozenset(
    (k.ARTICLE, k.RELATIVE, k.DEMONSTRATIVE, k.DETERMINER, k.ADJECTIVE, k.NUMBER, k.PERSONAL, k.MARK)
)
_LONGEST_ATTRIBUTE = 10
_FIRST_PERSONS = word_set("meiner meinem meinen unserer unserem unseren")
_TOPICS = word_set("zu zum zur über")
_OWNERS = grammar.GENITIVES | {"von", "vom"}
_ENDS = word_set("unter gegenüber um seit bis gegen bei")
_PLACES = word_set("in im am an auf aus vom von zu zum zur")


@dataclass(frozen=True, slots=True)
class Source:
    """The phrase of a source (`first`..`last`) with its nouns (Angaben, Ada Musters Worten)."""

    first: int
    last: int
    nouns: Range


def is_saying(word: str) -> bool:
    """Whether a noun stands for what somebody says or thinks: Angaben, Polizeiangaben, Expertenmeinung."""
    lower = word.lower()
    return lower in load_set("sources", "single_sayings") or _ends_in(lower, "sayings")


def is_report(word: str) -> bool:
    """Whether a noun stands for a text that says something: Studie, Agenturmeldung, dpa-Bericht."""
    lower = word.lower()
    return _ends_in(lower, "reports") and lower not in load_set("sources", "no_reports")


def _ends_in(lower: str, key: str) -> bool:
    """Whether a word is a noun of a list, or a compound with it."""
    nouns = load_set("sources", key)
    return any(lower[start:] in nouns for start in range(max(0, len(lower) - _LONGEST_NOUN), len(lower)))


def is_noun(words: Words, index: int) -> bool:
    """Whether a word is a noun or a name, in lower case too: dpa-Bericht, zeitung.example."""
    word = words.exact[index]
    if words.kinds[index] == k.NOUN or word[0].isupper():
        return words.lower[index] not in grammar.PREPOSITIONS
    return is_compound(words, index) or (word[0].isalpha() and "." in word[1:-1])


def is_compound(words: Words, index: int) -> bool:
    """Whether a word in lower case is a noun by its second part: dpa-Bericht, ver.di-Sprecher."""
    word = words.exact[index]
    return word[0].islower() and any(letter.isupper() for letter in word)


def _head_nouns(words: Words, first: int, bound: int) -> Range | None:
    """The first nouns of a noun phrase that begins at `first`: (einer am Montag verbreiteten) Mitteilung."""
    index = first
    bound = min(bound, first + LONGEST_SOURCE)
    while index < bound and not is_noun(words, index):
        if words.kinds[index] in _ATTRIBUTES:
            index += 1
            continue
        after = _attribute_end(words, index, bound) if index > first else index
        if after == index:
            return None
        index = after
    if index == bound:
        return None
    return index, max(index + 1, noun_group(words, index, bound, has_article=index > first))


def _attribute_end(words: Words, first: int, bound: int) -> int:
    """Behind a long attribute, at its adjective: am Montag verbreiteten."""
    for index in range(first, min(bound, first + _LONGEST_ATTRIBUTE)):
        if words.kinds[index] == k.ADJECTIVE and index + 1 < bound and is_noun(words, index + 1):
            return index
        if words.kinds[index] in (k.COMMA, k.STOP, k.FINITE):
            return first
    return first


def source_at(passage: Passage, first: int, bound: int) -> Source | None:
    """The source phrase that begins at `first`; its genitives, and where its words come from, are in."""
    words = passage.words
    nouns = _head_nouns(words, first, bound)
    if nouns is None or words.lower[first] in _FIRST_PERSONS or _is_address(words, first):
        return None
    last = _phrase_end(words, first, nouns, bound)
    if last < bound and words.lower[last] == "aus" and _is_word_or_text(words, nouns):
        last = max(last, noun_phrase(words, last + 1, bound))
    while last < bound and "." in words.exact[last][1:-1] and is_noun(words, last):
        last += 1
    return Source(first, last, nouns)


def _is_address(words: Words, index: int) -> bool:
    """Was ist Ihrer Meinung nach …: the word is capitalised, and no sentence begins with it."""
    if words.exact[index] not in ("Ihrer", "Ihren", "Ihrem"):
        return False
    return index > 0 and words.kinds[index - 1] not in (k.STOP, k.MARK, k.DASH)


def _phrase_end(words: Words, first: int, nouns: Range, bound: int) -> int:
    """The end of a noun phrase; der wichtige Zeuge, nominative, is none of its genitives."""
    if nouns[1] < bound and words.kinds[nouns[1]] == k.MARK and is_saying(words.exact[nouns[1] - 1]):
        return nouns[1]
    last = max(noun_phrase(words, first, bound), noun_phrase(words, nouns[0], bound), nouns[1])
    for index in range(nouns[1], last - 1):
        is_subject = words.lower[index] == "der" and words.kind_at(index + 1) == k.ADJECTIVE
        if is_subject and words.lower_at(index + 1).endswith("e"):
            return index
        if words.lower[index] == "von" and _is_number(words, index + 1):
            return index
    return last


def _is_number(words: Words, index: int) -> bool:
    """von 300, von rund 300: no origin; but von Reportern"""
    behind = words.kinds[index : index + 2]
    return k.NUMBER in behind[:1] or (k.NUMBER in behind and k.NOUN not in behind)


def says(passage: Passage, source: Source) -> bool:
    """Whether the head of a source phrase says something, so that nach is no nach of time or place.

    Nach Berichten über den Bau, nach Angaben zur Person: when they were out.
    """
    behind = passage.words.lower[source.nouns[1] : source.nouns[1] + 1]
    if source.nouns[0] == source.first and behind and behind[0] in _TOPICS:
        return False
    return _is_word_or_text(passage.words, source.nouns) or _is_inquiry(passage, source)


def _is_word_or_text(words: Words, nouns: Range) -> bool:
    return any(is_saying(noun) or is_report(noun) for noun in words.exact[slice(*nouns)])


def _is_inquiry(passage: Passage, source: Source) -> bool:
    """nach Ermittlungen der Polizei, nach einer Analyse; but nach langen Messungen: when they were over."""
    words = passage.words
    before = words.lower[source.first : source.nouns[0]]
    nouns = words.lower[slice(*source.nouns)]
    if any(_ends_in(noun, "single_inquiries") for noun in nouns):
        return bool(before) and before[0] in ("einer", "dieser")
    is_result = any(noun.endswith("ergebnis") for noun in nouns)
    if not is_result and not any(_ends_in(noun, "inquiries") for noun in nouns):
        return False
    adjectives = [word for word in before if word not in grammar.DETERMINERS]
    if any(word in load_set("sources", "recent") for word in adjectives):
        return True
    if is_result:
        return False
    has_name = len(nouns) > 1 and nouns[0].endswith("s")
    is_owned = has_name or (source.nouns[1] < source.last and words.lower[source.nouns[1]] in _OWNERS)
    return (is_owned or (bool(before) and before[0].startswith(grammar.POSSESSIVES))) and not adjectives


def front_end(passage: Passage, source: Source, finite: int) -> int:
    """Where the words for the speaker end, if the source fills all that stands before the finite verb."""
    words = passage.words
    for index in range(source.last, finite):
        if words.kinds[index] in (k.COMMA, k.DASH, k.OPENING, k.ADVERB) or words.lower[index] in _ENDS:
            return index
        if words.lower[index] in _PLACES and is_time(words, index + 1, noun_phrase(words, index + 1, finite)):
            return index
    return finite


def with_places(passage: Passage, index: int, end: int) -> int:
    """Behind the phrases with in and am that follow a source, up to `end`: die Behörden in Neustadt."""
    words = passage.words
    while index < end and words.lower[index] in _PLACES:
        after = noun_phrase(words, index + 1, end)
        if after == index + 1:
            break
        index = after
    return index
