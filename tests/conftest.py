"""The fixed cast of every test, one person a role and a stranger, and what keeps tests apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from hypothesis import settings as hypothesis_settings

from newsdesk.accounts.models import Desk, Role, User
from newsdesk.common.heartbeat import Heartbeat
from newsdesk.demo import builders

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for tests only

ClientOf = Callable[[User | None], Client]

hypothesis_settings.register_profile("default", max_examples=500, deadline=None)
hypothesis_settings.register_profile("long", max_examples=10_000, deadline=None)
hypothesis_settings.load_profile("default")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as in production: threads and processes of a test see one another's commits."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(settings.VAR / "test.sqlite3")


@pytest.fixture(autouse=True)
def no_beat_inside_a_transaction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a test that is one transaction, the heartbeat's thread could only wait for the database's lock."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        monkeypatch.setattr(Heartbeat, "longest_interval", 3600.0)


@pytest.fixture
def owner(db: None) -> User:
    return builders.build_user("owner@example.org", name="Olga Owner")


@pytest.fixture
def desk(owner: User) -> Desk:
    return builders.build_desk(owner=owner, name="Desk", slug="desk")


@pytest.fixture
def curator(desk: Desk) -> User:
    return builders.build_member(desk, Role.CURATOR, "curator@example.org")


@pytest.fixture
def reviewer(desk: Desk) -> User:
    return builders.build_member(desk, Role.REVIEWER, "reviewer@example.org")


@pytest.fixture
def annotator(desk: Desk) -> User:
    return builders.build_member(desk, Role.ANNOTATOR, "annotator@example.org")


@pytest.fixture
def reader(desk: Desk) -> User:
    return builders.build_member(desk, Role.READER, "reader@example.org")


@pytest.fixture
def stranger(db: None) -> User:
    """Owns a desk of their own and belongs to no other."""
    return builders.build_user("stranger@example.org", name="Sigrid Stranger")


@pytest.fixture
def other_desk(stranger: User) -> Desk:
    return builders.build_desk(owner=stranger, name="Other desk", slug="other")


@pytest.fixture
def client_of() -> ClientOf:
    """Makes a test client that is logged in as somebody."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of
