"""Two hundred articles, and something dies in the middle: all are read, none is lost, none doubled."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.faults.census import expected
from tests.faults.installation import ITEMS, RUNS, Installation, installation, kill_session, pool_of
from tests.services.processes import wait_until
from tests.texts import varied_article

pytestmark = pytest.mark.fault

COUNT = 200
MIDDLE = 60
CSRF = "c" * 32

EMBEDDED = "embedded"
SERVERS = "servers"

PEOPLE = """
from newsdesk.demo import builders
owner = builders.build_user("owner@example.org")
desk = builders.build_desk(owner=owner, slug="desk")
"""
UPLOAD = f"""
from newsdesk.accounts.models import Desk, User
from newsdesk.demo import builders
from tests.texts import varied_article
files = [(f"{{n}}.txt", varied_article(n).encode()) for n in range({COUNT})]
builders.build_upload(Desk.objects.get(), User.objects.get(), files)
result = True
"""
LOG_IN = """
from django.test import Client
from newsdesk.accounts.models import User
client = Client()
client.force_login(User.objects.get())
result = client.cookies["sessionid"].value
"""


@pytest.fixture(
    params=[EMBEDDED, pytest.param(SERVERS, marks=[pytest.mark.redis, pytest.mark.postgres])],
)
def newsdesk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation with a desk and its owner: SQLite and the embedded broker, or PostgreSQL and Redis."""
    urls = {}
    if request.param == SERVERS:
        postgres = request.getfixturevalue("postgres_server")
        redis = request.getfixturevalue("redis_server")
        redis.flush()
        urls = {
            "database_url": postgres.create_database(f"fault_{uuid.uuid4().hex}"),
            "redis_url": redis.url,
        }
    with installation(tmp_path, **urls) as installed:
        installed.manage("migrate", "--verbosity", "0")
        installed.execute(f"{PEOPLE}\nresult = True")
        yield installed


def assert_all_were_read_once(newsdesk: Installation) -> None:
    with contextlib.suppress(TimeoutError):
        newsdesk.wait_for_runs(COUNT)
        wait_until(lambda: newsdesk.count(ITEMS, "running") == 0, seconds=30)
    census = newsdesk.execute("from tests.faults.census import census\nresult = census()")
    assert census == expected(COUNT), newsdesk.tail()
    assert "database is locked" not in newsdesk.log.read_text("utf-8", "replace")


def test_a_worker_is_killed(newsdesk: Installation) -> None:
    worker = newsdesk.start_worker()
    newsdesk.execute(UPLOAD)
    newsdesk.wait_for_runs(MIDDLE)

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    newsdesk.start_worker()

    assert_all_were_read_once(newsdesk)


def test_processes_of_the_pool_are_killed(newsdesk: Installation) -> None:
    worker = newsdesk.start_worker()
    newsdesk.execute(UPLOAD)

    for middle in (MIDDLE, MIDDLE + 20, MIDDLE + 40):
        newsdesk.wait_for_runs(middle)
        wait_until(lambda: len(pool_of(worker)) == 2, seconds=30, what="a full pool")
        pool_of(worker)[middle % 2].kill()

    assert_all_were_read_once(newsdesk)


def test_every_message_is_lost(newsdesk: Installation, request: pytest.FixtureRequest) -> None:
    newsdesk.start_worker()
    newsdesk.execute(UPLOAD)
    newsdesk.wait_for_runs(MIDDLE)

    if newsdesk.redis_url:
        request.getfixturevalue("redis_server").flush()
    else:
        for message in (newsdesk.folder / "var" / "broker").iterdir():
            message.unlink(missing_ok=True)
    assert newsdesk.count(ITEMS, "queued") > 0

    assert_all_were_read_once(newsdesk)


def test_the_web_process_is_killed_between_and_during_uploads(newsdesk: Installation) -> None:
    session = newsdesk.execute(LOG_IN)
    newsdesk.start_worker()
    web = newsdesk.start_web()
    batches = [range(first, first + 50) for first in range(0, COUNT, 50)]

    assert post(newsdesk, session, batches[0])
    during = threading.Thread(target=post, args=(newsdesk, session, batches[1]))
    during.start()
    time.sleep(0.05)
    kill_session(web)
    during.join()
    assert not post(newsdesk, session, batches[1])
    newsdesk.start_web()
    for batch in batches[1:]:
        assert post(newsdesk, session, batch)

    newsdesk.wait_for_runs(COUNT)
    wait_until(lambda: open_rows(newsdesk) == 0, seconds=60, what=newsdesk.tail())
    census = newsdesk.execute("from tests.faults.census import census\nresult = census()")
    assert census == expected(COUNT), "what was sent again was stored once"


def open_rows(newsdesk: Installation) -> int:
    return sum(newsdesk.count(table, state) for table in (ITEMS, RUNS) for state in ("queued", "running"))


def post(newsdesk: Installation, session: str, numbers: Sequence[int]) -> bool:
    """Uploads these articles as a browser does; whether the answer came."""
    boundary = uuid.uuid4().hex
    token = uuid.uuid5(uuid.NAMESPACE_OID, str(numbers))  # of this batch, however often it is sent
    parts = [f'name="csrfmiddlewaretoken"\r\n\r\n{CSRF}', f'name="token"\r\n\r\n{token}']
    parts += [
        f'name="documents"; filename="{n}.txt"\r\nContent-Type: text/plain\r\n\r\n{varied_article(n)}'
        for n in numbers
    ]
    body = "".join(f"--{boundary}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
    request = Request(
        f"http://localhost:{newsdesk.port}/desks/desk/upload/",
        data=f"{body}--{boundary}--\r\n".encode(),
        headers={
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "Accept": "application/json",
        },
    )
    try:
        with urlopen(request, timeout=60) as response:
            return bool(response.status == 201)
    except (URLError, HTTPException, ConnectionError):
        return False
