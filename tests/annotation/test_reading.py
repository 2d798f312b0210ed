"""What a layer reads: the machine's rows, and in their place what people have decided about them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, ItemKind, Layer, Match
from newsdesk.annotation.reading import LayerReading, ReadClaim, Status, read_stretch
from newsdesk.annotation.services import Act, decide
from newsdesk.annotation.stretches import article_item, paragraph_item
from tests.annotation.items import value_of
from tests.web.annotated import TEXT, build_dike, build_long, dike_claims, dike_mentions, query_count, spans

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def layer(run: PipelineRun) -> Layer:
    return services.layer_of(run.text)


def decided(user: User, layer: Layer, kind: DecisionKind, **fields: Any) -> Decision:
    [decision] = decide(user=user, layer=layer, acts=[Act(uuid=uuid4(), kind=kind, **fields)])
    return decision


def whole(run: PipelineRun, layer: Layer | None) -> LayerReading:
    return read_stretch(run, layer, 0, len(run.text.text))


def first(run: PipelineRun) -> Claim:
    return run.claims.get(ordinal=0)


def a_span(exact: str) -> dict[str, Any]:
    [(start, end)] = spans(TEXT, exact)
    return {"start_char": start, "end_char": end, "exact": exact}


def a_claim(quote: str, **fields: Any) -> dict[str, Any]:
    given = {"type": "Indirect", "medium": "Speech", "certainty": "certain", "polarity": "affirmed"}
    rest = {"tense": "present", "speaker_kind": "none", "roles": {"quote": [a_span(quote)]}}
    return given | rest | fields


def test_without_a_layer_everything_is_the_machines(run: PipelineRun) -> None:
    found = whole(run, None)

    assert [claim.number for claim in found.claims.values()] == ["1", "2", "3"]
    assert {claim.status for claim in found.claims.values()} == {Status.SUGGESTED}
    assert [(each.label, each.status) for each in found.mentions] == [
        ("LOC", Status.SUGGESTED),
        ("PER", Status.SUGGESTED),
        ("ORG", Status.SUGGESTED),
        ("DATE", Status.SUGGESTED),
    ]
    assert all(each.item is None for each in (*found.claims.values(), *found.mentions))


def test_an_accepted_claim_says_who_accepted_it_and_what_to_decide_after(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decision = decided(reviewer, layer, DecisionKind.ACCEPT, row=first(run))

    claim = whole(run, layer).claims[str(first(run).pk)]

    assert (claim.status, claim.decided_by, claim.row) == (Status.ACCEPTED, str(reviewer), first(run).pk)
    assert (claim.item, claim.head) == (decision.item_id, decision.pk)
    assert claim.machine is None
    assert claim.confidence == 0.91


def test_a_rejected_claim_stays_with_what_the_machine_said(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, DecisionKind.REJECT, row=first(run), reason="not said")

    claim = whole(run, layer).claims[str(first(run).pk)]

    assert (claim.status, claim.reason) == (Status.REJECTED, "not said")
    assert claim.spans["quote"] == list(spans(TEXT, "Der Deich bei Norderkoog sei sicher"))


def test_a_corrected_claim_says_what_people_say_and_keeps_what_the_machine_said(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    value = value_of(layer, first(run)) | {"certainty": "probable"}
    value["roles"].pop("evidence")
    decided(reviewer, layer, DecisionKind.CORRECT, row=first(run), value=value)

    claim = whole(run, layer).claims[str(first(run).pk)]

    assert (claim.status, claim.certainty, claim.number) == (Status.CORRECTED, "probable", "1")
    assert "evidence" not in claim.spans
    assert claim.machine is not None
    assert (claim.machine.certainty, "evidence" in claim.machine.spans) == ("certain", True)


def test_added_claims_are_numbered_in_the_order_in_which_they_were_added(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    new = {"item_kind": ItemKind.CLAIM}
    late, early = a_claim("Risse gegeben haben"), a_claim("sei sicher")
    items = [uuid4(), uuid4()]
    for item, value in zip(items, (late, early), strict=True):
        decided(reviewer, layer, DecisionKind.ADD, item=item, value=value, **new)

    found = [claim for claim in whole(run, layer).claims.values() if claim.row is None]

    assert [(claim.id, claim.number, claim.status) for claim in found] == [
        (items[1].hex, "+2", Status.ADDED),
        (items[0].hex, "+1", Status.ADDED),
    ]


def test_an_addition_that_was_corrected_is_still_added(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    item = uuid4()
    value = a_claim("sei sicher")
    add = decided(reviewer, layer, DecisionKind.ADD, item=item, item_kind=ItemKind.CLAIM, value=value)
    better = value | {"certainty": "unknown"}
    decided(reviewer, layer, DecisionKind.CORRECT, item=item, previous=add.pk, value=better)

    claim = whole(run, layer).claims[item.hex]

    assert (claim.status, claim.certainty) == (Status.ADDED, "unknown")


def test_an_addition_that_was_rejected_stays_as_a_rejected_one(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    item = uuid4()
    value = {**a_span("Harms"), "label": "PER"}
    add = decided(reviewer, layer, DecisionKind.ADD, item=item, item_kind=ItemKind.MENTION, value=value)
    decided(reviewer, layer, DecisionKind.REJECT, item=item, previous=add.pk)

    [mention] = [each for each in whole(run, layer).mentions if each.row is None]

    assert (mention.status, mention.start_char) == (Status.REJECTED, value["start_char"])


def test_what_was_undone_is_open_again_and_says_what_to_decide_after(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    claim = first(run)
    taken = decided(reviewer, layer, DecisionKind.REJECT, row=claim)
    undo = decided(reviewer, layer, DecisionKind.UNDO, row=claim, previous=taken.pk, undoes=taken.pk)

    read = whole(run, layer).claims[str(claim.pk)]

    assert (read.status, read.head, read.decided_by) == (Status.SUGGESTED, undo.pk, "")


def test_a_relabelled_mention_keeps_its_row_and_its_confidence(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    row = run.mentions.get(label="ORG")
    value = value_of(layer, row) | {"label": "LOC"}
    decided(reviewer, layer, DecisionKind.CORRECT, row=row, value=value)

    [mention] = [each for each in whole(run, layer).mentions if each.row == row.pk]

    assert (mention.label, mention.status) == ("LOC", Status.CORRECTED)
    assert mention.machine is not None
    assert mention.machine.label == "ORG"


def test_an_accepted_date_keeps_what_the_machine_knows_of_it(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    Mention.objects.filter(run=run, label="DATE").update(value="2026-05", vague=True)
    row = run.mentions.get(label="DATE")
    decided(reviewer, layer, DecisionKind.ACCEPT, row=row)

    [mention] = [each for each in whole(run, layer).mentions if each.row == row.pk]

    assert (mention.value, mention.vague, mention.machine) == ("2026-05", True, None)


def test_a_stretch_holds_what_people_see_there_and_not_what_only_the_machine_saw_there(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    row = run.mentions.get(label="DATE")
    moved = value_of(layer, row) | a_span("Man")
    decided(reviewer, layer, DecisionKind.CORRECT, row=row, value=moved)
    begin, last = TEXT.index("\n") + 1, TEXT.rindex("\n") + 1

    before = read_stretch(run, layer, begin, last)
    behind = read_stretch(run, layer, last, len(TEXT))

    assert row.pk in [each.row for each in before.mentions]
    assert behind.mentions == []
    assert [claim.number for claim in before.claims.values()] == ["1", "2"]
    assert [claim.number for claim in behind.claims.values()] == ["3"]


def test_a_corrected_claim_is_found_where_it_stands_now(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    last = TEXT.rindex("\n") + 1
    decided(reviewer, layer, DecisionKind.CORRECT, row=first(run), value=a_claim("Risse gegeben haben"))

    assert str(first(run).pk) in read_stretch(run, layer, last, len(TEXT)).claims
    assert str(first(run).pk) not in read_stretch(run, layer, 0, last).claims


def test_a_claim_inside_another_names_it_by_its_id(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    outer, inner = uuid4(), uuid4()
    kind = {"item_kind": ItemKind.CLAIM}
    value = a_claim("Der Deich bei Norderkoog sei sicher")
    decided(reviewer, layer, DecisionKind.ADD, item=outer, value=value, **kind)
    value = a_claim("sei sicher", parent=str(outer))
    decided(reviewer, layer, DecisionKind.ADD, item=inner, value=value, **kind)

    assert whole(run, layer).claims[inner.hex].parent == outer.hex


def test_what_the_newest_run_does_not_find_stands_all_the_same(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    accepted = decided(reviewer, layer, DecisionKind.ACCEPT, row=first(run))
    decided(reviewer, layer, DecisionKind.REJECT, row=run.claims.get(ordinal=1))
    newer = PipelineRun.objects.create(text=run.text, fingerprint="newer")

    [claim] = whole(newer, layer).claims.values()

    assert (claim.id, claim.status, claim.is_lost) == (accepted.item_id.hex, Status.ACCEPTED, True)
    assert claim.number == "≠1"


def test_a_decision_that_was_found_again_elsewhere_says_so(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, DecisionKind.ACCEPT, row=first(run))
    Anchor.objects.update(match=Match.MOVED)

    assert whole(run, layer).claims[str(first(run).pk)].is_moved


def test_nothing_here_is_read_for_paragraph_and_article(
    run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    end = TEXT.index("\n")
    paragraph, article = paragraph_item(run.text_id, 0, end), article_item(run.text_id)
    value = {"start_char": 0, "end_char": end, "exact": TEXT[:end]}
    kind = DecisionKind.NOTHING_HERE
    decided(reviewer, layer, kind, item=paragraph, item_kind=ItemKind.PARAGRAPH, value=value)
    decided(reviewer, layer, kind, item=article, item_kind=ItemKind.ARTICLE)

    found = whole(run, layer)

    assert found.paragraphs[paragraph].kind == kind
    assert found.article is not None
    assert (found.article.item, found.article.kind) == (article, kind)


def test_another_layer_is_not_read(run: PipelineRun, layer: Layer, annotator: User) -> None:
    own = Layer.objects.create(text=run.text, kind="annotator", user=annotator)
    decided(annotator, own, DecisionKind.REJECT, row=first(run))

    assert whole(run, layer).claims[str(first(run).pk)].status == Status.SUGGESTED
    assert whole(run, own).claims[str(first(run).pk)].status == Status.REJECTED


def test_the_number_of_queries_does_not_grow(desk: Desk, owner: User, reviewer: User) -> None:
    def stretch(span_count: int) -> int:
        run = build_long(desk, owner, 1_000, span_count)
        layer = services.layer_of(run.text)
        for row in (*run.claims.all()[: span_count // 20], *run.mentions.all()[: span_count // 20]):
            decided(reviewer, layer, DecisionKind.ACCEPT, row=row)
        return query_count(lambda: whole(run, layer))

    assert stretch(120) == stretch(240) == 5


def test_reading_leaves_all_rows_as_they_are(run: PipelineRun, layer: Layer, reviewer: User) -> None:
    decided(reviewer, layer, DecisionKind.ACCEPT, row=first(run))
    before = list(Item.objects.values()), list(Decision.objects.values())

    found = whole(run, layer)

    assert isinstance(next(iter(found.claims.values())), ReadClaim)
    assert (list(Item.objects.values()), list(Decision.objects.values())) == before
    assert (len(found.claims), len(found.mentions)) == (len(dike_claims()), len(dike_mentions()))
