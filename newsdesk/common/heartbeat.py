"""Keeps a lease alive, and says how far the work is, while the work itself keeps the process busy."""

from __future__ import annotations

import logging
import threading
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connections

from newsdesk.common.work import LeasedWork, LeaseLost

logger = logging.getLogger(__name__)


class Heartbeat:
    """A context in which a thread writes the row's lease, stage and progress once in a while.

    Work that ends before the first beat costs no write. The work hands its stage to `note`, which also
    tells it to stop once the lease is lost.
    """

    longest_interval = 1.0  # seconds

    def __init__(self, work: LeasedWork) -> None:
        self.work = work
        self.interval = min(self.longest_interval, settings.LEASE_SECONDS / 4)
        self.stage = ""
        self.progress = 0.0
        self._ended = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._beat_until_ended, name="heartbeat", daemon=True)

    def note(self, stage: str, progress: float) -> None:
        """What the next beat will write; `progress` is a fraction, 0 to 1. Raises LeaseLost."""
        if self._lost.is_set():
            raise LeaseLost
        self.stage, self.progress = stage, progress

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat_until_ended(self) -> None:
        try:
            while not self._ended.wait(self.interval) and self._beat():
                pass
        finally:
            connections.close_all()

    def _beat(self) -> bool:
        """Writes one beat; False once the lease is lost and there is nothing left to keep alive."""
        try:
            self.work.beat(stage=self.stage, progress=self.progress)
        except LeaseLost:
            self._lost.set()
            return False
        except DatabaseError as error:
            logger.warning("heartbeat of %s %s: %s", type(self.work).__name__, self.work.pk, error)
        return True
