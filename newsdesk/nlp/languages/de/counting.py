"""What a number counts, and numbers that count nothing: names, scores, years."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.amounts import Amount
from newsdesk.nlp.languages.de.dates.calendar import (
    DAYTIMES,
    MONTHS,
    PERIOD_SIGNS,
    PERIODS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from newsdesk.nlp.languages.de.dates.eras import read_era
from newsdesk.nlp.languages.de.dates.years import is_year
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.measures import is_measure
from newsdesk.nlp.languages.de.neighbours import word_at, word_before
from newsdesk.nlp.languages.de.nominatives import nominative
from newsdesk.nlp.languages.de.numbers import is_digits, number_word, scales
from newsdesk.nlp.words import MARKS, Words

_MOST_ADJECTIVES = 2
_OF_TIME = frozenset(PERIODS) | frozenset(UNITS) | PERIOD_SIGNS.keys() | {"uhr"}
_NO_NOUNS = frozenset(MONTHS) | WEEKDAYS | DAYTIMES | SEASONS.keys() | word_set("mal uhr sie ihr ihnen")
_NO_NAMES = (
    grammar.PREPOSITIONS
    | grammar.DETERMINERS
    | grammar.ADVERBS
    | grammar.PRONOUNS
    | grammar.AUXILIARIES
    | grammar.SUBORDINATORS
    | _NO_NOUNS
    | word_set("insgesamt lediglich allein darunter davon weitere mindestens genau und oder nur aber fast")
)
QUOTATION_MARKS = frozenset(MARKS)
_OTHERS = word_set("andere anderen anderer weitere weiteren weiterer")
_LIST_MARKS = (",", "und", "oder", "sowie", "/")
_SCORE_MARKS = (":", "/")


def counted_noun(words: Words, index: int) -> str | None:
    """The noun at a word, in the nominative, with up to two adjectives before it; None if there is none."""
    for at in range(index, index + _MOST_ADJECTIVES + 1):
        word = word_at(words, at)
        if not word or not words.exact[at][0].isalpha():
            return _quoted_compound(words, at)
        if words.is_capitalised(at):
            noun = at + 1 if _is_place_adjective(words, at) else at
            is_cut = words.exact[noun].endswith("-")
            return None if is_cut or words.lower[noun] in _NO_NOUNS else nominative(words.exact[noun])
        if word not in _OTHERS and not grammar.is_adjective(words.exact[at]):
            return None
    return None


def _quoted_compound(words: Words, index: int) -> str | None:
    """„Patriot“-Raketen, whose marks a tokenizer takes apart."""
    last = index + 3
    if word_at(words, index) not in QUOTATION_MARKS or word_at(words, index + 2) not in QUOTATION_MARKS:
        return None
    if word_at(words, last)[:1] != "-" or words.has_space_before(last):
        return None
    return words.text[words.start[index] : words.start[last]] + nominative(words.exact[last])


def _is_place_adjective(words: Words, index: int) -> bool:
    """Berliner in drei Berliner Schulen."""
    behind = word_at(words, index + 1)
    return words.lower[index].endswith("er") and behind != "" and words.is_capitalised(index + 1)


def end_of_list(words: Words, amount: Amount) -> int:
    """The word behind the numbers that go with a number that is a name: Linien 5, 10 und 18."""
    last = amount.last
    is_numbered = word_before(words, amount.first) in load_set("counting", "numbered")
    if not is_numbered and not _is_name(words, amount):
        return last
    while word_at(words, last) in _LIST_MARKS and is_digits(word_at(words, last + 1)):
        if counted_noun(words, last + 2) or is_measure(words, last + 2):
            break
        last += 2
    return last


def is_no_quantity(words: Words, amount: Amount) -> bool:
    """Whether a number without a measure is a time, a name, a score or a part of something longer."""
    behind, before = word_at(words, amount.last), word_before(words, amount.first)
    return (
        (before in QUOTATION_MARKS and behind in QUOTATION_MARKS)
        or _is_age(words, amount, before, behind)
        or _is_time(words, amount.last)
        or is_year(words, amount.head)
        or before in load_set("counting", "numbered")
        or (before == "." and word_before(words, amount.first - 1) + "." in load_set("counting", "numbered"))
        or _is_score(words, amount, before, behind)
        or _is_name(words, amount)
    )


def _is_age(words: Words, amount: Amount, before: str, behind: str) -> bool:
    """Petra Muster (43): two digits in brackets behind a name."""
    if before != "(" or behind not in (")", ",") or not is_digits(words.exact[amount.head]):
        return False
    return len(words.exact[amount.head]) == 2 and amount.first >= 2 and words.is_capitalised(amount.first - 2)


def _is_time(words: Words, index: int) -> bool:
    """14 Uhr, drei Tage, drei lange Tage, 3 Mai, acht und elf Jahre."""
    behind, second = word_at(words, index), word_at(words, index + 1)
    if behind in _OF_TIME or behind in MONTHS or read_era(words, index) is not None:
        return True
    if behind in _LIST_MARKS and _is_number(second) and word_at(words, index + 2) in PERIODS:
        return True
    return word_at(words, index + 1) in _OF_TIME and grammar.is_adjective(words.exact[index])


def _is_score(words: Words, amount: Amount, before: str, behind: str) -> bool:
    """3 : 1, zwei zu eins, 2023/24; but not elf zu drei Torschüsse."""
    if before in _SCORE_MARKS or (behind in _SCORE_MARKS and word_at(words, amount.last + 1)[:1].isdigit()):
        return True
    if before == "zu" and _is_number(word_before(words, amount.first - 1)):
        return counted_noun(words, amount.last) is None
    if behind != "zu" or amount.comparator or not _is_number(word_at(words, amount.last + 1)):
        return False
    return counted_noun(words, amount.last + 2) is None


def _is_number(word: str) -> bool:
    return is_digits(word) or number_word(word) is not None


def _is_name(words: Words, amount: Amount) -> bool:
    """Leopard 2, A 7, außer Acht: a number that belongs to the noun before it, or is a noun."""
    token = words.exact[amount.head]
    if not token[0].isdigit():
        return _is_noun(words, amount)
    if amount.head != amount.first or amount.head == 0 or word_before(words, amount.head) == "":
        return False
    before = words.exact[amount.head - 1]
    if not before[0].isupper() or before.lower() in _NO_NAMES or before.lower() in scales():
        return False
    return (len(before) == 1 and before.isalpha()) or counted_noun(words, amount.last) is None


def _is_noun(words: Words, amount: Amount) -> bool:
    """A small number word with a capital letter inside a sentence: die Acht."""
    word = words.exact[amount.head]
    value = number_word(word.lower())
    if not word[0].isupper() or value is None or value > 12:
        return False
    return amount.head > 0 and words.exact[amount.head - 1][0].isalnum()
