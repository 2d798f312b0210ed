"""`manage.py run`: starts everything, prints the login once, ends everything, and starts again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import psutil
import pytest
from django.conf import settings

from tests.faults.installation import Installation, are_gone, command_of, family, installation, is_listening
from tests.services.processes import wait_until

pytestmark = pytest.mark.fault

LOGIN = re.compile(r"Login: +(\S+)\nPassword: (\S+) ")


@pytest.fixture(scope="module")
def newsdesk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("run")) as installed:
        yield installed


class Running:
    """`manage.py run` on the installation's port, with what it has printed since."""

    def __init__(self, newsdesk: Installation) -> None:
        self.newsdesk = newsdesk
        newsdesk.log.write_text("")
        self.process = newsdesk.start("manage.py", "run", "--port", str(newsdesk.port), "--workers", "2")

    @property
    def output(self) -> str:
        return self.newsdesk.log.read_text("utf-8")

    def wait_for(self, words: str) -> None:
        wait_until(
            lambda: words in self.output or self.process.poll() is not None, seconds=90, what=self.output
        )
        assert words in self.output

    def wait_for_worker(self) -> None:
        """The pool and the sweeper are up."""
        wait_until(lambda: len(self.worker_family()) >= 3, seconds=60, what="worker")

    def worker_family(self) -> list[psutil.Process]:
        return [child for child in family(self.process) if is_of_worker(child)]

    def page(self, path: str) -> Any:
        return urlopen(f"http://localhost:{self.newsdesk.port}{path}", timeout=20)

    def stop(self, number: int) -> None:
        """Sends a signal, waits, and finds nothing left."""
        everyone = [psutil.Process(self.process.pid), *family(self.process)]
        self.process.send_signal(number)
        self.process.wait(40)
        wait_until(lambda: are_gone(everyone), seconds=5, what=f"still there: {everyone}")
        assert not is_listening(self.newsdesk.port)


def is_of_worker(process: psutil.Process) -> bool:
    words = command_of(process)
    return "celery" in words or "sweep" in words


def test_the_first_start_prints_a_login_that_works_and_the_second_how_to_reset_it(
    newsdesk: Installation,
) -> None:
    running = Running(newsdesk)
    running.wait_for(f"http://localhost:{newsdesk.port}/")
    running.wait_for_worker()

    found = LOGIN.search(running.output)
    assert found is not None
    email, password = found.groups()
    with running.page("/") as response:
        assert response.url.endswith("/accounts/login/?next=/")
        assert response.status == 200
    authenticated = newsdesk.execute(
        "from newsdesk.accounts.models import Desk, User\n"
        f"user = User.objects.get(email={email!r})\n"
        f"result = [user.check_password({password!r}), list(Desk.objects.values_list('slug', flat=True))]"
    )
    assert authenticated == [True, ["demo"]]
    running.stop(signal.SIGINT)
    assert running.process.returncode == 0
    assert "Traceback" not in running.output

    again = Running(newsdesk)
    again.wait_for(f"http://localhost:{newsdesk.port}/")
    again.wait_for_worker()
    assert "Password:" not in again.output
    assert "manage.py reset_login" in again.output
    assert password not in again.output
    again.stop(signal.SIGTERM)


def test_what_it_writes_is_private(newsdesk: Installation) -> None:
    folder = newsdesk.folder / "var"

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_port_that_is_taken_is_one_sentence(newsdesk: Installation) -> None:
    running = Running(newsdesk)
    running.wait_for("http://localhost")

    second = subprocess.run(
        [sys.executable, "manage.py", "run", "--port", str(newsdesk.port)],
        env=newsdesk.environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode != 0
    expected = f"CommandError: Port {newsdesk.port} of 127.0.0.1 cannot be used (Address already in use)"
    assert second.stderr.startswith(expected)
    assert second.stderr.count("\n") == 1
    running.stop(signal.SIGTERM)


def test_two_signals_end_it_at_once(newsdesk: Installation) -> None:
    running = Running(newsdesk)
    running.wait_for("http://localhost")
    running.wait_for_worker()
    everyone = [psutil.Process(running.process.pid), *family(running.process)]

    running.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    running.process.send_signal(signal.SIGINT)

    running.process.wait(5)
    wait_until(lambda: are_gone(everyone), seconds=5, what=f"still there: {everyone}")


def test_a_worker_that_is_killed_is_started_again(newsdesk: Installation) -> None:
    running = Running(newsdesk)
    running.wait_for("http://localhost")
    running.wait_for_worker()
    old = running.worker_family()
    parent = next(process for process in old if process.ppid() == running.process.pid)

    parent.kill()

    wait_until(lambda: are_gone(old), seconds=20, what=f"orphans: {old}")
    running.wait_for("worker ended (signal 9), starting it again.")
    wait_until(lambda: len(running.worker_family()) >= 3, seconds=60, what="new worker")
    running.stop(signal.SIGINT)


def test_nothing_is_left_when_it_is_killed_itself(newsdesk: Installation) -> None:
    running = Running(newsdesk)
    running.wait_for("http://localhost")
    running.wait_for_worker()
    everyone = family(running.process)

    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()

    wait_until(lambda: are_gone(everyone), seconds=30, what=f"orphans: {everyone}")
    assert not is_listening(newsdesk.port)
