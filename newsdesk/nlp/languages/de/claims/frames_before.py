"""Frames before what is reported: X sagte, dass …; X sagte, es sei …; X kündigte an, … zu …"""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.cues import Cue, cue_in, framed
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.moods import konjunktiv, opens_frame_part
from newsdesk.nlp.languages.de.claims.subjects import subject_of
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_PURPOSES = word_set("um ohne statt anstatt")


def read_frame_before(passage: Passage, first: int, end: int, previous: Draft | None = None) -> list[Draft]:
    """X sagte, dass …; X sagte, es sei …; X kündigte an, … zu …: all of one unit, from the left."""
    found: list[Draft] = []
    clauses = passage.clauses(first, end)
    for position in range(len(clauses) - 1):
        frame = clauses[position]
        if found and frame[0] < found[-1].quote[-1][1] and not _is_second_frame(passage, frame):
            continue
        draft = _frame_before(passage, clauses, position, first, end)
        if draft is None:
            continue
        if found and not draft.speaker:
            draft.speaker = list(found[-1].speaker)
        if found:
            _cut(found[-1], draft.frame[0][0], passage)
        found.append(draft)
    return found


def _is_second_frame(passage: Passage, clause: Range) -> bool:
    """… und forderte, …: the same speaker goes on with another verb."""
    start, end = clause
    cue = cue_in(passage, start, end)
    return cue is not None and cue.form is not None and passage.words.lower[cue.first - 1] in ("und", "aber")


def _cut(draft: Draft, at: int, passage: Passage) -> None:
    first, end = draft.quote[-1]
    end = min(end, at)
    while end > first + 1 and passage.words.exact[end - 1] in ",;":
        end -= 1
    draft.quote[-1] = (first, end)


def _frame_before(
    passage: Passage, clauses: list[Range], position: int, first: int, end: int
) -> Draft | None:
    start, comma = clauses[position]
    cue = cue_in(passage, start, comma)
    if cue is None or comma + 1 >= end or passage.words.exact[comma] not in ",:":
        return None
    if _is_denied_knowledge(passage, cue, start, comma):
        return None
    complement = _complement(passage, cue, clauses, position)
    if complement is None:
        return None
    subject = subject_of(passage, cue, first, start, comma)
    if passage.words.lower[cue.first - 1] == "und" and cue.first > start:
        start = cue.first - 1
    elif subject.speaker and subject.speaker[0] < start:
        start = subject.speaker[0]
    word = " ".join(passage.words.phrase(*span) for span in cue.spans)
    rule = f"'{word}' with {complement}"
    draft = framed("Indirect", [(comma + 1, end)], rule, cue, subject, (start, comma + 1))
    # ließ das dementieren: … : what is denied stands before, what follows is said.
    draft.denies = cue.denies and passage.words.exact[comma] == ","
    return draft


def _is_denied_knowledge(passage: Passage, cue: Cue, start: int, comma: int) -> bool:
    """sagte nicht, ob …; es hieß nicht, …: nothing is claimed."""
    lower = passage.words.lower[start:comma]
    return "nicht" in lower or "ob" in lower[:1] or "kein" in lower


def _complement(passage: Passage, cue: Cue, clauses: list[Range], position: int) -> str | None:
    start, end = clauses[position + 1]
    if start >= end:
        return None
    word = passage.words.lower[start]
    if word == "dass":
        return "dass" if cue.takes("that") else None
    if word == "ob":
        return "ob" if cue.takes("question") else None
    if cue.takes("that") and cue.noun is None and _is_konjunktiv_clause(passage, start, end):
        return "a clause in Konjunktiv"
    if word in _PURPOSES:
        return None
    if cue.takes("infinitive") and _has_infinitive(passage, clauses[position + 1 : position + 4]):
        return "an infinitive"
    return None


def _is_konjunktiv_clause(passage: Passage, start: int, end: int) -> bool:
    lower = passage.words.lower
    verb = konjunktiv(passage, start, end)
    if verb is None or verb == start or lower[start] in grammar.SUBORDINATORS - {"wie"}:
        return False
    is_relative = opens_frame_part(passage, start, end) and verb == end - 1
    return not is_relative


def _has_infinitive(passage: Passage, clauses: list[Range]) -> bool:
    words = passage.words
    for start, end in clauses:
        if start >= end:
            continue
        last = words.lower[end - 1]
        if grammar.is_zu_infinitive(last):
            return True
        if (
            "zu" in words.lower[max(start, end - 3) : end - 1]
            and last.endswith("n")
            and words.exact[end - 1][0].islower()
        ):
            return True
    return False
