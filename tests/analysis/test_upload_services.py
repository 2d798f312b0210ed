"""Handing in, extending, retrying: who may, and what is stored once."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connections
from pytest_django import Settings

from newsdesk.accounts.models import Desk, Membership, Role, User
from newsdesk.analysis import services
from newsdesk.analysis.execution import read_item
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import ReadingState, in_state, readings_of
from newsdesk.articles.models import Article, Upload
from newsdesk.articles.services import IncomingFile
from newsdesk.common.work import WorkState
from newsdesk.demo import builders


def a_file(name: str = "a.txt", content: bytes = b"Der Pegel steige, sagte Anna Beispiel.") -> IncomingFile:
    return IncomingFile(name, ContentFile(content))


@pytest.fixture
def upload(desk: Desk, annotator: User) -> Upload:
    return services.submit_upload(user=annotator, desk=desk, files=[a_file()])


def test_a_batch_is_appended_to_ones_own_upload(upload: Upload, annotator: User) -> None:
    extended = services.extend_upload(user=annotator, upload=upload, files=[a_file("b.txt")], position=1)

    assert extended.item_count == 2
    assert list(upload.items.order_by("position").values_list("position", "filename")) == [
        (0, "a.txt"),
        (1, "b.txt"),
    ]


def test_a_batch_that_is_sent_twice_is_stored_once(upload: Upload, annotator: User) -> None:
    services.extend_upload(user=annotator, upload=upload, files=[a_file("b.txt")], position=1)

    with pytest.raises(services.OutOfStep) as out_of_step:
        services.extend_upload(user=annotator, upload=upload, files=[a_file("b.txt")], position=1)

    assert out_of_step.value.item_count == 2
    assert upload.items.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_is_sent_twice_at_the_same_moment_is_stored_once(
    desk: Desk, annotator: User, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    token = uuid.uuid4()
    start = threading.Barrier(3)
    sent: list[int] = []

    def send() -> None:
        start.wait()
        again = services.submit_upload(user=annotator, desk=desk, files=[a_file()], token=token)
        sent.append(again.pk)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    upload = Upload.objects.get()
    assert sent == 3 * [upload.pk]
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == [upload.items.get().file.path]


def test_an_upload_that_has_grown_since_is_still_the_same(desk: Desk, annotator: User) -> None:
    token = uuid.uuid4()
    first = services.submit_upload(user=annotator, desk=desk, files=[a_file()], token=token)
    services.extend_upload(user=annotator, upload=first, files=[a_file("b.txt")], position=1)

    again = services.submit_upload(user=annotator, desk=desk, files=[a_file()], token=token)

    assert (again, again.item_count) == (first, 2)


def test_the_same_token_on_another_desk_is_another_upload(
    desk: Desk, other_desk: Desk, annotator: User, stranger: User
) -> None:
    Membership.objects.create(desk=other_desk, user=annotator, role=Role.ANNOTATOR)
    token = uuid.uuid4()

    for here in (desk, other_desk):
        services.submit_upload(user=annotator, desk=here, files=[a_file()], token=token)

    assert Upload.objects.count() == 2


def test_nobody_extends_the_upload_of_somebody_else(upload: Upload, owner: User) -> None:
    with pytest.raises(PermissionDenied):
        services.extend_upload(user=owner, upload=upload, files=[a_file("b.txt")], position=1)

    assert upload.items.count() == 1


def test_a_failed_item_is_retried_by_its_uploader(upload: Upload, annotator: User) -> None:
    item = upload.items.get()
    upload.items.update(state=WorkState.FAILED, error_code="worker_lost")

    assert services.retry_item(user=annotator, item=item)
    assert upload.items.get().state == WorkState.QUEUED
    assert not services.retry_item(user=annotator, item=upload.items.get())


def test_a_colleague_without_the_role_cannot_retry_it(upload: Upload, reviewer: User) -> None:
    upload.items.update(state=WorkState.FAILED)

    with pytest.raises(PermissionDenied):
        services.retry_item(user=reviewer, item=upload.items.get())


def test_a_refused_file_cannot_be_retried(desk: Desk, annotator: User) -> None:
    upload = services.submit_upload(user=annotator, desk=desk, files=[a_file("leer.txt", b"")])
    item = upload.items.get()
    read_item(item.pk)

    assert not services.retry_item(user=annotator, item=upload.items.get())
    assert upload.items.get().state == WorkState.FAILED


def test_the_failed_run_of_an_item_is_retried_with_it(upload: Upload, annotator: User) -> None:
    run_id = read_item(upload.items.get().pk)
    assert run_id is not None
    PipelineRun.objects.filter(pk=run_id).update(state=WorkState.FAILED, error_code="crashed")

    assert services.retry_item(user=annotator, item=upload.items.get())
    assert PipelineRun.objects.get(pk=run_id).state == WorkState.QUEUED


def test_retrying_an_upload_takes_what_failed_and_was_stopped(desk: Desk, curator: User) -> None:
    files = [
        a_file(f"{number}.txt", f"Es gehe aufwärts, sagte Nummer {number}.".encode()) for number in range(4)
    ]
    upload = services.submit_upload(user=curator, desk=desk, files=[*files, a_file("leer.txt", b"")])
    items = list(upload.items.order_by("position"))
    for item in (items[0], items[1], items[4]):
        read_item(item.pk)
    PipelineRun.objects.filter(text__article__upload_items=items[1]).update(state=WorkState.FAILED)
    upload.items.filter(pk=items[2].pk).update(state=WorkState.FAILED)
    upload.items.filter(pk=items[3].pk).update(state=WorkState.CANCELLED)

    assert services.retry_upload(user=curator, upload=upload) == 3
    assert upload.items.get(pk=items[4].pk).state == WorkState.FAILED
    assert set(PipelineRun.objects.values_list("state", flat=True)) == {WorkState.QUEUED}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["queued"], ReadingState.WAITING),
        (["running"], ReadingState.READING),
        (["succeeded"], ReadingState.READ),
        (["failed"], ReadingState.FAILED),
        (["cancelled"], ReadingState.STOPPED),
        (["succeeded", "cancelled"], ReadingState.READ),
        (["succeeded", "failed"], ReadingState.FAILED),
        (["failed", "succeeded"], ReadingState.READ),
        (["cancelled", "queued"], ReadingState.WAITING),
        (["failed", "cancelled"], ReadingState.FAILED),
    ],
)
def test_the_newest_run_that_was_not_cancelled_decides(
    desk: Desk, owner: User, states: list[str], expected: ReadingState
) -> None:
    run = builders.build_run(
        desk, owner, builders.parse_text("Es regne, sagte er."), execute=lambda _pk: None
    )
    article = run.text.article
    PipelineRun.objects.all().delete()
    for number, state in enumerate(states):
        services.queue_run(run.text, None, send=False)
        PipelineRun.objects.filter(pk=PipelineRun.objects.latest("pk").pk).update(
            state=state, fingerprint=str(number)
        )

    assert readings_of([article.pk])[article.pk].state is expected
    for state in ReadingState:
        found = in_state(Article.objects.all(), state)
        assert found.exists() is (state is expected)
