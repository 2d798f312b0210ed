"""Accept-all: what is open of what was shown, as one act, in a few statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle, pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Anchor, ArticleState, Decision, Item, Layer
from newsdesk.annotation.values import InvalidValue
from newsdesk.demo import builders
from tests.annotation.acting import accept, act, undo
from tests.annotation.conftest import TEXT
from tests.annotation.filled import filled_run
from tests.annotation.items import value_of

pytestmark = pytest.mark.django_db


def accept_all(user: User, layer: Layer, run: PipelineRun, batch: UUID) -> tuple[list[Decision], list[Item]]:
    return accept_rows(
        user=user,
        layer=layer,
        run=run,
        mentions=list(run.mentions.values_list("pk", flat=True)),
        claims=list(run.claims.values_list("pk", flat=True)),
        batch_id=batch,
    )


def test_every_row_is_accepted_with_its_value(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    decisions, left_out = accept_all(reviewer, layer, run, batch := uuid4())
    assert (len(decisions), left_out) == (run.mention_count + run.claim_count, [])
    assert {(d.batch_id, d.kind, d.user) for d in decisions} == {(batch, "accept", reviewer)}
    for decision in Decision.objects.select_related("basis_claim", "basis_mention"):
        row = decision.basis_claim or decision.basis_mention
        assert row is not None
        assert decision.value == value_of(layer, row)
    assert Item.objects.count() == Anchor.objects.count() == len(decisions)
    state = ArticleState.objects.get()
    assert (state.open_mentions, state.open_claims, state.accepted) == (0, 0, len(decisions))


def test_what_was_decided_meanwhile_is_left_out_and_reported(
    run: PipelineRun, layer: Layer, reviewer: User, curator: User
) -> None:
    rejected = act(curator, layer, "reject", row=run.claims.get(ordinal=0))
    decisions, left_out = accept_all(reviewer, layer, run, uuid4())
    assert left_out == [rejected.item]
    assert Item.objects.get(pk=rejected.item_id).holds == rejected
    assert len(decisions) == run.mention_count + run.claim_count - 1


def test_what_was_taken_back_is_open(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    back = undo(reviewer, layer, accepted)
    decisions, left_out = accept_all(reviewer, layer, run, uuid4())
    assert left_out == []
    (again,) = [decision for decision in decisions if decision.item_id == accepted.item_id]
    assert again.previous_id == back.pk


def test_sent_twice_it_is_stored_once(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    """Also after it has been taken back, and with what was decided between the two times."""
    decisions, _ = accept_all(reviewer, layer, run, batch := uuid4())
    again, left_out = accept_all(reviewer, layer, run, batch)
    assert ({d.pk for d in again}, left_out) == ({d.pk for d in decisions}, [])
    services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=uuid4())
    accept_all(reviewer, layer, run, batch)
    assert set(Item.objects.values_list("holds", flat=True)) == {None}
    assert Decision.objects.count() == 2 * len(decisions)


def test_what_has_become_open_since_is_not_taken_when_it_is_sent_again(
    run: PipelineRun, layer: Layer, reviewer: User, curator: User
) -> None:
    rejected = act(curator, layer, "reject", row=run.claims.get(ordinal=0))
    decisions, left_out = accept_all(reviewer, layer, run, batch := uuid4())
    undo(curator, layer, rejected)

    again, left_out_then = accept_all(reviewer, layer, run, batch)

    assert {d.pk for d in again} == {d.pk for d in decisions}
    assert (left_out, left_out_then) == ([rejected.item], [])
    assert Item.objects.get(pk=rejected.item_id).holds is None


def test_it_is_undone_and_redone_as_one(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    decisions, _ = accept_all(reviewer, layer, run, batch := uuid4())
    services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=(back := uuid4()))
    assert not Item.objects.exclude(holds=None).exists()
    services.redo_batch(user=reviewer, layer=layer, batch_id=back, as_batch=uuid4())
    assert set(Item.objects.values_list("holds", flat=True)) == {decision.pk for decision in decisions}


def test_a_row_that_is_named_twice_is_accepted_once(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    row = run.mentions.first()
    assert row is not None
    decisions, _ = accept_rows(
        user=reviewer, layer=layer, run=run, mentions=[row.pk, row.pk], claims=[], batch_id=uuid4()
    )
    assert len(decisions) == 1


def test_rows_of_another_run_or_text_are_refused(
    run: PipelineRun, layer: Layer, desk: Desk, owner: User, reviewer: User
) -> None:
    other = builders.build_run(desk, owner, builders.parse_text(TEXT.replace("Damm", "Deich")))
    theirs = [other.claims.get(ordinal=0).pk]
    for named in (run, other):
        with pytest.raises(InvalidValue):
            accept_rows(user=reviewer, layer=layer, run=named, mentions=[], claims=theirs, batch_id=uuid4())
    with pytest.raises(InvalidValue):
        accept_rows(user=reviewer, layer=layer, run=run, mentions=[0], claims=[], batch_id=uuid4())
    assert not Item.objects.exists()


def test_nothing_is_nothing(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    nothing = accept_rows(user=reviewer, layer=layer, run=run, mentions=[], claims=[], batch_id=uuid4())
    assert nothing == ([], [])


def test_only_who_may_decide_accepts(run: PipelineRun, layer: Layer, annotator: User) -> None:
    with pytest.raises(PermissionDenied):
        accept_all(annotator, layer, run, uuid4())


def statements(function: Callable[..., object], *args: Any, **named: Any) -> int:
    """How many statements a call takes; batches of one statement, which SQLite needs, count once."""
    with CaptureQueriesContext(connection) as queries:
        function(*args, **named)
    shapes: list[str] = [re.split(r" VALUES | IN \(|SET .* = \(?CASE", query["sql"])[0] for query in queries]
    return len(shapes) - sum(one == other for one, other in pairwise(shapes))


def test_a_thousand_rows_take_as_few_statements_as_thirty(desk: Desk, owner: User, reviewer: User) -> None:
    """To accept them, to send that again, to undo and to redo it."""
    counts = []
    for rows in (30, 1000):
        run = filled_run(desk, owner, rows)
        layer = services.layer_of(run.text)
        follow(layer, run)
        batch, back = uuid4(), uuid4()
        sent = {"user": reviewer, "layer": layer}
        counts.append(
            [
                statements(accept_all, reviewer, layer, run, batch),
                statements(accept_all, reviewer, layer, run, batch),
                statements(services.undo_batch, **sent, batch_id=batch, as_batch=back),
                statements(services.redo_batch, **sent, batch_id=back, as_batch=uuid4()),
            ]
        )
        assert Item.objects.filter(layer=layer).exclude(holds=None).count() == rows
    assert counts[0] == counts[1]
    assert max(counts[1]) < 25


def test_many_acts_take_as_few_statements_as_few(desk: Desk, owner: User, reviewer: User) -> None:
    counts = []
    for rows in (20, 200):
        run = filled_run(desk, owner, rows)
        layer = services.layer_of(run.text)
        acts = [
            services.Act(uuid=uuid4(), kind=kind, row=row)
            for kind, row in zip(cycle(["accept", "reject"]), [*run.mentions.all(), *run.claims.all()])
        ]
        counts.append(statements(services.decide, user=reviewer, layer=layer, acts=acts))
        assert Item.objects.filter(layer=layer).exclude(holds=None).count() == rows
    assert counts[0] == counts[1]
