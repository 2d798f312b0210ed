"""What a Celery worker does beside running tasks: it keeps a sweeper process."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from celery import bootsteps


class Sweeper(bootsteps.StartStopStep):
    """Starts `manage.py sweep` with the worker and ends it with it.

    A process, not a thread: the worker forks its pool, and an SQLite connection that is open in the
    parent while it forks makes the child believe that it holds the parent's locks.
    """

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, parent: Any) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "django", "sweep"])

    def stop(self, parent: Any) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None

    terminate = stop
