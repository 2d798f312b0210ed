"""What `u` and `U` take back next: one's own, newest first, acts as a whole, in every session."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer, LayerKind
from newsdesk.annotation.services import Act, decide, redo_batch, undo_batch
from newsdesk.annotation.undoing import Step, next_redo, next_undo
from tests.annotation.acting import accept, act, add, finish, span
from tests.annotation.conftest import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(run: PipelineRun) -> list[Claim]:
    return list(run.claims.order_by("ordinal"))


def take(user: User, layer: Layer, step: Step | None) -> None:
    """What the page sends for a step."""
    assert step is not None
    if step.batch_id:
        whole = redo_batch if step.decision.kind == DecisionKind.UNDO else undo_batch
        whole(user=user, layer=layer, batch_id=step.batch_id, as_batch=uuid4())
    else:
        fields = {"item": step.item.pk, "previous": step.previous, "undoes": step.undoes}
        act(user, layer, DecisionKind.UNDO, **fields)


def undoes(layer: Layer, user: User) -> UUID | None:
    step = next_undo(layer, user)
    return step.undoes if step else None


def redoes(layer: Layer, user: User) -> UUID | None:
    """What would hold again."""
    step = next_redo(layer, user)
    return step.decision.undoes_id if step else None


def batch_of(
    user: User, layer: Layer, claims: list[Claim], kind: str = "accept"
) -> tuple[UUID, list[Decision]]:
    batch = uuid4()
    acts = [Act(uuid=uuid4(), kind=kind, row=claim) for claim in claims]
    return batch, decide(user=user, layer=layer, acts=acts, batch_id=batch)


def held(layer: Layer) -> dict[UUID, UUID | None]:
    return dict(Item.objects.filter(layer=layer).values_list("pk", "holds"))


def test_there_is_nothing_to_take_back_at_first(layer: Layer, reviewer: User) -> None:
    assert (next_undo(layer, reviewer), next_redo(layer, reviewer)) == (None, None)


def test_decisions_are_taken_back_and_brought_back_in_their_order(
    layer: Layer, reviewer: User, claims: list[Claim]
) -> None:
    first = accept(reviewer, layer, claims[0])
    second = accept(reviewer, layer, claims[1])
    third = act(reviewer, layer, "reject", row=claims[0], previous=first.pk)
    fourth = finish(reviewer, layer)
    order = [first.pk, second.pk, third.pk, fourth.pk]
    for _ in range(2):
        for decision in reversed(order):
            assert undoes(layer, reviewer) == decision
            take(reviewer, layer, next_undo(layer, reviewer))
            assert redoes(layer, reviewer) == decision
        assert undoes(layer, reviewer) is None
        for decision in order:
            assert redoes(layer, reviewer) == decision
            take(reviewer, layer, next_redo(layer, reviewer))
            assert undoes(layer, reviewer) == decision
        assert redoes(layer, reviewer) is None


def test_a_new_decision_ends_what_could_be_redone(layer: Layer, reviewer: User, claims: list[Claim]) -> None:
    accept(reviewer, layer, claims[0])
    take(reviewer, layer, next_undo(layer, reviewer))
    assert next_redo(layer, reviewer)
    accept(reviewer, layer, claims[1])
    assert next_redo(layer, reviewer) is None


def test_everybody_takes_back_their_own(
    layer: Layer, reviewer: User, curator: User, claims: list[Claim]
) -> None:
    mine = accept(reviewer, layer, claims[0])
    theirs = accept(curator, layer, claims[1])
    assert (undoes(layer, reviewer), undoes(layer, curator)) == (mine.pk, theirs.pk)
    take(curator, layer, next_undo(layer, curator))
    assert (undoes(layer, curator), redoes(layer, reviewer), redoes(layer, curator)) == (
        None,
        None,
        theirs.pk,
    )
    accept(reviewer, layer, claims[1], previous=Decision.objects.get(undoes=theirs).pk)
    assert redoes(layer, curator) is None


def test_what_somebody_else_decided_about_since_is_passed_over(
    layer: Layer, reviewer: User, curator: User, claims: list[Claim]
) -> None:
    first = accept(reviewer, layer, claims[0])
    second = accept(reviewer, layer, claims[1])
    theirs = act(curator, layer, "reject", row=claims[1], previous=second.pk)
    assert undoes(layer, reviewer) == first.pk
    act(curator, layer, "undo", row=claims[1], previous=theirs.pk, undoes=theirs.pk)
    assert undoes(layer, reviewer) == second.pk


def test_what_was_done_in_another_layer_is_no_matter(
    layer: Layer, run: PipelineRun, reviewer: User, claims: list[Claim]
) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, reviewer)
    accept(reviewer, own, claims[0])
    assert next_undo(layer, reviewer) is None
    assert next_undo(own, reviewer)


def test_an_act_goes_and_comes_as_one(layer: Layer, reviewer: User, claims: list[Claim]) -> None:
    before = accept(reviewer, layer, claims[0])
    batch, decisions = batch_of(reviewer, layer, claims[1:])
    state = held(layer)
    for _ in range(3):
        step = next_undo(layer, reviewer)
        assert step is not None
        assert (step.batch_id, step.count) == (batch, len(decisions))
        assert step.words == f"accepted × {len(decisions)}"
        take(reviewer, layer, step)
        assert undoes(layer, reviewer) == before.pk
        assert set(held(layer).values()) == {before.pk, None}
        step = next_redo(layer, reviewer)
        assert step is not None
        assert (step.batch_id is not None, step.count, step.words) == (
            True,
            len(decisions),
            f"accepted × {len(decisions)}",
        )
        take(reviewer, layer, step)
        assert held(layer) == state


def test_of_an_act_only_what_still_holds_is_offered(
    layer: Layer, reviewer: User, curator: User, claims: list[Claim]
) -> None:
    batch, (one, *others) = batch_of(reviewer, layer, claims)
    since = act(curator, layer, "reject", row=claims[0], previous=one.pk)
    step = next_undo(layer, reviewer)
    assert step is not None
    assert step.count == len(others)
    undone, left = undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=uuid4())
    assert {undo.undoes_id for undo in undone} == {other.pk for other in others}
    assert [item.pk for item in left] == [one.item_id]
    assert held(layer)[one.item_id] == since.pk


def test_what_was_undone_alone_before_is_no_ones_decision(
    layer: Layer, reviewer: User, claims: list[Claim]
) -> None:
    batch, (one, *others) = batch_of(reviewer, layer, claims)
    act(reviewer, layer, "undo", row=claims[0], previous=one.pk, undoes=one.pk)
    undone, left = undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=uuid4())
    assert (len(undone), left) == (len(others), [])


def test_what_was_undone_and_redone_by_somebody_is_still_of_the_act(
    layer: Layer, reviewer: User, curator: User, claims: list[Claim]
) -> None:
    batch, (one, *_) = batch_of(reviewer, layer, claims)
    back = act(curator, layer, "undo", row=claims[0], previous=one.pk, undoes=one.pk)
    act(curator, layer, "undo", row=claims[0], previous=back.pk, undoes=back.pk)
    undone, left = undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=uuid4())
    assert (len(undone), left) == (len(claims), [])
    assert set(held(layer).values()) == {None}


def test_two_decisions_of_an_act_on_one_item_go_and_come_together(
    layer: Layer, reviewer: User, claims: list[Claim]
) -> None:
    first, second = uuid4(), uuid4()
    acts = [
        Act(uuid=first, kind="accept", row=claims[0]),
        Act(uuid=second, kind="reject", row=claims[0], previous=first),
    ]
    decide(user=reviewer, layer=layer, acts=acts, batch_id=(batch := uuid4()))
    undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=(back := uuid4()))
    assert set(held(layer).values()) == {None}
    redo_batch(user=reviewer, layer=layer, batch_id=back, as_batch=uuid4())
    assert set(held(layer).values()) == {second}


def test_sent_twice_it_is_done_once(layer: Layer, reviewer: User, claims: list[Claim]) -> None:
    """Even where it was brought back between the two times."""
    batch, decisions = batch_of(reviewer, layer, claims)
    sent: dict[str, Any] = {"user": reviewer, "layer": layer, "batch_id": batch, "as_batch": uuid4()}
    undone, left_out = undo_batch(**sent)
    assert (set(undone), left_out) == (set(undo_batch(**sent)[0]), [])
    again: dict[str, Any] = {
        "user": reviewer,
        "layer": layer,
        "batch_id": sent["as_batch"],
        "as_batch": uuid4(),
    }
    assert set(redo_batch(**again)[0]) == set(redo_batch(**again)[0])
    undo_batch(**sent)
    assert {item.holds for item in Item.objects.all()} == set(decisions)
    assert Decision.objects.count() == 3 * len(decisions)


def test_an_act_that_nobody_knows_is_nothing(layer: Layer, reviewer: User) -> None:
    for whole in (undo_batch, redo_batch):
        assert whole(user=reviewer, layer=layer, batch_id=uuid4(), as_batch=uuid4()) == ([], [])


def test_only_who_may_decide_takes_back(
    layer: Layer, reviewer: User, annotator: User, claims: list[Claim]
) -> None:
    batch, _ = batch_of(reviewer, layer, claims)
    for whole in (undo_batch, redo_batch):
        with pytest.raises(PermissionDenied):
            whole(user=annotator, layer=layer, batch_id=batch, as_batch=uuid4())


def test_what_was_added_is_gone_and_comes_back_as_it_was(layer: Layer, reviewer: User) -> None:
    value = {**span(TEXT, "Wasser"), "label": "LOC", "canonical": "das  Wa\u00adsser"}
    added = add(reviewer, layer, ItemKind.MENTION, value)
    take(reviewer, layer, next_undo(layer, reviewer))
    assert held(layer) == {added.item_id: None}
    step = next_redo(layer, reviewer)
    assert step is not None
    assert step.words == "mention: added"
    take(reviewer, layer, step)
    holds = Item.objects.get().holds
    assert holds is not None
    assert holds.value == value
