"""The supervisor starts again what ends, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from newsdesk.common import supervisor
from newsdesk.common.supervisor import Supervisor, pause_after

PYTHON = [sys.executable, "-c"]
NAP = "import time; time.sleep(60)"
SLEEP = [*PYTHON, NAP]
STUBBORN = [*PYTHON, f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {NAP}"]
WITH_GRANDCHILD = [*PYTHON, f"import subprocess; subprocess.Popen({SLEEP!r}); {NAP}"]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keeper(said: list[str]) -> Iterator[Supervisor]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with Supervisor(said.append) as keeper:
        yield keeper
    for number, handler in handlers.items():
        signal.signal(number, handler)


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def pid_of(keeper: Supervisor) -> int:
    process = keeper.children[0].process
    assert process is not None
    return process.pid


def test_a_child_that_is_killed_is_started_again(keeper: Supervisor, said: list[str]) -> None:
    keeper.start("sleeper", SLEEP)
    first = pid_of(keeper)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not keeper.children[0].is_running)

    def is_back() -> bool:
        keeper.tend(keeper.children[0])
        return keeper.children[0].is_running

    wait_for(is_back)
    assert pid_of(keeper) != first
    assert said == ["sleeper ended (signal 9), starting it again."]


def test_a_child_that_dies_at_once_is_started_less_and_less_often() -> None:
    assert [pause_after(lives) for lives in range(5)] == [0, 1, 2, 4, 8]
    assert pause_after(50) == supervisor.LONGEST_PAUSE_SECONDS


def test_stop_ends_a_child_and_what_it_started(keeper: Supervisor) -> None:
    keeper.start("parent", WITH_GRANDCHILD)
    parent = psutil.Process(pid_of(keeper))
    wait_for(lambda: len(parent.children()) == 1)
    grandchild = parent.children()[0]

    keeper.stop()

    wait_for(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)
    assert not parent.is_running()


def test_a_child_that_does_not_listen_is_killed(keeper: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.3)
    keeper.start("stubborn", STUBBORN)
    time.sleep(0.5)

    keeper.stop()

    assert not psutil.pid_exists(pid_of(keeper))


def test_a_signal_ends_the_run_and_a_second_one_the_waiting(keeper: Supervisor) -> None:
    keeper.start("stubborn", STUBBORN)
    time.sleep(0.5)
    for delay in (0.3, 0.8):
        threading.Timer(delay, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()

    keeper.run()
    keeper.stop()

    assert time.monotonic() - started < 5
    assert not psutil.pid_exists(pid_of(keeper))


def test_waiting_ends_early_when_a_child_has_ended(keeper: Supervisor) -> None:
    keeper.start("brief", [sys.executable, "-c", ""])

    assert keeper.wait_until(lambda: False, seconds=30) is False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_children_end_when_the_supervisor_itself_is_killed(tmp_path: Path) -> None:
    script = textwrap.dedent(f"""
        from newsdesk.common.supervisor import Supervisor
        with Supervisor(print) as keeper:
            keeper.start("sleeper", {SLEEP!r})
            print(keeper.children[0].process.pid, flush=True)
            keeper.run()
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert psutil.pid_exists(child)

        process.kill()

        wait_for(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == "zombie")
