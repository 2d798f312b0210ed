"""What a chain of decisions comes to: which of them holds, and which can be undone or redone next.

A chain is the decisions of one item from the first to its head. An undo takes back the decision that
holds, so that the one before it holds again; several undos go back step by step. An undo of an undo
is a redo. Any other decision ends what could be redone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


class BrokenChain(ValueError):
    """An undo in the chain takes back what is not the next to be taken back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which decision holds (None: the item is open), and what a redo has to name.

    An undo names what holds.
    """

    holds: UUID | None
    redo: UUID | None


def standing(chain: Iterable[tuple[UUID, UUID | None]]) -> Standing:
    """What a chain comes to; each step is a decision's id and the id of what it takes back.

    Raises BrokenChain where an undo names anything but the next to be undone or redone.
    """
    done: list[UUID] = []
    undone: list[tuple[UUID, UUID]] = []  # what was taken back, and by which undo
    for decision, undoes in chain:
        if undoes is None:
            done.append(decision)
            undone.clear()
        elif done and undoes == done[-1]:
            undone.append((done.pop(), decision))
        elif undone and undoes == undone[-1][1]:
            done.append(undone.pop()[0])
        else:
            raise BrokenChain(f"{decision} takes back {undoes}, which is not the next to be taken back")
    return Standing(done[-1] if done else None, undone[-1][1] if undone else None)
