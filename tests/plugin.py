"""Loaded before Django: a private folder for the tests, and a PostgreSQL of their own where one is wanted.

`NEWSDESK_TEST_DATABASE=postgres` runs the suite on PostgreSQL, otherwise on SQLite.
Under pytest-xdist the controller starts the server and its workers find it in the environment.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.services.postgres import Postgres
from tests.services.requirements import Missing, required_services

pytest_plugins = ["tests.services.fixtures"]

DATABASES = ("sqlite", "postgres")
OWN_SETTINGS = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "HTTPS",
    "DEBUG",
    "STATIC_ROOT",
    "NEWSDESK_PIPELINE",
    "NEWSDESK_LANGUAGES",
)


def prepare_environment() -> None:
    """No test sees the settings of the person who runs it, or writes outside a private folder."""
    folder = Path(tempfile.mkdtemp(prefix="newsdesk-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    os.environ.update(
        NEWSDESK_VAR=str(folder),
        SECRET_KEY="only for tests, nothing is signed with it elsewhere",
        ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    )


def prepare_database() -> str:
    """Starts PostgreSQL if the suite is to run on it; returns why it cannot, or nothing."""
    wanted = os.environ.get("NEWSDESK_TEST_DATABASE", "sqlite")
    if wanted not in DATABASES:
        raise ValueError(f"NEWSDESK_TEST_DATABASE: {wanted} is none of {', '.join(DATABASES)}")
    if wanted == "sqlite":
        os.environ.pop("NEWSDESK_TEST_POSTGRES", None)
        return ""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            server = Postgres()
        except Missing as missing:
            return str(missing)
        atexit.register(server.stop)
        server.start()
        os.environ["NEWSDESK_TEST_POSTGRES"] = server.url
    os.environ["DATABASE_URL"] = os.environ["NEWSDESK_TEST_POSTGRES"]
    return ""


prepare_environment()
missing_database = prepare_database()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Ends a run whose database is missing, and has pages name static files without hashes."""
    required = required_services()
    if missing_database:
        pytest.exit(f"postgres: {missing_database}", returncode=int("postgres" in required))
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
