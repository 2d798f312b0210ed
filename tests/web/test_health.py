"""Probes get an answer without a login, under any host name; what is missing is named, no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from newsdesk.web import health


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    health.check_migrations.cache_clear()
    yield
    health.check_migrations.cache_clear()


def test_the_process_is_live(client: Client) -> None:
    assert client.get("/healthz/live").status_code == 200


def test_it_is_ready_when_everything_is_there(client: Client, db: None) -> None:
    answer = client.get("/healthz/ready")
    assert answer.json() == {"database": True, "migrations": True, "broker": True}
    assert answer.status_code == 200


def test_a_missing_migration_is_named(client: Client, db: None) -> None:
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("analysis")
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": False, "broker": True}


def test_a_missing_broker_is_named(client: Client, db: None, settings: Settings, tmp_path: Path) -> None:
    settings.BROKER_FOLDER = tmp_path / "nowhere"
    assert client.get("/healthz/ready").json()["broker"] is False


def test_a_dead_redis_is_named(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from celery import Celery

    unreachable = Celery("probe", broker="redis://127.0.0.1:1/0")
    monkeypatch.setattr(health, "app", unreachable)
    monkeypatch.setattr("django.conf.settings.REDIS_URL", "redis://127.0.0.1:1/0", raising=False)
    answer = client.get("/healthz/ready")
    assert answer.json() == {"database": True, "migrations": True, "broker": False}


def test_why_a_part_failed_is_not_told(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("password of the database is hunter2")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert "hunter2" not in answer.text


def test_a_probe_writes_nothing(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/healthz/ready")
        client.get("/healthz/live")
    assert not [q["sql"] for q in queries if not q["sql"].strip().startswith(("SELECT", "PRAGMA"))]


@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready"])
def test_a_probe_may_ask_without_tls_and_under_any_name(
    path: str, client: Client, db: None, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_any_other_page_wants_a_known_host(client: Client, db: None) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400
