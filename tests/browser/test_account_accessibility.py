"""axe-core finds nothing to object to on the pages of accounts, members and invitations."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Role, User
from tests.browser.conftest import PageOf
from tests.browser.test_account import PASSWORD, confirm, log_in, log_out, plug_in_key


def objections(page: Page) -> list[tuple[str, str, str]]:
    """(path, rule, first element) of each violation on the page."""
    found = Axe().run(page).response["violations"]
    path = page.url.split("/", 3)[3]
    return [(path, each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_guests(scheme: str, page_of: PageOf, owner: User, desk: Desk) -> None:
    invitation = services.invite(user=owner, desk=desk, role=Role.REVIEWER)
    page = page_of(None, color_scheme=scheme)
    found = []
    for path in (
        "/accounts/login/",
        "/accounts/password/reset/",
        f"/invitations/{invitation.token}/",
        "/invitations/x/",
    ):
        page.goto(path)
        found += objections(page)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_own_account(
    scheme: str, page_of: PageOf, owner: User, reader: User, desk: Desk
) -> None:
    services.invite(user=owner, desk=desk, role=Role.REVIEWER)
    owner.set_password(PASSWORD)
    owner.save()
    page = page_of(None, color_scheme=scheme)
    plug_in_key(page)
    log_in(page, owner)
    found = []
    page.goto("/accounts/2fa/webauthn/add/")
    found += objections(page)
    confirm(page)
    found += objections(page)
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/recovery-codes/")
    found += objections(page)
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/desks/desk/members/",
        "/new-desk/",
    ):
        page.goto(path)
        found += objections(page)
    log_out(page)
    log_in(page, owner)
    found += objections(page)
    assert found == []
