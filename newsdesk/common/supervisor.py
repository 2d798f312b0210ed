"""Keeps child processes running, and ends them with everything they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from billiard.util import set_pdeathsig  # type: ignore[attr-defined]  # missing in its stubs

POLL_SECONDS = 0.1
STOP_SECONDS = 20.0
SHORT_LIFE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 30.0


def end_with_parent() -> None:
    """In a child: ask the kernel for SIGTERM when the process that started us is gone, even by SIGKILL."""
    set_pdeathsig(signal.SIGTERM)


@dataclass
class Child:
    """One command, and the process that runs it; the leader of a process group of its own."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    short_lives: int = 0
    start_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  (commands of ours)
            self.command,
            pass_fds=self.pass_fds,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  (one thread)
        )
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_end(self) -> int:
        """Ends what the process left behind, plans the next start, and returns the exit status."""
        if self.process is None:
            raise ValueError(f"{self.name} was never started")
        self.kill_group()
        lived = time.monotonic() - self.started_at
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE_SECONDS else 0
        self.start_at = time.monotonic() + pause_after(self.short_lives)
        status = self.process.returncode
        self.process = None
        return status

    def terminate(self) -> None:
        if self.is_running and self.process is not None:
            self.process.terminate()

    def kill_group(self) -> None:
        """SIGKILL to the process and to what it started in its group."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()


def pause_after(short_lives: int) -> float:
    """Seconds before the next start: none after a long life, then 1, 2, 4 … after short ones."""
    return min(LONGEST_PAUSE_SECONDS, 2.0 ** (short_lives - 1)) if short_lives else 0.0


class Supervisor:
    """Runs children until SIGINT, SIGTERM or SIGHUP; a second signal ends them at once."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[Child] = []
        self.signals = 0

    def __enter__(self) -> Supervisor:
        """From here on signals are counted, no longer raised."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note_signal)
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.signals += 1

    def start(self, name: str, command: Sequence[str], *, pass_fds: Sequence[int] = ()) -> None:
        child = Child(name, command, pass_fds)
        self.children.append(child)
        child.start()

    def wait_until(self, condition: Callable[[], bool], *, seconds: float) -> bool:
        """Whether `condition` came true before `seconds` were over, a signal came or a child ended."""
        deadline = time.monotonic() + seconds
        while not condition():
            ended = any(not child.is_running for child in self.children)
            if self.signals or ended or time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True

    def run(self) -> None:
        """Starts again what ends, until a signal comes."""
        while not self.signals:
            for child in self.children:
                self.tend(child)
            time.sleep(POLL_SECONDS)

    def tend(self, child: Child) -> None:
        if child.process is not None and not child.is_running:
            status = child.note_end()
            self.say(f"{child.name} ended ({described(status)}), starting it again.")
        if child.process is None and time.monotonic() >= child.start_at:
            child.start()

    def stop(self) -> None:
        """SIGTERM to all, SIGKILL to what is left after STOP_SECONDS or a second signal."""
        for child in self.children:
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running for child in self.children):
            if self.signals > 1 or time.monotonic() > deadline:
                break
            time.sleep(POLL_SECONDS)
        for child in self.children:
            child.kill_group()


def described(status: int) -> str:
    """An exit status for people."""
    return f"signal {-status}" if status < 0 else f"exit status {status}"
