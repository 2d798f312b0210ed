"""A layer follows the reading that people see; nobody has to ask, and nothing depends on that it did."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import RestrictedError
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services as analysis
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import Mention, PipelineRun
from newsdesk.annotation import anchoring, services
from newsdesk.annotation.anchoring import follow, follow_all
from newsdesk.annotation.models import Anchor, Item, ItemKind, Layer, LayerKind, Match
from newsdesk.annotation.services import decide
from newsdesk.annotation.values import InvalidValue
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from tests.annotation.acting import accept, act, add, span, undo
from tests.annotation.conftest import TEXT

pytestmark = pytest.mark.django_db


def read_again(run: PipelineRun) -> PipelineRun:
    """Another reading of the same text, by a worker."""
    PipelineRun.objects.filter(pk=run.pk).update(fingerprint=uuid4().hex)
    again = analysis.queue_run(run.text, None, send=False)
    execute_run(again.pk)
    again.refresh_from_db()
    assert again.state == WorkState.SUCCEEDED
    return again


def another_run(run: PipelineRun) -> PipelineRun:
    """A reading that has found nothing yet."""
    return PipelineRun.objects.create(
        text=run.text, pipeline="p", version="2", fingerprint=uuid4().hex, state=WorkState.SUCCEEDED
    )


def test_the_first_decision_binds_a_layer_to_the_reading_that_is_shown(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    assert layer.run is None
    accept(reviewer, layer, run.claims.first())
    assert layer.run == run
    assert Layer.objects.get().run == run


def test_a_worker_has_the_layer_follow_its_run(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    again = read_again(run)
    assert Layer.objects.get().run == again
    assert Anchor.objects.get(run=again).claim == again.claims.get(ordinal=0)
    assert Anchor.objects.get(run=again).item == accepted.item


def test_what_fails_after_a_run_does_not_fail_the_run(
    run: PipelineRun,
    layer: Layer,
    reviewer: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    accept(reviewer, layer, run.claims.first())

    def fail(*_: object) -> None:
        raise RuntimeError(f"could not bind {TEXT}")

    monkeypatch.setattr(anchoring, "bind", fail)
    with caplog.at_level(logging.DEBUG):
        again = read_again(run)
    assert again.mentions.exists()
    assert Layer.objects.get().run == run
    assert f"follow_run after run {again.pk} failed: RuntimeError" in caplog.text
    assert "Damm" not in caplog.text
    monkeypatch.undo()
    follow(layer, again)
    assert Layer.objects.get().run == again


def test_a_layer_that_follows_already_costs_nothing(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    accept(reviewer, layer, run.claims.first())
    with CaptureQueriesContext(connection) as queries:
        follow(layer, run)
    assert len(queries) == 0


def test_what_was_kept_from_following_does_so_before_the_desk_is_listed(
    run: PipelineRun, layer: Layer, reviewer: User, desk: Desk
) -> None:
    accept(reviewer, layer, run.claims.first())
    again = another_run(run)
    follow_all(desk.articles.filter(hides_suggestions=True))
    assert Layer.objects.get().run == run
    follow_all(desk.articles.all())
    assert Layer.objects.get().run == again
    with CaptureQueriesContext(connection) as queries:
        follow_all(desk.articles.all())
    assert len(queries) == 1


def test_an_older_reading_can_be_shown_again(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    """As after a date that was corrected and corrected back: the items are bound in both."""
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    again = read_again(run)
    rejected = act(reviewer, layer, "reject", row=again.claims.get(ordinal=1))
    layer.refresh_from_db()
    follow(layer, run)
    bound = dict(Anchor.objects.filter(run=run).values_list("item", "claim__ordinal"))
    assert bound == {accepted.item_id: 0, rejected.item_id: 1}


def test_what_somebody_added_and_the_machine_finds_later_is_one_thing(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    value = {**span(TEXT, "Pumpen"), "label": "WEAPON"}
    added = add(reviewer, layer, ItemKind.MENTION, value)
    again = another_run(run)
    row = Mention.objects.create(
        run=again, label="WEAPON", start_char=value["start_char"], end_char=value["end_char"]
    )
    follow(layer, again)
    anchor = Anchor.objects.get(run=again)
    assert (anchor.item, anchor.mention, anchor.match) == (added.item, row, Match.EXACT)


def test_what_somebody_added_and_took_back_is_not_what_the_machine_finds(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    value = {**span(TEXT, "Pumpen"), "label": "WEAPON"}
    undo(reviewer, layer, add(reviewer, layer, ItemKind.MENTION, value))
    again = another_run(run)
    Mention.objects.create(run=again, label="WEAPON", **offsets(value))
    follow(layer, again)
    assert not Anchor.objects.filter(run=again).exists()


def offsets(value: dict[str, Any]) -> dict[str, int]:
    return {name: value[name] for name in ("start_char", "end_char")}


def test_a_row_that_says_what_somebody_corrected_is_the_same(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    person = run.mentions.get(label="PER")
    value = {**span(TEXT, "Jette"), "label": "WORK"}
    corrected = act(reviewer, layer, "correct", row=person, value=value)
    again = another_run(run)
    row = Mention.objects.create(run=again, label="WORK", **offsets(value))
    follow(layer, again)
    assert Anchor.objects.get(run=again).item == corrected.item
    assert Anchor.objects.get(run=again).mention == row


def test_a_row_goes_to_the_item_that_was_about_it_before_one_that_only_says_so(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    """Somebody rejected a mention and added the same again: the row is the rejected one's, in any order."""
    person = run.mentions.get(label="PER")
    rejected = act(reviewer, layer, "reject", row=person)
    value = {**span(TEXT, TEXT[person.start_char : person.end_char]), "label": "PER"}
    for _ in range(4):
        add(reviewer, layer, ItemKind.MENTION, value)
    again = another_run(run)
    Mention.objects.create(run=again, label="PER", **offsets(value))
    follow(layer, again)
    assert Anchor.objects.get(run=again).item == rejected.item


