"""Frames behind or inside what is reported: …, sagte X; …, wie X mitteilte."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.cues import cue_in, framed
from newsdesk.nlp.languages.de.claims.direct import may_report, reporting_at
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.moods import is_dependent, konjunktiv, opens_frame_part
from newsdesk.nlp.languages.de.claims.subjects import subject_of
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_nominal
from newsdesk.nlp.words import Range

_SHORTEST_QUOTE = 2
_SHORTEST_CLAUSE = 4
_MOST_FRAMES = 40  # tried in one sentence, and words looked at behind a frame: both keep it linear
_FARTHEST = 200
_ADVERBIAL = word_set("als nachdem bevor während obwohl seit seitdem sobald indem")


def read_frame_behind(passage: Passage, first: int, end: int) -> Draft | None:
    """[what is claimed], sagte X …[, what is claimed]."""
    commas = [comma for comma in passage.commas(first, end) if may_report(passage, comma + 1)]
    for comma in commas[:_MOST_FRAMES]:
        if comma - first < _SHORTEST_QUOTE or not _can_be_claimed(passage, first, comma):
            continue
        frame_end, rest = _continuation(passage, first, comma, end)
        cue, subject = reporting_at(passage, comma + 1, frame_end)
        is_konjunktiv = konjunktiv(passage, first, comma) is not None
        if cue is None or not (is_konjunktiv or cue.form is None or cue.takes("frame after indicative")):
            continue
        if "nicht" in passage.words.lower[slice(*passage.clauses(comma + 1, frame_end)[0])]:
            continue
        quote = [(first, comma)] + ([rest] if rest else [])
        mood = ", Konjunktiv" if is_konjunktiv else ""
        rule = f"clause before ', {passage.words.lower[cue.first]} X'{mood}"
        return framed("Indirect", quote, rule, cue, subject, (comma, frame_end))
    return None


def _can_be_claimed(passage: Passage, first: int, comma: int) -> bool:
    """Whether the words before the verb are a clause, and not its adverbial or its subject.

    Als sie ankam, sagte er …; X, der Chef der Y, forderte …
    """
    clauses = passage.clauses(first, comma)
    if len(clauses) == 1 and passage.words.lower[first] in _ADVERBIAL:
        return False
    if not is_nominal(passage.words, *clauses[0]):
        return True
    main = [clause for clause in clauses[1:] if clause[0] < clause[1] and not is_dependent(passage, *clause)]
    return any(konjunktiv(passage, *clause) is not None for clause in main)


def _continuation(passage: Passage, first: int, comma: int, end: int) -> tuple[int, Range | None]:
    """The end of a frame that begins at `comma`, and the rest of the claim behind it.

    Appositions and relative clauses belong to the frame; another clause goes on with the claim.
    """
    words = passage.words
    for index in passage.commas(comma + 1, min(end, comma + _FARTHEST)):
        after = index + 1
        if after >= end or opens_frame_part(passage, after, end):
            continue
        is_begun = comma - first < _SHORTEST_CLAUSE
        goes_on = konjunktiv(passage, after, min(end, after + _FARTHEST)) is not None or words.lower[
            after
        ] in (
            "dass",
            "wenn",
            "weil",
        )
        if is_begun or goes_on:
            return after, (after, end)
    return end, None


def read_wie_frame(passage: Passage, first: int, end: int) -> Draft | None:
    """…, wie X mitteilte[, …]; Wie X mitteilte, …"""
    clauses = passage.clauses(first, end)
    for position, (start, stop) in enumerate(clauses):
        if start >= stop or passage.words.lower[start] != "wie":
            continue
        cue = cue_in(passage, start + 1, stop)
        if cue is None or cue.spans[-1][1] < stop - 1 or cue.noun is not None:
            continue
        subject = subject_of(passage, cue, first, start + 1, stop)
        if subject.speaker is None and cue.form is not None:
            continue
        frame_first = max(first, start - 1) if position else start
        frame_end = min(stop + 1, end)
        quote = [
            span for span in ((first, frame_first), (frame_end, end)) if span[1] - span[0] >= _SHORTEST_QUOTE
        ]
        if quote:
            spans = [*cue.spans] if cue.form is None else [(start, start + 1), *cue.spans]
            draft = framed(
                "Indirect", quote, "'wie X …' beside the claim", cue, subject, (frame_first, frame_end)
            )
            draft.cue = spans
            return draft
    return None
