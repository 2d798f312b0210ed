"""What governs a quotation inside a sentence, and whether the words in marks are only a name there."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.quotations.titles import is_label, is_name
from newsdesk.nlp.languages.de.clauses.kinds import (
    ADJECTIVE,
    ADVERB,
    ARTICLE,
    CONJUNCTION,
    DETERMINER,
    NOUN,
    NUMBER,
    PREPOSITION,
)
from newsdesk.nlp.languages.de.verbs import VerbForm
from newsdesk.nlp.words import Range

_FARTHEST = 12  # words between a quotation and the word that governs it
_INSIDE_PHRASES = frozenset((ADJECTIVE, ADVERB, ARTICLE, DETERMINER, NUMBER, PREPOSITION))
_GOVERNORS = {"als": "as", "sich": "reflexive"}
_WITHOUT_ARTICLE = {"vom": "von", "zum": "zu", "zur": "zu", "im": "in", "am": "an", "beim": "bei"}
_AMONG_OTHERS = ("anderem", "allem")


def governor_of(passage: Passage, pair: Range, first: int) -> str:
    """What governs a quotation: "as", a preposition, "reflexive" or, without any of them, "object"."""
    words = passage.words
    for index in _back(passage, pair, first):
        word = words.lower[index]
        if word in _GOVERNORS:
            return _GOVERNORS[word]
        if words.kinds[index] == PREPOSITION and words.lower_at(index + 1) not in _AMONG_OTHERS:
            return _WITHOUT_ARTICLE.get(word, word)
    return "object"


def _back(passage: Passage, pair: Range, first: int) -> Iterator[int]:
    """The words before a quotation, from the right, through its phrase and the one it is a genitive of."""
    words, index, may_hop = passage.words, pair[0] - 1, True
    for _ in range(_FARTHEST):
        if index < first:
            return
        yield index
        before = passage.quotation[index - 1] if index > first else None
        if words.kinds[index] == CONJUNCTION and before:
            index = before[0] - 1
        elif words.kinds[index] in _INSIDE_PHRASES:
            index -= 1
        elif words.kinds[index] == NOUN and may_hop and _is_attribute(passage, pair, index):
            may_hop, index = False, index - 1
        else:
            return


def _is_attribute(passage: Passage, pair: Range, noun: int) -> bool:
    """die Politik des „…“, ein Entwurf „binnen Tagen“."""
    words, opening = passage.words, pair[0]
    is_behind = (
        noun == opening - 1 and words.exact[opening + 1].islower() and words.kinds[noun - 1] != PREPOSITION
    )
    return is_behind or words.lower_at(noun + 1) in grammar.GENITIVES


def is_in_brackets(passage: Passage, pair: Range) -> bool:
    """Whether a quotation stands in brackets that open close before it."""
    before = passage.words.exact[max(0, pair[0] - _FARTHEST) : pair[0]]
    return before.count("(") > before.count(")")


def is_only_named(passage: Passage, pair: Range, governor: str, form: VerbForm) -> bool:
    """A name is quoted only by verbs that give names: nannte ihn „Schattenkanzler“, but nobody sich."""
    words, opening = passage.words, pair[0]
    if is_in_brackets(passage, pair):
        return True
    if form.verb.infinitive == "schreiben" and words.exact[opening + 1][0].isupper():
        return True
    if "dative" in form.verb.takes:
        return is_label(passage, pair)
    if form.verb.infinitive != "nennen" and governor != "as":
        return is_name(passage, pair)
    is_own = "sich" in words.lower[max(0, opening - _FARTHEST) : opening]
    is_called = _is_called(passage, pair)
    return is_own or is_called or is_label(passage, pair)


def _is_called(passage: Passage, pair: Range) -> bool:
    """das Modell „Deichkind“, ihn den „Langen“: a name behind its noun, or a nickname."""
    words, (opening, closing) = passage.words, pair
    if not words.exact[opening + 1][0].isupper():
        return False
    if words.kinds[opening - 1] == NOUN:
        return words.kinds[opening - 2] != PREPOSITION
    is_word = closing == opening + 2
    return is_word and words.lower[opening - 1] in ("der", "die", "das", "den")
