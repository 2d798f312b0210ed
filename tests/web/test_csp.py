"""Every page carries the policy and obeys it: accounts in all their states, the admin, errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import URLResolver, get_resolver
from pytest_django import Settings

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Role, User
from newsdesk.web import health
from tests.conftest import ClientOf
from tests.web.markup import POLICY, policy_of, refused_markup

PASSWORD = "a password for the tests"


def check(response: Any, status: int = 200) -> str:
    """The page, after its status, policy and markup were found right."""
    assert response.status_code == status
    assert policy_of(response) == POLICY
    text: str = response.content.decode()
    assert refused_markup(text) == []
    return text


@pytest.fixture
def as_owner(owner: User, desk: Desk) -> Client:
    """Logged in with a password a moment ago, as allauth wants it for changes to the second factor."""
    owner.set_password(PASSWORD)
    owner.save()
    client = Client()
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def with_app(owner: User, as_owner: Client) -> Client:
    """Has an app and recovery codes; confirmed again, since the factor is new."""
    secret = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data=secret)
    seed = {"seed": "a" * 40, "used_mask": 0}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.RECOVERY_CODES, data=seed)
    return as_owner


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-wrong/",
    ],
)
def test_pages_for_nobody_in_particular(path: str, client: Client, db: None) -> None:
    check(client.get(path))


def test_a_wrong_login_is_said(client: Client, db: None) -> None:
    page = check(client.post("/accounts/login/", {"login": "a@example.org", "password": "wrong"}))
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/sessions/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/reauthenticate/",
    ],
)
def test_pages_of_the_own_account(path: str, as_owner: Client) -> None:
    check(as_owner.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/reauthenticate/",
    ],
)
def test_pages_of_an_account_with_a_second_factor(path: str, with_app: Client) -> None:
    check(with_app.get(path))


def test_the_page_that_asks_for_the_second_factor(with_app: Client, owner: User) -> None:
    client = Client()
    answer = client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/authenticate/", 302)]
    page = check(answer)
    assert "webauthn-options" not in page, "nobody without a key is asked for one"
    check(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))


def test_a_password_is_set_where_there_is_none(client_of: ClientOf, reader: User) -> None:
    reader.set_unusable_password()
    reader.save()
    check(client_of(reader).get("/accounts/password/set/"))


def test_the_secret_is_drawn_as_an_image_of_our_own(as_owner: Client) -> None:
    assert as_owner.get("/accounts/2fa/totp/code.svg").status_code == 404
    page = as_owner.get("/accounts/2fa/totp/activate/").text
    assert 'src="/accounts/2fa/totp/code.svg"' in page
    image = as_owner.get("/accounts/2fa/totp/code.svg")
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in image.headers["Cache-Control"]
    assert b"<svg" in image.content


def test_forgotten_passwords_without_a_mail_server(client: Client, db: None) -> None:
    page = check(client.get("/accounts/password/reset/"))
    assert "manage.py reset_login" in page
    answer = client.post("/accounts/password/reset/", {"email": "a@example.org"})
    assert "manage.py reset_login" in check(answer)


def test_forgotten_passwords_with_a_mail_server(
    client: Client, owner: User, settings: Settings, mailoutbox: list[object]
) -> None:
    settings.EMAIL_ENABLED = True
    check(client.get("/accounts/password/reset/"))
    client.post("/accounts/password/reset/", {"email": owner.email})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert len(mailoutbox) == 1


def test_the_admin(owner: User, client_of: ClientOf, desk: Desk) -> None:
    client = client_of(owner)
    for path in ("", "accounts/", "accounts/desk/", f"accounts/desk/{desk.pk}/change/"):
        check(client.get(f"/admin/{path}"))


def test_invitations(client: Client, owner: User, desk: Desk, stranger: User, client_of: ClientOf) -> None:
    invitation = services.invite(user=owner, desk=desk, role=Role.READER)
    check(client.get(f"/invitations/{invitation.token}/"))
    check(client_of(stranger).get(f"/invitations/{invitation.token}/"))
    check(client.get("/invitations/unknown/"), 404)


def test_error_pages(reader: User, client_of: ClientOf, desk: Desk, settings: Settings) -> None:
    client = client_of(reader)
    check(client.get("/no/such/page"), 404)
    check(client.get("/new-desk/"), 403)
    check(client.get("/", headers={"host": "evil.example"}), 400)
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for status in (200, 429):
        check(Client().post("/accounts/login/", {"login": "a@example.org", "password": "x"}), status)


def test_the_page_after_a_crash(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> None:
        raise RuntimeError

    monkeypatch.setitem(health.CHECKS, "database", crash)
    check(Client(raise_request_exception=False).get("/healthz/ready"), 500)


def test_every_page_of_allauth_is_drawn_by_a_template_of_ours() -> None:
    """A page that a later version of allauth brings would carry its own markup."""
    foreign = {
        name
        for name in names_of_templates(get_resolver().url_patterns)
        if name.endswith(".html") and settings.BASE_DIR / "templates" not in origin_of(name).parents
    }
    assert foreign == set()


def names_of_templates(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of_templates(pattern.url_patterns)
        else:
            view = getattr(pattern.callback, "view_class", None)
            yield from filter(None, [getattr(view, "template_name", None)])


def origin_of(name: str) -> Path:
    return Path(get_template(name).origin.name)  # type: ignore[attr-defined]


def test_other_headers_that_browsers_heed(client: Client, db: None) -> None:
    headers = client.get("/accounts/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<img src="data:image/png;base64,AA">',
        '<script src="https://cdn.example/x.js"></script>',
    ],
)
def test_the_finder_finds(markup: str) -> None:
    assert len(refused_markup(markup)) == 1


def test_the_finder_lets_data_pass() -> None:
    assert (
        refused_markup('<script type="application/json">{}</script><script src="/static/a.js"></script>')
        == []
    )
