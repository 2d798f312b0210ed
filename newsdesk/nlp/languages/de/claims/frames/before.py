"""Frames before what is reported: X sagte, dass …; X sagte, es sei …; X kündigte an, … zu …"""

from __future__ import annotations

from dataclasses import replace

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.reporting.complements import (
    NAMES,
    TAKES,
    Complement,
    complement_at,
    konjunktiv_starts,
)
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, cue_in, framed, says_it_cue, spelled
from newsdesk.nlp.languages.de.claims.reporting.ends import reported_end
from newsdesk.nlp.languages.de.claims.reporting.nouns import (
    heading_cue,
    is_owned,
    noun_cue,
    owner,
    speaker_of,
)
from newsdesk.nlp.languages.de.claims.reporting.reportable import (
    is_answered,
    is_forecast,
    is_only_mentioned,
    is_purpose,
)
from newsdesk.nlp.languages.de.claims.reporting.unlisted import unlisted_cue
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import (
    attitude_cue,
    evaluation_cue,
    own_words,
    verb_cue,
)
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_of
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_CONDITIONS = word_set("wenn falls ob sofern bevor ehe damit wer")
_NOBODY = word_set("niemand keiner")
_COORDINATORS = word_set("und aber sondern doch sowie oder")
_DENIED = word_set("nicht kein keine ob wenn falls")
_THOUGHT = ("ST", "Thought")
_MOST_STARTS = 400
_BEFORE_DASS = (k.FINITE, k.PARTICIPLE, k.PREFIX, k.NOUN, k.PERSONAL, k.ADVERB)
_FARTHEST_COLON = 3


def read_frame_before(passage: Passage, first: int, end: int) -> list[Draft]:
    """X sagte, dass …; X sagte, es sei …; X kündigte an, … zu …: all of one unit, from the left."""
    found: list[Draft] = []
    if end < len(passage.words) and passage.words.exact[end] == "?":
        return found
    konjunktivs = konjunktiv_starts(passage, first, end)
    for start in _starts(passage, first, end)[:_MOST_STARTS]:
        if found and start <= found[-1].quote[-1][1]:
            continue
        complement = complement_at(passage, start, end, konjunktivs)
        draft = _frame_before(passage, complement, first, end) if complement else None
        if draft is None:
            continue
        if found and not draft.speaker and passage.words.lower[draft.frame[0][0]] in _COORDINATORS:
            draft.speaker = list(found[-1].speaker)
        found.append(draft)
    return found


def _starts(passage: Passage, first: int, end: int) -> list[int]:
    """Where a complement can begin: behind commas and colons, and with a dass that lacks its comma."""
    words, kinds = passage.words, passage.words.kinds
    starts = {cut + 1 for cut in passage.commas(first, end, ",:")}
    for index in range(first + 1, end):
        is_dass = words.exact[index] in ("dass", "daß") and words.exact[index - 1] not in (",", "so")
        if is_dass and not passage.is_masked(index, first) and kinds[index - 1] in _BEFORE_DASS:
            starts.add(index)
    return sorted(starts)


def _frame_before(passage: Passage, complement: Complement, first: int, end: int) -> Draft | None:
    cut = _frame_end(passage, complement)
    for clause in passage.tree.around(_last_word(passage, first, cut)):
        if _can_frame(passage, clause, first, cut):
            cue = _cue(passage, clause, first, complement)
        elif clause.kind == "main" and clause.finite is not None and clause.finite >= complement.last:
            cue = noun_cue(passage, clause, first, cut, TAKES[complement.kind])
        else:
            continue
        if cue:
            return _claim(passage, clause, cue, complement, (first, end))
    return _unparsed(passage, complement, (first, end))


def _frame_end(passage: Passage, complement: Complement) -> int:
    """The end of a frame without the comma or colon before what is reported."""
    return complement.first - (passage.words.exact[complement.first - 1] in ",:")


