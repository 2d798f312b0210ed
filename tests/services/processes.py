"""Starting and ending the processes of a test by their own id, as a user that is not root."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

STOP_SECONDS = 10.0
PATIENCE_SECONDS = 30.0  # a busy machine is no fault; what works does not wait so long


class StartFailed(Exception):
    """The server ended, or gave no sign of life; the text is the end of its log."""


def private_folder(prefix: str) -> Path:
    """A folder under the system's temporary one, with a path short enough for a Unix socket."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp" if len(tempfile.gettempdir()) > 40 else None))


def unprivileged(user: str) -> list[str]:
    """The words before a command that run it as `user`, when we are root; none otherwise."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(
    condition: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS, what: str = "", every: float = 0.02
) -> None:
    """Waits for `condition`, looking `every` so many seconds. Raises TimeoutError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what or getattr(condition, "__name__", "condition"))
        time.sleep(every)


class Server:
    """A server process with a folder of its own; `start`, then `stop`, which also deletes the folder."""

    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def launch(
        self, command: list[str], is_ready: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Starts `command` and waits for it. Raises StartFailed."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        process = self.process
        try:
            wait_until(lambda: process.poll() is not None or is_ready(), seconds=seconds)
        except TimeoutError as error:
            raise StartFailed(self.tail()) from error
        if process.poll() is not None:
            raise StartFailed(self.tail())

    def tail(self) -> str:
        return self.log.read_text("utf-8", "replace")[-2000:]

    def end(self, number: int) -> None:
        """Sends a signal and waits for the end; SIGKILL to one that does not listen."""
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def stop(self) -> None:
        self.end(self.stop_signal)
        shutil.rmtree(self.folder, ignore_errors=True)
