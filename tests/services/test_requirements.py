"""A missing service is a skip, unless the run demands it."""

import pytest

from tests.services import chromium, firefox, postgres, redis
from tests.services.requirements import Missing, required_services, skip_or_fail


def test_a_missing_service_skips_the_test_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSDESK_TEST_REQUIRE", raising=False)

    with pytest.raises(pytest.skip.Exception, match="redis: not here"):
        skip_or_fail("redis", Missing("not here"))


def test_a_missing_service_that_is_required_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_TEST_REQUIRE", "browser, redis")

    with pytest.raises(pytest.fail.Exception, match="redis is required: not here"):
        skip_or_fail("redis", Missing("not here"))


def test_a_misspelt_requirement_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_TEST_REQUIRE", "redsi")

    with pytest.raises(ValueError, match="redsi"):
        required_services()


@pytest.mark.parametrize("find", [chromium.find_chromium, firefox.find_firefox, redis.find_redis])
def test_what_is_not_in_the_path_is_missing(find: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert callable(find)
    with pytest.raises(Missing):
        find()


def test_an_old_postgresql_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 1_000)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Missing):
        postgres.find_binaries()
