"""The private servers start, answer, and leave nothing behind."""

import os

import pytest

from tests.services.postgres import Postgres
from tests.services.processes import StartFailed
from tests.services.redis import Redis


@pytest.mark.redis
def test_redis_answers_and_forgets_on_flush(redis_server: Redis) -> None:
    client = redis_server.client
    client.set("key", "value")

    redis_server.flush()

    assert client.get("key") is None
    client.close()


@pytest.mark.postgres
def test_postgres_makes_databases(postgres_server: Postgres) -> None:
    url = postgres_server.create_database("fresh")

    assert url.endswith(f"/fresh?host={postgres_server.folder}")
    with postgres_server.connect("fresh") as connection:
        row = connection.execute("SELECT current_database()").fetchone()
        assert row == ("fresh",)


@pytest.mark.redis
def test_a_stopped_server_leaves_no_process_and_no_folder(redis_server: Redis) -> None:
    server = Redis()
    server.start()
    assert server.process is not None
    pid = server.process.pid

    server.stop()

    assert not server.folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.long
@pytest.mark.redis
def test_a_server_that_ends_at_once_shows_its_log(
    redis_server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Redis()
    monkeypatch.setattr(server, "command", lambda: [server.program, "--no-such-option", "x"])

    with pytest.raises(StartFailed, match="no-such-option"):
        server.start()

    server.stop()
