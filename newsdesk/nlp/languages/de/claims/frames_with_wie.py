"""Frames with wie: …, wie X mitteilte; Wie aus dem Papier hervorgeht, …; …, wie es heißt, …"""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import can_be_nominative
from newsdesk.nlp.languages.de.claims.cues import Cue, Subject, framed, verb_forms
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.subjects import subject_after, subject_of
from newsdesk.nlp.languages.de.claims.verb_cues import ranges
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.languages.de.verbs import VerbForm

_SHORTEST_QUOTE = 2
_MOST_FRAMES = 20
_LONGEST_FRAME = 60
_LONGEST_VERB = 4
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
        and (index == first or words.exact[index - 1] in ",–—(")
    ]
    for start in starts[:_MOST_FRAMES]:
        clause = words.clause_at(start)
        if clause and clause.first == start and clause.last <= end and not _is_manner(passage, clause):
            draft = _read(passage, clause, first, end)
            if draft:
                return draft
    return None


def _read(passage: Passage, clause: Clause, first: int, end: int) -> Draft | None:
    cue = _cue(passage, clause)
    if cue is None:
        return None
    subject = _subject(passage, clause, cue, first)
    words = passage.words
    if subject.speaker is None and not _is_impersonal(passage, cue):
        return None
    if subject.speaker and words.lower[subject.speaker[0]] == "man":
        return None
    start = clause.first - (clause.first > first)
    stop = clause.last + (clause.last < end and words.exact[clause.last] in ",–—)")
    quote = [span for span in ((first, start), (stop, end)) if span[1] - span[0] >= _SHORTEST_QUOTE]
    if not quote:
        return None
    return framed("Indirect", quote, "'wie X …' beside the claim", cue, subject, (start, stop))


def _is_manner(passage: Passage, clause: Clause) -> bool:
    """genauso, wie X sagte; eine Reform, wie sie X fordert: it says how, or what kind of thing."""
    words, start = passage.words, clause.first
    if start > 1 and words.exact[start - 1] == "," and words.lower[start - 2] in _MANNERS:
        return True
    if words.lower[start + 1 : start + 2] == [] or words.lower[start + 1] not in _OBJECTS:
        return False
    after = noun_phrase(words, start + 2, clause.last)
    is_other = after > start + 2 and not is_time(words, start + 2, after)
    return is_other and can_be_nominative(words, start + 2, after)


def _cue(passage: Passage, clause: Clause) -> Cue | None:
    """wie with the verb of its clause, which stands at the end and reports or shows."""
    words = passage.words
    verbs = [verb for verb in clause.predicate if verb > clause.first]
    if clause.finite is None or not verbs or verbs[-1] != clause.last - 1:
        return None
    if clause.last - clause.first > _LONGEST_FRAME or verbs[-1] - verbs[0] > _LONGEST_VERB:
        return None
    if any(words.lower[verb] in _MODALS for verb in verbs):
        return None
    form = _form(passage, verbs)
    before = verbs[0] - 1
    is_known = words.lower[before] in _KNOWN and before > clause.first
    shows = any(words.lower[verb] in _SHOWS or words.lower[verb] in _PERCEIVED for verb in verbs)
    if form is None and not is_known and not shows:
        return None
    first = before if is_known else verbs[0]
    return Cue(ranges((clause.first, first, *verbs)), form)


def _form(passage: Passage, verbs: list[int]) -> VerbForm | None:
    for verb in reversed(verbs):
        for form in verb_forms(passage, verb):
            if not form.needs_prefix:
                return form
    return None


def _is_impersonal(passage: Passage, cue: Cue) -> bool:
    """wie bekannt wurde, wie es heißt, wie aus X verlautete, wie mitgeteilt wurde, wie zu hören war"""
    lower = [passage.words.lower[index] for span in cue.spans for index in range(*span)]
    if cue.form is None and "sich" in passage.words.lower[cue.first : cue.spans[-1][0]]:
        return "ausdrückte" not in lower
    return any(word in _PERCEIVED | _IMPERSONAL or word.startswith(("hervorg", "verlaut")) for word in lower)


def _subject(passage: Passage, clause: Clause, cue: Cue, first: int) -> Subject:
    if cue.form is None and not _is_impersonal(passage, cue):
        return subject_after(passage, clause.first + 1, cue.spans[1][0])
    return subject_of(passage, cue, first, clause.first + 1, clause.last)
