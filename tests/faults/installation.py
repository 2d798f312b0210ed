"""A newsdesk of a test's own: its folder, its database and broker, real web and worker processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.conf import settings

from tests.services.processes import free_port, wait_until

RUNS = "analysis_pipelinerun"
ITEMS = "articles_uploaditem"
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
IMPATIENT = {
    "LEASE_SECONDS": "3",
    "REQUEUE_AFTER": "3",
    "SWEEP_INTERVAL": "0.5",
    "RETRY_BACKOFF_SECONDS": "0.5",
    "MAX_ATTEMPTS": "5",
    "RATE_LIMIT_UPLOAD": "1000/m/user",
    "RATE_LIMIT_LOGIN": "1000/m/ip",
}
FOREIGN = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "HTTPS", "DEBUG", "STATIC_ROOT", "SECRET_KEY")


class Installation:
    """Everything runs with `environment`; `end` kills what is still running, by the ids it started."""

    def __init__(self, folder: Path, *, database_url: str = "", redis_url: str = "") -> None:
        self.folder = folder
        inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        self.environment = inherited | IMPATIENT | {"NEWSDESK_VAR": str(folder / "var"), "LOG_LEVEL": "INFO"}
        if database_url:
            self.environment["DATABASE_URL"] = database_url
        if redis_url:
            self.environment["REDIS_URL"] = redis_url
        self.redis_url = redis_url
        self.port = free_port()
        self.session = ""  # of somebody who is logged in, where a test or benchmark needs one
        self.processes: list[subprocess.Popen[bytes]] = []

    def manage(self, *arguments: str, **options: Any) -> str:
        """Output of a management command. Raises CalledProcessError."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command, env=self.environment, stdout=subprocess.PIPE, text=True, check=True, **options
        )
        return done.stdout

    def execute(self, code: str) -> Any:
        """What the Python `code`, run with Django set up, puts into `result`; it travels as JSON."""
        script = (
            f"import json, django; django.setup()\n{code}\nprint('\\n' + json.dumps(result, default=str))\n"
        )
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "newsdesk.settings"}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def count(self, table: str, state: str) -> int:
        """How many rows of `table` are in this state, asked without Django."""
        query = f"SELECT count(*) FROM {table} WHERE state = '{state}'"
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                row = connection.execute(query.encode()).fetchone()
        else:
            with contextlib.closing(sqlite3.connect(self.folder / "var" / "newsdesk.sqlite3")) as file:
                row = file.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    def wait_for_runs(self, count: int, *, seconds: float = 180) -> None:
        """Waits until so many runs have succeeded; looks seldom, for each look is a new connection."""
        wait_until(lambda: self.count(RUNS, "succeeded") >= count, seconds=seconds, every=0.25)

    def tail(self) -> str:
        return self.log.read_text("utf-8", "replace")[-4000:]

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A process in a group of its own, with what it says in `log`."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start_worker(self, *, concurrency: int = 2) -> subprocess.Popen[bytes]:
        options = ("--concurrency", str(concurrency), "--loglevel", "INFO", *QUIET)
        return self.start("-m", "celery", "--quiet", "-A", "newsdesk.celery", "worker", *options)

    def start_web(self) -> subprocess.Popen[bytes]:
        bind = f"127.0.0.1:{self.port}"
        options = ("--bind", bind, "--threads", "4", "--no-control-socket", "--graceful-timeout", "5")
        process = self.start("-m", "gunicorn", *options, "newsdesk.wsgi")
        self.wait_for_web(process)
        return process

    def wait_for_web(self, process: subprocess.Popen[bytes], port: int | None = None) -> None:
        wait_until(
            lambda: process.poll() is not None or is_listening(port or self.port), seconds=60, what="web"
        )
        if process.poll() is not None:
            raise AssertionError(self.tail())

    def end(self) -> None:
        for process in self.processes:
            kill_session(process)


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that this one started, and theirs, leaves last."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def pool_of(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The living pool processes of a Celery worker."""
    return [child for child in family(worker) if "celery" in command_of(child)]


def command_of(process: psutil.Process) -> list[str]:
    """The words of its command, none for one that has ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def kill_session(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a process with its family and its group."""
    for child in family(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def are_gone(processes: Sequence[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


@contextlib.contextmanager
def installation(folder: Path, **urls: str) -> Iterator[Installation]:
    installed = Installation(folder, **urls)
    try:
        yield installed
    finally:
        installed.end()
