"""A Redis server of the tests' own, on a free port of the loopback interface, with an append-only file."""

import shutil
from typing import Any

import redis

from tests.services.processes import Server, StartFailed, free_port, private_folder
from tests.services.requirements import Missing

ATTEMPTS = 3


def find_redis() -> str:
    """The path of redis-server. Raises Missing."""
    found = shutil.which("redis-server")
    if found is None:
        raise Missing("no redis-server in PATH")
    return found


class Redis(Server):
    """`url` is a value for REDIS_URL, `client` talks to the server."""

    def __init__(self) -> None:
        self.program = find_redis()
        super().__init__(private_folder("nd-redis-"))
        self.port = 0

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> Any:
        return redis.Redis(host="127.0.0.1", port=self.port, socket_connect_timeout=1)

    def start(self) -> None:
        """Starts the server; another port if somebody took ours meanwhile. Raises StartFailed."""
        for attempt in range(ATTEMPTS):
            self.port = free_port()
            try:
                self.launch(self.command(), self.is_ready)
            except StartFailed:
                self.end(self.stop_signal)
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                return

    def command(self) -> list[str]:
        options = {
            "port": self.port,
            "bind": "127.0.0.1",
            "save": "",
            "appendonly": "yes",
            "dir": self.folder,
        }
        return [
            self.program,
            *(word for name, value in options.items() for word in (f"--{name}", str(value))),
        ]

    def is_ready(self) -> bool:
        client = self.client
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False
        finally:
            client.close()

    def flush(self) -> None:
        """Forgets every message, as a server without append-only file does when it dies."""
        client = self.client
        client.flushall()
        client.close()
