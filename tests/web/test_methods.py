"""Pages answer HEAD as they answer GET; whoever changes the language stays where there is a page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web import reading

MEMBERS = "/desks/desk/members/"
INVITE = "/desks/desk/invitations/"
WRONG = {"email": "nobody", "role": 10}
HERE = "http://testserver"


@pytest.fixture
def article(desk: Desk, owner: User) -> Article:
    return reading.an_article(desk, owner)


@pytest.mark.parametrize(
    "path",
    [
        "/desks/desk/",
        "/desks/desk/claims/",
        "/desks/desk/upload/",
        MEMBERS,
        "/new-desk/",
        "/articles/{pk}/",
        "/articles/{pk}/pieces/1/",
        "/articles/{pk}/edit/",
        "/articles/{pk}/runs/",
    ],
)
def test_head_is_answered_as_get_without_a_body(
    path: str, client_of: ClientOf, article: Article, owner: User
) -> None:
    answer = client_of(owner).head(path.format(pk=article.pk))
    assert (answer.status_code, answer.content) == (200, b"")


def landed(client: Client, page: str) -> tuple[int, str]:
    """Where somebody gets who presses “Deutsch” in the foot of the page, and with which status."""
    found = re.search(r'name="next" value="([^"]*)"', page)
    assert found
    answer: Any = client.post("/i18n/setlang/", {"language": "de", "next": found[1]}, follow=True)
    return answer.status_code, answer.request["PATH_INFO"]


def test_a_page_is_shown_again_in_the_other_language(
    client_of: ClientOf, article: Article, owner: User
) -> None:
    client = client_of(owner)
    page = client.get("/desks/desk/?q=Eva").text
    assert 'value="/desks/desk/?q=Eva"' in page
    assert landed(client, page) == (200, "/desks/desk/")


def test_after_a_refused_form_the_page_that_it_was_on_is_shown(
    client_of: ClientOf, desk: Desk, owner: User
) -> None:
    client = client_of(owner)
    refused = client.post(INVITE, WRONG, headers={"Referer": HERE + MEMBERS})
    assert refused.status_code == 422
    assert landed(client, refused.text) == (200, MEMBERS)


@pytest.mark.parametrize("before", ["", HERE + INVITE, "https://evil.example" + MEMBERS])
def test_where_that_page_is_not_known_home_is_shown(
    before: str, client_of: ClientOf, desk: Desk, owner: User
) -> None:
    client = client_of(owner)
    refused = client.post(INVITE, WRONG, headers={"Referer": before})
    assert landed(client, refused.text) == (200, "/desks/desk/")


def test_after_a_conflict_the_page_that_the_button_was_on_is_shown(
    client_of: ClientOf, article: Article, owner: User
) -> None:
    history = f"/articles/{article.pk}/runs/"
    client = client_of(owner)
    reading.set_state(article, WorkState.SUCCEEDED)
    run = article.texts.get().runs.get()
    refused = client.post(f"/runs/{run.pk}/retry/", headers={"Referer": HERE + history})
    assert refused.status_code == 409
    assert landed(client, refused.text) == (200, history)


def test_a_refused_form_with_a_page_of_its_own_stays_there(
    client_of: ClientOf, article: Article, owner: User
) -> None:
    form = f"/articles/{article.pk}/edit/"
    client = client_of(owner)
    refused = client.post(form, {"url": "nonsense"}, headers={"Referer": HERE + form})
    assert refused.status_code == 422
    assert landed(client, refused.text) == (200, form)
