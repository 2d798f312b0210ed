"""What is still to be reviewed: all that has been read and that the desk is not done with."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.models import DecisionKind, Item, ItemKind
from newsdesk.annotation.queue import Progress, ReviewState, in_review, next_to_review, progress_of
from newsdesk.annotation.services import Act
from newsdesk.annotation.stretches import article_item
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from tests.web import annotated, reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(desk: Desk, owner: User) -> list[Article]:
    """Four that have been read, the newest first."""
    found = reading.some_articles(desk, owner, 4)
    now = timezone.now()
    for age, article in enumerate(found):
        Article.objects.filter(pk=article.pk).update(created_at=now - timedelta(hours=age))
    return [Article.objects.get(pk=article.pk) for article in found]


def decide(user: User, article: Article, kind: DecisionKind, **fields: object) -> Item:
    """A decision about the article as a whole."""
    layer = services.layer_of(article.texts.latest("version"))
    item = article_item(layer)
    act = Act(uuid=uuid4(), kind=kind, item=item, item_kind=ItemKind.ARTICLE, **fields)  # type: ignore[arg-type]
    return services.decide(user=user, layer=layer, acts=[act])[0].item


def open_ones(desk: Desk) -> set[Article]:
    return set(in_review(desk.articles.all(), ReviewState.OPEN))


def done_ones(desk: Desk) -> set[Article]:
    return set(in_review(desk.articles.all(), ReviewState.DONE))


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.NOTHING_HERE])
def test_an_article_is_done_when_somebody_says_so(
    desk: Desk, owner: User, articles: list[Article], kind: DecisionKind
) -> None:
    first, *others = articles
    assert (open_ones(desk), done_ones(desk)) == (set(articles), set())
    decide(owner, first, kind)
    assert (open_ones(desk), done_ones(desk)) == (set(others), {first})


def test_it_is_open_again_when_that_is_taken_back(desk: Desk, owner: User, articles: list[Article]) -> None:
    head = decide(owner, articles[0], DecisionKind.ACCEPT).head_id
    decide(owner, articles[0], DecisionKind.UNDO, previous=head, undoes=head)
    assert (open_ones(desk), done_ones(desk)) == (set(articles), set())


@pytest.mark.parametrize("state", [WorkState.QUEUED, WorkState.RUNNING, WorkState.FAILED])
def test_what_has_not_been_read_is_not_to_be_reviewed(
    desk: Desk, articles: list[Article], state: WorkState
) -> None:
    reading.set_state(articles[0], state)
    assert articles[0] not in open_ones(desk)


def test_what_was_left_unread_for_its_language_is_not_to_be_reviewed(
    desk: Desk, articles: list[Article]
) -> None:
    PipelineRun.objects.filter(text__article=articles[0]).update(language="fr")
    assert articles[0] not in open_ones(desk)


def test_a_newer_text_is_to_be_reviewed_again(desk: Desk, owner: User, articles: list[Article]) -> None:
    decide(owner, articles[0], DecisionKind.ACCEPT)
    text = articles[0].texts.get()
    ArticleText.objects.create(
        article=articles[0], version=2, text="Neu.", text_sha256=text.text_sha256, char_count=4, word_count=1
    )
    assert articles[0] in open_ones(desk)
    assert (done_ones(desk), progress_of([articles[0].pk])) == (set(), {})


def test_the_queue_goes_from_the_newest_to_the_oldest_and_begins_again(
    owner: User, articles: list[Article]
) -> None:
    one, two, three, four = articles
    assert [next_to_review(article) for article in articles] == [two, three, four, one]
    decide(owner, two, DecisionKind.ACCEPT)
    assert [next_to_review(article) for article in articles] == [three, three, four, one]


def test_articles_of_the_same_moment_have_their_order(owner: User, articles: list[Article]) -> None:
    Article.objects.update(created_at=timezone.now())
    one, *others = Article.objects.order_by("-pk")
    seen = [one]
    while (following := next_to_review(seen[-1])) != one:
        assert following is not None
        seen.append(following)
    assert seen == [one, *others]


def test_the_last_one_has_no_next(owner: User, articles: list[Article]) -> None:
    for article in articles[1:]:
        decide(owner, article, DecisionKind.ACCEPT)
    assert next_to_review(articles[0]) is None


def test_other_desks_are_not_in_the_queue(desk: Desk, owner: User, other_desk: Desk, stranger: User) -> None:
    own = reading.an_article(desk, owner)
    reading.an_article(other_desk, stranger)
    assert next_to_review(own) is None


def test_progress_counts_what_is_decided(desk: Desk, owner: User) -> None:
    run = annotated.build_dike(desk, owner)
    layer = services.layer_of(run.text)
    acts = [
        Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, row=run.claims.get(ordinal=0)),
        Act(uuid=uuid4(), kind=DecisionKind.REJECT, row=run.claims.get(ordinal=1)),
    ]
    decisions = services.decide(user=owner, layer=layer, acts=acts)
    pk = run.text.article_id
    assert progress_of([pk]) == {pk: Progress(2, 7, is_done=False, decided_at=decisions[-1].at)}
