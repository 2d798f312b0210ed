"""The sweeper finds what was lost, sends no row twice while its message may still come, and sweeps alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import queue, services
from newsdesk.analysis.models import PipelineRun, SweeperState
from newsdesk.analysis.sweeper import Swept, sweep
from newsdesk.articles.models import UploadItem
from newsdesk.articles.services import IncomingFile
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from tests.analysis.brokers import Broker

PERIOD = 30.0
NOW = datetime.fromisoformat("2026-05-06T07:08:09+00:00")


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> Iterator[time_machine.Traveller]:
    """A clock that stands still until a test moves it."""
    settings.REQUEUE_AFTER = PERIOD
    settings.SWEEP_INTERVAL = 2.0
    settings.SWEEP_BATCH = 500
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sweep_for(clock: time_machine.Traveller, seconds: float) -> None:
    """Sweeps at every interval for as long, while no worker does anything."""
    for _ in range(int(seconds / 2)):
        clock.shift(2)
        sweep("one")


def queue_runs(run: PipelineRun, count: int) -> list[int]:
    """Further runs like this one, with their messages sent."""
    rows = [PipelineRun(text=run.text, fingerprint=run.fingerprint) for _ in range(count)]
    pks = [row.pk for row in PipelineRun.objects.bulk_create(rows)]
    assert queue.send_hints(PipelineRun, pks) == pks
    return pks


def test_while_workers_stand_still_hardly_a_message_is_added(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller
) -> None:
    queue_runs(run, 2_000)

    sweep_for(clock, 10 * PERIOD)

    assert 2_000 <= broker.count() <= 2_100


def test_an_earlier_proof_does_not_count_for_later_rows(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller
) -> None:
    sweep("one")
    SweeperState.note_beacon(timezone.now())
    clock.shift(1)
    PipelineRun.objects.update(enqueued_at=timezone.now())
    queue_runs(run, 200)

    sweep_for(clock, 10 * PERIOD)

    assert 200 <= broker.count() <= 210


def test_a_broker_that_lost_everything_gets_every_row_again(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller
) -> None:
    pks = {run.pk, *queue_runs(run, 600)}
    broker.flush()

    sweep_for(clock, PERIOD + 4)
    broker.return_beacons()
    sweep_for(clock, 10)

    messages = broker.take_all()
    assert {m.arguments[0] for m in messages if m.task == queue.ANALYSE_RUN} == pks
    assert len(messages) <= len(pks) + 2


def test_upload_items_that_lost_their_message_are_found_too(
    desk: Desk, annotator: User, broker: Broker, clock: time_machine.Traveller
) -> None:
    services.submit_upload(user=annotator, desk=desk, files=[IncomingFile.pasted("Ein Text.")])
    broker.flush()

    sweep_for(clock, PERIOD + 4)
    broker.return_beacons()
    sweep_for(clock, 4)

    item = UploadItem.objects.get()
    assert [(m.task, m.arguments) for m in broker.take_all()] == [(queue.READ_ITEM, [item.pk])]


def test_one_sweep_is_bounded(run: PipelineRun, broker: Broker, settings: Settings) -> None:
    settings.SWEEP_BATCH = 10
    queue_runs(run, 50)
    broker.flush()
    PipelineRun.objects.update(enqueued_at=None)

    assert sweep("one").resent == 10
    assert broker.count() == 10


def test_a_row_without_a_message_gets_one_and_only_one(run: PipelineRun, broker: Broker) -> None:
    PipelineRun.objects.update(enqueued_at=None)

    assert [sweep("one").resent, sweep("one").resent] == [1, 0]
    assert [m.arguments for m in broker.take_all()] == [[run.pk]]


def test_a_worker_that_dies_between_article_and_reading_needs_no_beacon(
    desk: Desk, owner: User, broker: Broker, clock: time_machine.Traveller
) -> None:
    run = services.ingest(user=owner, desk=desk, document=builders.parse_text("Ein Text."), send=False)

    clock.shift(PERIOD - 1)
    assert sweep("one") == Swept(), "the worker may just be going on"
    clock.shift(2)
    assert sweep("one") == Swept(resent=1)

    assert [m.arguments for m in broker.take_all()] == [[run.pk]]


def test_a_worker_that_goes_on_at_once_reads_what_no_message_is_about(
    desk: Desk, owner: User, broker: Broker, clock: time_machine.Traveller
) -> None:
    run = services.ingest(user=owner, desk=desk, document=builders.parse_text("Ein Text."), send=False)

    assert PipelineRun.objects.claim(run.pk) is not None
    clock.shift(PERIOD + 1)

    assert sweep("one") == Swept()


def test_a_row_that_waits_for_its_next_attempt_gets_its_message_when_it_is_due(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller
) -> None:
    PipelineRun.objects.update(enqueued_at=None, available_at=timezone.now() + timedelta(seconds=5))

    assert sweep("one").resent == 0
    clock.shift(6)
    assert sweep("one").resent == 1


def test_a_row_whose_worker_died_runs_again_after_a_pause(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller, settings: Settings
) -> None:
    PipelineRun.objects.claim(run.pk)
    clock.shift(settings.LEASE_SECONDS + 1)

    assert sweep("one") == Swept(released=1)
    clock.shift(2 * settings.RETRY_BACKOFF_SECONDS)
    assert sweep("one").resent == 1

    run.refresh_from_db()
    assert run.state == WorkState.QUEUED


@pytest.mark.parametrize("state", [state for state in WorkState if state != WorkState.QUEUED])
def test_rows_that_do_not_wait_are_left_alone(run: PipelineRun, broker: Broker, state: WorkState) -> None:
    PipelineRun.objects.update(state=state, enqueued_at=None)

    assert sweep("one") == Swept()
    assert broker.count() == 0


def test_one_of_two_sweepers_sweeps(run: PipelineRun, broker: Broker) -> None:
    PipelineRun.objects.update(enqueued_at=None)
    sweep("one")
    PipelineRun.objects.update(enqueued_at=None)

    assert sweep("two") == Swept()
    assert sweep("one").resent == 1


def test_the_sweeper_of_a_worker_that_died_is_replaced(
    run: PipelineRun, broker: Broker, clock: time_machine.Traveller
) -> None:
    sweep("one")
    PipelineRun.objects.update(enqueued_at=None)

    clock.shift(11)

    assert sweep("two").resent == 1
    assert sweep("one") == Swept()


def test_the_older_of_two_beacons_proves_nothing_new(broker: Broker, db: None) -> None:
    sweep("one")
    later = timezone.now()
    SweeperState.note_beacon(later)
    SweeperState.note_beacon(later - timedelta(seconds=1))

    assert SweeperState.shared().beacon_returned == later


def test_an_idle_sweeper_writes_only_its_lock(run: PipelineRun, broker: Broker) -> None:
    sweep("one")
    before = (PipelineRun.objects.values().get(), SweeperState.shared().beacon_sent)

    assert sweep("one") == Swept()

    assert (PipelineRun.objects.values().get(), SweeperState.shared().beacon_sent) == before
    assert broker.count() == 0


def test_the_command_sweeps_once(
    run: PipelineRun, broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    PipelineRun.objects.update(enqueued_at=None)

    call_command("sweep", "--once")

    assert capsys.readouterr().out.strip() == "Swept(released=0, resent=1, beacons=0, removed=0)"


def test_a_broker_that_is_away_costs_a_delay_and_no_row(
    run: PipelineRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "app", Broker(tmp_path, "redis://127.0.0.1:1/0").app)
    PipelineRun.objects.update(enqueued_at=None)
    assert sweep("one") == Swept()

    monkeypatch.setattr(queue, "app", Broker(tmp_path / "broker").app)
    assert sweep("one").resent == 1
