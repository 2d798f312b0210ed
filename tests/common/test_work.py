"""Rows of work: one holder at a time, who shows the token of the lease to write anything."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.models import PipelineRun
from newsdesk.common.work import LeaseLost, WorkState, backoff
from newsdesk.demo import builders


@pytest.fixture
def queued(desk: Desk, owner: User) -> PipelineRun:
    return services.ingest(user=owner, desk=desk, document=builders.parse_text("Ein Text."), send=False)


@pytest.fixture
def held(queued: PipelineRun) -> PipelineRun:
    return claim(queued)


def claim(row: PipelineRun) -> PipelineRun:
    claimed = PipelineRun.objects.claim(row.pk)
    assert claimed is not None
    return claimed


def let_lease_run_out(row: PipelineRun) -> None:
    PipelineRun.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def stored(row: PipelineRun) -> PipelineRun:
    return PipelineRun.objects.get(pk=row.pk)


def test_a_claim_takes_the_row_with_a_lease_and_counts_the_attempt(queued: PipelineRun) -> None:
    claimed = claim(queued)

    assert claimed.state == WorkState.RUNNING
    assert claimed.attempts == 1
    assert claimed.lease_token is not None
    assert claimed.lease_until is not None
    assert claimed.lease_until > timezone.now()


def test_a_claimed_row_cannot_be_claimed_again(held: PipelineRun) -> None:
    assert PipelineRun.objects.claim(held.pk) is None
    assert stored(held).lease_token == held.lease_token


def test_a_row_that_is_tried_again_says_nothing_of_the_attempt_before(held: PipelineRun) -> None:
    held.retry_later("transient", error=OSError("disk away"))
    PipelineRun.objects.update(available_at=timezone.now(), error_params={"limit": 1})

    again = stored(claim(held))

    assert (again.error_code, again.error_params, again.traceback) == ("", {}, "")


def test_a_row_whose_next_attempt_is_not_due_cannot_be_claimed(held: PipelineRun) -> None:
    held.retry_later("transient", error=OSError("disk away"))

    assert PipelineRun.objects.claim(held.pk) is None


def test_a_row_that_was_never_tried_is_open_to_whoever_made_it(queued: PipelineRun) -> None:
    PipelineRun.objects.update(available_at=timezone.now() + timedelta(minutes=1))

    assert PipelineRun.objects.claim(queued.pk) is not None


def test_a_row_that_is_gone_cannot_be_claimed(queued: PipelineRun) -> None:
    pk = queued.pk
    queued.delete()

    assert PipelineRun.objects.claim(pk) is None


def test_success_ends_the_lease_and_clears_earlier_errors(held: PipelineRun) -> None:
    PipelineRun.objects.update(error_code="transient", traceback="…")

    held.succeed(mention_count=3)

    row = stored(held)
    assert (row.state, row.lease_token, row.lease_until) == (WorkState.SUCCEEDED, None, None)
    assert (row.error_code, row.traceback, row.progress, row.mention_count) == ("", "", 1.0, 3)
    assert row.finished_at is not None


@pytest.mark.parametrize("write", ["beat", "succeed", "fail", "withdraw", "retry_later"])
def test_a_worker_that_outlived_its_lease_writes_nothing(held: PipelineRun, write: str) -> None:
    let_lease_run_out(held)
    PipelineRun.objects.release_expired(10)
    PipelineRun.objects.update(available_at=timezone.now())
    second = claim(held)
    before = PipelineRun.objects.values().get()

    arguments = {"fail": ("crashed",), "withdraw": ("already_read",), "retry_later": ("transient",)}
    keywords = {"error": OSError()} if write == "retry_later" else {}
    with pytest.raises(LeaseLost):
        getattr(held, write)(*arguments.get(write, ()), **keywords)

    assert PipelineRun.objects.values().get() == before
    second.succeed()
    assert stored(held).state == WorkState.SUCCEEDED


def test_a_cancelled_row_is_lost_to_its_worker(held: PipelineRun) -> None:
    assert PipelineRun.objects.all().cancel() == 1

    with pytest.raises(LeaseLost):
        held.succeed()
    assert stored(held).state == WorkState.CANCELLED


def test_a_row_without_token_belongs_to_nobody(queued: PipelineRun) -> None:
    PipelineRun.objects.update(state=WorkState.RUNNING)

    with pytest.raises(LeaseLost):
        queued.succeed()


def test_after_a_rollback_the_holder_still_holds_the_row(held: PipelineRun) -> None:
    with transaction.atomic():
        held.succeed()
        transaction.set_rollback(True)

    held.fail("crashed", error=ZeroDivisionError("after the rollback"))

    row = stored(held)
    assert (row.state, row.error_code) == (WorkState.FAILED, "crashed")
    assert "after the rollback" in row.traceback


def test_a_beat_extends_the_lease_and_tells_how_far_the_work_is(held: PipelineRun) -> None:
    before = stored(held)
    with time_machine.travel(timezone.now() + timedelta(seconds=20)):
        held.beat(stage="claims", progress=0.5)

    row = stored(held)
    assert before.lease_until is not None
    assert row.lease_until is not None
    assert row.lease_until - before.lease_until >= timedelta(seconds=19)
    assert (row.stage, row.progress) == ("claims", 0.5)


def test_a_failure_keeps_its_code_its_parameters_and_the_traceback(held: PipelineRun) -> None:
    try:
        raise ValueError("what happened")
    except ValueError as error:
        held.fail("crashed", params={"error": "ValueError"}, error=error)

    row = stored(held)
    assert (row.state, row.error_code, row.error_params) == ("failed", "crashed", {"error": "ValueError"})
    assert "ValueError: what happened" in row.traceback
    assert "test_work.py" in row.traceback


def test_a_retry_waits_longer_each_time_and_the_last_failure_is_final(
    queued: PipelineRun, settings: Settings
) -> None:
    settings.MAX_ATTEMPTS = 3
    waits = []
    for _ in range(2):
        row = claim(queued)
        row.retry_later("transient", error=OSError("disk away"))
        again = stored(queued)
        assert (again.state, again.enqueued_at, again.lease_token) == (WorkState.QUEUED, None, None)
        waits.append((again.available_at - timezone.now()).total_seconds())
        PipelineRun.objects.update(available_at=timezone.now())

    claim(queued).retry_later("transient", error=OSError("disk away"))

    assert 4.5 < waits[0] < 6.5
    assert 9.5 < waits[1] < 13
    row = stored(queued)
    assert (row.state, row.error_code, row.attempts) == (WorkState.FAILED, "transient", 3)
    assert "disk away" in row.traceback


def test_backoff_doubles_with_up_to_a_quarter_of_jitter(settings: Settings) -> None:
    settings.RETRY_BACKOFF_SECONDS = 4.0

    for attempts, least in ((1, 4.0), (2, 8.0), (3, 16.0)):
        for _ in range(50):
            assert least <= backoff(attempts).total_seconds() <= 1.25 * least


def test_an_expired_lease_is_taken_back_and_the_row_waits_for_its_next_attempt(held: PipelineRun) -> None:
    let_lease_run_out(held)

    assert PipelineRun.objects.release_expired(10) == 1

    row = stored(held)
    assert (row.state, row.error_code, row.attempts) == (WorkState.QUEUED, "worker_lost", 1)
    assert row.available_at > timezone.now()


def test_a_lease_that_runs_is_not_taken_back(held: PipelineRun) -> None:
    assert PipelineRun.objects.release_expired(10) == 0
    assert held.release() is False
    held.succeed()


def test_a_worker_that_beats_at_the_last_moment_keeps_its_row(held: PipelineRun) -> None:
    let_lease_run_out(held)
    seen_by_sweeper = stored(held)
    held.beat()

    assert seen_by_sweeper.release() is False
    held.succeed()


def test_a_row_whose_workers_all_died_fails_visibly(held: PipelineRun, settings: Settings) -> None:
    settings.MAX_ATTEMPTS = 1
    let_lease_run_out(held)

    PipelineRun.objects.release_expired(10)

    row = stored(held)
    assert (row.state, row.error_code) == (WorkState.FAILED, "worker_lost")
    assert "no sign of life since" in row.traceback


def test_no_more_than_the_limit_is_taken_back_at_once(held: PipelineRun) -> None:
    for _ in range(3):
        held.pk = None
        held.lease_token = uuid.uuid4()
        held.lease_until = timezone.now() - timedelta(seconds=1)
        held.save()

    assert PipelineRun.objects.release_expired(2) == 2
    assert PipelineRun.objects.release_expired(2) == 1


def test_what_failed_or_was_cancelled_can_be_queued_again_with_fresh_attempts(held: PipelineRun) -> None:
    held.fail("crashed", params={"error": "X"}, error=ValueError())

    assert PipelineRun.objects.all().requeue() == 1

    row = stored(held)
    assert (row.state, row.attempts, row.error_code) == (WorkState.QUEUED, 0, "")
    assert (row.error_params, row.traceback, row.finished_at) == ({}, "", None)
    assert PipelineRun.objects.claim(row.pk) is not None


@pytest.mark.parametrize("state", [WorkState.QUEUED, WorkState.RUNNING, WorkState.SUCCEEDED])
def test_what_is_open_or_done_is_not_queued_again(queued: PipelineRun, state: WorkState) -> None:
    PipelineRun.objects.update(state=state)

    assert PipelineRun.objects.all().requeue() == 0
    assert stored(queued).state == state


@pytest.mark.parametrize("state", [WorkState.SUCCEEDED, WorkState.FAILED, WorkState.CANCELLED])
def test_what_has_ended_cannot_be_cancelled(queued: PipelineRun, state: WorkState) -> None:
    PipelineRun.objects.update(state=state)

    assert PipelineRun.objects.all().cancel() == 0
    assert stored(queued).state == state
