"""The desk's claims: the newest readings, filtered, page by page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.models import Decision, ItemKind, Layer
from newsdesk.articles.models import Article
from newsdesk.articles.services import show_suggestions
from newsdesk.common.work import WorkState
from tests.annotation.acting import accept, act, add, undo
from tests.annotation.items import value_of
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_reading, dike_claims, query_count
from tests.web.deciding import span
from tests.web.test_reader_desk import read_again


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
        decide_on_all(build_reading(desk, owner, f"{TEXT} {number}", claims=dike_claims()), owner)

    many = query_count(lambda: rows(client, desk))
    for number in range(5, 10):
        decide_on_all(build_reading(desk, owner, f"{TEXT} {number}", claims=dike_claims()), owner)

    assert query_count(lambda: rows(client, desk)) == many == few + len(("items", "what was rejected")) <= 18


# --- What people have decided ---------------------------------------------------------------------

RISSE = {
    "type": "Direct",
    "medium": "Speech",
    "certainty": "possible",
    "polarity": "affirmed",
    "tense": "past",
    "speaker_kind": "named",
    "speaker_entity": "Okke Boysen",
}


def added_claim(**fields: Any) -> dict[str, Any]:
    return {"roles": {"quote": [span(TEXT, "Risse")]}} | RISSE | fields


def decide_on_all(run: PipelineRun, user: User) -> dict[str, Decision]:
    """The first claim accepted, the second corrected, the third rejected, and a fourth one added."""
    layer = services.layer_of(run.text)
    first, second, third = run.claims.all()
    corrected = value_of(layer, second) | {"certainty": "probable", "speaker_entity": "Harm Wiebken"}
    corrected["roles"]["quote"] = [span(TEXT, "alles geprüft")]
    return {
        "accepted": accept(user, layer, first),
        "corrected": act(user, layer, "correct", row=second, value=corrected),
        "rejected": act(user, layer, "reject", row=third),
        "added": add(user, layer, ItemKind.CLAIM, added_claim()),
    }


def found(client: Client, desk: Desk, query: str = "") -> list[str]:
    """The words of the rows."""
    html = client.get(reverse("desk-claims", args=[desk.slug]) + query).content.decode()
    parts = re.findall(r"<tr class.*?</tr>", html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in parts]


def statuses(client: Client, desk: Desk, query: str = "") -> list[str]:
    """The signs of the rows' statuses."""
    html = client.get(reverse("desk-claims", args=[desk.slug]) + query).content.decode()
    return re.findall(r'<span class="status"><span aria-hidden="true">(.)</span>', html)


def links(client: Client, desk: Desk, query: str = "") -> list[str]:
    html = client.get(reverse("desk-claims", args=[desk.slug]) + query).content.decode()
    return re.findall(r'<td class="what"><a href="([^"]+)"', html)


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def decided(run: PipelineRun, owner: User) -> dict[str, Decision]:
    return decide_on_all(run, owner)


def test_what_nobody_has_decided_about_is_suggested(client: Client, desk: Desk, run: PipelineRun) -> None:
    assert all("? suggested" in row for row in found(client, desk))


def test_rows_say_what_holds_with_sign_word_and_name(
    client: Client, desk: Desk, decided: dict[str, Decision]
) -> None:
    accepted, corrected, added = found(client, desk)

    assert "✓ accepted Olga Owner" in accepted
    assert "Wiebke Harms relies on das Deichamt Der Deich bei Norderkoog sei sicher ● asserted" in accepted
    assert "✎ corrected Olga Owner" in corrected
    assert "Harm Wiebken alles geprüft ◐ probable" in corrected
    assert "+ added Olga Owner" in added
    assert "Okke Boysen Risse ◔ possible word for word" in added


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?status=nonsense", 3),
        ("?status=suggested", 0),
        ("?status=accepted", 1),
        ("?status=corrected", 1),
        ("?status=added", 1),
        ("?status=rejected", 1),
        ("?certainty=probable", 1),
        ("?certainty=certain", 1),
        ("?certainty=unknown", 0),
        ("?certainty=unknown&status=rejected", 1),
        ("?speaker=wiebken", 1),
        ("?speaker=wiebke", 2),
        ("?speaker=okke+boysen", 1),
        ("?speaker=okke&status=accepted", 0),
        ("?type=Direct&certainty=possible&outlet=K%C3%BCstenbote", 1),
        ("?unnamed=on", 0),
        ("?unnamed=on&status=rejected", 1),
    ],
)
def test_filters_ask_for_what_is_in_force(
    client: Client, desk: Desk, decided: dict[str, Decision], query: str, count: int
) -> None:
    assert rows(client, desk, query) == count


