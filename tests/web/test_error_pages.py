"""Error pages: one sentence and a way on, in the form that was asked for."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.web import errors
from tests.conftest import ClientOf

HTMX = {"HX-Request": "true"}


def test_an_unknown_address_is_answered_with_a_page(client_of: ClientOf, reader: User) -> None:
    response = client_of(reader).get("/nothing/here/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "Nothing here" in page
    assert 'href="/"' in page
    assert "Account" in page, "the frame is there"


def test_somebody_without_a_login_gets_the_page_too(client: Client, db: None) -> None:
    assert client.get("/nothing/here/").status_code == 404


def test_htmx_gets_a_notice_and_not_a_page(client_of: ClientOf, desk: Desk, reader: User) -> None:
    for url, status in (("/nothing/", 404), ("/desks/desk/upload/", 403)):
        response = client_of(reader).get(url, headers=HTMX)

        assert response.status_code == status
        assert response.headers["HX-Retarget"] == "#notice"
        assert response.headers["HX-Reswap"] == "innerHTML"
        assert "<html" not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/articles/{}/", "/articles/{}/claims/1/", "/articles/1/claims/{}/", "/uploads/{}/"]
)
def test_a_number_that_no_row_can_have_is_an_unknown_address(
    client_of: ClientOf, reader: User, path: str
) -> None:
    assert client_of(reader).get(path.format(10**25)).status_code == 404


def test_a_script_gets_data(client_of: ClientOf, desk: Desk, reader: User) -> None:
    response = client_of(reader).get("/desks/desk/upload/", headers={"Accept": "application/json"})

    assert response.status_code == 403
    assert "role" in json.loads(response.content)["error"]


def test_a_form_without_its_token_is_refused_kindly(desk: Desk, annotator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(annotator)

    response = client.post("/desks/desk/upload/", {"text": "Es regne."})

    assert response.status_code == 403
    assert "no longer valid" in response.content.decode()
    assert "CSRF cookie" not in response.content.decode()


def test_a_host_that_is_not_ours_is_refused_although_nobody_is_known_yet(client: Client, db: None) -> None:
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "makes no sense" in response.content.decode()


def test_a_failure_of_ours_is_told_without_a_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


@pytest.mark.parametrize("debug", [False])
def test_a_view_that_breaks_is_answered_with_that_page(
    client_of: ClientOf, reader: User, monkeypatch: pytest.MonkeyPatch, settings: Settings, debug: bool
) -> None:
    settings.DEBUG = debug
    monkeypatch.setattr("newsdesk.web.inbox.open_uploads", lambda _desk: 1 / 0)
    client = client_of(reader)
    client.raise_request_exception = False

    page = client.get("/desks/desk/")
    fragment = client.get("/desks/desk/", headers=HTMX)

    assert (page.status_code, fragment.status_code) == (500, 500)
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()


def test_nothing_of_the_exception_is_shown(rf: RequestFactory, db: None) -> None:
    response = errors.bad_request(rf.get("/"), SuspiciousOperation("secret detail"))

    assert "secret" not in response.content.decode()
