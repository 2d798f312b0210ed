"""What a Celery worker does beside running tasks: it loads the pipeline and keeps a sweeper process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import Any

from celery import bootsteps
from celery.signals import task_prerun, worker_init
from django.conf import settings
from django.db import close_old_connections

from newsdesk.nlp import warm_up

CHECK_SECONDS = 5.0
STOP_SECONDS = 10.0


@worker_init.connect
def load_pipeline(**_signal: Any) -> None:
    """Loads the pipeline before the pool forks: its processes share the memory, and are warm when they start.

    `gc.freeze` keeps the collector from touching, and so copying, the shared pages.
    """
    warm_up()
    gc.freeze()


@task_prerun.connect
def drop_stale_connections(**_signal: Any) -> None:
    """Keeps the database connection from task to task, as a web process does from request to request."""
    close_old_connections()


class Sweeper(bootsteps.StartStopStep):
    """Starts `manage.py sweep` with the worker, starts it again if it dies, and ends it with the worker.

    A process, not a thread: the worker forks its pool, and an SQLite connection that is open in the
    parent while it forks makes the child believe that it holds the parent's locks.
    """

    requires = ("celery.worker.components:Timer", "celery.worker.components:Pool")

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.process: subprocess.Popen[bytes] | None = None
        self.check: Any = None

    def start(self, parent: Any) -> None:
        self.ensure_running()
        self.check = parent.timer.call_repeatedly(CHECK_SECONDS, self.ensure_running)

    def ensure_running(self) -> None:
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "django", "sweep", "--parent", str(os.getpid())]
            self.process = subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603  (no input of anybody's)

    def stop(self, parent: Any) -> None:
        if self.check is not None:
            self.check.cancel()
        if self.process is not None:
            self.process.terminate()
            self.end_of(self.process)
            self.process = None

    terminate = stop

    def end_of(self, process: subprocess.Popen[bytes]) -> None:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
