"""Chains of decisions: undo steps back, redo steps forward, a new decision ends what could be redone."""

from __future__ import annotations

from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.annotation.history import BrokenChain, Standing, standing

ONE, TWO, THREE, FOUR, FIVE, SIX = (UUID(int=number) for number in range(1, 7))
Chain = list[tuple[UUID, UUID | None]]


@pytest.mark.parametrize(
    ("chain", "holds", "redo"),
    [
        ([], None, None),
        ([(ONE, None)], ONE, None),
        ([(ONE, None), (TWO, None)], TWO, None),
        ([(ONE, None), (TWO, ONE)], None, TWO),
        ([(ONE, None), (TWO, None), (THREE, TWO)], ONE, THREE),
        ([(ONE, None), (TWO, None), (THREE, TWO), (FOUR, ONE)], None, FOUR),
        ([(ONE, None), (TWO, None), (THREE, TWO), (FOUR, ONE), (FIVE, FOUR)], ONE, THREE),
        ([(ONE, None), (TWO, ONE), (THREE, TWO)], ONE, None),
        ([(ONE, None), (TWO, ONE), (THREE, None)], THREE, None),
    ],
)
def test_what_a_chain_comes_to(chain: Chain, holds: UUID | None, redo: UUID | None) -> None:
    assert standing(chain) == Standing(holds, redo)


@pytest.mark.parametrize(
    "chain",
    [
        [(ONE, SIX)],
        [(ONE, None), (TWO, None), (THREE, ONE)],
        [(ONE, None), (TWO, ONE), (THREE, ONE)],
        [(ONE, None), (TWO, ONE), (THREE, None), (FOUR, TWO)],
    ],
)
def test_an_undo_out_of_turn_breaks_the_chain(chain: Chain) -> None:
    with pytest.raises(BrokenChain):
        standing(chain)


@given(st.lists(st.sampled_from(["decide", "undo", "redo"]), max_size=30))
def test_a_chain_goes_as_an_editor_with_two_stacks_would(steps: list[str]) -> None:
    past: list[UUID] = []
    future: list[UUID] = []
    chain: Chain = []
    ids = (UUID(int=number) for number in count(1))
    for step in steps:
        now, new = standing(chain), next(ids)
        if step == "decide":
            chain.append((new, None))
            past.append(new)
            future.clear()
        elif step == "undo" and past:
            assert now.holds is not None
            chain.append((new, now.holds))
            future.append(past.pop())
        elif step == "redo" and future:
            assert now.redo is not None
            chain.append((new, now.redo))
            past.append(future.pop())
        assert standing(chain).holds == (past[-1] if past else None)
        assert (standing(chain).redo is None) == (not future)
