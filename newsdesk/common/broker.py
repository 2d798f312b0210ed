"""Celery's filesystem transport, without its races: a message is a file that is complete or not there.

kombu's own opens the message's file, locks it and then writes; a reader that lists the folder in between
moves away an empty file and its worker dies of it. It also keeps its table of exchanges in files with
the same race. Here a message is written beside the queue and renamed into it, belongs to the
reader whose `unlink` succeeds, and the table is in memory: every process declares the one queue anyway.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections import deque
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem, virtual
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """A queue is the files `<nanoseconds>_<uuid>.<queue>.msg` of one folder, the oldest first."""

    supports_fanout = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed: dict[str, deque[str]] = {}

    @property
    def folder(self) -> Path:
        return Path(self.data_folder_in)

    get_table = virtual.Channel.get_table  # type: ignore[assignment]  # kombu's own types disagree

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None
    ) -> None:
        """Nothing to keep: `queue_bind` has noted it in memory."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Raises OSError if the message could not be stored."""
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        unfinished = self.folder / f"{name}.new"
        try:
            unfinished.write_bytes(dumps(payload).encode())
            unfinished.rename(self.folder / name)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest message, which is now ours alone. Raises queue.Empty."""
        while True:
            payload = self._take(self.folder / self._oldest(queue))
            if payload is not None:
                return payload

    def _oldest(self, queue: str) -> str:
        """The next name of the last listing, of a new one where that is used up. Raises queue.Empty."""
        listed = self.listed.get(queue)
        if not listed:
            names = (entry.name for entry in os.scandir(self.folder))
            ours = (name for name in names if name.partition(".")[2] == f"{queue}.msg")
            listed = self.listed[queue] = deque(sorted(ours))
        if not listed:
            raise Empty
        return listed.popleft()

    def _take(self, path: Path) -> dict[str, Any] | None:
        """The message in the file, deleted; None if somebody else took it or a power cut emptied it."""
        try:
            content = path.read_bytes()
            path.unlink()
        except FileNotFoundError:
            return None
        try:
            payload: dict[str, Any] = loads(content)
        except ValueError:
            logger.warning("broker: unreadable message %s dropped", path.name)
            return None
        return payload


class Transport(filesystem.Transport):
    """Asynchronous, so that a worker's pool gives each of its processes a pipe of its own.

    Where the transport is synchronous they share one, with a lock, and one that is killed while it waits
    for work takes the lock with it: the others wait for ever.
    """

    Channel = Channel
    implements = filesystem.Transport.implements.extend(asynchronous=True)

    def register_with_event_loop(self, connection: Any, loop: Any) -> None:
        """Looks into the folder whenever the worker wakes, and wakes it every `polling_interval`."""

        def take_what_is_there() -> None:
            with suppress(TimeoutError):
                while True:
                    self.drain_events(connection, timeout=0)

        loop.on_tick.add(take_what_is_there)
        loop.call_repeatedly(self.polling_interval, wake)


def wake() -> None:
    """Nothing but an event: the loop's tick does the work."""
