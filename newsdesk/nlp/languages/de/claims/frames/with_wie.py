"""Frames with wie: …, wie X mitteilte; Wie aus dem Papier hervorgeht, …; …, wie es heißt, …"""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import can_be_nominative
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, framed, verb_forms
from newsdesk.nlp.languages.de.claims.reporting.moods import behind_semicolon
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import ranges, verb_cue
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_after, subject_of
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.languages.de.verbs import VerbForm

_SHORTEST_QUOTE = 2
_MOST_FRAMES = 20
_LONGEST_FRAME = 60
_LONGEST_VERB = 4
_VERBS = frozenset((k.FINITE, k.PARTICIPLE, k.INFINITIVE))
_MODALS = grammar.MODALS - grammar.AUXILIARIES
_MANNERS = word_set("so genauso ebenso")
_OBJECTS = word_set("sie ihn es")
_SHOWS = word_set(
    "hervorgeht hervorging hervorgehe zeigt zeigte zeigen zeigten ergab ergibt ergeben ergaben belegt "
    "belegte belegen belegten heißt hieß heiße verlautet verlautete herausstellte veröffentlichte "
    "ausdrückte erfuhr erfuhren beweist beweisen besagt besagen nahelegt nahelegen ausführte formulierte"
)
_IMPERSONAL = word_set("wurde wird worden wurden heißt hieß heiße herausstellte")
_KNOWN = word_set("bekannt deutlich öffentlich")
_PERCEIVED = word_set("hören lesen erfahren entnehmen vernehmen sehen")


def read_wie_frame(passage: Passage, first: int, end: int) -> Draft | None:
    """The claim of a sentence beside its frame with wie."""
    words = passage.words
    starts = [
        index
        for index in range(first, end)
        if words.lower[index] == "wie"
        and not passage.is_masked(index, first)
        and (index == first or words.exact[index - 1] in ",–—(:")
    ]
    for start in starts[:_MOST_FRAMES]:
        draft = _read(passage, start, first, end)
        if draft:
            return draft
    return None


def _read(passage: Passage, start: int, first: int, end: int) -> Draft | None:
    words = passage.words
    verbs = _verbs(passage, start, end)
    stop = verbs[-1] + 1 if verbs else start
    if not verbs or _is_manner(passage, start, stop):
        return None
    cue = _cue(passage, start, verbs)
    if cue is None:
        return None
    subject = _subject(passage, start, stop, cue, first)
    if subject.speaker is None and not _is_impersonal(passage, cue):
        return None
    if subject.speaker and words.lower[subject.speaker[0]] == "man":
        return None
    if start > first and words.exact[start - 1] == ":":
        first = start
    begin = start - (start > first)
    stop += stop < end and words.exact[stop] in ",–—)"
    rest = behind_semicolon(passage, stop, end) if words.exact[stop : stop + 1] == [";"] else (stop, end)
    quote = [span for span in ((first, begin), rest or (end, end)) if span[1] - span[0] >= _SHORTEST_QUOTE]
    if not quote:
        return None
    return framed("Indirect", quote, "'wie X …' beside the claim", cue, subject, (begin, stop))


def _verbs(passage: Passage, start: int, end: int) -> list[int]:
    """The verbs that a clause with wie ends with, at the end of the range or before a mark."""
    words = passage.words
    bound = min(end, start + _LONGEST_FRAME)
    clause = words.clause_at(start)
    if clause and clause.first == start and clause.last <= bound and clause.last - 1 in clause.predicate:
        verbs = [verb for verb in clause.predicate if verb > start]
        return verbs if verbs[-1] - verbs[0] <= _LONGEST_VERB else []
    for mark in [*passage.commas(start, bound, ",–—)"), *([end] if end <= bound else [])]:
        first = mark
        while first > start and words.kinds[first - 1] in _VERBS:
            first -= 1
        if first < mark:
            return list(range(first, mark))
    return []


def _is_manner(passage: Passage, start: int, stop: int) -> bool:
    """genauso, wie X sagte; eine Reform, wie sie X fordert: it says how, or what kind of thing."""
    words = passage.words
    if start > 1 and words.exact[start - 1] == "," and words.lower[start - 2] in _MANNERS:
        return True
    if words.lower_at(start + 1) not in _OBJECTS:
        return False
    after = noun_phrase(words, start + 2, stop)
    is_other = after > start + 2 and not is_time(words, start + 2, after)
    return is_other and can_be_nominative(words, start + 2, after)


def _cue(passage: Passage, start: int, verbs: list[int]) -> Cue | None:
    """wie with the verb at the end of its clause, which reports or shows."""
    lower = passage.words.lower
    if any(lower[verb] in _MODALS for verb in verbs):
        return None
    form = _form(passage, start, verbs)
    before = verbs[0] - 1
    is_known = lower[before] in _KNOWN and before > start
    shows = any(lower[verb] in _SHOWS or lower[verb] in _PERCEIVED for verb in verbs)
    if form is None and not is_known and not shows:
        return None
    return Cue(ranges((start, *([before] if is_known else []), *verbs)), form)


def _form(passage: Passage, start: int, verbs: list[int]) -> VerbForm | None:
    """The verb of reporting that a clause ends with."""
    clause = passage.words.clause_at(verbs[-1])
    if clause is not None and clause.first == start and clause.finite in verbs:
        for takes in ("frame after", "that"):
            cue = verb_cue(passage, clause, start, verbs[-1] + 1, takes)
            if cue:
                return cue.form
        return None
    forms = verb_forms(passage, verbs[0])
    return next((form for form in forms if not form.needs_prefix and "that" in form.verb.takes), None)


def _is_impersonal(passage: Passage, cue: Cue) -> bool:
    """wie bekannt wurde, wie es heißt, wie aus X verlautete, wie mitgeteilt wurde, wie zu hören war"""
    lower = [passage.words.lower[index] for span in cue.spans for index in range(*span)]
    if cue.form is None and "sich" in passage.words.lower[cue.first : cue.spans[-1][0]]:
        return "ausdrückte" not in lower
    return any(word in _PERCEIVED | _IMPERSONAL or word.startswith(("hervorg", "verlaut")) for word in lower)


def _subject(passage: Passage, start: int, stop: int, cue: Cue, first: int) -> Subject:
    if cue.form is None and not _is_impersonal(passage, cue):
        return subject_after(passage, start + 1, cue.spans[1][0])
    subject = subject_of(passage, cue, first, start + 1, stop)
    is_inside = subject.speaker is None or start < subject.speaker[0] < stop
    return subject if is_inside else subject_after(passage, start + 1, cue.spans[1][0])
