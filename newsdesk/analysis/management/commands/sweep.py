"""`manage.py sweep`: the sweeper of one worker, until the process that started it is gone."""

import logging
import os
import signal
import time
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

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if once:
            self.stdout.write(str(sweep(self.holder())))
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        parent = os.getppid()
        while os.getppid() == parent:
            self.sweep_quietly()
            time.sleep(settings.SWEEP_INTERVAL)

    def holder(self) -> str:
        return f"{os.uname().nodename}:{os.getpid()}"[-100:]

    def sweep_quietly(self) -> None:
        """A database that is away for a while must not end the sweeper."""
        try:
            sweep(self.holder())
        except DatabaseError as error:
            logger.warning("sweeper: %s", error)
            connections.close_all()
