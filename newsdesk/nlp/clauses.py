"""A clause: what its verb says of mood, tense, modality and negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["main", "subordinate", "relative", "infinitive"]
Mood = Literal["indicative", "konjunktiv1", "konjunktiv2"]
Tense = Literal["past", "present", "future"]
Modality = Literal[
    "ability",  # können, sich lassen, nicht zu übersehen sein: it is possible, the subject is able
    "obligation",  # müssen, zu tun haben, zu zahlen sein, nicht brauchen, man sollte
    "permission",  # dürfen
    "volition",  # wollen, möchte, möge: what the subject or the speaker wishes
    "intention",  # soll gebaut werden: what somebody else than the subject plans or asks for
    "evidential",  # soll gelogen haben, will gesehen haben: others say so, or the subject itself does
    "epistemic",  # dürfte, könnte, muss gewesen sein, wird wohl, scheint zu: a guess of whoever says it
]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words first..last (last excluded) around one predicate; clauses nest and never cross.

    A clause holds the clauses that depend on it where they touch or interrupt it, and no marks at
    its edges. `finite` is the index of its finite verb, `predicate` the indices of all its verb
    words (zu and separable prefixes too) in the order of the text. `mood` is None without a finite
    verb and in the imperative; `is_mood_certain` is False where the form alone allows another mood
    (gingen, sollte) and the context decided. `tense` is that of the whole predicate: habe gesagt
    is past; None without a finite verb, but past in a perfect infinitive (getan zu haben).
    `modal` is the index of the word that carries the `modality`. `negations` are the ranges of
    words that a negation reaches, the negating word included; each lies in the clause's own words.
    """

    first: int
    last: int
    kind: Kind
    finite: int | None = None
    predicate: tuple[int, ...] = ()
    mood: Mood | None = None
    is_mood_certain: bool = True
    tense: Tense | None = None
    modality: Modality | None = None
    modal: int | None = None
    negations: tuple[tuple[int, int], ...] = ()

    @property
    def is_konjunktiv(self) -> bool:
        return self.mood in ("konjunktiv1", "konjunktiv2")

    @property
    def is_negated(self) -> bool:
        """Whether a negation reaches the finite verb, or the last verb of a clause without one."""
        verb = self.finite if self.finite is not None else max(self.predicate, default=None)
        return verb is not None and any(first <= verb < last for first, last in self.negations)


def innermost_clauses(clauses: Sequence[Clause], word_count: int) -> list[Clause | None]:
    """For each of so many words the innermost clause that holds it, None where there is none; linear.

    `clauses` nest, and stand in the order of their first words, the outer one first.
    """
    coming, around = list(reversed(clauses)), list[Clause]()
    innermost: list[Clause | None] = []
    for index in range(word_count):
        while coming and coming[-1].first <= index:
            around.append(coming.pop())
        while around and around[-1].last <= index:
            around.pop()
        innermost.append(around[-1] if around else None)
    return innermost
