"""Verbs that no lexicon holds: a Konjunktiv behind them shows that somebody speaks."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.complements import Complement
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue
from newsdesk.nlp.languages.de.claims.reporting.reportable import REASONS
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import any_cue
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_of
from newsdesk.nlp.languages.de.claims.unframed.topics import can_speak
from newsdesk.nlp.languages.de.clauses import kinds as k


def unlisted_cue(
    passage: Passage, clause: Clause, first: int, end: int, complement: Complement
) -> Cue | None:
    """Die Stadt lehnt das ab, es sei zu teuer; Ada Muster ging, weil es zu teuer sei.

    Not: Die Sonne schien, das freue ihn; Sie verwies auf ein Schreiben, das verloren sei.
    """
    if clause.kind != "main" or clause.mood != "indicative" or not _shows(passage, complement):
        return None
    start = max(first, clause.first)
    if passage.words.kinds[start] == k.QUESTION:
        return None
    cue = any_cue(clause, first, end)
    speaker = subject_of(passage, cue, first, start, end).speaker if cue else None
    return cue if speaker and can_speak(passage, *speaker) else None


def _shows(passage: Passage, complement: Complement) -> bool:
    """Whether a clause is in a Konjunktiv that nothing but a report explains: a main clause, or a reason."""
    if complement.kind == "dependent":
        return passage.words.lower[complement.first] in REASONS
    clause = complement.clause
    if complement.kind != "Konjunktiv" or clause is None:
        return False
    return clause.mood == "konjunktiv1" and clause.is_mood_certain and not _is_hidden(passage, complement)


def _is_hidden(passage: Passage, complement: Complement) -> bool:
    """als sei er krank, obwohl er krank sei: dependent, whatever the clauses say."""
    return passage.words.kinds[complement.first] in (k.SUBORDINATOR, k.COMPARATOR)
