"""Who speaks in a reporting clause, and to whom."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.cues import Cue, Subject
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.phrases import core, is_time, noun_phrase, with_apposition
from newsdesk.nlp.words import Range

_FARTHEST_SUBJECT = 25
_IMPERSONAL = ("verlauten",)
_AUDIENCE_PREPOSITIONS = ("gegenüber", "vor")
_SOURCE_PREPOSITIONS = word_set("in im aus bei beim seitens vonseiten vom von auf")


def subject_after(passage: Passage, first: int, end: int) -> Subject:
    """The speaker behind a verb: the first noun phrase that is no time, place or addressee."""
    words = passage.words
    addressee: Range | None = None
    index = first
    while index < min(end, first + _FARTHEST_SUBJECT):
        word = words.lower[index]
        if word in grammar.PREPOSITIONS:
            after = noun_phrase(words, index + 1, end)
            addressee = addressee or audience(passage, index, after)
            index = max(after, index + 1)
            continue
        after = noun_phrase(words, index, end)
        if after == index:
            if words.exact[index] in ",:;–—.(" or words.exact[index][0].isupper():
                break
            index += 1
        elif is_time(words, index, after):
            index = after
        elif _is_dative(passage, index, after, end):
            after = core(words, index, end) if word in ("der", "einer") else after
            addressee, index = (index, after), after
        else:
            return Subject((index, with_apposition(words, after, end)), addressee)
    return Subject(None, addressee)


def _is_dative(passage: Passage, index: int, phrase_end: int, end: int) -> bool:
    """dem X, den Xn; der X before another noun phrase (sagte der Zeitung ein Sprecher)."""
    words = passage.words
    if words.lower[index] == "dem":
        return True
    if words.lower[index] == "den":
        return words.lower[phrase_end - 1].endswith("n")
    after = core(words, index, end)
    is_followed = after < end and words.lower[after] in ("ein", "eine", "er", "sie")
    return words.lower[index] in ("der", "einer") and after > index and is_followed


def audience(passage: Passage, preposition: int, end: int) -> Range | None:
    """The addressee of gegenüber X, or of vor X where X listens by profession."""
    words = passage.words
    if end <= preposition + 1 or words.lower[preposition] not in _AUDIENCE_PREPOSITIONS:
        return None
    is_audience = any(
        word in load_set("reported_speech", "audiences") for word in words.lower[preposition + 1 : end]
    )
    return (preposition + 1, end) if words.lower[preposition] == "gegenüber" or is_audience else None


def subject_of(passage: Passage, cue: Cue, unit_first: int, first: int, end: int) -> Subject:
    """The speaker of a clause first..end with a cue: before the verb, after it, or in front."""
    finite = _finite_verb(passage, cue, first, end)
    is_impersonal = cue.form is not None and cue.form.verb.infinitive in _IMPERSONAL
    if (cue.form is None and cue.noun is None) or is_impersonal:
        return Subject(_source(passage, first, end))
    if first == finite:
        in_front = _subject_in_front(passage, unit_first, first)
        return Subject(in_front) if in_front else subject_after(passage, finite + 1, end)
    words = passage.words
    start = first + (words.lower[first] in grammar.SUBORDINATORS | {"und", "aber", "doch", "denn"})
    before = noun_phrase(words, start, finite)
    if (
        before > start
        and not is_time(words, start, before)
        and words.lower[start] not in grammar.PREPOSITIONS
    ):
        rest = subject_after(passage, finite + 1, end) if finite + 1 < end else Subject(None)
        return Subject((start, before), rest.addressee)
    return subject_after(passage, finite + 1, end)


def _finite_verb(passage: Passage, cue: Cue, first: int, end: int) -> int:
    if cue.noun is not None:
        support = load_set("reported_speech", "support_verbs")
        return next((i for i in range(first, end) if passage.words.lower[i] in support), cue.first)
    return cue.first


def _subject_in_front(passage: Passage, unit_first: int, first: int) -> Range | None:
    """The noun phrase before an apposition or relative clause (X, Chef der Y, sagte)."""
    end = noun_phrase(passage.words, unit_first, first)
    if end == unit_first or end >= first or passage.words.exact[end] != ",":
        return None
    after = with_apposition(passage.words, end, first)
    return (unit_first, after if after < first else end)


def _source(passage: Passage, first: int, end: int) -> Range | None:
    """The text or place that heißt es points at (in dem Bericht, aus dem Ministerium)."""
    words = passage.words
    for index in range(first, end):
        if words.lower[index] in _SOURCE_PREPOSITIONS:
            after = noun_phrase(words, index + 1, end)
            if after > index + 1 and not is_time(words, index + 1, after):
                return (index + 1, after)
    return None
