"""Frames that stand in a sentence of their own behind the claim: Das teilte X mit. Darauf wies X hin."""

from __future__ import annotations

from bisect import bisect_left

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.inverted import Frame, reporting_at
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import carried, ranges, verb_cue
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_after, subject_of
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_RULE = "sentence before 'Das … X'"
_FARTHEST = 6  # words before the verb of such a frame
_NO_FRAME = grammar.NEGATIONS | {":", "dass", "daß", "damit"}
_THAT = word_set("das dies dieses")
_PRONOMINAL = word_set("darauf davon davor daran")
_POINTS = word_set("warnen hinweisen verweisen erinnern ausgehen")
_THIS = frozenset({"diese", "dieser", "dieses", "diesem", "diesen"})
_FINDINGS = word_set(
    "ergebnis ergebnisse schluss schlüsse schlussfolgerung einschätzung ansicht auffassung meinung "
    "erkenntnis überzeugung entscheidung entdeckung nachricht information informationen zahlen angaben"
)
_BRINGS = word_set(
    "kam kamen kommt kommen gelangt gelangte gelangten ist sind war waren vertritt vertrat vertreten "
    "stellte stellten stellt legte legten legt veröffentlichte veröffentlichten gab gaben gibt teilte teilten"
)
_GOES_ON = word_set("der die das er sie es dieser diese dieses dabei dadurch damit")
# Who bedauert something says what it is worth, not that it is so.
_REACTIONS = word_set(
    "bedauern begrüßen beklagen bemängeln kritisieren loben monieren rügen fürchten befürchten hoffen "
    "wünschen fordern verlangen empfehlen vorschlagen anbieten beschließen verurteilen glauben denken finden"
)


def read_anaphor(
    passage: Passage,
    first: int,
    end: int,
    before: Range | None,
    last: Draft | None,
    latest: Draft | None,
) -> Draft | None:
    """The sentence before as a claim, if this unit is nothing but its frame.

    `last` is the claim of the sentence before, `latest` the one found last. Hearsay in the sentence
    before becomes that speaker's hearsay; what another speaker said there is said again.
    """
    stop = passage.without_stop(first, end)
    if before is None or passage.without_stop(*before) == before[0]:  # nothing but a mark
        return None
    if not _NO_FRAME.isdisjoint(passage.words.lower[first:stop]):
        return None
    cue, subject = _frame(passage, first, stop)
    if cue is None or subject.speaker is None:
        return None
    is_claimed = last is not None and _last_word(last) > before[0]
    if is_claimed and cue.denies:
        return None  # who denies what another said makes a claim of his own
    draft = _claim_of(passage, before, first, last if is_claimed else None, latest)
    draft.type, draft.medium, draft.denies = "Indirect", cue.medium, cue.denies
    draft.cue, draft.frame = list(cue.spans), [(first, _end(passage, cue, subject, stop))]
    draft.speaker = [subject.speaker]
    draft.addressee = [subject.addressee] if subject.addressee else []
    return draft


def _claim_of(
    passage: Passage, before: Range, first: int, claimed: Draft | None, latest: Draft | None
) -> Draft:
    """The sentence before as a claim; its hearsay is that claim itself, another's claim is claimed again."""
    if claimed is None:
        return Draft("Indirect", [_claimed(passage, before, first, latest)], _RULE)
    if claimed.is_hearsay:
        claimed.quote = [(before[0], passage.without_stop(*before))]
        return claimed
    return Draft("Indirect", list(claimed.quote), _RULE)


def _last_word(draft: Draft) -> int:
    return max(last for _, last in (*draft.quote, *draft.frame))


def _claimed(passage: Passage, before: Range, first: int, latest: Draft | None) -> Range:
    """The sentence before; where it goes on with the first one of the paragraph, both."""
    words, units = passage.words, passage.units
    if words.paragraph[first] != words.paragraph[before[0]]:
        return before[0], passage.without_stop(*before)
    at = bisect_left(units, before)
    is_second = at > 0 and words.paragraph[units[at - 1][0]] == words.paragraph[before[0]]
    is_second = is_second and (at < 2 or words.paragraph[units[at - 2][0]] != words.paragraph[before[0]])
    is_free = latest is None or latest.quote[-1][1] <= units[at - 1][0]
    goes_on = (
        is_second
        and is_free
        and bool(passage.finite_clauses(*units[at - 1]))
        and words.lower[before[0]] in _GOES_ON
    )
    return (units[at - 1][0] if goes_on else before[0]), passage.without_stop(*before)


def _frame(passage: Passage, first: int, end: int) -> Frame:
    words = passage.words
    lower = words.lower[first]
    if lower in _THAT:
        cue, subject = reporting_at(passage, first + 1, end)
        if cue is not None and (cue.form is None or cue.form.verb.infinitive not in _REACTIONS):
            return cue, subject
        return None, Subject(None)
    if lower == "so" and not passage.commas(first, end):
        says_it = reporting_at(passage, first, end)
        return says_it if says_it[0] and says_it[0].first > first else (None, Subject(None))
    clause = words.clause_at(first)
    if clause is None or clause.finite is None or not first < clause.finite < min(end, first + _FARTHEST):
        return None, Subject(None)
    if lower in _PRONOMINAL:
        return _pronominal(passage, clause, first, end)
    noun = clause.finite - 1
    if words.lower[noun] in _FINDINGS and _THIS & set(words.lower[first:noun]):
        return _finding(passage, clause, noun, end)
    return None, Subject(None)


def _pronominal(passage: Passage, clause: Clause, first: int, end: int) -> Frame:
    """Darauf wies X hin, Davon geht X aus, Davor warnte X"""
    cue = verb_cue(passage, clause, first, end, "that")
    if cue is None or cue.form is None:
        return None, Subject(None)
    if cue.first != first and cue.form.verb.infinitive not in _POINTS:
        return None, Subject(None)
    return cue, subject_of(passage, cue, first, first, end)


def _finding(passage: Passage, clause: Clause, noun: int, end: int) -> Frame:
    """Zu diesem Ergebnis kommt X, Diese Zahlen gab X bekannt."""
    if clause.finite is None or passage.words.lower[clause.finite] not in _BRINGS:
        return None, Subject(None)
    verbs = [verb for verb in clause.predicate if verb < end]
    subject = subject_after(passage, clause.finite + 1, verbs[-1] if len(verbs) > 1 else end)
    return Cue(ranges((noun, *verbs)), carried("SW")), subject


def _end(passage: Passage, cue: Cue, subject: Subject, end: int) -> int:
    """A relative clause behind the last word of the verb is no part of the frame."""
    words, last = passage.words, cue.spans[-1][1]
    is_last = subject.speaker is None or last >= subject.speaker[1]
    return last if is_last and last < end and words.exact[last] == "," else end
