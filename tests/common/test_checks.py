"""The system checks say what does not go together; production settings as documented pass them all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "a long key of many different letters: qwertzuiopasdfghjklyxcvbnm0123456789",
    "ALLOWED_HOSTS": "desk.example.org",
    "HTTPS": "1",
    "DATABASE_URL": "postgres://newsdesk:secret@127.0.0.1:5432/newsdesk",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def ids() -> set[str | None]:
    return {message.id for message in run_checks(include_deployment_checks=True)}


def test_the_defaults_are_in_order() -> None:
    assert [message for message in run_checks() if (message.id or "").startswith("newsdesk.")] == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"RATE_LIMIT_UPLOAD": "often"}, "newsdesk.E001"),
        ({"RATE_LIMIT_UPLOAD": "5/m/planet"}, "newsdesk.E001"),
        ({"ACCOUNT_RATE_LIMITS": {"login": "30/x/ip"}}, "newsdesk.E001"),
        ({"TASK_SOFT_TIME_LIMIT": 300.0, "TASK_TIME_LIMIT": 300.0}, "newsdesk.W001"),
        ({"VISIBILITY_TIMEOUT": 10.0}, "newsdesk.W001"),
        ({"LEASE_SECONDS": 3.0, "SWEEP_INTERVAL": 1.0}, "newsdesk.W002"),
        ({"HTTPS": True, "ALLOWED_HOSTS": ["localhost"]}, "newsdesk.W003"),
        ({"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}, "newsdesk.W004"),
    ],
)
def test_what_does_not_go_together_is_said(
    changes: dict[str, object], expected: str, settings: Settings
) -> None:
    assert expected not in ids()
    for name, value in changes.items():
        setattr(settings, name, value)
    assert expected in ids()


def deploy_check(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {"PATH": os.environ["PATH"], "NEWSDESK_VAR": str(tmp_path)} | PRODUCTION | changes
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_settings_pass_every_check(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    checked = deploy_check(tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_the_check_fails_where_production_is_not_safe(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    checked = deploy_check(tmp_path, HTTPS="0", SECRET_KEY="short")
    assert checked.returncode != 0
    assert "security.W009" in checked.stderr
