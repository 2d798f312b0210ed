"""Claims inside claims: no circle is stated, and one that undos leave behind is shown as none."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.machine import claim_value
from newsdesk.annotation.models import Decision, Item, ItemKind, Layer
from newsdesk.annotation.reading import read_stretch
from newsdesk.annotation.services import Act, decide
from newsdesk.annotation.values import InvalidValue
from newsdesk.nlp.records import MAX_PARENTS
from newsdesk.web.reader.notes import ancestors, in_reading_order
from tests.annotation.acting import act, add, span, undo
from tests.annotation.conftest import TEXT

pytestmark = pytest.mark.django_db

QUOTE = "der Betreiber habe ihm versichert, die Pumpen liefen"


def claim(parent: UUID | None = None, quote: str = QUOTE) -> dict[str, Any]:
    return {
        "roles": {"quote": [span(TEXT, quote)]},
        "type": "Indirect",
        "medium": "Speech",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
        "speaker_kind": "none",
        "speaker_entity": None,
        "parent": str(parent) if parent else None,
    }


def added(user: User, layer: Layer, parent: UUID | None = None, quote: str = QUOTE) -> Decision:
    return add(user, layer, ItemKind.CLAIM, claim(parent, quote))


def put_inside(user: User, layer: Layer, child: Decision, parent: Decision) -> Decision:
    value = claim(parent.item_id)
    return act(user, layer, "correct", item=child.item_id, previous=head_of(child), value=value)


def head_of(decision: Decision) -> UUID | None:
    return Item.objects.get(pk=decision.item_id).head_id


def test_no_circle_is_stated(layer: Layer, reviewer: User) -> None:
    outer = added(reviewer, layer)
    inner = added(reviewer, layer, outer.item_id)
    innermost = added(reviewer, layer, inner.item_id)
    for child, parent in ((outer, outer), (outer, inner), (outer, innermost)):
        with pytest.raises(InvalidValue):
            put_inside(reviewer, layer, child, parent)


def test_at_most_eight_claims_stand_around_one(layer: Layer, reviewer: User) -> None:
    parent = added(reviewer, layer)
    for _ in range(MAX_PARENTS):
        parent = added(reviewer, layer, parent.item_id)
    with pytest.raises(InvalidValue):
        added(reviewer, layer, parent.item_id)


def nested(user: User, layer: Layer, count: int) -> list[Decision]:
    """Claims that stand inside one another, the outermost first."""
    claims: list[Decision] = []
    for _ in range(count):
        claims.append(added(user, layer, claims[-1].item_id if claims else None))
    return claims


def test_what_stands_inside_a_claim_moves_with_it_and_not_too_deep(layer: Layer, reviewer: User) -> None:
    around, moved = nested(reviewer, layer, 5), nested(reviewer, layer, 5)
    with pytest.raises(InvalidValue, match="a claim inside this one"):
        put_inside(reviewer, layer, moved[0], around[-1])
    put_inside(reviewer, layer, moved[0], around[-2])


def test_a_rejected_claim_inside_counts_as_one_that_may_come_back(layer: Layer, reviewer: User) -> None:
    around, moved = nested(reviewer, layer, 5), nested(reviewer, layer, 5)
    act(reviewer, layer, "reject", item=moved[-1].item_id, previous=moved[-1].pk)
    with pytest.raises(InvalidValue):
        put_inside(reviewer, layer, moved[0], around[-1])


def test_what_the_machine_has_inside_a_claim_counts(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    """Nobody has decided about the inner one, nor about the outer one before it is moved."""
    follow(layer, run)
    inner = run.claims.get(parent__isnull=False)
    assert inner.parent is not None
    value = claim_value(inner.parent, run.text.text, {})
    [quote] = [each["exact"] for each in value["roles"]["quote"]]
    around: list[Decision] = []
    for _ in range(MAX_PARENTS):
        around.append(added(reviewer, layer, around[-1].item_id if around else None, quote))

    def move(parent: Decision) -> Decision:
        moved = value | {"parent": str(parent.item_id)}
        return act(reviewer, layer, "correct", row=inner.parent, value=moved)

    with pytest.raises(InvalidValue, match="a claim inside this one"):
        move(around[-1])
    move(around[-2])


def test_claims_of_the_same_act_count(layer: Layer, reviewer: User) -> None:
    around, moved = nested(reviewer, layer, 5), nested(reviewer, layer, 4)
    last = added(reviewer, layer)
    acts = [
        Act(uuid4(), "correct", item=child.item_id, previous=child.pk, value=claim(parent.item_id))
        for child, parent in ((last, moved[-1]), (moved[0], around[-1]))
    ]
    with pytest.raises(InvalidValue):
        decide(user=reviewer, layer=layer, acts=acts)
    assert Item.objects.get(pk=last.item_id).head_id == last.pk


def test_a_claim_too_deep_can_be_taken_out(layer: Layer, reviewer: User) -> None:
    """Undos leave such: what was lifted out is put back below what has grown meanwhile."""
    around, moved = nested(reviewer, layer, 5), nested(reviewer, layer, 4)
    lifted = undo(reviewer, layer, put_inside(reviewer, layer, moved[0], around[-1]))
    added(reviewer, layer, moved[-1].item_id)
    undo(reviewer, layer, lifted)
    act(reviewer, layer, "correct", item=moved[0].item_id, previous=head_of(moved[0]), value=claim())


def test_asking_what_stands_inside_takes_as_many_queries_for_any_number(
    layer: Layer, reviewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    outer, one, more = added(reviewer, layer), nested(reviewer, layer, 1), nested(reviewer, layer, 6)
    with CaptureQueriesContext(connection) as few:
        put_inside(reviewer, layer, one[0], outer)
    with django_assert_num_queries(len(few)):
        put_inside(reviewer, layer, more[0], outer)


def test_a_quote_stands_inside_the_quote_around_it(layer: Layer, reviewer: User) -> None:
    outer = added(reviewer, layer, quote="die Pumpen liefen")
    with pytest.raises(InvalidValue):
        added(reviewer, layer, outer.item_id, quote="die Pumpen liefen.")
    added(reviewer, layer, outer.item_id, quote="die Pumpen")


def test_a_circle_that_an_undo_leaves_is_shown_as_none(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    """One stood inside the other; that was taken back, the other way round decided, and brought back."""
    follow(layer, run)
    one, other = added(reviewer, layer), added(reviewer, layer)
    inside = added(reviewer, layer, one.item_id, quote="die Pumpen liefen")
    back = undo(reviewer, layer, put_inside(reviewer, layer, one, other))
    put_inside(reviewer, layer, other, one)
    undo(reviewer, layer, back)

    claims = read_stretch(run, layer, 0, len(TEXT)).claims

    assert [claims[decision.item_id.hex].parent for decision in (one, other)] == [None, None]
    assert claims[inside.item_id.hex].parent == one.item_id.hex
    assert ancestors(claims[inside.item_id.hex], claims) == [claims[one.item_id.hex]]
    assert len(in_reading_order(claims.values())) == len(claims) == run.claim_count + 3


def test_what_stands_around_a_claim_can_be_taken_back(layer: Layer, reviewer: User) -> None:
    """The claim inside stays, and can still be corrected."""
    outer = added(reviewer, layer)
    inner = added(reviewer, layer, outer.item_id)
    undo(reviewer, layer, outer)
    corrected = put_inside(reviewer, layer, inner, outer)
    assert Item.objects.get(pk=inner.item_id).holds == corrected
