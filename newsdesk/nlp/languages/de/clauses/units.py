"""Units: the words of a sentence, and apart from them each insertion that has a verb of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsdesk.nlp.languages.de.clauses.kinds import CLOSING, DASH, FINITE, MARK, OPENING, STOP

_DEEPEST = 4
_INSERTING = frozenset((OPENING, DASH))


@dataclass(slots=True)
class Unit:
    """Parallel lists: `at` gives the index of each word in the text, `kinds` its letter.

    Positions in the lists are called positions, indices of the text indices.
    """

    at: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.at)

    def append(self, index: int, kind: str, lower: str) -> None:
        self.at.append(index)
        self.kinds.append(kind)
        self.lower.append(lower)

    def extend(self, other: Unit) -> None:
        self.at += other.at
        self.kinds += other.kinds
        self.lower += other.lower


def split_units(kinds: list[str], lower: list[str], first: int, last: int) -> list[Unit]:
    """The units of the words first..last (last excluded); the sentence itself comes last.

    Brackets, and dashes in pairs, make a unit if a finite verb stands between them: Er kam –
    niemand hatte ihn gerufen – und blieb.
    """
    if _INSERTING.isdisjoint(kinds[first:last]):
        return [Unit(list(range(first, last)), kinds[first:last], lower[first:last])]
    units: list[Unit] = []
    stack: list[tuple[str, Unit]] = [("", Unit())]
    for index in range(first, last):
        kind = kinds[index]
        if kind in (CLOSING, DASH) and stack[-1][0] == (OPENING if kind == CLOSING else DASH):
            unit = stack.pop()[1]
            if FINITE in unit.kinds:
                units.append(unit)
                continue
            unit.kinds = [MARK if inner == STOP else inner for inner in unit.kinds]  # (etwa: …) cuts nothing
            stack[-1][1].extend(unit)
        elif kind in (OPENING, DASH) and len(stack) <= _DEEPEST:
            stack.append((kind, Unit()))
        stack[-1][1].append(index, kind, lower[index])
    while len(stack) > 1:
        unit = stack.pop()[1]
        stack[-1][1].extend(unit)
    return [*units, stack[0][1]]
