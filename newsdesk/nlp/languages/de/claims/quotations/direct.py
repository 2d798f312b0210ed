"""Direct speech: quotations with a frame before, behind or between, and those that go on."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import STOPS, Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.inverted import reporting_at
from newsdesk.nlp.languages.de.claims.quotations.colons import read_before
from newsdesk.nlp.languages.de.claims.quotations.quoting import main_cue, with_reflexive
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, framed, verb_forms
from newsdesk.nlp.languages.de.claims.reporting.moods import opens_frame_part
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_after
from newsdesk.nlp.languages.de.clauses.kinds import FINITE
from newsdesk.nlp.words import Range

_SHORTEST_SENTENCE = 4
_LONGEST_FRAME = 60
_MOST_PAIRS = 20  # quotations of one unit that are looked at


def read_direct(passage: Passage, first: int, end: int, previous: Draft | None) -> list[Draft]:
    """Direct claims of a unit; `previous` is the claim of the unit before it."""
    pairs = passage.pairs_within(first, end)[:_MOST_PAIRS]
    found: list[Draft] = []
    position, start = 0, first
    while position < len(pairs):
        last = found[-1] if found else previous
        draft = _read_at(passage, pairs[position:], start, end, last)
        if draft is None and pairs[position][0] == first:
            draft = _goes_on(passage, pairs[position], end, previous)
        if draft is not None:
            found.append(draft)
            start = max(span[1] for span in (*draft.quote, *draft.frame))
        position += 1
        while position < len(pairs) and pairs[position][0] < start:
            position += 1
    return found


def _read_at(passage: Passage, pairs: list[Range], start: int, end: int, last: Draft | None) -> Draft | None:
    """The claim of the first of these quotations, with the frame behind or before it."""
    opening = pairs[0][0]
    if last and last.quote[-1][1] == start and passage.words.lower[start:opening] in (["und"], [","]):
        return _joined(pairs[0], last)
    mark = passage.words.exact[opening - 1] if opening > start else ":"
    draft = _frame_behind(passage, pairs, end) if mark == ":" or mark in STOPS else None
    if draft is None and opening > start:
        draft = read_before(passage, pairs[0], start, end, last)
    return draft


def _joined(pair: Range, last: Draft) -> Draft:
    """X sagte: „…“ und „…“: the second has all roles of the first."""
    quote = [(pair[0], pair[1] + 1)]
    return replace(last, quote=quote, inherits=last if not last.speaker else last.inherits)


def _frame_behind(passage: Passage, pairs: list[Range], end: int) -> Draft | None:
    """„…“, sagte X[, „…“]; „…“ und „…“, sagte X."""
    words, (opening, closing) = passage.words, pairs[0]
    joined = 1
    while joined < len(pairs) and words.lower[closing + 1 : pairs[joined][0]] == ["und"]:
        closing = pairs[joined][1]
        joined += 1
    verb = closing + 1 + (closing + 1 < end and words.exact[closing + 1] in ",–—-")
    more = next((pair for pair in pairs[joined:] if words.exact[pair[0] - 1] in ",:"), None)
    bound = more[0] if more else passage.without_stop(closing, end)
    bound = next(iter(passage.commas(closing + 1, bound, ";")), bound)
    is_told = verb > closing + 1 or words.exact[closing - 1] in ".!?,"
    cue, subject = reporting_at(passage, verb, bound, is_reported=is_told)
    if cue is None and is_told:
        cue, subject = _verb_at(passage, verb, bound)
    if cue is None:
        return None
    if more is None:
        bound = _end_of_frame(passage, subject.speaker[1] if subject.speaker else verb, bound)
    quote = [(opening, closing + 1), *([(more[0], more[1] + 1)] if more else [])]
    rule = "quotation around its frame" if more else "quotation before its frame"
    return framed("Direct", quote, rule, with_reflexive(passage, cue), subject, (closing + 1, bound))


def _end_of_frame(passage: Passage, first: int, end: int) -> int:
    """Where a frame ends and another clause begins: sagte X[ und lachte]; sagte X[, der dort wohnt]."""
    words = passage.words
    for index in range(first, min(end, first + _LONGEST_FRAME) - 1):
        if passage.quotation[index] is not None:
            continue
        is_comma, behind = words.exact[index] == ",", words.kind_at(index + 1)
        if words.lower[index] in ("und", "aber") and behind == FINITE:
            return index - (words.exact[index - 1] == ",")
        if is_comma and index == first and behind == FINITE:
            return index + 1
        if is_comma and _is_relative(passage, index + 1, end):
            return index
    return end


def _is_relative(passage: Passage, first: int, end: int) -> bool:
    """Whether the rest of a frame is a relative clause."""
    clause = passage.words.clause_at(first)
    is_whole = clause is not None and clause.kind == "relative" and clause.last >= end
    return is_whole and opens_frame_part(passage, first, end)


def _verb_at(passage: Passage, index: int, end: int) -> tuple[Cue | None, Subject]:
    """A verb of saying that frames nothing but words in marks, or has an unusual subject: bekannte X."""
    clause = passage.words.clause_at(index) if index < end else None
    if clause and clause.finite == index and _wants_to_know(passage, clause):
        cue, _ = main_cue(passage, clause)
        return cue, subject_after(passage, index + 1, end)
    forms = verb_forms(passage, index) if index < end else ()
    form = next((form for form in forms if form.kind == "finite" and not form.needs_prefix), None)
    subject = subject_after(passage, index + 1, end) if form else Subject(None)
    if form is None or (subject.speaker is None and "frame after" not in form.verb.takes):
        return None, Subject(None)
    return Cue(((index, index + 1),), form), subject


def _wants_to_know(passage: Passage, clause: Clause) -> bool:
    """„…?“, will X wissen"""
    lower = passage.words.lower
    return lower[clause.finite or 0] in ("will", "wollte", "wollen", "wollten") and any(
        lower[index] == "wissen" for index in clause.predicate
    )


def _goes_on(passage: Passage, pair: Range, end: int, previous: Draft | None) -> Draft | None:
    """A unit that is one quotation of whole sentences: who spoke before it goes on."""
    words, (opening, closing) = passage.words, pair
    is_whole_unit = passage.without_stop(closing, end) <= closing + 1
    has_stop = not STOPS.isdisjoint(words.exact[closing - 1 : closing + 1]) or closing + 1 < end
    is_again = previous is not None and previous.type == "Direct" and words.exact[closing - 1] in STOPS
    is_long = closing - opening > _SHORTEST_SENTENCE
    if not is_whole_unit or not has_stop or not (is_long or is_again):
        return None
    if previous is None and STOPS.isdisjoint(words.exact[closing - 1 : closing + 1]):
        return None
    rule = "quotation that goes on" if previous else "quotation without a frame"
    medium = previous.medium if previous else "SW"
    return Draft("Direct", [(opening, closing + 1)], rule, medium, inherits=previous)
