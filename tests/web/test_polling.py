"""The next poll comes soon while things change, later while they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from newsdesk.web.polling import next_poll


def delay_after(unchanged: str, *, seen: str = "same", age: timedelta = timedelta(0)) -> int:
    query = QueryDict(f"seen={seen}&unchanged={unchanged}")
    return next_poll(query, "same", timezone.now() - age).delay_ms


@pytest.mark.parametrize(
    ("unchanged", "delay"),
    [("0", 300), ("8", 300), ("9", 1_000), ("19", 2_000), ("39", 5_000), ("9999", 5_000)],
)
def test_it_slows_down_while_nothing_changes(unchanged: str, delay: int) -> None:
    assert delay_after(unchanged) == delay


def test_a_change_makes_it_quick_again() -> None:
    assert delay_after("9999", seen="other") == 300


@pytest.mark.parametrize("unchanged", ["", "-1", "x", "²", "9" * 50])
def test_a_number_that_makes_no_sense_counts_as_none(unchanged: str) -> None:
    assert delay_after(unchanged) == 300


def test_what_has_been_watched_for_long_is_asked_less_often() -> None:
    assert delay_after("0", age=timedelta(minutes=1)) == 1_000
    assert delay_after("0", age=timedelta(hours=1)) == 2_000


def test_the_next_address_keeps_what_is_looked_at() -> None:
    query = QueryDict("page=3&only=problems&seen=same&unchanged=4&evil=1")

    assert next_poll(query, "same", timezone.now()).query == "page=3&only=problems&seen=same&unchanged=5"
