"""What goes to the broker: a task's name and the id of a row, after the commit, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import execution, queue, services
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.sweeper import sweep
from newsdesk.articles.models import UploadItem
from newsdesk.articles.services import IncomingFile
from newsdesk.celery import app
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from tests.analysis.brokers import Broker, Message

OnCommit = Callable[..., Any]
TEXT = "Ein vertraulicher Text, sagte Lund."


def test_a_message_is_a_name_and_an_id_in_json(
    desk: Desk, annotator: User, broker: Broker, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.submit_upload(user=annotator, desk=desk, files=[IncomingFile.pasted(TEXT)])

    item = UploadItem.objects.get()
    assert broker.take_all() == [Message(queue.READ_ITEM, [item.pk], "application/json")]


def test_nothing_is_sent_before_the_commit(desk: Desk, owner: User, broker: Broker) -> None:
    services.ingest(user=owner, desk=desk, document=builders.parse_text(TEXT))

    assert broker.count() == 0


def test_a_run_is_sent_on_commit(
    desk: Desk, owner: User, broker: Broker, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = services.ingest(user=owner, desk=desk, document=builders.parse_text(TEXT))

    assert [(m.task, m.arguments) for m in broker.take_all()] == [(queue.ANALYSE_RUN, [run.pk])]


def test_messages_leave_in_the_order_of_the_files(
    desk: Desk, annotator: User, broker: Broker, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        upload = builders.build_upload(desk, annotator, [(f"{n}.txt", b"Text") for n in range(30)])

    items = upload.items.order_by("position").values_list("pk", flat=True)
    assert [m.arguments[0] for m in broker.take_all()] == list(items)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", ""])
def test_an_upload_is_kept_while_the_broker_is_away_and_sent_later(
    desk: Desk,
    annotator: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
    url: str,
) -> None:
    folder = tmp_path / "broker"
    away = Broker(folder, url)
    if not url:
        folder.rmdir()
    monkeypatch.setattr(queue, "app", away.app)

    with django_capture_on_commit_callbacks(execute=True):
        upload = builders.build_upload(desk, annotator, [("1.txt", b"Eins"), ("2.txt", b"Zwei")])

    assert list(upload.items.values_list("state", "enqueued_at")) == 2 * [(WorkState.QUEUED, None)]

    back = Broker(folder)
    monkeypatch.setattr(queue, "app", back.app)
    assert sweep("one").resent == 2
    for message in back.take_all():
        assert execution.read_item(*message.arguments)
    assert set(upload.items.values_list("state", flat=True)) == {WorkState.SUCCEEDED}


@pytest.mark.redis
def test_a_redis_that_dies_between_two_messages_is_a_broker_that_is_away(
    redis_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = type(redis_server)()
    server.start()
    monkeypatch.setattr(queue, "app", Broker(tmp_path, server.url).app)
    assert queue.send_hints(PipelineRun, [1, 2]) == [1, 2]

    server.stop()

    assert queue.send_hints(PipelineRun, [3, 4]) == []


def test_the_workers_settings_are_those_that_the_design_relies_on() -> None:
    conf = app.conf

    assert conf.task_acks_late is True
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_ignore_result is True
    assert (conf.task_serializer, conf.accept_content) == ("json", ["json"])
    assert conf.task_soft_time_limit < conf.task_time_limit
    assert {queue.READ_ITEM, queue.ANALYSE_RUN, queue.BEACON} <= set(app.tasks)
