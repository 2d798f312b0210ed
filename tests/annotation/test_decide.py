"""Decisions: appended, stored once, refused where somebody else was faster or the text is another one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.chains import chain_of
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer, LayerKind
from newsdesk.annotation.services import Act, Conflict, decide
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.annotation.values import InvalidValue, OtherText

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    """Der Damm halte, sagte Ministerin Jette Molander."""
    claim = run.claims.order_by("ordinal").first()
    assert claim is not None
    return claim


def act(kind: DecisionKind, **fields: Any) -> Act:
    return Act(uuid=uuid4(), kind=kind, **fields)


def decided(user: User, layer: Layer, kind: DecisionKind, **fields: Any) -> Decision:
    (decision,) = decide(user=user, layer=layer, acts=[act(kind, **fields)])
    return decision


def value_of(decision: Decision) -> dict[str, Any]:
    assert decision.value is not None
    return dict(decision.value)


def reloaded(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def span(text: str, exact: str) -> dict[str, Any]:
    start = text.index(exact)
    return {"start_char": start, "end_char": start + len(exact), "exact": exact}


def test_accepting_a_claim_stores_the_whole_value(reviewer: User, layer: Layer, claim: Claim) -> None:
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    assert value_of(decision)["roles"]["quote"] == [span(layer.text.text, "Der Damm halte")]
    assert value_of(decision)["speaker_entity"] == "Jette Molander"
    assert (decision.basis_claim, decision.item.kind) == (claim, ItemKind.CLAIM)
    item = reloaded(decision.item)
    assert (item.head, item.holds) == (decision, decision)
    assert list(item.anchors.values_list("claim", flat=True)) == [claim.pk]


def test_a_rejection_may_have_a_reason_and_has_no_value(reviewer: User, layer: Layer, claim: Claim) -> None:
    decision = decided(reviewer, layer, DecisionKind.REJECT, row=claim, reason="not said")
    assert (decision.value, decision.reason) == (None, "not said")


def test_a_correction_holds_the_new_value(reviewer: User, layer: Layer, claim: Claim) -> None:
    first = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    value = {**value_of(first), "certainty": "probable"}
    second = decided(reviewer, layer, DecisionKind.CORRECT, row=claim, previous=first.pk, value=value)
    assert value_of(second)["certainty"] == "probable"
    assert reloaded(first.item).holds == second
    assert chain_of(first.item) == [first, second]


def test_what_the_machine_missed_is_added(reviewer: User, layer: Layer) -> None:
    value = {**span(layer.text.text, "Adorf"), "label": "LOC"}
    item = uuid4()
    decision = decided(reviewer, layer, DecisionKind.ADD, item=item, item_kind=ItemKind.MENTION, value=value)
    assert (decision.item_id, value_of(decision)["label"]) == (item, "LOC")


def test_what_was_added_and_rejected_can_be_accepted_again(reviewer: User, layer: Layer) -> None:
    value = {**span(layer.text.text, "Adorf"), "label": "LOC"}
    item = uuid4()
    added = decided(reviewer, layer, DecisionKind.ADD, item=item, item_kind=ItemKind.MENTION, value=value)
    rejected = decided(reviewer, layer, DecisionKind.REJECT, item=item, previous=added.pk)

    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, item=item, previous=rejected.pk)

    assert value_of(accepted) == value_of(added)


def test_nothing_here_is_a_decision_about_a_paragraph_or_the_article(reviewer: User, layer: Layer) -> None:
    paragraph = span(layer.text.text, layer.text.text.split("\n\n")[1])
    kind = DecisionKind.NOTHING_HERE
    name = paragraph_item(layer, paragraph["start_char"], paragraph["end_char"])
    one = decided(reviewer, layer, kind, item=name, item_kind=ItemKind.PARAGRAPH, value=paragraph)
    other = decided(reviewer, layer, kind, item=article_item(layer), item_kind=ItemKind.ARTICLE)
    assert (value_of(one)["start_char"], other.value) == (paragraph["start_char"], None)


def test_a_decision_sent_twice_is_stored_once(reviewer: User, layer: Layer, claim: Claim) -> None:
    sent = act(DecisionKind.ACCEPT, row=claim)
    first = decide(user=reviewer, layer=layer, acts=[sent])
    assert decide(user=reviewer, layer=layer, acts=[sent]) == first
    assert Decision.objects.count() == 1


def test_another_decision_of_the_same_name_is_refused(reviewer: User, layer: Layer, claim: Claim) -> None:
    sent = act(DecisionKind.ACCEPT, row=claim)
    decide(user=reviewer, layer=layer, acts=[sent])
    with pytest.raises(InvalidValue):
        decide(user=reviewer, layer=layer, acts=[replace(sent, kind=DecisionKind.REJECT)])


def test_the_second_writer_gets_the_first_ones_decision(
    reviewer: User, curator: User, layer: Layer, claim: Claim
) -> None:
    first = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    with pytest.raises(Conflict) as conflict:
        decided(curator, layer, DecisionKind.REJECT, row=claim)
    assert conflict.value.item.head == first
    assert Decision.objects.get() == first


def test_an_act_is_stored_as_a_whole_or_not_at_all(reviewer: User, layer: Layer, run: PipelineRun) -> None:
    one, other = run.claims.order_by("ordinal")[:2]
    decided(reviewer, layer, DecisionKind.ACCEPT, row=other)
    acts = [act(DecisionKind.ACCEPT, row=one), act(DecisionKind.REJECT, row=other)]
    with pytest.raises(Conflict):
        decide(user=reviewer, layer=layer, acts=acts, batch_id=uuid4())
    assert Decision.objects.count() == 1


def test_undo_and_redo_step_through_the_chain(reviewer: User, layer: Layer, claim: Claim) -> None:
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    rejected = decided(reviewer, layer, DecisionKind.REJECT, row=claim, previous=accepted.pk)
    undo = DecisionKind.UNDO
    one = decided(reviewer, layer, undo, row=claim, previous=rejected.pk, undoes=rejected.pk)
    assert reloaded(one.item).holds == accepted
    two = decided(reviewer, layer, undo, row=claim, previous=one.pk, undoes=accepted.pk)
    assert reloaded(one.item).holds is None
    decided(reviewer, layer, undo, row=claim, previous=two.pk, undoes=two.pk)
    assert reloaded(one.item).holds == accepted


@pytest.mark.parametrize("undoes", [None, UUID(int=7)])
def test_an_undo_names_what_it_takes_back(
    reviewer: User, layer: Layer, claim: Claim, undoes: UUID | None
) -> None:
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.UNDO, row=claim, previous=accepted.pk, undoes=undoes)


def test_a_span_of_another_text_is_refused(reviewer: User, layer: Layer) -> None:
    value = {"start_char": 0, "end_char": 3, "exact": "Das", "label": "LOC"}
    with pytest.raises(OtherText):
        decided(reviewer, layer, DecisionKind.ADD, item=uuid4(), item_kind=ItemKind.MENTION, value=value)
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [("reader", False), ("annotator", False), ("reviewer", True), ("curator", True), ("stranger", False)],
)
def test_the_desks_layer_needs_a_reviewer(
    request: pytest.FixtureRequest, layer: Layer, claim: Claim, person: str, is_allowed: bool
) -> None:
    user = request.getfixturevalue(person)
    if is_allowed:
        assert decided(user, layer, DecisionKind.ACCEPT, row=claim).user == user
        return
    with pytest.raises(PermissionDenied):
        decided(user, layer, DecisionKind.ACCEPT, row=claim)


def test_an_annotator_decides_in_the_own_layer_only(
    annotator: User, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, annotator)
    assert decided(annotator, own, DecisionKind.ACCEPT, row=claim).item.layer == own
    with pytest.raises(PermissionDenied):
        decided(reviewer, own, DecisionKind.ACCEPT, row=claim)


def test_layers_do_not_share_items(annotator: User, reviewer: User, layer: Layer, claim: Claim) -> None:
    own = services.layer_of(layer.text, LayerKind.ANNOTATOR, annotator)
    one = decided(annotator, own, DecisionKind.ACCEPT, row=claim)
    other = decided(reviewer, layer, DecisionKind.REJECT, row=claim)
    assert one.item != other.item


def test_a_claim_inside_another_names_its_item(reviewer: User, layer: Layer, run: PipelineRun) -> None:
    inner = run.claims.filter(parent__isnull=False).first()
    assert inner is not None
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=inner)
    parent = Item.objects.get(pk=value_of(decision)["parent"])
    assert list(parent.anchors.values_list("claim", flat=True)) == [inner.parent_id]
    assert parent.head is None


def test_a_claim_is_not_inside_itself_or_what_does_not_hold_it(
    reviewer: User, layer: Layer, run: PipelineRun, claim: Claim
) -> None:
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    other = decided(reviewer, layer, DecisionKind.ACCEPT, row=run.claims.order_by("ordinal")[1])
    for parent in (decision.item_id, other.item_id, uuid4()):
        value = {**value_of(decision), "parent": str(parent)}
        with pytest.raises(InvalidValue):
            decided(reviewer, layer, DecisionKind.CORRECT, row=claim, previous=decision.pk, value=value)


def test_the_database_changes_no_decision(reviewer: User, layer: Layer, claim: Claim) -> None:
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(kind=DecisionKind.REJECT)
    assert Decision.objects.get().kind == DecisionKind.ACCEPT


def test_the_database_deletes_no_decision(reviewer: User, layer: Layer, claim: Claim) -> None:
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk)._raw_delete("default")
    assert Decision.objects.exists()


def test_the_database_allows_no_fork(reviewer: User, layer: Layer, claim: Claim) -> None:
    first = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    for previous in (None, first):
        twin = Decision(
            uuid=uuid4(), item=first.item, previous=previous, kind=DecisionKind.REJECT, user=reviewer
        )
        if previous:
            twin.save(force_insert=True)
            twin.pk = uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


def test_an_act_is_taken_back_as_one(reviewer: User, curator: User, layer: Layer, run: PipelineRun) -> None:
    one, other = run.claims.order_by("ordinal")[:2]
    batch, back = uuid4(), uuid4()
    acts = [act(DecisionKind.ACCEPT, row=one), act(DecisionKind.ACCEPT, row=other)]
    first, second = decide(user=reviewer, layer=layer, acts=acts, batch_id=batch)
    since = decided(curator, layer, DecisionKind.REJECT, row=other, previous=second.pk)
    undone, others = services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=back)
    assert [undo.undoes_id for undo in undone] == [first.pk]
    assert others == [second.item]
    assert (reloaded(first.item).holds, reloaded(second.item).holds) == (None, since)
    assert services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=back) == (undone, others)
    assert Decision.objects.count() == 4


def test_a_decision_may_follow_what_a_whole_act_has_left(
    reviewer: User, curator: User, layer: Layer, run: PipelineRun, claim: Claim
) -> None:
    """Its sender names the act: which decision that has made of the item, only the server knows."""
    batch, back = uuid4(), uuid4()
    [first] = decide(user=reviewer, layer=layer, acts=[act(DecisionKind.ACCEPT, row=claim)], batch_id=batch)
    services.undo_batch(user=reviewer, layer=layer, batch_id=batch, as_batch=back)
    unknowing = act(DecisionKind.REJECT, row=claim, after=(batch, back))

    assert decide(user=reviewer, layer=layer, acts=[unknowing]) == decide(
        user=reviewer, layer=layer, acts=[unknowing]
    )
    assert [each.kind for each in chain_of(first.item)] == ["accept", "undo", "reject"]

    decided(curator, layer, DecisionKind.ACCEPT, row=claim, previous=unknowing.uuid)
    with pytest.raises(Conflict):
        decided(reviewer, layer, DecisionKind.REJECT, row=claim, after=(batch, back))


def test_only_ones_own_act_is_followed_unseen(
    reviewer: User, curator: User, layer: Layer, claim: Claim
) -> None:
    batch = uuid4()
    decide(user=curator, layer=layer, acts=[act(DecisionKind.ACCEPT, row=claim)], batch_id=batch)
    with pytest.raises(Conflict):
        decided(reviewer, layer, DecisionKind.REJECT, row=claim, after=(batch,))


# --- What an act may say ------------------------------------------------------------------------------


def claim_of(run: PipelineRun, ordinal: int) -> Claim:
    return run.claims.get(ordinal=ordinal)


def inner_and_outer(run: PipelineRun) -> tuple[Claim, Claim]:
    inner = run.claims.filter(parent__isnull=False).select_related("parent").first()
    assert inner is not None
    assert inner.parent is not None
    return inner, inner.parent


def test_a_parent_is_named_by_its_machine_row_or_by_its_item(
    reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    inner, outer = inner_and_outer(run)
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=inner)
    parent = value_of(accepted)["parent"]
    previous = accepted.pk
    for named in ({"claim": outer.pk}, parent, UUID(parent).hex, parent.upper()):
        value = {**value_of(accepted), "parent": named}
        corrected = decided(reviewer, layer, DecisionKind.CORRECT, row=inner, previous=previous, value=value)
        assert value_of(corrected)["parent"] == parent
        previous = corrected.pk


def test_a_claim_may_stand_inside_one_that_is_added_with_it(reviewer: User, layer: Layer) -> None:
    """In one act, the outer first."""
    outer, inner = uuid4(), uuid4()
    quotes = {outer: "der Betreiber habe ihm versichert, die Pumpen liefen", inner: "die Pumpen liefen"}
    fields = {"type": "Indirect", "medium": "Speech", "certainty": "certain", "polarity": "affirmed"}
    fields |= {"tense": "present", "speaker_kind": "none"}
    acts = [
        act(
            DecisionKind.ADD,
            item=item,
            item_kind=ItemKind.CLAIM,
            value={**fields, "roles": {"quote": [span(layer.text.text, quote)]}, "parent": parent},
        )
        for (item, quote), parent in zip(quotes.items(), (None, str(outer)), strict=True)
    ]
    decisions = decide(user=reviewer, layer=layer, acts=acts)
    assert [value_of(decision).get("parent") for decision in decisions] == [None, str(outer)]


@pytest.mark.parametrize(
    "parent",
    [{"claim": 0}, {"claim": "7"}, {"claim": True}, {"mention": 1}, {}, "x", 7, [], {"claim": 10**30}],
)
def test_a_parent_that_is_no_claim_is_refused(
    reviewer: User, layer: Layer, claim: Claim, parent: Any
) -> None:
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    value = {**value_of(accepted), "parent": parent}
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.CORRECT, row=claim, previous=accepted.pk, value=value)


def test_a_claim_inside_a_rejected_one_can_be_corrected(
    reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    """Rejecting a claim leaves what stands inside it."""
    inner, outer = inner_and_outer(run)
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=inner)
    decided(reviewer, layer, DecisionKind.REJECT, row=outer)
    value = {**value_of(accepted), "certainty": "possible"}
    decided(reviewer, layer, DecisionKind.CORRECT, row=inner, previous=accepted.pk, value=value)


def test_a_decision_on_an_item_names_the_row_that_it_is_about(
    reviewer: User, layer: Layer, claim: Claim
) -> None:
    first = decided(reviewer, layer, DecisionKind.REJECT, row=claim)
    second = decided(reviewer, layer, DecisionKind.ACCEPT, item=first.item_id, previous=first.pk)
    assert second.basis_claim == claim
    assert value_of(second)["roles"]["quote"] == [span(layer.text.text, "Der Damm halte")]


def test_item_and_row_have_to_belong_together(reviewer: User, layer: Layer, run: PipelineRun) -> None:
    one = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim_of(run, 0))
    same = decided(
        reviewer, layer, DecisionKind.REJECT, row=claim_of(run, 0), item=one.item_id, previous=one.pk
    )
    assert same.item == one.item
    for row, item in ((claim_of(run, 1), one.item_id), (claim_of(run, 0), uuid4())):
        with pytest.raises(InvalidValue):
            decided(reviewer, layer, DecisionKind.REJECT, row=row, item=item, previous=same.pk)
    name = uuid4()
    assert decided(reviewer, layer, DecisionKind.ACCEPT, row=claim_of(run, 1), item=name).item_id == name


def test_what_is_there_cannot_be_added(reviewer: User, layer: Layer, claim: Claim) -> None:
    first = decided(reviewer, layer, DecisionKind.ACCEPT, row=claim)
    for previous in (first.pk, None):
        with pytest.raises((InvalidValue, Conflict)):
            decided(reviewer, layer, DecisionKind.ADD, row=claim, previous=previous, value=value_of(first))
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.ADD, row=claim.run.claims.get(ordinal=1), value=value_of(first))


def test_what_follows_on_nothing_is_refused(reviewer: User, layer: Layer, claim: Claim) -> None:
    """A decision on top of one that was not stored."""
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.ACCEPT, row=claim, previous=uuid4())
    assert not Item.objects.exists()


def test_acts_of_one_request_may_go_on_from_one_another(reviewer: User, layer: Layer, claim: Claim) -> None:
    """As those of somebody who was without a connection."""
    accepted = act(DecisionKind.ACCEPT, row=claim)
    undone = act(DecisionKind.UNDO, row=claim, previous=accepted.uuid, undoes=accepted.uuid)
    rejected = act(DecisionKind.REJECT, row=claim, previous=undone.uuid, reason="not said")
    acts = [accepted, undone, rejected]
    decisions = decide(user=reviewer, layer=layer, acts=acts)
    assert [decision.pk for decision in decisions] == [each.uuid for each in acts]
    assert decide(user=reviewer, layer=layer, acts=[accepted, accepted, undone]) == [
        decisions[0],
        decisions[0],
        decisions[1],
    ]
    item = Item.objects.get()
    assert (item.head, item.holds, chain_of(item)) == (decisions[2], decisions[2], decisions)
    assert [d.at for d in decisions] == sorted({d.at for d in decisions})


def test_a_name_of_another_layers_decision_is_refused(
    annotator: User, reviewer: User, layer: Layer, claim: Claim
) -> None:
    own = services.layer_of(layer.text, LayerKind.ANNOTATOR, reviewer)
    sent = act(DecisionKind.ACCEPT, row=claim)
    decide(user=reviewer, layer=own, acts=[sent])
    with pytest.raises(InvalidValue):
        decide(user=reviewer, layer=layer, acts=[sent])


@pytest.mark.parametrize("reason", ["x" * 501, "a\x00b", None])
def test_a_reason_that_cannot_be_stored_is_refused(
    reviewer: User, layer: Layer, claim: Claim, reason: Any
) -> None:
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.REJECT, row=claim, reason=reason)
