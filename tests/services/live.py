"""The live server of browser tests, which can be told to finish before its database is emptied."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer

from tests.services.processes import PATIENCE_SECONDS

Address = tuple[str, int]


class DrainingServer(ThreadedWSGIServer):
    """Knows the connections that are open.

    A page that is closed stops waiting; the thread that answers it does not stop. Such a request must not
    write while the test's rows are deleted, or later into the rows of the next test.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.open: dict[socket.socket, Address] = {}
        self.changed = threading.Condition()

    @property
    def address(self) -> Address:
        host, port = self.server_address[:2]
        return str(host), port

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.changed:
            self.open[request] = client_address
            self.changed.notify_all()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.changed:
                del self.open[request]
                self.changed.notify_all()

    def drain(self) -> None:
        """Answers what has been sent until now, closes every connection. Raises TimeoutError."""
        with socket.create_connection(self.address) as last, self.changed:
            self.wait_for(lambda: last.getsockname() in self.open.values())  # all before it are accepted
            for connection in self.open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)  # what has arrived can still be read
            self.wait_for(lambda: not self.open)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        if not self.changed.wait_for(condition, PATIENCE_SECONDS):
            raise TimeoutError(f"{len(self.open)} connections are still being answered")
