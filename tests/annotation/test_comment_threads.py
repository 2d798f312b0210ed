"""Threads and tallies of comments: in their order, in as many queries however many there are."""

from __future__ import annotations

from uuid import uuid4

import pytest

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import Comment
from newsdesk.annotation.comments.threads import Tally, Thread, tallies_of, thread_of, threads_on
from newsdesk.articles.models import Article
from tests.web.annotated import query_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


def write(user: User, article: Article, text: str = "Oh", **fields: object) -> Comment:
    return services.write(user=user, article=article, uuid=uuid4(), text=text, **fields)  # type: ignore[arg-type]


def texts(thread: Thread) -> list[str]:
    return [comment.text for comment in thread.comments]


def test_threads_stand_in_the_order_of_time(annotator: User, reviewer: User, article: Article) -> None:
    one = write(annotator, article, "eins")
    two = write(reviewer, article, "zwei")
    last = write(reviewer, article, "zu eins", reply_to=one)
    write(annotator, article, "zu zwei", reply_to=two)
    write(annotator, article, "noch zu eins", reply_to=last)
    found = threads_on(article, None)
    assert [texts(thread) for thread in found] == [["eins", "zu eins", "noch zu eins"], ["zwei", "zu zwei"]]
    assert texts(thread_of(last)) == texts(found[0])


def test_each_thing_has_its_own_threads(annotator: User, article: Article, run: PipelineRun) -> None:
    claim, mention = run.claims.all()[0], run.mentions.all()[0]
    on_claim, on_mention = write(annotator, article, row=claim), write(annotator, article, row=mention)
    write(annotator, article)
    assert [thread.first for thread in threads_on(article, on_claim.item)] == [on_claim]
    assert [thread.first for thread in threads_on(article, on_mention.item)] == [on_mention]
    assert len(threads_on(article, None)) == 1


def test_a_tally_counts_comments_and_open_threads(
    annotator: User, reviewer: User, article: Article, run: PipelineRun
) -> None:
    claim = run.claims.all()[0]
    first = write(annotator, article, row=claim)
    write(reviewer, article, reply_to=first)
    second = write(reviewer, article, row=claim)
    write(annotator, article, reply_to=second)
    assert tallies_of(article) == {first.item_id: Tally(4, 2)}
    services.set_resolved(user=reviewer, comment=first, is_resolved=True)
    assert tallies_of(article) == {first.item_id: Tally(4, 1)}
    services.withdraw(user=reviewer, comment=second)
    assert tallies_of(article) == {first.item_id: Tally(3, 1)}
    write(annotator, article)
    assert tallies_of(article)[None] == Tally(1, 1)


def test_a_thread_of_which_nothing_is_left_is_not_open(annotator: User, article: Article) -> None:
    services.withdraw(user=annotator, comment=write(annotator, article))
    assert tallies_of(article) == {}


def test_more_comments_take_no_more_queries(annotator: User, article: Article, run: PipelineRun) -> None:
    def look() -> None:
        for thread in threads_on(article, None):
            for comment in thread.comments:
                assert str(comment.author)
                assert list(comment.mentioned.all()) is not None
        tallies_of(article)

    def add() -> None:
        first = write(annotator, article, "@Owner")
        write(annotator, article, "@Owner", reply_to=first)
        services.set_resolved(user=annotator, comment=first, is_resolved=True)
        for claim in run.claims.all():
            write(annotator, article, row=claim)

    add()
    once = query_count(look)
    add()
    assert query_count(look) == once == 3
