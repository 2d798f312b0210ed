"""The second factor in a real browser: an authenticator app, a security key, a passkey; and the admin."""

from __future__ import annotations

import hashlib
import hmac
import struct
import time
from base64 import b32decode

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Invitation, Role, User
from tests.browser.conftest import PageOf

PASSWORD = "a password for the browser"


@pytest.fixture
def owner_with_password(owner: User, desk: Desk) -> User:
    owner.set_password(PASSWORD)
    owner.save()
    return owner


@pytest.fixture
def page(page_of: PageOf, owner_with_password: User) -> Page:
    """A browser in which the owner has logged in with a password."""
    page = page_of(None)
    log_in(page, owner_with_password)
    return page


def log_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def confirm(page: Page) -> None:
    """Enters the password again, which changes of the second factor want."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def code_of(secret: str) -> str:
    """The six digits that an app shows now for `secret` (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def wait_for_a_fresh_code() -> None:
    """Not in the last seconds of a period, in which a code could grow old on its way."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left + 0.1)


def plug_in_key(page: Page) -> None:
    """A virtual authenticator that knows its user and is touched at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_key(page: Page, name: str, *, passkey: bool) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Name of the key").fill(name)
    page.get_by_label("without a password").set_checked(passkey)
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page, owner_with_password: User) -> None:
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    code = page.get_by_role("img", name="QR code")
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    secret = page.locator("code.secret").inner_text()
    wait_for_a_fresh_code()
    page.get_by_label("code").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery_code = page.locator(".codes li").first.inner_text()

    log_out(page)
    log_in(page, owner_with_password)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Incorrect code")).to_be_visible()
    wait_for_a_fresh_code()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Account")).to_be_visible()

    log_out(page)
    log_in(page, owner_with_password)
    page.get_by_label("Code").fill(recovery_code)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Account")).to_be_visible()


def test_a_security_key_is_added_and_asked_for_after_the_password(
    page: Page, owner_with_password: User
) -> None:
    plug_in_key(page)
    add_key(page, "Key on my ring", passkey=False)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="Key on my ring")).to_contain_text("Second factor")

    log_out(page)
    log_in(page, owner_with_password)
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("button", name="Account")).to_be_visible()
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).last_used_at is not None


def test_a_passkey_logs_in_without_a_password(page: Page) -> None:
    plug_in_key(page)
    add_key(page, "This laptop", passkey=True)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="This laptop")).to_contain_text("Passkey")

    log_out(page)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("button", name="Account")).to_be_visible()


def test_a_key_that_is_cancelled_is_said_and_can_be_tried_again(page: Page) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    confirm(page)
    refuse = "Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ navigator.credentials.create = () => {refuse} }}")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("alert").filter(has_text="cancelled")).to_be_visible()
    expect(page.get_by_role("button", name="Add the key")).to_be_enabled()


def test_an_invitations_link_is_copied_and_opened(page: Page, page_of: PageOf, desk: Desk) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/desks/{desk.slug}/members/")
    page.get_by_label("Role", exact=True).select_option("reviewer")
    page.get_by_role("button", name="Create an invitation").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert Invitation.objects.get().token in link

    guest = page_of(None)
    guest.goto(link)
    guest.get_by_label("Your name").fill("Gesa Gast")
    guest.get_by_label("Email address").fill("gesa@example.org")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Create my account").click()
    expect(guest.get_by_role("button", name="Account")).to_be_visible()


def test_members_are_managed_without_javascript(
    page_of: PageOf, owner: User, reader: User, desk: Desk
) -> None:
    services.invite(user=owner, desk=desk, role=Role.READER)
    page = page_of(owner, java_script_enabled=False)
    page.goto(f"/desks/{desk.slug}/members/")
    page.get_by_label("Role of Reader").select_option("curator")
    page.get_by_role("row", name="Reader").get_by_role("button", name="Change").click()
    expect(page.get_by_text("Reader is now curator.")).to_be_visible()
    expect(page.get_by_text("/invitations/")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()


def test_one_session_is_ended_from_another(page: Page, page_of: PageOf, owner_with_password: User) -> None:
    elsewhere = page_of(None)
    log_in(elsewhere, owner_with_password)
    page.goto("/accounts/sessions/")
    expect(page.get_by_text("this browser")).to_have_count(1)
    page.get_by_role("main").get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_text("That browser is logged out.")).to_be_visible()
    elsewhere.goto("/accounts/sessions/")
    expect(elsewhere.get_by_role("heading", name="Log in")).to_be_visible()


def test_the_admin_obeys_the_policy_in_the_browser(page: Page, desk: Desk) -> None:
    """`page_of` fails the test for a violation that the browser writes to its console."""
    for path in ("", "accounts/membership/", f"accounts/desk/{desk.pk}/change/", "articles/article/"):
        response = page.goto(f"/admin/{path}")
        assert response is not None
        assert response.status == 200
        page.wait_for_load_state("networkidle")
