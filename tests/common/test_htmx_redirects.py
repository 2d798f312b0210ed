"""An expired session leads the whole page to the login, not a fragment of it."""

from __future__ import annotations

from django.test import Client

from newsdesk.accounts.models import Desk, User
from tests.conftest import ClientOf

HTMX = {"HX-Request": "true"}


def test_htmx_is_sent_to_the_login_as_a_page(client: Client, desk: Desk) -> None:
    answer = client.get("/desks/desk/members/", headers=HTMX)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/desks/desk/members/"
    assert "Location" not in answer.headers


def test_htmx_comes_back_to_its_page_and_not_to_the_fragment(client: Client, desk: Desk) -> None:
    page = HTMX | {"HX-Current-URL": "http://testserver/desks/desk/?q=Damm"}
    answer = client.post("/desks/desk/invitations/", headers=page)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/desks/desk/%3Fq%3DDamm"


def test_a_foreign_page_is_not_come_back_to(client: Client, desk: Desk) -> None:
    page = HTMX | {"HX-Current-URL": "https://evil.example/desks/"}
    answer = client.get("/desks/desk/members/", headers=page)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/desks/desk/members/"


def test_a_form_sent_too_late_does_not_come_back_as_a_link(client: Client, desk: Desk) -> None:
    answer = client.post("/desks/desk/invitations/")
    assert answer.headers["Location"] == "/accounts/login/?next=/"


def test_a_session_that_was_ended_is_an_expired_one(reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    assert client.get("/desks/desk/members/", headers=HTMX).status_code == 200
    client.session.flush()
    assert "HX-Redirect" in client.get("/desks/desk/members/", headers=HTMX).headers


def test_cookies_survive_the_change(client: Client, db: None) -> None:
    answer = client.post("/i18n/setlang/", {"language": "de", "next": "/"}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/"
    assert answer.cookies["django_language"].value == "de"


def test_a_browser_gets_an_ordinary_redirect(client: Client, desk: Desk) -> None:
    answer = client.get("/desks/desk/members/")
    assert answer.status_code == 302
    assert "HX-Redirect" not in answer.headers
