"""Every variable that the settings read stands in .env.example, and none that they do not."""

import re
from pathlib import Path

from django.conf import settings

READ_ELSEWHERE = {"PORT"}


def variables_read() -> set[str]:
    source = (Path(settings.BASE_DIR) / "newsdesk" / "settings.py").read_text("utf-8")
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', source))


def variables_documented() -> set[str]:
    example = (Path(settings.BASE_DIR) / ".env.example").read_text("utf-8")
    return set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))


def test_the_settings_read_variables_at_all() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} <= variables_read()


def test_every_variable_is_documented() -> None:
    assert variables_read() - variables_documented() == set()


def test_no_variable_is_documented_that_nothing_reads() -> None:
    assert variables_documented() - variables_read() - READ_ELSEWHERE == set()
