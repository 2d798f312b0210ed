"""What stands beside the text, drawn anew for an open page: as the page itself would show it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_long, build_reading, query_count
from tests.web.deciding import act, post

PARTS = ('<div class="filters" id="filters"', '<aside class="side" id="side"')


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def side(client: Client, run: PipelineRun, query: str = "") -> str:
    answer = client.get(reverse("article-side", args=[run.text.article_id]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, run: PipelineRun, query: str = "") -> str:
    return client.get(reverse("article-detail", args=[run.text.article_id]) + query).content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("query", ["", "?certainty=unknown&entity=e12"])
def test_it_is_what_the_page_has(client: Client, run: PipelineRun, query: str) -> None:
    fresh = side(client, run, query).replace(' hx-swap-oob="true"', "")

    assert all(part in fresh for part in PARTS)
    assert 'class="text' not in fresh
    filters, column = fresh.split("<aside")
    whole = page(client, run, query)
    assert filters.strip() in whole
    assert f"<aside{column}".strip() in whole


def test_it_counts_what_was_decided(client: Client, run: PipelineRun) -> None:
    harms = run.mentions.get(canonical="Wiebke Harms")
    assert "Wiebke Harms" in side(client, run)
    acts = [act("reject", row=row) for row in (*run.claims.filter(ordinal__in=[0, 1]), harms)]
    post(client, run.text.article, *acts)

    fresh = side(client, run)

    assert "1 claim · 2 rejected" in words(fresh)
    assert "Wiebke Harms" not in fresh


def test_an_article_without_claims_has_a_place_for_the_filters(
    client: Client, desk: Desk, owner: User
) -> None:
    run = build_reading(desk, owner, TEXT)
    for html in (page(client, run), side(client, run)):
        assert '<div hidden id="filters"' in html


def test_a_decision_brings_none_of_it(client: Client, run: PipelineRun) -> None:
    """It is counted over the whole article: the page asks for it later, and once for several decisions."""
    answer = post(client, run.text.article, act("accept", row=run.claims.get(ordinal=0)))
    assert 'id="side"' not in answer.text
    assert 'id="filters"' not in answer.text


def test_it_takes_as_many_queries_for_any_number(client: Client, desk: Desk, owner: User) -> None:
    short, long = (build_long(desk, owner, words, words // 4) for words in (2_000, 4_000))
    assert query_count(lambda: side(client, short)) == query_count(lambda: side(client, long)) <= 15
