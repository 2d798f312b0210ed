"""The servers as fixtures: one of each a test process, started when the first test asks for it."""

import os
from collections.abc import Iterator

import pytest

from tests.services.firefox import Firefox
from tests.services.postgres import Postgres
from tests.services.processes import PATIENCE_SECONDS
from tests.services.redis import Redis
from tests.services.requirements import Missing, skip_or_fail


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """A running Redis. A test that fills it flushes it first."""
    try:
        server = Redis()
    except Missing as missing:
        skip_or_fail("redis", missing)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A running PostgreSQL, another one than the suite's own database may live in."""
    try:
        server = Postgres()
    except Missing as missing:
        skip_or_fail("postgres", missing)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """A running Firefox."""
    try:
        browser = Firefox()
    except Missing as missing:
        skip_or_fail("firefox", missing)
    try:
        browser.start()
        yield browser
    finally:
        browser.stop()


@pytest.fixture(scope="session")
def patient_expect() -> Iterator[None]:
    """Playwright's `expect` waits as long as everything else does."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1_000 * PATIENCE_SECONDS)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def on_postgres() -> bool:
    """Whether the suite's own database is PostgreSQL."""
    return "NEWSDESK_TEST_POSTGRES" in os.environ
