"""While an article hides its suggestions people decide without them; submitting it shows them for good."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.accounts.services import set_hidden_share
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import shown_run
from newsdesk.analysis.services import queue_run
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Anchor, ArticleState, Decision, DecisionKind, Layer, LayerKind, Match
from newsdesk.annotation.projections import drifted
from newsdesk.annotation.services import Act, decide, layer_of
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.annotation.values import InvalidValue
from newsdesk.articles.models import Article
from newsdesk.demo import builders
from tests.annotation.conftest import TEXT
from tests.annotation.test_decide import span


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    """An article that has been read, and hides what was found."""
    set_hidden_share(user=owner, desk=desk, share=100)
    run = builders.build_run(desk, owner, builders.parse_text(TEXT))
    assert run.claim_count
    assert run.mention_count
    return run


def decided(user: User, layer: Layer, kind: str, **fields: Any) -> Decision:
    return decide(user=user, layer=layer, acts=[Act(uuid=uuid4(), kind=kind, **fields)])[0]


def added(user: User, layer: Layer, exact: str = "Jette Molander", label: str = "PER") -> Decision:
    value = span(TEXT, exact) | {"label": label}
    return decided(user, layer, DecisionKind.ADD, item=uuid4(), item_kind="mention", value=value)


def submitted(user: User, layer: Layer, kind: str = DecisionKind.ACCEPT) -> Decision:
    return decided(user, layer, kind, item=article_item(layer), item_kind="article")


def hides() -> bool:
    return Article.objects.get().hides_suggestions


def test_what_is_hidden_cannot_be_decided_about(reviewer: User, layer: Layer, run: PipelineRun) -> None:
    claim, mention = run.claims.all()[0], run.mentions.all()[0]
    for row in (claim, mention):
        with pytest.raises(InvalidValue, match="no such row"):
            decided(reviewer, layer, DecisionKind.ACCEPT, row=row)
    with pytest.raises(InvalidValue, match="no such row"):
        accept_rows(
            user=reviewer, layer=layer, run=run, mentions=[mention.pk], claims=[claim.pk], batch_id=uuid4()
        )
    value = {
        "roles": {"quote": [span(TEXT, "Pumpen")]},
        "type": "Indirect",
        "medium": "Speech",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
        "speaker_kind": "none",
        "parent": {"claim": claim.pk},
    }
    with pytest.raises(InvalidValue):
        decided(reviewer, layer, DecisionKind.ADD, item=uuid4(), item_kind="claim", value=value)
    assert not Decision.objects.exists()


def test_people_add_what_they_find_and_nothing_is_bound_to_the_machine(
    reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    follow(layer, run)
    added(reviewer, layer)
    assert hides()
    assert not Anchor.objects.exists()
    assert Layer.objects.get().run is None
    state = ArticleState.objects.get()
    assert (state.added, state.open_claims, state.open_mentions, state.is_done) == (1, 0, 0, False)
    assert list(drifted()) == []


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.NOTHING_HERE])
def test_a_submission_shows_them_and_binds_what_was_added(
    kind: str, reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    found = added(reviewer, layer)
    submitted(reviewer, layer, kind)
    assert not hides()
    [anchor] = Anchor.objects.filter(item=found.item)
    assert anchor.mention is not None
    assert anchor.mention.start_char == TEXT.index("Jette Molander")
    assert anchor.match == Match.EXACT
    state = ArticleState.objects.get()
    assert (state.open_claims, state.open_mentions) == (run.claim_count, run.mention_count - 1)
    assert state.is_done
    assert list(drifted()) == []


def test_an_undo_takes_the_submission_back_and_not_what_was_seen(reviewer: User, layer: Layer) -> None:
    done = submitted(reviewer, layer)
    decided(reviewer, layer, DecisionKind.UNDO, item=done.item_id, previous=done.pk, undoes=done.pk)
    assert not ArticleState.objects.get().is_done
    assert not hides()
    assert Article.objects.get().is_sampled


def test_nothing_else_submits_an_article(
    reviewer: User, annotator: User, layer: Layer, run: PipelineRun
) -> None:
    added(reviewer, layer)
    start, end = 0, TEXT.index("\n")
    value = {"start_char": start, "end_char": end, "exact": TEXT[start:end]}
    item = paragraph_item(layer, start, end)
    decided(reviewer, layer, DecisionKind.NOTHING_HERE, item=item, item_kind="paragraph", value=value)
    submitted(annotator, layer_of(run.text, LayerKind.ANNOTATOR, annotator))
    assert hides()


def test_a_submission_that_is_not_stored_shows_nothing(reviewer: User, layer: Layer) -> None:
    done = Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, item=article_item(layer), item_kind="article")
    wrong = Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, item=uuid4(), item_kind="mention")
    with pytest.raises(InvalidValue):
        decide(user=reviewer, layer=layer, acts=[done, wrong])
    assert hides()
    assert not Decision.objects.exists()


def test_who_loaded_the_article_before_it_was_submitted_is_not_refused(
    reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    earlier = Layer.objects.select_related("text__article").get(pk=layer.pk)
    assert earlier.text.article.hides_suggestions
    submitted(reviewer, layer)
    decision = decided(reviewer, earlier, DecisionKind.ACCEPT, row=run.claims.all()[0])
    assert decision.basis_claim is not None


def test_a_run_that_comes_later_is_bound_once_the_article_is_submitted(
    reviewer: User, layer: Layer, run: PipelineRun
) -> None:
    added(reviewer, layer)
    PipelineRun.objects.update(fingerprint="of another pipeline")
    again = read_again(run)
    follow(layer, again)
    assert not Anchor.objects.exists()
    submitted(reviewer, layer)
    assert Layer.objects.get().run == again == shown_run([run, again])


def read_again(run: PipelineRun) -> PipelineRun:
    """Another run of the same text, done."""
    again = queue_run(run.text, None, send=False)
    execute_run(again.pk)
    again.refresh_from_db()
    return again
