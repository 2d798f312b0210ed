"""The heartbeat of a row: alive while the work is, silent after it, and it tells the work to stop."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import OperationalError
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.models import PipelineRun
from newsdesk.common.heartbeat import Heartbeat
from newsdesk.common.work import LeaseLost
from newsdesk.demo import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(desk: Desk, owner: User, settings: Settings) -> PipelineRun:
    """A run with a lease of a fifth of a second, which a heartbeat extends every twentieth."""
    settings.LEASE_SECONDS = 0.2
    run = services.ingest(user=owner, desk=desk, document=builders.parse_text("Ein Text."), send=False)
    claimed = PipelineRun.objects.claim(run.pk)
    assert claimed is not None
    return claimed


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_work_that_takes_longer_than_its_lease_keeps_it(held: PipelineRun) -> None:
    with Heartbeat(held):
        time.sleep(0.6)
        assert PipelineRun.objects.release_expired(10) == 0

    held.succeed()


def test_the_stage_and_progress_that_the_work_notes_reach_the_row(held: PipelineRun) -> None:
    with Heartbeat(held) as heartbeat:
        heartbeat.note("claims", 0.6)
        wait_for(lambda: PipelineRun.objects.filter(stage="claims", progress=0.6).exists())


def test_work_that_was_cancelled_is_told_when_it_notes_its_next_stage(held: PipelineRun) -> None:
    with Heartbeat(held) as heartbeat:
        PipelineRun.objects.all().cancel()
        wait_for(heartbeat._lost.is_set)

        with pytest.raises(LeaseLost):
            heartbeat.note("claims", 0.6)


def test_short_work_costs_no_write(held: PipelineRun) -> None:
    before = PipelineRun.objects.values().get()

    with Heartbeat(held) as heartbeat:
        heartbeat.note("claims", 0.6)

    assert PipelineRun.objects.values().get() == before


def test_no_beat_comes_after_the_end(held: PipelineRun) -> None:
    with Heartbeat(held) as heartbeat:
        pass

    assert not heartbeat._thread.is_alive()


def test_a_database_that_is_away_for_one_beat_does_not_end_the_heart(
    held: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[str] = []
    beat = PipelineRun.beat

    def fail_once(self: PipelineRun, **fields: object) -> None:
        beats.append("")
        if len(beats) == 1:
            raise OperationalError("gone away")
        beat(self, stage="claims")

    monkeypatch.setattr(PipelineRun, "beat", fail_once)

    with Heartbeat(held):
        wait_for(lambda: PipelineRun.objects.filter(stage="claims").exists())

    assert len(beats) >= 2
