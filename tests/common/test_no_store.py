"""No browser and no proxy keeps what a view answers: after the logout nothing is left on the disk."""

from __future__ import annotations

import pytest
from django.test import Client

from newsdesk.accounts.models import Desk, User
from tests.conftest import ClientOf
from tests.web import reading

HTMX = {"HX-Request": "true"}


def is_kept_nowhere(header: str) -> bool:
    return {"private", "no-store"} <= {word.strip() for word in header.split(",")}


def test_pages_and_fragments_are_kept_nowhere(client_of: ClientOf, desk: Desk, owner: User) -> None:
    article = reading.an_article(desk, owner)
    client = client_of(owner)
    for path in (f"/articles/{article.pk}/", "/desks/desk/", "/desks/desk/claims/", "/admin/", "/nothing/"):
        for headers in ({}, HTMX):
            assert is_kept_nowhere(client.get(path, headers=headers).headers["Cache-Control"]), path


def test_data_is_kept_nowhere(client_of: ClientOf, desk: Desk, owner: User) -> None:
    answer = client_of(owner).post(
        "/desks/desk/upload/", {"text": "Der Damm halte."}, headers={"Accept": "application/json"}
    )
    assert is_kept_nowhere(answer.headers["Cache-Control"])


@pytest.mark.parametrize("path", ["/accounts/login/", "/healthz/live"])
def test_what_a_view_says_itself_stays(path: str, client: Client, db: None) -> None:
    header = client.get(path).headers["Cache-Control"]
    assert is_kept_nowhere(header)
    assert "max-age=0" in header
