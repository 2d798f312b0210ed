"""What a test does when a service is not installed: it skips, or fails where the run demands the service."""

import os
from typing import Final, NoReturn

import pytest

SERVICES: Final = frozenset({"redis", "postgres", "browser", "firefox"})


class Missing(Exception):
    """The service is not installed here; the text says what was looked for."""


def required_services() -> set[str]:
    """The services that `NEWSDESK_TEST_REQUIRE` names. Raises ValueError for an unknown one."""
    names = {name.strip() for name in os.environ.get("NEWSDESK_TEST_REQUIRE", "").split(",")} - {""}
    if unknown := names - SERVICES:
        raise ValueError(f"NEWSDESK_TEST_REQUIRE: unknown {', '.join(sorted(unknown))}")
    return names


def skip_or_fail(service: str, missing: Missing) -> NoReturn:
    """Ends the test that needs `service`."""
    if service in required_services():
        pytest.fail(f"{service} is required: {missing}", pytrace=False)
    pytest.skip(f"{service}: {missing}")
