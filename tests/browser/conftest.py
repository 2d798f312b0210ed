"""Tests in Debian's Chromium, through a real HTTP server (`live_server`), one browser context a test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from newsdesk.accounts.models import User
from newsdesk.annotation.models import Item
from tests.services.chromium import chromium_flags, find_chromium
from tests.services.live import DrainingServer
from tests.services.processes import PATIENCE_SECONDS
from tests.services.requirements import Missing, skip_or_fail

HERE = Path(__file__).parent
PATIENCE_MS = 1_000 * PATIENCE_SECONDS
SESSION = settings.SESSION_COOKIE_NAME

NO_FAULT = ("status of 4", "ERR_INTERNET_DISCONNECTED")

PageOf = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder carries the mark `browser`."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    try:
        path = find_chromium()
    except Missing as missing:
        skip_or_fail("browser", missing)
    return {**browser_type_launch_args, "executable_path": path, "args": chromium_flags()}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Contexts get the live server's address from `page_of`; pytest-playwright's own fixture warns."""


@pytest.fixture(scope="session", autouse=True)
def _database_beside_event_loop() -> Iterator[None]:
    """Playwright keeps an event loop in the test's thread; Django must not refuse the database for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session", autouse=True)
def _server_that_drains() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", DrainingServer)
        yield


@pytest.fixture
def complaints() -> list[str]:
    """What the test's pages wrote to the console as errors; `page_of` wants it empty at the end."""
    return []


@pytest.fixture
def site(live_server: Any) -> Iterator[str]:
    """The server's address. When the browsers have gone, the last of their requests are answered; what was
    decided can then be deleted, as the database demands."""
    yield live_server.url
    live_server.thread.httpd.drain()
    Item.objects.update(head=None, holds=None, redo=None)


@pytest.fixture
def page_of(
    site: str,
    new_context: Callable[..., BrowserContext],
    complaints: list[str],
    patient_expect: None,
) -> Iterator[PageOf]:
    """`page_of(user, **context)`: a page whose browser is logged in as `user` (None: as nobody).

    Addresses may be relative. `context` is what `browser.new_context` takes: viewport, color_scheme,
    java_script_enabled, locale … What a page writes to its console as an error fails the test; an answer
    of 4xx or a cut connection, which the browser writes there too, does not.
    """

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(known in message.text for known in NO_FAULT):
            complaints.append(f"console: {message.text}")

    def page_of(user: User | None, **options: Any) -> Page:
        context = new_context(base_url=site, **({"locale": "en-GB"} | options))
        if user is not None:
            context.add_cookies([{"name": SESSION, "value": session_of(user), "url": site}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", note_message)
        page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
        return page

    yield page_of
    assert complaints == []


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Writes a line for whoever runs the test, such as a figure; to nobody in a worker of xdist."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    return reporter.write_line if reporter else lambda _line: None


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[SESSION].value
