"""Reports in the same sentence as a quotation: X sagte, es sei spät, und fügte hinzu: „…“."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.before import read_frame_before
from newsdesk.nlp.languages.de.claims.frames.behind import read_frame_behind
from newsdesk.nlp.words import Range

_SHORTEST_REST = 4


def with_reports_beside(passage: Passage, direct: list[Draft], first: int, stop: int) -> list[Draft]:
    """The quotations of a unit, with the reports before the first and behind the last of them."""
    covered = max(span[1] for draft in direct for span in (*draft.quote, *draft.frame))
    rest = read_frame_before(passage, covered, stop) if stop - covered >= _SHORTEST_REST else []
    for draft in rest:
        draft.speaker = draft.speaker or list(direct[-1].speaker)
    return [*_reports_before(passage, direct[0], first), *direct, *rest]


def _reports_before(passage: Passage, draft: Draft, unit_first: int) -> list[Draft]:
    """The reports inside the frame of a quotation, which shrinks to what is left of it."""
    opening = draft.quote[0][0]
    if not draft.frame and opening > unit_first and passage.words.exact[opening - 1] == ":":
        return _frame_between(passage, draft, unit_first)
    if not draft.frame or draft.frame[0][1] != opening or not passage.commas(draft.frame[0][0], opening):
        return []
    first = draft.frame[0][0]
    reports = read_frame_before(passage, first, opening - 1)
    if not reports:
        return _frame_between(passage, draft, first)
    last = reports[-1]
    cue = draft.cue[0][0] if draft.cue else first
    if cue < last.quote[-1][0]:
        draft.cue, draft.frame, draft.speaker = list(last.cue), list(last.frame), list(last.speaker)
        return reports
    start = _start_of_clause(passage, cue, last.quote[-1])
    draft.frame = [(start, opening)]
    last.quote[-1] = (last.quote[-1][0], start - (passage.words.exact[start - 1] == ","))
    if not draft.speaker or draft.speaker[0][0] < start:
        draft.speaker = list(last.speaker)
    return reports


def _frame_between(passage: Passage, draft: Draft, first: int) -> list[Draft]:
    """Der Damm sei alt, so X weiter: „…“: one frame for the report before it and the quotation behind."""
    opening = draft.quote[0][0]
    behind = read_frame_behind(passage, first, opening - 1)
    if behind is None or behind.frame[-1][1] != opening - 1:
        return []
    draft.cue, draft.speaker = list(behind.cue), list(behind.speaker)
    draft.frame = [(behind.frame[-1][0] + 1, opening)]
    return [behind]


def _start_of_clause(passage: Passage, cue: int, report: Range) -> int:
    """Where the clause of a verb begins behind a report: at und before it, or behind a comma."""
    words = passage.words
    for index in range(cue, report[0] + 1, -1):
        if words.lower[index - 1] in ("und", "aber"):
            return index - 1
        if words.exact[index - 1] in ",;":
            return index
    return cue