def test_a_rejected_addition_is_found_as_what_it_said(
    client: Client, desk: Desk, run: PipelineRun, owner: User, decided: dict[str, Decision]
) -> None:
    added = decided["added"]
    layer = services.layer_of(run.text)
    act(owner, layer, "reject", item=added.item_id, previous=added.pk)

    [row] = found(client, desk, "?status=rejected&certainty=possible")
    assert "Okke Boysen Risse" in row
    assert "✕ rejected" in row
    assert rows(client, desk, "?status=added") == 0


def test_a_speaker_that_people_took_away_is_not_found(
    client: Client, desk: Desk, run: PipelineRun, owner: User
) -> None:
    layer = services.layer_of(run.text)
    value = value_of(layer, run.claims.all()[0]) | {"speaker_entity": None, "speaker_kind": "anonymous"}
    act(owner, layer, "correct", row=run.claims.all()[0], value=value)

    assert rows(client, desk, "?speaker=harms") == 1
    assert rows(client, desk, "?speaker=null") == 0
    assert rows(client, desk, "?unnamed=on&status=corrected") == 1


def test_what_was_undone_is_suggested_again(
    client: Client, desk: Desk, run: PipelineRun, owner: User, decided: dict[str, Decision]
) -> None:
    for decision in decided.values():
        undo(owner, services.layer_of(run.text), decision)

    assert rows(client, desk) == rows(client, desk, "?status=suggested") == 3


@pytest.mark.parametrize("status", ["accepted", "corrected", "added", "rejected"])
def test_a_row_leads_to_its_claim(
    client: Client, desk: Desk, decided: dict[str, Decision], status: str
) -> None:
    [link] = links(client, desk, f"?status={status}")
    path, _, place = link.partition("#")

    page = client.get(path)
    assert page.status_code == 200
    note = re.search(rf'<article class="([^"]+)" id="{place}"', page.content.decode())
    assert note
    assert {f"status-{status}", "is-open"} <= set(note[1].split())


def test_when_all_are_rejected_the_page_says_so(
    client: Client, desk: Desk, run: PipelineRun, owner: User
) -> None:
    for row in run.claims.all():
        act(owner, services.layer_of(run.text), "reject", row=row)

    html = client.get(reverse("desk-claims", args=[desk.slug])).content.decode()
    assert "Every claim that was found has been rejected." in html
    assert "No claims yet." not in html


def test_after_another_run_what_stands_is_listed_once(
    client: Client, desk: Desk, run: PipelineRun, owner: User, decided: dict[str, Decision]
) -> None:
    read_again(run, keep=3)

    assert statuses(client, desk) == ["✓", "✎", "+"]
    assert rows(client, desk, "?status=rejected") == 1


def test_what_another_run_does_not_find_is_listed_all_the_same(
    client: Client, desk: Desk, run: PipelineRun, owner: User, decided: dict[str, Decision]
) -> None:
    read_again(run, keep=1)

    assert statuses(client, desk) == ["✓", "✎", "+"]
    for status in ("accepted", "corrected", "added"):
        test_a_row_leads_to_its_claim(client, desk, decided, status)
    assert rows(client, desk, "?status=rejected") == 0


def test_of_an_article_that_hides_suggestions_only_what_people_added_is_listed(
    client: Client, desk: Desk, run: PipelineRun, owner: User
) -> None:
    Article.objects.update(hides_suggestions=True)
    layer = Layer.objects.select_related("text__article").get(pk=services.layer_of(run.text).pk)
    add(owner, layer, ItemKind.CLAIM, added_claim())

    [row] = found(client, desk)
    assert "+ added" in row
    assert rows(client, desk, "?status=suggested") == 0
    assert rows(client, desk, "?speaker=harms") == 0

    show_suggestions(Article.objects.get())
    assert rows(client, desk) == 4


def test_pages_hold_all_kinds_in_the_order_of_the_text(client: Client, desk: Desk, owner: User) -> None:
    first = build_reading(desk, owner, TEXT, claims=dike_claims())
    build_reading(desk, owner, f"{TEXT} Neu.", claims=dike_claims() * 17)
    decide_on_all(first, owner)

    assert rows(client, desk) == 50
    assert statuses(client, desk, "?page=2") == ["?", "✓", "✎", "+"]
