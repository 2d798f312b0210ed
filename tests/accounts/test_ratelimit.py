"""Rate limits count across processes, a person each, and only what changes something."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from newsdesk.accounts.models import User
from newsdesk.accounts.ratelimit import is_allowed, rate_limited


@pytest.fixture(autouse=True)
def no_counts_from_before(db: None) -> None:
    cache.clear()


def request_of(user: User, method: str = "post") -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)("/")
    request.user = user
    return request


def test_an_action_is_allowed_until_its_rate_is_used_up(owner: User, settings: Settings) -> None:
    settings.RATE_LIMIT_UPLOAD = "2/m/user"
    assert [is_allowed(request_of(owner), "upload") for _ in range(4)] == [True, True, False, False]


def test_each_person_has_a_rate_of_their_own(owner: User, stranger: User, settings: Settings) -> None:
    settings.RATE_LIMIT_UPLOAD = "1/m/user"
    assert is_allowed(request_of(owner), "upload")
    assert is_allowed(request_of(stranger), "upload")
    assert not is_allowed(request_of(owner), "upload")


def test_looking_is_not_counted(owner: User, settings: Settings) -> None:
    settings.RATE_LIMIT_UPLOAD = "1/m/user"
    assert all(is_allowed(request_of(owner, "get"), "upload") for _ in range(3))


def test_an_unknown_action_is_an_error(owner: User) -> None:
    with pytest.raises(KeyError):
        is_allowed(request_of(owner), "no such action")


def test_a_limited_view_answers_429(owner: User, settings: Settings) -> None:
    settings.RATE_LIMIT_UPLOAD = "1/m/user"

    @rate_limited("upload")
    def view(request: HttpRequest, number: int) -> HttpResponse:
        return HttpResponse(str(number))

    assert view(request_of(owner), 7).content == b"7"
    refused = view(request_of(owner), 7)
    assert refused.status_code == 429
    assert b"<h1" in refused.content


@pytest.mark.django_db(transaction=True)
def test_the_count_is_kept_outside_the_process(owner: User, settings: Settings) -> None:
    """A thread with a database connection of its own stands for another process."""
    settings.RATE_LIMIT_UPLOAD = "1/m/user"
    answers: list[bool] = []

    def ask() -> None:
        try:
            answers.append(is_allowed(request_of(owner), "upload"))
        finally:
            connections.close_all()

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert answers == [True, False]


PROBE = """
import sys, types, django
django.setup()
from django.core.management import call_command
from django.test import RequestFactory
from newsdesk.accounts.ratelimit import is_allowed
call_command("createcachetable", verbosity=0)
request = RequestFactory().post("/")
request.user = types.SimpleNamespace(pk=1, is_authenticated=True)
print(is_allowed(request, "upload"))
"""


def test_two_processes_share_the_count(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsdesk.settings",
        "NEWSDESK_VAR": str(tmp_path),
        "RATE_LIMIT_UPLOAD": "1/m/user",
    }

    def ask() -> str:
        command = [sys.executable, "-c", PROBE]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert [ask().strip(), ask().strip()] == ["True", "False"]
