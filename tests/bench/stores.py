"""The two ways of running newsdesk, as installations for a benchmark."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.bench.report import say
from tests.faults.installation import Installation, installation
from tests.services.postgres import Postgres
from tests.services.redis import Redis
from tests.services.requirements import Missing

PEOPLE = """
from newsdesk.demo import builders
owner = builders.build_user("owner@example.org")
builders.build_desk(owner=owner, slug="desk")
from django.test import Client
client = Client()
client.force_login(owner)
result = client.cookies["sessionid"].value
"""
DEFAULTS = ("LEASE_SECONDS", "REQUEUE_AFTER", "SWEEP_INTERVAL", "RETRY_BACKOFF_SECONDS", "MAX_ATTEMPTS")


@contextmanager
def embedded() -> Iterator[Installation]:
    """SQLite and the embedded broker, with the settings that people get."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as folder, installation(Path(folder)) as new:
        yield prepared(new)


@contextmanager
def servers() -> Iterator[Installation]:
    """PostgreSQL and Redis. Raises Missing."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsdesk-bench-"))
        urls = {}
        for name, kind in (("database_url", Postgres), ("redis_url", Redis)):
            server: Any = kind()
            stack.callback(server.stop)
            server.start()
            urls[name] = server.url
        yield prepared(stack.enter_context(installation(Path(folder), **urls)))


def prepared(new: Installation) -> Installation:
    for name in DEFAULTS:
        new.environment.pop(name)
    new.manage("migrate", "--verbosity", "0")
    new.manage("collectstatic", "--noinput", "--verbosity", "0")
    new.session = new.execute(PEOPLE)
    return new


STORES: dict[str, Callable[[], Any]] = {"SQLite + files": embedded, "PostgreSQL + Redis": servers}


def available_stores() -> Iterator[tuple[str, Installation]]:
    """Each store in turn; one whose servers are not installed is said and left out."""
    for name, store in STORES.items():
        try:
            with store() as installed:
                yield name, installed
        except Missing as missing:
            say(f"  {name}: left out ({missing})")


def upload(installed: Installation, first: int, count: int) -> None:
    """Uploads varied articles through the services."""
    installed.execute(
        "from newsdesk.accounts.models import Desk, User\n"
        "from newsdesk.demo import builders\n"
        "from tests.texts import varied_article\n"
        f"files = [(f'{{n}}.txt', varied_article(n).encode()) for n in range({first}, {first + count})]\n"
        "builders.build_upload(Desk.objects.get(), User.objects.get(), files)\n"
        "result = True"
    )


def wait_until_read(installed: Installation, count: int) -> None:
    installed.wait_for_runs(count, seconds=1_800)
    time.sleep(0.5)
