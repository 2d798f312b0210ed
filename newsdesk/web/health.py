"""Whether this process answers, and whether it could do its work. Nothing is written, nothing told."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

from newsdesk.celery import app

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part of the installation is not there yet."""


@never_cache
@login_not_required
@require_safe
def health_live(request: HttpRequest) -> HttpResponse:
    """200 while this process answers."""
    return JsonResponse({"live": True})


@never_cache
@login_not_required
@require_safe
def health_ready(request: HttpRequest) -> HttpResponse:
    """200 if database, schema and broker are there, otherwise 503 with the parts that are not."""
    parts = {name: is_ready(name, check) for name, check in CHECKS.items()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def is_ready(name: str, check: Callable[[], None]) -> bool:
    """Whether `check` passes; why it does not goes to the log, not to the caller."""
    try:
        check()
    except (DatabaseError, KombuError, OSError, NotReady) as error:
        logger.warning("not ready: %s: %s: %s", name, type(error).__name__, error)
        return False
    return True


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def check_migrations() -> None:
    """Passes for good once it has passed: the code of a process has no later migrations."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are missing")


def check_broker() -> None:
    if not settings.REDIS_URL:
        if not os.access(settings.BROKER_FOLDER, os.W_OK):
            raise NotReady("the broker's folder cannot be written")
        return
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=2)


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
}
