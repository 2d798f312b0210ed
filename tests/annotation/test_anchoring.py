"""After a re-run decisions stay with the row that is the same, or has moved a little; others are listed."""

from __future__ import annotations

from uuid import uuid4

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun, SpanRole
from newsdesk.annotation import services
from newsdesk.annotation.anchoring import anchor_items
from newsdesk.annotation.models import Anchor, DecisionKind, Item, Layer, Match
from newsdesk.annotation.services import Act, decide
from newsdesk.common.work import WorkState
from newsdesk.demo import builders

pytestmark = pytest.mark.django_db

TEXT = "Der Damm halte auch bei hohem Wasser aus dem Norden, sagte Ministerin Jette Molander in Adorf."
QUOTE = "Der Damm halte auch bei hohem Wasser aus dem Norden"


@pytest.fixture
def first(desk: Desk, owner: User) -> PipelineRun:
    return builders.build_run(desk, owner, builders.parse_text(TEXT))


@pytest.fixture
def layer(first: PipelineRun) -> Layer:
    return services.layer_of(first.text)


@pytest.fixture
def item(first: PipelineRun, layer: Layer, reviewer: User) -> Item:
    """An accepted claim of the first run."""
    act = Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, row=first.claims.get())
    (decision,) = decide(user=reviewer, layer=layer, acts=[act])
    return decision.item


def another_run(first: PipelineRun) -> PipelineRun:
    return PipelineRun.objects.create(
        text=first.text,
        pipeline=first.pipeline,
        version="2",
        fingerprint=uuid4().hex,
        state=WorkState.SUCCEEDED,
    )


def claim_in(run: PipelineRun, quote: str) -> Claim:
    start = TEXT.index(quote)
    claim = Claim.objects.create(
        run=run,
        ordinal=run.claims.count(),
        type="Indirect",
        certainty="certain",
        polarity="affirmed",
        tense="present",
        start_char=start,
    )
    for role, exact in ((SpanRole.QUOTE, quote), (SpanRole.SPEAKER, "Ministerin Jette Molander")):
        at = TEXT.index(exact)
        ClaimSpan.objects.create(claim=claim, role=role, ordinal=0, start_char=at, end_char=at + len(exact))
    return claim


def test_the_same_claim_is_found_again(first: PipelineRun, layer: Layer, item: Item) -> None:
    second = another_run(first)
    again = claim_in(second, QUOTE)
    found = anchor_items(layer, second)
    assert (found.exact, found.moved, found.unmatched) == ([item], [], [])
    assert Anchor.objects.get(run=second).claim == again
    item.refresh_from_db()
    assert item.holds is not None
    assert item.holds.kind == DecisionKind.ACCEPT


def test_a_claim_whose_borders_moved_a_little_is_said_to_have_moved(
    first: PipelineRun, layer: Layer, item: Item
) -> None:
    second = another_run(first)
    claim_in(second, QUOTE.removesuffix(" Norden"))
    found = anchor_items(layer, second)
    assert (found.exact, found.moved) == ([], [item])
    assert Anchor.objects.get(run=second).match == Match.MOVED


def test_two_claims_that_it_could_be_are_not_guessed_between(
    first: PipelineRun, layer: Layer, item: Item
) -> None:
    second = another_run(first)
    claim_in(second, QUOTE.removesuffix(" Norden"))
    claim_in(second, QUOTE.removeprefix("Der "))
    assert anchor_items(layer, second).unmatched == [item]


@pytest.mark.parametrize("quote", ["Der Damm halte", "Adorf"])
def test_a_claim_that_is_gone_is_listed_and_keeps_its_decisions(
    first: PipelineRun, layer: Layer, item: Item, quote: str
) -> None:
    second = another_run(first)
    claim_in(second, quote)
    assert anchor_items(layer, second).unmatched == [item]
    assert item.decisions.count() == 1


def test_binding_twice_changes_nothing(first: PipelineRun, layer: Layer, item: Item) -> None:
    second = another_run(first)
    claim_in(second, QUOTE)
    assert anchor_items(layer, second) == anchor_items(layer, second)
    assert Anchor.objects.filter(run=second).count() == 1


def test_a_mention_is_the_same_with_its_label_and_span(
    first: PipelineRun, layer: Layer, reviewer: User
) -> None:
    row = first.mentions.get(label="PER")
    act = Act(uuid=uuid4(), kind=DecisionKind.REJECT, row=row)
    (decision,) = decide(user=reviewer, layer=layer, acts=[act])
    for label, is_same in (("PER", True), ("LOC", False)):
        run = another_run(first)
        Mention.objects.create(run=run, start_char=row.start_char, end_char=row.end_char, label=label)
        assert (anchor_items(layer, run).exact == [decision.item]) is is_same


def test_a_run_of_another_text_is_refused(desk: Desk, owner: User, layer: Layer) -> None:
    other = builders.build_run(desk, owner, builders.parse_text("Es regnet in Adorf."))
    with pytest.raises(ValueError, match="another text"):
        anchor_items(layer, other)
