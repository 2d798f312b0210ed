"""The desk's claims: the newest readings, filtered, page by page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_reading, dike_claims, query_count


@pytest.fixture
def client(client_of: ClientOf, reader: User) -> Client:
    return client_of(reader)


def rows(client: Client, desk: Desk, query: str = "") -> int:
    response = client.get(reverse("desk-claims", args=[desk.slug]) + query)
    assert response.status_code == 200
    return len(re.findall(r'<td class="what">', response.content.decode()))


def test_a_stranger_finds_no_such_desk(client_of: ClientOf, stranger: User, desk: Desk) -> None:
    assert client_of(stranger).get(reverse("desk-claims", args=[desk.slug])).status_code == 404


def test_claims_of_other_desks_are_not_listed(
    client: Client, desk: Desk, other_desk: Desk, owner: User, stranger: User
) -> None:
    build_dike(desk, owner)
    build_reading(other_desk, stranger, TEXT, claims=dike_claims())

    assert rows(client, desk) == 3


def test_a_row_says_who_relies_on_whom_and_what_and_where(client: Client, desk: Desk, owner: User) -> None:
    build_dike(desk, owner)

    html = client.get(reverse("desk-claims", args=[desk.slug])).content.decode()

    for words in ("Wiebke Harms", "das Deichamt", "Der Deich bei Norderkoog sei sicher", "Küstenbote"):
        assert words in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?speaker=harms", 2),
        ("?speaker=WIEBKE+harms", 2),
        ("?speaker=har%25", 0),
        ("?unnamed=on", 1),
        ("?certainty=unknown", 1),
        ("?type=IndirectFreeIndirect", 1),
        ("?outlet=K%C3%BCstenbote", 3),
        ("?outlet=Nirgendwo", 3),
        ("?type=Indirect&certainty=certain", 1),
    ],
)
def test_filters_choose_the_claims(client: Client, desk: Desk, owner: User, query: str, count: int) -> None:
    build_dike(desk, owner)

    assert rows(client, desk, query) == count


def test_only_the_newest_reading_of_an_article_counts(client: Client, desk: Desk, owner: User) -> None:
    run = build_dike(desk, owner)
    newer = PipelineRun.objects.create(text=run.text, fingerprint="newer", published_at=run.published_at)
    PipelineRun.objects.filter(pk=newer.pk).update(state=WorkState.SUCCEEDED)

    assert rows(client, desk) == 0


def test_a_reading_for_another_date_than_the_articles_does_not_count(
    client: Client, desk: Desk, owner: User
) -> None:
    run = build_dike(desk, owner)
    PipelineRun.objects.create(text=run.text, fingerprint=run.fingerprint, state=WorkState.SUCCEEDED)

    assert rows(client, desk) == 3


def test_a_reading_that_failed_leaves_the_one_before_it_standing(
    client: Client, desk: Desk, owner: User
) -> None:
    run = build_dike(desk, owner)
    PipelineRun.objects.create(
        text=run.text, pipeline="p", version="2", fingerprint="newer", state=WorkState.FAILED
    )

    assert rows(client, desk) == 3


def test_an_empty_desk_and_an_empty_filter_say_different_things(
    client: Client, desk: Desk, owner: User
) -> None:
    url = reverse("desk-claims", args=[desk.slug])
    empty = client.get(url).content.decode()
    build_dike(desk, owner)
    filtered = client.get(url + "?certainty=possible").content.decode()

    assert "No claims yet." in empty
    assert "No claim matches." in filtered


def test_htmx_gets_the_list_alone_and_a_clean_address(client: Client, desk: Desk, owner: User) -> None:
    build_dike(desk, owner)
    url = reverse("desk-claims", args=[desk.slug])

    response = client.get(url + "?type=Direct&certainty=&speaker=", headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == url + "?type=Direct"
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_long_lists_have_pages_that_keep_the_filter(client: Client, desk: Desk, owner: User) -> None:
    build_reading(desk, owner, TEXT, claims=dike_claims() * 20)
    url = reverse("desk-claims", args=[desk.slug])

    first = client.get(url + "?certainty=certain").content.decode()

    assert "certainty=certain&amp;page=" not in first
    assert rows(client, desk) == 50
    assert rows(client, desk, "?page=2") == 10
    assert 'href="?page=2"' in client.get(url + "?certainty=").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_claims(client: Client, desk: Desk, owner: User) -> None:
    build_dike(desk, owner)
    rows(client, desk)
    few = query_count(lambda: rows(client, desk))
    for number in range(5):
        build_reading(desk, owner, f"{TEXT} {number}", claims=dike_claims())

    assert query_count(lambda: rows(client, desk)) == few <= 12
