"""Frames that stand in a sentence of their own behind the claim: Das teilte X mit."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.inverted import reporting_at
from newsdesk.nlp.words import Range

_ANAPHORS = ("das", "dies")
RULE = "sentence before 'Das … X'"


def read_anaphor(
    passage: Passage, first: int, end: int, before: Range | None, last: Draft | None
) -> Draft | None:
    """The sentence before as a claim, if this unit is nothing but its frame.

    `last` is the claim found last. Hearsay in the sentence before becomes that speaker's hearsay;
    any other claim there keeps its own speaker.
    """
    stop = passage.without_stop(first, end)
    words = passage.words
    if before is None or words.lower[first] not in _ANAPHORS or "nicht" in words.lower[first:stop]:
        return None
    cue, subject = reporting_at(passage, first + 1, stop)
    if cue is None or subject.speaker is None:
        return None
    is_claimed = last is not None and last.quote[-1][1] > before[0]
    if last is None or not is_claimed:
        last = Draft("Indirect", [], RULE)
    elif not last.is_hearsay:
        return None
    last.type, last.medium = "Indirect", cue.medium
    last.quote = [(before[0], passage.without_stop(*before))]
    last.cue, last.frame = list(cue.spans), [(first, stop)]
    last.speaker = [subject.speaker]
    last.addressee = [subject.addressee] if subject.addressee else []
    return last