def _cue(passage: Passage, clause: Clause, first: int, complement: Complement) -> Cue | None:
    takes, cut = TAKES[complement.kind], _frame_end(passage, complement)
    if is_only_mentioned(passage, clause, cut, complement):
        return None
    noun = noun_cue(passage, clause, first, cut, takes)
    found = noun if noun and noun.is_carried else verb_cue(passage, clause, first, cut, takes)
    found = found or _says_it(passage, clause, cut)
    if complement.kind == "main":
        return found if found and _ends_frame(passage, found.spans[-1][1], cut) else None
    if complement.kind == "question":
        return found if found and is_answered(passage, complement, found) else None
    if complement.kind == "dependent":
        is_report = clause.kind == "main" and clause.mood == "indicative"
        return (found or unlisted_cue(passage, clause, first, cut, complement)) if is_report else None
    found = (
        found
        or attitude_cue(passage, clause, first, cut)
        or evaluation_cue(passage, clause, first, cut)
        or noun
    )
    return found or unlisted_cue(passage, clause, first, cut, complement)


def _ends_frame(passage: Passage, behind: int, colon: int) -> bool:
    """Whether a colon stands behind a verb of saying, at most with adverbs or a phrase between."""
    kinds = passage.words.kinds[behind:colon]
    return len(kinds) <= _FARTHEST_COLON and (k.NOUN not in kinds or kinds[0] == k.PREPOSITION)


def _unparsed(passage: Passage, complement: Complement, unit: Range) -> Draft | None:
    """A frame in which no clause was found: its words alone tell."""
    first, end = unit
    cut = _frame_end(passage, complement)
    start = next((stop for _, stop in reversed(passage.clauses(first, cut)[:-1])), first - 1) + 1
    if complement.kind == "dependent" or passage.has_verb(start, cut) or start >= cut:
        return None
    cue = heading_cue(passage, start, cut) if passage.words.exact[cut] == ":" else cue_in(passage, start, cut)
    is_denied = not _DENIED.isdisjoint(passage.words.lower[start:cut])
    if cue is None or is_denied or not cue.takes(TAKES[complement.kind]):
        return None
    subject = _subject(passage, cue, first, start, cut)
    quote = (complement.first, reported_end(passage, complement, None, end))
    rule, frame = _rule(passage, cue, complement), (start, complement.first)
    return framed("Indirect", [quote], rule, cue, subject, frame)


def _rule(passage: Passage, cue: Cue, complement: Complement) -> str:
    return f"'{spelled(passage, cue)}' with {NAMES[complement.kind]}"


def _last_word(passage: Passage, first: int, cut: int) -> int:
    """The last word before a comma that is no mark."""
    index = cut - 1
    while index > first and not passage.words.exact[index][0].isalnum():
        index -= 1
    return index


def _says_it(passage: Passage, clause: Clause, cut: int) -> Cue | None:
    return None if clause.finite is None else says_it_cue(passage, clause.finite, cut)


def _can_frame(passage: Passage, clause: Clause, first: int, cut: int) -> bool:
    """Whether somebody says something in a clause, and not under a condition."""
    verb = clause.finite if clause.finite is not None else max(clause.predicate, default=cut)
    if not first <= verb < cut or clause.kind == "infinitive":
        return False
    lower = passage.words.lower
    if _says_oneself(passage, clause, first, cut):
        return False
    is_unreal = clause.mood == "konjunktiv2" and clause.modality is not None
    start = max(first, clause.first)
    opening = (
        set(lower[start : start + 2]) if clause.kind != "main" else set(lower[start : start + 1]) & {"wer"}
    )
    return not (is_unreal or opening & _CONDITIONS)


def _says_oneself(passage: Passage, clause: Clause, first: int, cut: int) -> bool:
    """ich glaube, wir fürchten: what is said itself, and nobody's report of it."""
    own = own_words(passage, clause, first, cut)
    return clause.tense == "present" and not grammar.FIRST_PERSONS.isdisjoint(
        passage.words.lower[i] for i in own
    )


