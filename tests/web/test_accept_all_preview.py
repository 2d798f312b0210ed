"""Before all is accepted at once, the page says what that would be: what is shown and still open."""

from __future__ import annotations

import html
import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from newsdesk.accounts import services as accounts
from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Item, Layer
from newsdesk.articles.models import Article
from tests.conftest import ClientOf
from tests.web import reading
from tests.web.annotated import TEXT, build_dike, build_long, query_count
from tests.web.deciding import act, post


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def preview(client: Client, article: Article, query: str = "") -> tuple[list[int], list[int], str]:
    """The claims and mentions that would be accepted, and what is said of them."""
    answer = client.get(f"/articles/{article.pk}/accept-all/{query}")
    assert answer.status_code == 200
    claims, mentions = (
        json.loads(html.unescape(re.findall(rf'data-{name}="([^"]*)"', answer.text)[0]))
        for name in ("claims", "mentions")
    )
    return claims, mentions, " ".join(answer.text.split())


def test_it_lists_what_would_be_accepted(client: Client, article: Article, run: PipelineRun) -> None:
    claims, mentions, said = preview(client, article)

    assert claims == list(run.claims.order_by("ordinal").values_list("pk", flat=True))
    assert mentions == list(run.mentions.order_by("start_char").values_list("pk", flat=True))
    for words in (
        "Accept 7 suggestions",
        "3 claims",
        "4 mentions",
        "Wiebke Harms",
        "es im Mai Risse",
        "People",
    ):
        assert words in said
    assert not Layer.objects.exists()


def test_what_is_decided_is_left_out(client: Client, article: Article, run: PipelineRun) -> None:
    first, *others = run.claims.order_by("ordinal")
    mention = run.mentions.order_by("start_char")[0]
    post(client, article, act("reject", row=first), act("accept", row=mention))

    claims, mentions, _said = preview(client, article)

    assert claims == [claim.pk for claim in others]
    assert mention.pk not in mentions


def test_what_was_taken_back_is_open_again(client: Client, article: Article, run: PipelineRun) -> None:
    row = run.claims.get(ordinal=0)
    sent = act("reject", row=row)
    post(client, article, sent)
    post(client, article, act("undo", row=row, previous=sent["uuid"], undoes=sent["uuid"]))
    assert row.pk in preview(client, article)[0]


@pytest.mark.parametrize(
    ("query", "ordinals", "mention_count"),
    [
        ("?certainty=unknown", [2], 4),
        ("?speaker=Wiebke+Harms", [0, 1], 4),
        ("?label=PER", [0, 1, 2], 1),
        ("?scope=claims", [0, 1, 2], 0),
        ("?scope=mentions", [], 4),
        ("?scope=nonsense&start=x&end=-1", [0, 1, 2], 4),
        (f"?start={TEXT.index('Laut')}", [2], 1),
        (f"?end={TEXT.index('Man habe')}", [0], 3),
        ("?start=99999999999999&end=5", [], 0),
    ],
)
def test_only_what_is_shown_counts(
    client: Client, article: Article, run: PipelineRun, query: str, ordinals: list[int], mention_count: int
) -> None:
    claims, mentions, _said = preview(client, article, query)
    assert claims == [run.claims.get(ordinal=ordinal).pk for ordinal in ordinals]
    assert len(mentions) == mention_count


def test_all_decided_is_said(client: Client, article: Article) -> None:
    claims, mentions, _said = preview(client, article)
    post(client, article, accept_all={"claims": claims, "mentions": mentions}, batch=uuid4())

    assert Item.objects.filter(holds__kind="accept").count() == 7
    assert preview(client, article)[:2] == ([], [])
    assert "Nothing is left to accept" in preview(client, article)[2]


def test_nothing_read_is_nothing_to_accept(client: Client, desk: Desk, owner: User) -> None:
    assert preview(client, reading.an_article(desk, owner))[:2] == ([], [])


def test_what_is_hidden_cannot_be_accepted(client: Client, desk: Desk, owner: User) -> None:
    accounts.set_hidden_share(user=owner, desk=desk, share=100)
    article = build_dike(desk, owner).text.article
    assert article.hides_suggestions
    claims, mentions, said = preview(client, article)
    assert (claims, mentions) == ([], [])
    assert "Wiebke Harms" not in said


def test_a_longer_article_takes_as_many_queries(client: Client, desk: Desk, owner: User) -> None:
    def queries(words: int, spans: int) -> int:
        article = build_long(desk, owner, words, spans).text.article
        return query_count(lambda: preview(client, article))

    assert queries(800, 120) == queries(3_200, 480)
