"""A clause: what its verb says of mood, tense, modality and negation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["main", "subordinate", "relative", "infinitive"]
Mood = Literal["indicative", "konjunktiv1", "konjunktiv2"]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words first..last (last excluded) around one predicate.

    `finite` is the index of its finite verb, `predicate` the indices of all its verbs in the order
    of the text; `negations` are the ranges of words that a negation reaches.
    """

    first: int
    last: int
    kind: Kind
    finite: int | None = None
    predicate: tuple[int, ...] = ()
    mood: Mood | None = None
    tense: Tense | None = None
    modality: str | None = None
    negations: tuple[tuple[int, int], ...] = ()