def test_a_row_that_has_an_item_is_given_to_no_other(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    """The second binding of a run knows what the first has bound."""
    again = another_run(run)
    person = run.mentions.get(label="PER")
    twin = Mention.objects.create(
        run=again, label="PER", start_char=person.start_char, end_char=person.end_char
    )
    layer.run = run
    layer.save()
    first = act(reviewer, layer, "accept", row=twin)
    Anchor.objects.filter(item=first.item).exclude(mention=twin).delete()
    second = Item.objects.create(desk=layer.text.article.desk, layer=layer, kind=ItemKind.MENTION)
    Anchor.objects.create(item=second, layer=layer, run=run, mention=person)
    follow(layer, again)
    assert Anchor.objects.get(run=again).item == first.item


def test_two_items_that_a_row_could_be_are_not_guessed_between(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    for words in ("Ministerin Jette", "Jette Molander"):
        add(reviewer, layer, ItemKind.MENTION, {**span(TEXT, words), "label": "PER"})
    again = another_run(run)
    whole = span(TEXT, "Ministerin Jette Molander")
    Mention.objects.create(run=again, label="PER", **offsets(whole))
    follow(layer, again)
    assert not Anchor.objects.exists()


def test_a_decision_on_a_row_of_an_older_run_is_about_the_same_item(
    run: PipelineRun, layer: Layer, reviewer: User, curator: User
) -> None:
    """Somebody has the page of before open, while another decides on what was read since."""
    again = read_again(run)
    follow(layer, again)
    accepted = accept(reviewer, layer, again.claims.get(ordinal=0))
    with pytest.raises(services.Conflict) as conflict:
        act(curator, layer, "reject", row=run.claims.get(ordinal=0))
    assert conflict.value.item.head == accepted
    rejected = act(curator, layer, "reject", row=run.claims.get(ordinal=0), previous=accepted.pk)
    assert rejected.item == accepted.item
    assert rejected.basis_claim == run.claims.get(ordinal=0)


def test_what_is_first_decided_on_an_older_run_is_bound_to_the_newer_one(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    again = read_again(run)
    follow(layer, again)
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    assert set(Anchor.objects.filter(item=accepted.item).values_list("claim", flat=True)) == {
        run.claims.get(ordinal=0).pk,
        again.claims.get(ordinal=0).pk,
    }
    assert Layer.objects.get().run == again


def test_a_later_decision_names_the_row_of_its_day(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    accepted = accept(reviewer, layer, run.claims.get(ordinal=0))
    again = read_again(run)
    rejected = act(reviewer, layer, "reject", item=accepted.item_id, previous=accepted.pk)
    assert accepted.basis_claim == run.claims.get(ordinal=0)
    assert rejected.basis_claim == again.claims.get(ordinal=0)


def test_a_run_that_a_layer_is_bound_to_is_not_deleted_alone(
    run: PipelineRun, layer: Layer, desk: Desk, owner: User
) -> None:
    follow(layer, run)
    with pytest.raises(RestrictedError):
        run.delete()
    other = builders.build_run(desk, owner, builders.parse_text("Es regnet in Adorf."))
    follow(services.layer_of(other.text), other)
    other.text.article.delete()
    assert list(Layer.objects.all()) == [layer]


def test_a_row_of_another_text_is_refused(run: PipelineRun, layer: Layer, desk: Desk, owner: User) -> None:
    other = builders.build_run(desk, owner, builders.parse_text(TEXT.replace("Damm", "Deich")))
    with pytest.raises(InvalidValue):
        accept(owner, layer, other.claims.first())
    with pytest.raises(ValueError, match="another text"):
        follow(layer, other)


def test_every_layer_of_a_text_follows(run: PipelineRun, layer: Layer, annotator: User) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, annotator)
    again = read_again(run)
    assert {layer.run for layer in Layer.objects.all()} == {again}
    assert own.pk in Layer.objects.values_list("pk", flat=True)
    assert decide(user=annotator, layer=own, acts=[]) == []


def test_items_of_a_run_are_not_mixed_up_by_a_second_binding(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decisions = [accept(reviewer, layer, row) for row in run.mentions.all()]
    again = read_again(run)
    rows = {anchor.item_id: anchor.mention for anchor in Anchor.objects.filter(run=again)}
    for decision in decisions:
        before, after = decision.basis_mention, rows[decision.item_id]
        assert before is not None
        assert after is not None
        assert place_of(before) == place_of(after)


def place_of(row: Mention) -> tuple[int, int, str]:
    return row.start_char, row.end_char, row.label
