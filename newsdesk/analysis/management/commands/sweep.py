"""`manage.py sweep`: the sweeper of one worker, until the process that started it is gone."""

import logging
import os
import signal
import time
import uuid
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import connections

from newsdesk.analysis.sweeper import sweep

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends again what the broker lost. Every worker runs one; only one at a time sweeps."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="sweep once and print what was done")
        parser.add_argument("--parent", type=int, help="sweep as long as this process is our parent")

    def handle(self, *args: Any, once: bool = False, parent: int | None = None, **options: Any) -> None:
        holder = f"{os.uname().nodename}:{os.getpid()}:{uuid.uuid4().hex}"[-100:]
        if once:
            self.stdout.write(str(sweep(holder)))
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the worker too, and it ends us
        parent = os.getppid() if parent is None else parent
        while os.getppid() == parent:
            self.sweep_quietly(holder)
            time.sleep(settings.SWEEP_INTERVAL)

    def sweep_quietly(self, holder: str) -> None:
        """A database that is away for a while must not end the sweeper."""
        try:
            sweep(holder)
        except DatabaseError as error:
            logger.warning("sweeper: %s", error)
            connections.close_all()
