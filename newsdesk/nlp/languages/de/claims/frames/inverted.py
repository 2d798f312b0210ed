"""Frames that begin with their verb, or with so: sagte X, hatte X gesagt, so X, heißt es in X."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import agrees, can_be_nominative
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.quotations.titles import names_something
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, says_it_cue, verb_forms
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import carried, ranges, verb_cue
from newsdesk.nlp.languages.de.claims.sources.phrases import is_compound
from newsdesk.nlp.languages.de.claims.speakers.subjects import IMPERSONAL, subject_after, subject_of
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import core, noun_phrase
from newsdesk.nlp.words import Range

_LONGEST_SURE = 4  # words of a phrase whose number the forms tell
_LETS = word_set("ließ ließen lässt lassen")
_LETS_KNOW = word_set("wissen ausrichten verlauten durchblicken verbreiten erklären mitteilen verkünden")
_PASSIVES = word_set("wird wurde werden wurden")
_NO_FRAMES = (grammar.AUXILIARIES | grammar.MODALS) - _PASSIVES - {"hat", "haben", "hatte", "hatten"}
_FIRST_PERSONS = word_set("ich wir du ihr")
_ORIGINS = word_set("aus im in vom von beim bei")
_PERCEIVED = word_set("hören lesen erfahren entnehmen vernehmen")
_AMOUNTS = word_set("viel viele vielen etwas etwa wenig wenige was")

Frame = tuple[Cue | None, Subject]
_NOTHING: Frame = (None, Subject(None))


def may_report(passage: Passage, index: int) -> bool:
    """Whether a frame can begin with the word at `index`."""
    words = passage.words
    return index < len(words) and (words.lower[index] in ("so", "das", "dies") or _is_finite(passage, index))


def _is_finite(passage: Passage, index: int) -> bool:
    return passage.words.kinds[index] == k.FINITE or bool(verb_forms(passage, index))


def reporting_at(passage: Passage, index: int, end: int, is_reported: bool = False) -> Frame:
    """The frame at `index`; where the clause before it `is_reported`, with a verb that no lexicon has too."""
    words = passage.words
    if index + 1 >= end:
        return _NOTHING
    if words.lower[index] == "so":
        return _so(passage, index, end, is_reported)
    says_it = says_it_cue(passage, index, end)
    if says_it:
        return says_it, subject_of(passage, says_it, index, index, end)
    return (
        _known(passage, index, end)
        or _heard(passage, index, end)
        or (_unknown(passage, index, end) if is_reported else None)
        or _NOTHING
    )


def _so(passage: Passage, index: int, end: int, is_reported: bool) -> Frame:
    """so X; so schrieb X; so heißt es in X"""
    words = passage.words
    first = index + 1 + is_compound(words, index + 1)
    if noun_phrase(words, first, end) > first and words.lower[first] not in _AMOUNTS:
        subject = subject_after(passage, first, end)
        if subject.speaker and subject.speaker[0] == first > index + 1:
            subject = Subject((index + 1, subject.speaker[1]), subject.addressee)
        return Cue(((index, index + 1),)), subject
    if not _is_finite(passage, index + 1):
        return _NOTHING
    cue, subject = reporting_at(passage, index + 1, end, is_reported)
    if subject.speaker and names_something(passage, *subject.speaker):
        return _NOTHING
    if cue is None or (cue.form is None and says_it_cue(passage, index + 1, end)):
        return cue, subject
    return Cue(((index, index + 1), *cue.spans), cue.form), subject


def _known(passage: Passage, index: int, end: int) -> Frame | None:
    """sagte X, teilte X mit, hatte X gesagt, wird X zitiert, wurde mitgeteilt, verlautete aus X"""
    cue = _verb(passage, index, end)
    if cue is None or cue.form is None:
        return None
    subject = subject_of(passage, cue, index, index, end)
    is_quoting = cue.form.verb.infinitive == "zitieren"
    if passage.words.lower[index] in _PASSIVES and not is_quoting:
        return None if subject_after(passage, index + 1, cue.spans[-1][0]).speaker else (cue, subject)
    return (cue, subject) if subject.speaker or cue.form.verb.infinitive in IMPERSONAL else None


def _heard(passage: Passage, index: int, end: int) -> Frame | None:
    """war aus X zu hören, ist im Bericht zu lesen"""
    words = passage.words
    if words.lower[index] not in ("war", "ist") or words.lower_at(index + 1) not in _ORIGINS:
        return None
    after = noun_phrase(words, index + 2, end)
    if after == index + 2 or words.lower[after : after + 1] != ["zu"]:
        return None
    if after + 2 > end or words.lower_at(after + 1) not in _PERCEIVED:
        return None
    return Cue(ranges((index, after, after + 1)), carried("SW")), Subject((index + 2, after))


def _verb(passage: Passage, index: int, end: int) -> Cue | None:
    """The verb that reports, with its finite part at `index`."""
    words = passage.words
    clause = words.clause_at(index)
    if words.lower[index] in _NO_FRAMES:
        return None
    if clause is not None and clause.finite == index:
        stop = min(end, clause.last)
        for takes in ("frame after", "that"):
            cue = verb_cue(passage, clause, index, stop, takes)
            if cue:
                return cue
        return _lets_know(passage, clause, stop)
    for form in verb_forms(passage, index):
        if form.kind == "finite" and not form.needs_prefix and "frame after" in form.verb.takes:
            return Cue(((index, index + 1),), form)
    return None


def _lets_know(passage: Passage, clause: Clause, end: int) -> Cue | None:
    """ließ X ausrichten"""
    lower = passage.words.lower
    if clause.finite is None or lower[clause.finite] not in _LETS:
        return None
    last = next((verb for verb in clause.predicate if verb < end and lower[verb] in _LETS_KNOW), None)
    return None if last is None else Cue(ranges((clause.finite, last)), carried("SW"))


def _unknown(passage: Passage, index: int, end: int) -> Frame | None:
    """A verb that no lexicon has, with its subject behind it."""
    words = passage.words
    if words.kinds[index] != k.FINITE or words.lower[index] in grammar.AUXILIARIES | grammar.MODALS:
        return None
    clause = words.clause_at(index)
    prefix = None
    if clause and clause.finite == index:
        if clause.is_konjunktiv:
            return None
        prefix = next((v for v in clause.predicate if index < v < end and words.kinds[v] == k.PREFIX), None)
    subject = subject_after(passage, index + 1, prefix or end)
    if subject.speaker is None or not is_subject(passage, subject.speaker, index):
        return None
    spans = ((index, index + 1), *(((prefix, prefix + 1),) if prefix else ()))
    return Cue(spans), subject


def is_subject(passage: Passage, phrase: Range, verb: int) -> bool:
    """Whether a noun phrase can be the subject of a verb, by its case and number."""
    words = passage.words
    if words.lower[phrase[0]] in _FIRST_PERSONS:
        return False
    end = max(core(words, *phrase), phrase[0] + 1)
    if not can_be_nominative(words, phrase[0], end):
        return False
    return end - phrase[0] > _LONGEST_SURE or agrees(words, *phrase, words.lower[verb])


def end_of_frame(passage: Passage, cue: Cue, subject: Subject, end: int) -> int:
    """Where a frame ends: at the mark behind its verb and its speaker; a relative clause belongs to it."""
    parts = [*cue.spans, *(span for span in (subject.speaker, subject.addressee) if span)]
    index = max(last for _, last in parts)
    words = passage.words
    while index < end:
        if words.exact[index] in ",:;–—-)" and not passage.is_masked(index, cue.first):
            after = index + 1
            clause = words.clause_at(after) if after < end and words.exact[index] == "," else None
            if clause is None or clause.kind != "relative" or clause.first != after:
                return index
            index = max(clause.last, after)
        elif words.lower[index] == "und" and index + 1 < end and _is_finite(passage, index + 1):
            return index
        else:
            index += 1
    return end
