"""Reports inside what is reported: the links of a chain of speakers."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.before import read_frame_before
from newsdesk.nlp.languages.de.claims.frames.behind import read_frame_behind
from newsdesk.nlp.languages.de.claims.quotations.direct import read_direct
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, framed, spelled, verb_forms
from newsdesk.nlp.languages.de.claims.sources.attribution import read_attributions
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_after
from newsdesk.nlp.languages.de.claims.unframed.reported import read_reported
from newsdesk.nlp.languages.de.clauses.kinds import ADVERB
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.records import MAX_PARENTS
from newsdesk.nlp.words import Range

_STOPS = frozenset(".!?")
_SAME = ("er", "sie", "man", "wir", "ich")
_HEARERS = ("ihm", "ihr", "ihnen", "mir", "uns")
_SHORTEST_QUOTE = 2
_LONGEST_FRAME = 30
_MOST_FRAMES = 20


def read_inside(passage: Passage, draft: Draft, depth: int = 1) -> list[Draft]:
    """The reports inside a quote, each followed by those inside its own."""
    found: list[Draft] = []
    if depth > MAX_PARENTS:
        return found
    for child in _read_around_source(passage, draft):
        child.parent = draft
        found += [child, *read_inside(passage, child, depth + 1)]
    if found:
        return found
    for first, end in draft.quote:
        for start, stop in _sentences(passage, first, end):
            for child in _read_reports(passage, start, stop) or _read_act(passage, draft, start, stop):
                if _is_within(child, draft):
                    found += _linked(passage, draft, child, depth)
    return found


def _linked(passage: Passage, draft: Draft, child: Draft, depth: int) -> list[Draft]:
    """A report inside another, with those inside itself; one of the same speaker leaves only these."""
    inside = read_inside(passage, child, depth + 1)
    if not _is_same_speaker(passage, child):
        child.parent = draft
        return [child, *inside]
    for each in inside:
        each.parent = draft if each.parent is child else each.parent
    return inside


def _read_around_source(passage: Passage, draft: Draft) -> list[Draft]:
    """The reports in a quote that a source interrupts: Keller hat laut der Zeitung gesagt, dass …"""
    first, end = draft.quote[0][0], draft.quote[-1][1]
    if draft.type != "Indirect" or len(draft.quote) != 2 or len(draft.frame) != 1:
        return []
    is_source = first < draft.frame[0][0] < end and not passage.has_verb(*draft.frame[0])
    found = read_frame_before(passage, first, end) if is_source else []
    return [child for child in found if child.quote[0][0] >= draft.quote[1][0]]


def _is_same_speaker(passage: Passage, child: Draft) -> bool:
    """Er gehe davon aus, dass …: what somebody says that he thinks is no report of another."""
    words = [passage.words.lower[first] for first, end in child.speaker if end == first + 1]
    return child.type == "Indirect" and bool(words) and words[0] in _SAME


def _is_within(child: Draft, parent: Draft) -> bool:
    """Whether all of a child's quote lies in its parent's, and is not the whole of it."""
    is_inside = all(
        any(first <= start and stop <= end for first, end in parent.quote) for start, stop in child.quote
    )
    return is_inside and child.quote != parent.quote


def _read_reports(passage: Passage, first: int, end: int) -> list[Draft]:
    quoted = [draft for draft in read_direct(passage, first, end, None) if draft.cue]
    if quoted:
        return quoted
    stop = passage.without_stop(first, end)
    before = read_frame_before(passage, first, stop)
    if before:
        return before
    single = _read_perfect_behind(passage, first, stop) or read_frame_behind(passage, first, stop)
    return [single] if single else read_attributions(passage, first, stop, None, None)


def _read_act(passage: Passage, draft: Draft, first: int, end: int) -> list[Draft]:
    """„Die Gutachter haben dies als Mangel bezeichnet“: the speech act of others, in a quotation."""
    act = read_reported(passage, first, end) if draft.type == "Direct" else None
    return [act] if act else []


def _sentences(passage: Passage, first: int, end: int) -> list[Range]:
    """The sentences of a quote with their full stops, without the marks around the quote."""
    if passage.quotation[first] == (first, end - 1):
        first, end = first + 1, end - 1
    found: list[Range] = []
    start = first
    for index in range(first, end):
        if passage.words.exact[index] in _STOPS and not passage.is_masked(index, first):
            found.append((start, index + 1))
            start = index + 1
    found.append((start, end))
    return [(start, stop) for start, stop in found if stop > start + 1]


def _read_perfect_behind(passage: Passage, first: int, end: int) -> Draft | None:
    """[what is claimed], habe ihr der Nachbar gesagt."""
    words = passage.words
    clauses = passage.clauses(first, end)
    for start, stop in clauses[1 : 1 + _MOST_FRAMES]:
        if start - first <= _SHORTEST_QUOTE or not 2 < stop - start < _LONGEST_FRAME:
            continue
        form = next((form for form in verb_forms(passage, stop - 1) if form.kind == "participle"), None)
        clause = words.clause_at(start)
        has_verb = clause is not None and clause.finite == clause.first == start
        has_verb = has_verb and finite_form(words.lower[start]).verb == "haben"
        if form is None or not has_verb or "frame after" not in form.verb.takes:
            continue
        subject = subject_of_perfect(passage, start + 1, stop - 1)
        if subject.speaker is None:
            continue
        cue = Cue(((start, start + 1), (stop - 1, stop)), form)
        return _behind(passage, first, (start, stop), end, cue, subject)
    return None


def subject_of_perfect(passage: Passage, first: int, end: int) -> Subject:
    """Who has told it: [habe] ihr auch der Nachbar [gesagt]."""
    words = passage.words
    while first < end and (words.lower[first] in _HEARERS or words.kinds[first] == ADVERB):
        first += 1
    return subject_after(passage, first, end)


def _behind(passage: Passage, first: int, clause: Range, end: int, cue: Cue, subject: Subject) -> Draft:
    start, stop = clause
    rest = [(stop + 1, end)] if stop + 1 < end else []
    frame = (start - 1, min(stop + 1, end))
    return framed(
        "Indirect",
        [(first, start - 1), *rest],
        f"clause before ', {spelled(passage, cue)} X'",
        cue,
        subject,
        frame,
    )
