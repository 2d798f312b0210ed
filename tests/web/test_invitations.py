"""Where an invitation's link leads, for new people, for known ones, and when it has ended."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from newsdesk.accounts import services
from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Desk, Invitation, Role, User
from tests.conftest import ClientOf

FORM = {"name": "Nele Neu", "email": "nele@example.org", "password": "korallenriff im norden"}


@pytest.fixture
def invitation(owner: User, desk: Desk) -> Invitation:
    return services.invite(user=owner, desk=desk, role=Role.REVIEWER, email="nele@example.org")


@pytest.fixture
def link(invitation: Invitation) -> str:
    return f"/invitations/{invitation.token}/"


def test_a_new_person_sees_who_invites_them_and_where(link: str, client: Client) -> None:
    page = client.get(link)
    assert page.status_code == 200
    assert "Olga Owner invites you to this desk as reviewer." in page.text
    assert 'value="nele@example.org"' in page.text


def test_a_link_that_still_works_is_in_no_log(
    link: str, invitation: Invitation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = next(each for each in logging.getLogger().handlers if each.name == "console")
    log = StringIO()
    monkeypatch.setattr(console, "stream", log)
    monkeypatch.setattr(services, "register", lambda **fields: 1 / 0)
    client.raise_request_exception = False

    assert client.post(link, FORM).status_code == 500
    assert "/invitations/" in log.getvalue()
    assert invitation.token not in log.getvalue()


def test_a_token_of_other_characters_is_an_unknown_address(client: Client, db: None) -> None:
    """PostgreSQL refuses to look for a NUL."""
    assert client.get("/invitations/%00/").status_code == 404


def test_looking_at_an_invitation_does_not_use_it(link: str, client: Client) -> None:
    client.get(link)
    client.get(link)
    assert Invitation.objects.usable().exists()


def test_a_new_person_registers_and_is_logged_in(link: str, client: Client, desk: Desk) -> None:
    answer = client.post(link, FORM)
    assert answer.status_code == 302
    nele = User.objects.get(email="nele@example.org")
    assert role_on(nele, desk.pk) == Role.REVIEWER
    assert client.session["_auth_user_id"] == str(nele.pk)
    assert client.get("/desks/desk/members/").status_code == 200


def test_the_new_person_can_log_in_again(link: str, client: Client) -> None:
    client.post(link, FORM)
    fresh = Client()
    fresh.post("/accounts/login/", {"login": "NELE@example.org", "password": FORM["password"]})
    assert fresh.get("/accounts/sessions/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "nele@example.org"}, "too similar"),
        ({"email": "nobody"}, "valid email"),
        ({"name": ""}, "required"),
    ],
)
def test_a_wrong_form_is_shown_again(wrong: dict[str, str], sentence: str, link: str, client: Client) -> None:
    answer = client.post(link, FORM | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not User.objects.filter(name="Nele Neu").exists()


def test_who_tries_too_often_has_to_wait(link: str, client: Client, settings: Settings) -> None:
    """Otherwise an open link would tell which addresses have an account, as fast as one can ask."""
    settings.RATE_LIMIT_REGISTRATION = "2/m/ip"
    wrong = FORM | {"password": "kurz"}

    assert [client.post(link, wrong).status_code for _ in range(3)] == [422, 422, 429]
    assert client.get(link).status_code == 200


def test_an_address_with_an_account_is_sent_to_the_login(link: str, client: Client, stranger: User) -> None:
    answer = client.post(link, FORM | {"email": "Stranger@example.org"})
    assert answer.status_code == 422
    assert "log in with it" in answer.text
    assert f"/accounts/login/?next={link}" in answer.text


def test_somebody_with_an_account_joins_with_one_click(
    link: str, stranger: User, desk: Desk, client_of: ClientOf
) -> None:
    client = client_of(stranger)
    assert "Join the desk" in client.get(link).text
    assert client.post(link).headers["Location"] == "/desks/desk/"
    assert role_on(stranger, desk.pk) == Role.REVIEWER


def test_a_member_keeps_their_role_and_the_invitation_stays(
    link: str, reader: User, desk: Desk, client_of: ClientOf
) -> None:
    answer = client_of(reader).post(link, follow=True)
    assert "member of this desk already" in answer.text
    assert role_on(reader, desk.pk) == Role.READER
    assert Invitation.objects.usable().exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_link_is_not_found(method: str, client: Client, db: None) -> None:
    answer = getattr(client, method)("/invitations/unknown/", FORM)
    assert answer.status_code == 404
    assert "Ask for a new one" in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_link_is_gone(
    method: str, link: str, invitation: Invitation, stranger: User, client: Client
) -> None:
    services.accept_invitation(user=stranger, invitation=invitation)
    answer = getattr(client, method)(link, FORM)
    assert answer.status_code == 410
    assert "used already" in answer.text
    assert not User.objects.filter(email="nele@example.org").exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_is_gone(method: str, link: str, client: Client) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert getattr(client, method)(link, FORM).status_code == 410


def test_whoever_loses_the_race_is_told_and_has_no_account(
    link: str, stranger: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the invitation and the account somebody else uses it."""
    original = services.accept_invitation

    def somebody_else_first(*, user: User, invitation: Invitation) -> object:
        monkeypatch.setattr(services, "accept_invitation", original)
        Invitation.objects.update(accepted_at=timezone.now(), accepted_by=stranger)
        return original(user=user, invitation=invitation)

    monkeypatch.setattr(services, "accept_invitation", somebody_else_first)
    answer = client.post(link, FORM)
    assert answer.status_code == 410
    assert not User.objects.filter(email="nele@example.org").exists()


def test_the_page_is_kept_in_no_cache(link: str, client: Client) -> None:
    assert "no-store" in client.get(link).headers["Cache-Control"]