def _whole(passage: Passage, cue: Cue, complement: Complement) -> Complement:
    """All of an infinitive behind a complete verb: kündigte an, bei Frost, Schnee und Eis zu streuen."""
    cut = cue.spans[-1][1]
    is_cut = complement.kind == "infinitive" and cut < complement.first and passage.words.exact[cut] == ","
    is_relative = passage.words.kinds[cut + 1 : cut + 2] == [k.RELATIVE]
    return replace(complement, first=cut + 1) if is_cut and not is_relative else complement


def _claim(passage: Passage, clause: Clause, cue: Cue, complement: Complement, unit: Range) -> Draft | None:
    first, end = unit
    complement = _whole(passage, cue, complement)
    if is_purpose(passage, complement) or is_forecast(passage, clause, cue):
        return None
    comma = _frame_end(passage, complement)
    is_said = bool(cue.form and cue.form.verb.infinitive) or cue.is_carried
    is_negated = is_said and _is_negated(passage, clause, first, comma)
    if _says_nothing(passage, clause, cue, complement, first, is_negated):
        return None
    stop = reported_end(passage, complement, clause, end, is_noun=not is_said)
    if stop <= complement.first + (complement.kind != "infinitive"):
        return None
    stop = _with_closing(passage, complement.first, stop)
    start = max(first, clause.first)
    subject = _subject(passage, cue, first, start, comma)
    frame = (_frame_start(passage, cue, subject, first, start), complement.first)
    rule = _rule(passage, cue, complement)
    draft = framed("Indirect", [(complement.first, stop)], rule, cue, subject, frame)
    draft.denies = cue.denies != is_negated and passage.words.exact[comma] != ":"
    rest = own_words(passage, clause, stop, end)
    if rest:
        draft.frame.append((stop, min(end, rest[-1] + 1)))
    return draft


def _with_closing(passage: Passage, first: int, stop: int) -> int:
    """The end of a report with the mark that closes its last words: es sei „fünf vor zwölf“."""
    pair = passage.quotation[stop] if stop < len(passage.words) else None
    return stop + 1 if pair and pair[1] == stop and pair[0] >= first else stop


def _is_negated(passage: Passage, clause: Clause, first: int, comma: int) -> bool:
    own = own_words(passage, clause, first, comma)
    return clause.is_negated and any(passage.words.lower[i] in k.NEGATORS for i in own)


def _says_nothing(
    passage: Passage, clause: Clause, cue: Cue, complement: Complement, first: int, is_negated: bool
) -> bool:
    """sagte nicht, ob …; niemand behauptet, …; but glaubt nicht, …, niemand dachte, …, bestritt nicht, …"""
    is_thought = cue.medium in _THOUGHT
    own = own_words(passage, clause, first, complement.first)
    if not is_thought and not _NOBODY.isdisjoint(passage.words.lower[i] for i in own):
        return True
    is_doubt = cue.denies or (is_thought and clause.modality is None)
    return is_negated and (not is_doubt or complement.kind in ("ob", "question"))


def _frame_start(passage: Passage, cue: Cue, subject: Subject, first: int, start: int) -> int:
    """The first word of a frame: its subject may stand before what was read as its clause."""
    is_joined = passage.words.kinds[start] == k.CONJUNCTION
    if subject.speaker is None or cue.noun is not None or is_joined:
        return start
    return min(start, max(first, subject.speaker[0]))


def _subject(passage: Passage, cue: Cue, first: int, start: int, comma: int) -> Subject:
    speaker = speaker_of(passage, cue, comma)
    if speaker or is_owned(passage, cue):
        return Subject(speaker)
    subject = subject_of(passage, cue, first, start, comma)
    if cue.noun is not None and subject.speaker and subject.speaker[0] <= cue.noun < subject.speaker[1]:
        return Subject(owner(passage, cue.noun, comma), subject.addressee)
    return subject
