"""No page, for nobody, shows anything that a machine found in an article that hides its suggestions.

Every address of the table of accesses is walked, and every page of the admin: a new page is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

import newsdesk
from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation import services as annotation
from newsdesk.annotation.models import Item
from newsdesk.annotation.services import Act
from newsdesk.annotation.stretches import article_item
from newsdesk.articles.models import Article
from newsdesk.articles.services import show_suggestions
from newsdesk.nlp import Claim as FoundClaim
from newsdesk.nlp import Mention as FoundMention
from tests.conftest import ClientOf
from tests.web import annotated
from tests.web.deciding import act, post, span
from tests.web.test_access_table import TABLE, Material, Row, ask

SECRETS = ("Quendolina", "Zwetschgenrat", "Oberhofmeister", "Quarkregel", 'data-k="')
COUNTED = (">4711<", ">815<")


class Hidden(Material):
    """An article on which a run found things that its text does not say."""

    @cached_property
    def run(self) -> PipelineRun:
        text = annotated.TEXT
        run = annotated.build_reading(
            self.desk,
            self.owner,
            text,
            mentions=[
                FoundMention(*annotated.spans(text, "Wiebke Harms")[0], label="PER", canonical="Quendolina"),
                FoundMention(*annotated.spans(text, "Deichamt")[0], label="ORG", title="Oberhofmeister"),
            ],
            claims=[
                FoundClaim(
                    type="Indirect",
                    quote=annotated.spans(text, "Der Deich bei Norderkoog sei sicher"),
                    speaker=annotated.spans(text, "Deichgräfin Wiebke Harms"),
                    cue=annotated.spans(text, "sagte"),
                    speaker_entity="Zwetschgenrat",
                    speaker_kind="named",
                    explanation="Quarkregel",
                )
            ],
        )
        PipelineRun.objects.filter(pk=run.pk).update(mention_count=4711, claim_count=815)
        run.refresh_from_db()
        return run

    @cached_property
    def read_article(self) -> Article:
        return self.article

    @cached_property
    def claim(self) -> Claim:
        return self.run.claims.get()

    @cached_property
    def decided_item(self) -> Item:
        """A mention that somebody has found by themselves."""
        value = span(annotated.TEXT, "Norderkoog") | {"label": "LOC"}
        act = Act(uuid=uuid4(), kind="add", item=uuid4(), item_kind="mention", value=value)
        layer = annotation.layer_of(self.run.text)
        return annotation.decide(user=self.owner, layer=layer, acts=[act])[0].item


@pytest.fixture
def material(desk: Desk, owner: User) -> Hidden:
    services.set_hidden_share(user=owner, desk=desk, share=100)
    material = Hidden(desk, owner)
    assert material.article.hides_suggestions
    return material


@pytest.fixture
def client(owner: User, client_of: ClientOf) -> Client:
    """Of somebody who owns the desk and runs the installation: nobody sees more."""
    owner.is_superuser = True
    owner.save()
    return client_of(owner)


def leaks(response: Any) -> list[str]:
    return [secret for secret in (*SECRETS, *COUNTED) if secret in response.text]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.method}")
def test_no_address_gives_anything_away(
    row: Row, headers: dict[str, str], material: Hidden, client: Client
) -> None:
    path = reverse(row.name, kwargs=row.arguments(material))
    assert leaks(ask(client, row, path, **headers)) == []


def pages_of_admin(material: Hidden) -> Iterator[str]:
    """The lists, the lists searched for what is hidden, and the page of every row."""
    _ = material.run
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{prefix}_changelist")
        for secret in SECRETS:
            yield reverse(f"{prefix}_changelist") + f"?q={secret}"
        for pk in model._base_manager.values_list("pk", flat=True):
            yield reverse(f"{prefix}_change", args=[pk])
            yield reverse(f"{prefix}_history", args=[pk])


def test_the_admin_gives_nothing_away(material: Hidden, client: Client) -> None:
    found = {path: leaks(client.get(path)) for path in pages_of_admin(material)}
    asked_for = {path: set(named) - {path.rpartition("=")[2]} for path, named in found.items()}
    assert {path: named for path, named in asked_for.items() if named} == {}


def test_what_is_hidden_is_there_once_it_is_submitted(material: Hidden, client: Client) -> None:
    """The secrets are found where they are shown, so that the walks above can fail."""
    show_suggestions(material.article)
    seen = {row.name for row in TABLE if row.method == "get" and leaks(client.get(address(row, material)))}
    assert seen >= {
        "article-detail",
        "article-piece",
        "claim-detail",
        "desk-claims",
        "desk-inbox",
        "run-list",
    }
    in_admin = {path.split("/")[3] for path in pages_of_admin(material) if leaks(client.get(path))}
    assert in_admin >= {"mention", "claim", "pipelinerun"}


def address(row: Row, material: Material) -> str:
    return reverse(row.name, kwargs=row.arguments(material))


def test_a_hidden_claim_has_no_address(material: Hidden, client: Client) -> None:
    address = reverse("claim-detail", args=[material.article.pk, material.claim.pk])
    assert client.get(address).status_code == 404
    show_suggestions(material.article)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("query", ["speaker=Zwetschgenrat", "type=Indirect", "certainty=certain"])
def test_the_filters_of_claims_find_nothing(query: str, material: Hidden, desk: Desk, client: Client) -> None:
    found = client.get(f"/desks/{desk.slug}/claims/?{query}")
    assert reverse("article-detail", args=[material.article.pk]) not in found.text
    show_suggestions(material.article)
    shown = client.get(f"/desks/{desk.slug}/claims/?{query}")
    assert reverse("article-detail", args=[material.article.pk]) in shown.text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("desk-inbox", "Suggestions are hidden until the article is submitted."),
        ("article-detail", "What the machine suggests is hidden in this article until it is submitted"),
    ],
)
def test_pages_say_that_suggestions_are_hidden(
    name: str, said: str, material: Hidden, desk: Desk, client: Client
) -> None:
    path = reverse(name, args=[desk.slug if name == "desk-inbox" else material.article.pk])
    assert said in client.get(path).text
    show_suggestions(material.article)
    assert said not in client.get(path).text


def test_whether_the_machine_found_anything_is_hidden_too(material: Hidden, client: Client) -> None:
    path = reverse("article-detail", args=[material.article.pk])
    before = client.get(path).text
    PipelineRun.objects.update(claim_count=0, mention_count=0)
    Claim.objects.all().delete()
    assert without_token(client.get(path).text) == without_token(before)


def without_token(page: str) -> str:
    made = r'name="(?:csrfmiddlewaretoken|uuid)" value="[\w-]+"|X-CSRFToken[^}]+|data-at="[^"]+"'
    return re.sub(made, "", page)


def test_pages_ask_for_what_runs_found_by_the_ways_that_hide_it() -> None:
    """A page that asked in another way would show what is hidden; what only narrows other rows may."""
    hiding = r"\.(?:shown|shown_of|visible_to)\("
    narrowing = r"\.filter\(\s*claim=OuterRef\("
    asks = re.compile(rf"\b(?:Mention|Claim|ClaimSpan)\.objects(?!{hiding}|{narrowing}).*")
    related = re.compile(r".*\.(?:mentions|claims)\.(?:all|filter|values_list|order_by|count)\(.*")
    package = Path(newsdesk.__file__).parent
    sources = [path.read_text("utf-8") for path in package.glob("web/**/*.py")]
    assert [found for source in sources for found in (*asks.findall(source), *related.findall(source))] == []


def test_owners_set_the_share_in_the_admin_which_keeps_its_history(desk: Desk, client: Client) -> None:
    page = reverse("admin:accounts_desk_change", args=[desk.pk])
    assert page in client.get(f"/desks/{desk.slug}/members/").text
    refused = client.post(page, {"name": desk.name, "hidden_share": "101"})
    assert refused.status_code == 200
    client.post(page, {"name": desk.name, "hidden_share": "20"})
    desk.refresh_from_db()
    assert desk.hidden_share == 20
    assert (
        LogEntry.objects.get().get_change_message()
        == "Changed Articles with hidden suggestions, in per cent."
    )
    assert "On 20 % of new articles" in client.get(f"/desks/{desk.slug}/members/").text


def test_members_see_the_share_and_no_way_to_change_it(
    desk: Desk, owner: User, reader: User, client_of: ClientOf
) -> None:
    assert "Hidden suggestions" not in client_of(reader).get(f"/desks/{desk.slug}/members/").text
    services.set_hidden_share(user=owner, desk=desk, share=20)
    page = client_of(reader).get(f"/desks/{desk.slug}/members/").text
    assert "On 20 % of new articles" in page
    assert "/admin/" not in page


def test_a_hidden_row_is_as_one_that_does_not_exist(material: Hidden, client: Client) -> None:
    known = post(client, material.article, act("accept", row=material.claim))
    unknown = post(client, material.article, act("accept", row={"claim": 10**6}))
    assert (known.status_code, known.text) == (422, unknown.text)


def test_what_people_add_is_there_and_what_they_did_not_find_is_not(
    material: Hidden, client: Client, desk: Desk
) -> None:
    value = span(annotated.TEXT, "Norderkoog") | {"label": "LOC", "canonical": "Norderkoogdorf"}
    found = act("add", item=uuid4(), item_kind="mention", value=value)
    answer = post(client, material.article, found)
    assert answer.status_code == 200
    assert leaks(answer) == ['data-k="']
    page = client.get(reverse("article-detail", args=[material.article.pk]))
    assert "Norderkoogdorf" in page.text
    assert leaks(page) == ['data-k="']


@pytest.mark.parametrize("kind", ["accept", "nothing_here"])
def test_submitting_the_article_shows_them_for_good(kind: str, material: Hidden, client: Client) -> None:
    path = reverse("article-detail", args=[material.article.pk])
    item = article_item(material.run.text.pk)
    done = act(kind, item=item, item_kind="article")
    assert "The article is submitted." in post(client, material.article, done).text
    assert "Zwetschgenrat" in client.get(path).text
    undo = act("undo", item=item, previous=done["uuid"], undoes=done["uuid"])
    assert post(client, material.article, undo).status_code == 200
    assert "Zwetschgenrat" in client.get(path).text
