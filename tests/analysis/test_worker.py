"""What a worker keeps beside its tasks: a loaded pipeline, a database connection, a sweeper process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from celery.signals import task_prerun
from django.db import connection

from newsdesk.analysis.worker import Sweeper
from newsdesk.celery import app

NAP = [sys.executable, "-c", "import time; time.sleep(60)"]


class Timer:
    """Takes what is to be called again and again, and leaves the calling to the test."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def call_repeatedly(self, _seconds: float, call: Any) -> Any:
        self.calls.append(call)
        return SimpleNamespace(cancel=self.calls.clear)


@pytest.fixture
def parent() -> Any:
    return SimpleNamespace(timer=Timer())


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were started; a nap runs in place of each."""
    commands: list[list[str]] = []
    popen = subprocess.Popen

    def start_nap(command: list[str], **_options: Any) -> subprocess.Popen[bytes]:
        commands.append(command)
        return popen(NAP)

    monkeypatch.setattr(subprocess, "Popen", start_nap)
    return commands


@pytest.fixture
def sweeper(parent: Any, started: list[list[str]]) -> Iterator[Sweeper]:
    sweeper = Sweeper(parent)
    sweeper.start(parent)
    yield sweeper
    sweeper.stop(parent)


def test_a_sweeper_starts_with_the_worker(sweeper: Sweeper, started: list[list[str]]) -> None:
    assert started[0][1:4] == ["-m", "django", "sweep"]
    assert sweeper.process is not None
    assert sweeper.process.poll() is None


def test_a_sweeper_that_died_is_started_again(
    sweeper: Sweeper, parent: Any, started: list[list[str]]
) -> None:
    (check,) = parent.timer.calls
    check()
    assert len(started) == 1
    assert sweeper.process is not None
    sweeper.process.kill()
    sweeper.process.wait()

    check()

    assert len(started) == 2
    assert sweeper.process.poll() is None


def test_a_sweeper_ends_with_the_worker(sweeper: Sweeper, parent: Any) -> None:
    process = sweeper.process
    assert process is not None

    sweeper.stop(parent)

    assert process.poll() is not None
    assert parent.timer.calls == []


def test_the_worker_has_the_sweeper() -> None:
    assert Sweeper in app.steps["worker"]


@pytest.mark.django_db(transaction=True)
def test_a_connection_lasts_from_task_to_task_until_it_is_too_old() -> None:
    assert app.conf["CELERY_DB_REUSE_MAX"] > 1_000_000
    connection.ensure_connection()
    before = connection.connection

    task_prerun.send(sender=None)
    assert connection.connection is before

    connection.close_at = 0
    task_prerun.send(sender=None)
    assert connection.connection is None
