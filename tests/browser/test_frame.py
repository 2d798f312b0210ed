"""The browser fixtures themselves: a page that needs a login shows whether they work."""

from __future__ import annotations

from newsdesk.accounts.models import User
from tests.browser.conftest import PageOf


def test_nobody_is_sent_to_the_login_page(page_of: PageOf) -> None:
    page = page_of(None)

    page.goto("/accounts/sessions/")

    assert "/accounts/login/" in page.url


def test_a_user_is_logged_in(page_of: PageOf, owner: User) -> None:
    page = page_of(owner)

    response = page.goto("/accounts/sessions/")

    assert response is not None
    assert response.status == 200
    assert "/accounts/sessions/" in page.url


def test_errors_on_the_console_are_complaints(page_of: PageOf, complaints: list[str]) -> None:
    page = page_of(None)
    page.goto("/accounts/login/")

    with page.expect_console_message():
        page.evaluate("console.error('broken')")

    assert complaints == ["console: broken"]
    complaints.clear()
