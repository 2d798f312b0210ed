"""The live server finishes what was sent before it says that it is still."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

from tests.services.live import DrainingServer

REQUEST = b"GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Slow:
    """An application that answers nothing until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.answered: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.go.wait(20.0)
        self.answered.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]


@pytest.fixture
def application() -> Slow:
    return Slow()


@pytest.fixture
def server(application: Slow) -> Iterator[DrainingServer]:
    server = DrainingServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    application.go.set()
    server.shutdown()
    thread.join()
    server.server_close()


def send(server: DrainingServer, number: int) -> None:
    """Sends a request, and leaves without an answer."""
    with socket.create_connection(server.address) as client:
        client.sendall(REQUEST % number)


def test_what_was_sent_is_answered_first(server: DrainingServer, application: Slow) -> None:
    for number in range(8):
        send(server, number)
    timer = threading.Timer(0.2, application.go.set)
    timer.start()

    server.drain()

    assert application.go.is_set()
    assert sorted(application.answered) == [f"/{number}" for number in range(8)]
    assert server.open == {}
    timer.join()


def test_an_idle_connection_is_closed(server: DrainingServer, application: Slow) -> None:
    application.go.set()
    with socket.create_connection(server.address) as client:
        client.sendall(REQUEST % 1)
        assert client.recv(15) == b"HTTP/1.1 200 OK"

        server.drain()

        while client.recv(1024):
            pass  # to the end


def test_an_answer_that_never_comes_is_an_error(
    server: DrainingServer, application: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.services.live.PATIENCE_SECONDS", 0.1)
    send(server, 1)

    with pytest.raises(TimeoutError, match="still being answered"):
        server.drain()
