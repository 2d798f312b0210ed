"""Claims inside claims: no circle is stated, and one that undos leave behind is shown as none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Decision, Item, ItemKind, Layer
from newsdesk.annotation.reading import read_stretch
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
    head = Item.objects.get(pk=child.item_id).head_id
    return act(user, layer, "correct", item=child.item_id, previous=head, value=claim(parent.item_id))


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
