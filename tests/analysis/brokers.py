"""A broker under a test's control: what lies in it, what a worker would get from it, and its loss."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

from celery import Celery

from newsdesk.analysis import queue, tasks
from newsdesk.celery import app, broker_settings

QUEUE = "celery"


@dataclass(frozen=True)
class Message:
    """A message as a worker sees it."""

    task: str
    arguments: list[Any]
    content_type: str | None


class Broker:
    """The embedded broker in `folder`, or the Redis at `redis_url`; `app` sends to it."""

    def __init__(self, folder: Path, redis_url: str = "") -> None:
        self.app = Celery("test", set_as_current=False)
        self.app.conf.update({key: app.conf[key] for key in ("task_serializer", "accept_content")})
        self.app.conf.update(task_publish_retry=False, **broker_settings(redis_url, folder, 60))

    def channel_of(self, connection: Any) -> Any:
        return connection.default_channel

    def count(self) -> int:
        """How many messages are outstanding."""
        with self.app.connection_for_read() as connection:
            return int(self.channel_of(connection)._size(QUEUE))

    def flush(self) -> None:
        """Loses every message."""
        with self.app.connection_for_read() as connection:
            self.channel_of(connection)._purge(QUEUE)

    def take_all(self) -> list[Message]:
        """Takes every message as a worker would, and runs none."""
        taken: list[Message] = []
        with self.app.connection_for_read() as connection:
            waiting = connection.SimpleQueue(QUEUE)
            while True:
                try:
                    message = waiting.get(block=False)
                except Empty:
                    return taken
                message.ack()
                arguments, _keywords, _embedded = message.payload
                taken.append(Message(message.headers["task"], arguments, message.content_type))

    def return_beacons(self) -> None:
        """Takes every message and runs the beacons among them, as workers do that lose all else."""
        for message in self.take_all():
            if message.task == queue.BEACON:
                tasks.beacon(*message.arguments)
