"""`manage.py run`: everything that newsdesk needs on one machine, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsdesk.accounts.services import DEFAULT_OWNER
from newsdesk.common.supervisor import Supervisor
from newsdesk.web.first_start import prepare

READY_SECONDS = 60.0
WEB_THREADS = 8


class Command(BaseCommand):
    help = "Starts web and workers with what the environment says, or the embedded defaults."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        cores = len(os.sched_getaffinity(0))
        port = os.environ.get("PORT", "8000")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=port, help="port (default: PORT, or 8000)")
        parser.add_argument("--owner", default=DEFAULT_OWNER, metavar="EMAIL", help="the first login")
        parser.add_argument("--web", type=int, default=min(2, cores), help="web processes")
        parser.add_argument("--workers", type=int, default=cores, help="articles read at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        with listening(options["host"], options["port"]) as listener:
            try:
                prepare(owner_email=options["owner"], say=self.say)
            except KeyboardInterrupt:
                self.say("Stopped before the start.")
                return
            self.supervise(listener, options)

    def supervise(self, listener: socket.socket, options: dict[str, Any]) -> None:
        host, port = listener.getsockname()[:2]
        with Supervisor(self.say) as supervisor:
            supervisor.start("web", web_command(listener, options["web"]), pass_fds=[listener.fileno()])
            if supervisor.wait_until(lambda: answers(host, port), seconds=READY_SECONDS):
                self.say(f"newsdesk {settings.VERSION}: http://localhost:{port}/    (Ctrl-C ends it)")
            supervisor.start("worker", worker_command(options["workers"]))
            supervisor.run()
            self.say("Stopping …")
        self.say("Stopped.")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens from now on, while the web processes come and go. Raises CommandError."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"Port {port} of {host} cannot be used ({reason}); try PORT=8001.") from error
    listener.listen(128)
    return listener


def web_command(listener: socket.socket, processes: int) -> list[str]:
    options = {
        "bind": f"fd://{listener.fileno()}",
        "workers": processes,
        "worker-class": "gthread",
        "threads": WEB_THREADS,
        "timeout": 120,
        "graceful-timeout": 5,
        "log-level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [sys.executable, "-m", "gunicorn", *words, "--preload", "--no-control-socket", "newsdesk.wsgi"]


def worker_command(processes: int) -> list[str]:
    options = ["--concurrency", str(processes), "--loglevel", "WARNING"]
    silence = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [sys.executable, "-m", "celery", "--quiet", "-A", "newsdesk.celery", "worker", *options, *silence]


def answers(host: str, port: int) -> bool:
    """Whether the web processes answer."""
    address = f"[{host}]" if ":" in host else host
    request = Request(f"http://{address}:{port}/healthz/live", headers={"Host": "localhost"})
    try:
        with urlopen(request, timeout=READY_SECONDS) as response:  # noqa: S310  (our own address)
            return bool(response.status == 200)
    except OSError:
        return False
