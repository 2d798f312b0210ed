"""Logging in by email: what is refused, how often one may try, and which sessions go on."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User

PASSWORD = "a password for the login"
INSIDE = "/accounts/sessions/"


@pytest.fixture(autouse=True)
def no_counts_from_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def person(owner: User, desk: Desk) -> User:
    owner.set_password(PASSWORD)
    owner.save()
    return owner


def log_in(user: User, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": user.email, "password": password})
    return client


def is_inside(client: Client) -> bool:
    return client.get(INSIDE).status_code == 200


def test_email_and_password_let_in(person: User) -> None:
    assert is_inside(log_in(person))


def test_a_wrong_password_does_not(person: User) -> None:
    assert not is_inside(log_in(person, "a wrong password"))


def test_somebody_deactivated_is_not_let_in(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = Client().post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/inactive/"


def test_whoever_is_deactivated_is_out_at_once(person: User) -> None:
    client = log_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_inside(client)


def test_nobody_signs_up_without_an_invitation(client: Client, db: None) -> None:
    for path in ("/accounts/signup/", "/accounts/2fa/webauthn/signup/", "/accounts/email/"):
        assert client.post(path, {"email": "a@example.org"}).status_code in {302, 404}
        assert client.get(path).status_code != 200
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


def test_unknown_and_known_addresses_get_the_same_answer(person: User) -> None:
    def sentences(email: str) -> list[str]:
        page = Client().post("/accounts/login/", {"login": email, "password": "a wrong password"}).text
        return re.findall(r"<li>(.*?)</li>", page)

    assert sentences(person.email) == sentences("nobody@example.org") != []


def test_too_many_wrong_passwords_close_the_door_for_a_while(person: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    for _ in range(3):
        log_in(person, "a wrong password")
    assert not is_inside(log_in(person))
    cache.clear()
    assert is_inside(log_in(person))


def test_the_door_closed_in_one_process_is_closed_in_all(person: User, settings: Settings) -> None:
    """The counts lie in the database, not in the process: nothing of it is in local memory."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    log_in(person, "a wrong password")
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")
    assert Client().post("/accounts/login/", {}).status_code == 429


def test_a_change_of_password_ends_the_other_sessions(person: User) -> None:
    here, elsewhere = log_in(person), log_in(person)
    new = "another password for the login"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_sessions_are_listed_and_ended_one_by_one(person: User) -> None:
    here, elsewhere = log_in(person), log_in(person)
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert f"/accounts/sessions/{other.pk}/end/" in here.get(INSIDE).text
    here.post(f"/accounts/sessions/{other.pk}/end/")
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_the_own_session_is_not_ended_from_the_list(person: User) -> None:
    here = log_in(person)
    session = UserSession.objects.get()
    assert f"/accounts/sessions/{session.pk}/end/" not in here.get(INSIDE).text
    assert here.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    assert is_inside(here)


def test_all_other_sessions_are_ended_at_once(person: User) -> None:
    here, others = log_in(person), [log_in(person), log_in(person)]
    here.post(INSIDE)
    assert is_inside(here)
    assert not any(is_inside(other) for other in others)


def test_nobody_ends_the_session_of_somebody_else(person: User, stranger: User) -> None:
    stranger.set_password(PASSWORD)
    stranger.save()
    victim, other = log_in(person), log_in(stranger)
    session = UserSession.objects.get(user=person)
    assert other.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    assert is_inside(victim)


def test_a_password_alone_does_not_open_an_account_with_a_second_factor(person: User) -> None:
    secret = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=secret)
    assert not is_inside(log_in(person))


def test_the_admin_does_not_open_without_the_second_factor_either(person: User) -> None:
    secret = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=secret)
    client = log_in(person)
    client.post("/admin/login/?next=/admin/", {"username": person.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_the_second_factor_is_not_changed_without_the_password(person: User) -> None:
    client = Client()
    client.force_login(person)
    for path in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/"):
        assert client.get(f"/accounts/2fa/{path}").headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_login_leads_to_no_other_site(person: User) -> None:
    form = {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert Client().post("/accounts/login/", form).headers["Location"] == "/"


def test_a_link_from_a_mail_sets_a_new_password_once(
    person: User, settings: Settings, mailoutbox: list[object]
) -> None:
    settings.EMAIL_ENABLED = True
    client = Client()
    client.post("/accounts/password/reset/", {"email": person.email})
    body = str(getattr(mailoutbox[0], "body", ""))
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", body)
    assert link is not None
    form_page = client.get(link[1]).headers["Location"]
    new = "a password from a mail"
    assert client.post(form_page, {"password1": new, "password2": new}).status_code == 302
    assert is_inside(log_in(person, new))
    assert "does not work" in Client().get(link[1]).text
