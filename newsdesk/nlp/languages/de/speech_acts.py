"""Verbs that are a speech act with a nominal complement: höhere Löhne fordern, vor Regen warnen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsdesk.nlp.clauses import Tense
from newsdesk.nlp.languages.de.lexicons import load_lines


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """What the clause of such a verb must have, and what it must not.

    `takes` are sets of words of which one must be there: "object" is a noun phrase without a preposition,
    "adjective" a predicative one, all others stand for themselves. `unless` are endings of words that make
    it another act. With `of_persons` things can be the subject too (der Test bestätigt es), and say nothing.
    With `before` it is an act in the pluperfect too (hatte gefordert), which is background for all others.
    `tense` is when that lies what the act is about: what is demanded lies ahead, what is denied in the past.
    """

    takes: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    of_persons: bool
    before: bool
    tense: Tense


@cache
def speech_acts() -> dict[str, SpeechAct]:
    """The speech acts by the infinitives of their verbs."""
    return {
        entry["verb"].replace("|", ""): SpeechAct(
            tuple(tuple(words.split()) for words in entry["takes"]),
            tuple(entry.get("unless", ())),
            entry.get("of_persons", False),
            entry.get("before", False),
            entry.get("tense", "present"),
        )
        for entry in load_lines("speech_acts")
    }
