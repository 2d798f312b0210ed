"""How far the desk is with an article: counted anew with everything that changes it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import ArticleState, DecisionKind, ItemKind, Layer, LayerKind
from newsdesk.annotation.states import state_of
from newsdesk.annotation.stretches import article_item
from newsdesk.annotation.undoing import next_undo
from newsdesk.common.work import WorkState
from tests.annotation.acting import accept, act, add, finish, span, undo
from tests.annotation.conftest import TEXT

pytestmark = pytest.mark.django_db


def kept(layer: Layer) -> dict[str, object]:
    """The kept state, after it was found to be what its decisions come to."""
    state = ArticleState.objects.get(layer=layer)
    fields = {name: value for name, value in vars(state).items() if name not in ("_state", "layer_id")}
    computed = vars(state_of(layer))
    assert fields == {name: computed[name] for name in fields}
    return fields


def differs(layer: Layer, before: dict[str, object]) -> dict[str, object]:
    now = kept(layer)
    return {name: value for name, value in now.items() if before[name] != value and name != "decided_at"}


def test_a_bound_layer_counts_what_is_open(run: PipelineRun, layer: Layer) -> None:
    follow(layer, run)
    assert kept(layer) == {
        "open_mentions": run.mention_count,
        "open_claims": run.claim_count,
        "accepted": 0,
        "corrected": 0,
        "added": 0,
        "rejected": 0,
        "is_done": False,
        "decided_at": None,
    }
    assert run.mention_count > 1
    assert run.claim_count > 1


def test_each_decision_counts_and_none_twice(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    follow(layer, run)
    before = kept(layer)
    claims, mentions = run.claim_count, run.mention_count
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    assert differs(layer, before) == {"accepted": 1, "open_claims": claims - 1}
    assert kept(layer)["decided_at"] == accepted.at
    act(reviewer, layer, "reject", item=accepted.item_id, previous=accepted.pk)
    assert differs(layer, before) == {"rejected": 1, "open_claims": claims - 1}
    row = run.mentions.get(label="PER")
    value = {**span(TEXT, "Jette"), "label": "PER"}
    act(reviewer, layer, "correct", row=row, value=value)
    add(reviewer, layer, ItemKind.MENTION, {**span(TEXT, "Wasser"), "label": "WEAPON"})
    assert differs(layer, before) == {
        "rejected": 1,
        "corrected": 1,
        "added": 1,
        "open_claims": claims - 1,
        "open_mentions": mentions - 1,
    }


def test_an_undo_opens_again(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    follow(layer, run)
    before = kept(layer)
    accepted = accept(reviewer, layer, run.claims.first())
    back = undo(reviewer, layer, accepted)
    assert differs(layer, before) == {}
    assert kept(layer)["decided_at"] == back.at
    undo(reviewer, layer, back)
    assert differs(layer, before) == {"accepted": 1, "open_claims": run.claim_count - 1}


def test_what_somebody_added_stays_added(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    follow(layer, run)
    before = kept(layer)
    value = {**span(TEXT, "Wasser"), "label": "WEAPON"}
    added = add(reviewer, layer, ItemKind.MENTION, value)
    more: dict[str, Any] = {"item": added.item_id, "value": value | {"label": "LOC"}}
    corrected = act(reviewer, layer, "correct", previous=added.pk, **more)
    assert differs(layer, before) == {"added": 1}
    accepted = act(reviewer, layer, "accept", previous=corrected.pk, **more)
    assert differs(layer, before) == {"added": 1}
    act(reviewer, layer, "reject", previous=accepted.pk, **more)
    assert differs(layer, before) == {"rejected": 1}


def test_a_clock_that_goes_back_changes_no_order(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
        first = accept(reviewer, layer, run.claims.get(ordinal=0))
    second = accept(reviewer, layer, run.claims.get(ordinal=1))
    back = undo(reviewer, layer, second)
    assert first.at < second.at < back.at
    assert kept(layer)["decided_at"] == back.at
    step = next_undo(layer, reviewer)
    assert step is not None
    assert step.undoes == first.pk


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.NOTHING_HERE])
def test_an_article_is_done_until_that_is_taken_back(
    run: PipelineRun, layer: Layer, reviewer: User, kind: DecisionKind
) -> None:
    follow(layer, run)
    before = kept(layer)
    done = act(reviewer, layer, kind, item=article_item(layer), item_kind=ItemKind.ARTICLE)
    assert differs(layer, before) == {"is_done": True}
    back = undo(reviewer, layer, done)
    assert differs(layer, before) == {}
    finish(reviewer, layer, previous=back.pk)
    assert differs(layer, before) == {"is_done": True}


def test_whole_acts_count(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    follow(layer, run)
    before = kept(layer)
    mentions = list(run.mentions.values_list("pk", flat=True))
    batch = uuid4()
    accept_rows(user=reviewer, layer=layer, run=run, mentions=mentions, claims=[], batch_id=batch)
    assert differs(layer, before) == {"accepted": len(mentions), "open_mentions": 0}
    services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=uuid4())
    assert differs(layer, before) == {}


def test_another_reading_counts_what_is_open_in_it(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    accept(reviewer, layer, run.claims.first())
    finish(reviewer, layer)
    again = PipelineRun.objects.create(
        text=run.text, pipeline="p", version="2", fingerprint=uuid4().hex, state=WorkState.SUCCEEDED
    )
    follow(layer, again)
    now = kept(layer)
    assert (now["open_mentions"], now["open_claims"], now["accepted"], now["is_done"]) == (0, 0, 1, True)


def test_only_the_desks_layer_has_a_state(run: PipelineRun, layer: Layer, annotator: User) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, annotator)
    accept(annotator, own, run.claims.first())
    follow(layer, run)
    assert [state.layer for state in ArticleState.objects.all()] == [layer]
    assert kept(layer)["open_claims"] == run.claim_count
