"""Reading an upload item: an article, a duplicate or a refusal, and no bytes without an owner."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trafilatura
from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage.filesystem import FileSystemStorage
from django.db import OperationalError, connections
from django.db.models import QuerySet
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.execution import read_item
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, Outcome, Upload, UploadItem
from newsdesk.articles.services import IncomingFile, create_upload
from newsdesk.common import storage
from newsdesk.common.work import WorkState
from newsdesk.demo import builders

TEXT = "Die Brücke bleibe gesperrt, sagte Erika Lund."


def upload(desk: Desk, user: User, *contents: bytes) -> list[UploadItem]:
    files = [IncomingFile(f"{n}.txt", ContentFile(content)) for n, content in enumerate(contents)]
    return list(create_upload(user=user, desk=desk, files=files).items.order_by("position"))


def stored_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _empty_media(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_an_item_becomes_an_article_with_a_queued_run(desk: Desk, annotator: User) -> None:
    (item,) = upload(desk, annotator, TEXT.encode())

    run_id = read_item(item.pk)

    item.refresh_from_db()
    run = PipelineRun.objects.get()
    assert run_id == run.pk
    assert (item.state, item.outcome, item.article) == ("succeeded", Outcome.CREATED, run.text.article)
    assert run.text.text == TEXT
    assert run.state == WorkState.QUEUED
    assert run.text.article.created_by == annotator


def test_what_the_form_says_wins_over_the_file(desk: Desk, annotator: User) -> None:
    metadata = {"outlet": "Talblatt", "published_at": "2026-03-04"}
    create_upload(user=annotator, desk=desk, files=[IncomingFile.pasted(TEXT, metadata)])

    read_item(UploadItem.objects.get().pk)

    article = Article.objects.get()
    assert (article.outlet, article.published_at) == ("Talblatt", date(2026, 3, 4))
    assert PipelineRun.objects.get().published_at == date(2026, 3, 4)


def test_a_second_file_with_the_same_text_is_a_duplicate(desk: Desk, annotator: User) -> None:
    first, second = upload(desk, annotator, TEXT.encode(), TEXT.encode("utf-16"))
    read_item(first.pk)

    assert read_item(second.pk) is None

    second.refresh_from_db()
    assert (second.state, second.outcome, second.article) == ("succeeded", Outcome.DUPLICATE, None)
    assert Article.objects.count() == 1


def test_the_same_text_on_another_desk_is_no_duplicate(
    desk: Desk, annotator: User, other_desk: Desk, stranger: User
) -> None:
    (here,) = upload(desk, annotator, TEXT.encode())
    (there,) = upload(other_desk, stranger, TEXT.encode())

    assert read_item(here.pk)
    assert read_item(there.pk)


def test_a_duplicate_that_is_kept_becomes_an_article(desk: Desk, annotator: User) -> None:
    first, second = upload(desk, annotator, TEXT.encode(), TEXT.encode())
    read_item(first.pk)
    read_item(second.pk)

    services.keep_duplicate(user=annotator, item=second)
    read_item(second.pk)

    second.refresh_from_db()
    assert second.outcome == Outcome.CREATED
    assert Article.objects.count() == 2


def test_a_duplicate_that_is_dropped_leaves_no_file(
    desk: Desk, annotator: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    first, second = upload(desk, annotator, TEXT.encode(), TEXT.encode())
    read_item(first.pk)
    read_item(second.pk)

    with django_capture_on_commit_callbacks(execute=True):
        services.drop_duplicate(user=annotator, item=second)

    second.refresh_from_db()
    assert (second.outcome, bool(second.file)) == (Outcome.DROPPED, False)
    assert len(stored_files()) == 1


def test_a_choice_can_be_made_once(desk: Desk, annotator: User) -> None:
    first, second = upload(desk, annotator, TEXT.encode(), TEXT.encode())
    read_item(first.pk)
    read_item(second.pk)
    services.drop_duplicate(user=annotator, item=second)

    for choose in (services.drop_duplicate, services.keep_duplicate):
        with pytest.raises(services.NotADuplicate):
            choose(user=annotator, item=second)


def test_a_refused_file_leaves_its_reason_and_no_bytes(
    desk: Desk, annotator: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    refused, good = upload(desk, annotator, b"\x7fELF\x00\x01\x02\x00\x00", TEXT.encode())

    with django_capture_on_commit_callbacks(execute=True):
        assert read_item(refused.pk) is None
    assert read_item(good.pk)

    refused.refresh_from_db()
    assert (refused.state, refused.error_code, bool(refused.file)) == ("failed", "binary", False)
    assert len(stored_files()) == 1
    assert services.retry_item(user=annotator, item=refused) is False


def test_a_file_over_the_limit_is_refused_before_it_is_stored(
    desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILE_BYTES = 10

    large, small = upload(desk, annotator, b"x" * 11, b"x" * 10)

    assert (large.state, large.error_code, large.error_params) == (
        "failed",
        "too_large",
        {"limit": 10, "length": 11},
    )
    assert small.state == WorkState.QUEUED
    assert len(stored_files()) == 1


def test_an_item_whose_file_cannot_be_read_is_tried_again(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = upload(desk, annotator, TEXT.encode())
    stored_files()[0].unlink()

    read_item(item.pk)

    item.refresh_from_db()
    assert (item.state, item.error_code, item.attempts) == ("queued", "transient", 1)


def test_bytes_that_a_crash_cut_off_become_no_article(desk: Desk, annotator: User) -> None:
    (item,) = upload(desk, annotator, TEXT.encode())
    stored_files()[0].write_bytes(TEXT.encode()[:9])

    assert read_item(item.pk) is None

    item.refresh_from_db()
    assert (item.state, item.error_code, item.article) == ("queued", "transient", None)
    assert len(stored_files()) == 1


def test_a_page_that_takes_too_long_keeps_its_bytes_for_another_try(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = upload(desk, annotator, b"<html><body><p>Es regne.</body></html>")

    def take_too_long(*_arguments: Any, **_options: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(trafilatura, "bare_extraction", take_too_long)
    read_item(item.pk)

    item.refresh_from_db()
    assert (item.state, item.error_code, len(stored_files())) == ("failed", "too_slow", 1)
    assert services.retry_item(user=annotator, item=item)


def test_a_worker_that_dies_between_article_and_outcome_leaves_neither(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = upload(desk, annotator, TEXT.encode())

    def die(**_arguments: Any) -> None:
        raise KeyboardInterrupt

    ingest = services.ingest

    def ingest_and_die(**arguments: Any) -> None:
        ingest(**arguments)
        die()

    monkeypatch.setattr(services, "ingest", ingest_and_die)

    with pytest.raises(KeyboardInterrupt):
        read_item(item.pk)

    item.refresh_from_db()
    assert item.state == WorkState.RUNNING
    assert Article.objects.count() == 0


def break_items(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(QuerySet, "bulk_create", refuse)


def break_second_file(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    save = FileSystemStorage.save
    calls: list[str | None] = []

    def refuse_second(self: FileSystemStorage, name: str | None, content: Any, **options: Any) -> str:
        calls.append(name)
        if len(calls) == 2:
            raise OSError("disk full")
        return save(self, name, content, **options)

    monkeypatch.setattr(FileSystemStorage, "save", refuse_second)


def break_upload_row(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    save = Upload.save

    def refuse_update(self: Upload, *arguments: Any, **options: Any) -> None:
        if "update_fields" in options:
            raise OperationalError("disk full")
        save(self, *arguments, **options)

    monkeypatch.setattr(Upload, "save", refuse_update)


@pytest.mark.parametrize("break_it", [break_items, break_second_file, break_upload_row])
def test_an_upload_that_cannot_be_stored_leaves_no_file_and_no_row(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch, break_it: Callable[..., None]
) -> None:
    break_it(monkeypatch, desk)

    with pytest.raises((OperationalError, OSError), match="disk full"):
        upload(desk, annotator, b"one", b"two")

    assert stored_files() == []
    assert Upload.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_leaves_no_file_of_a_further_batch(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = services.submit_upload(user=annotator, desk=desk, files=[IncomingFile.pasted(TEXT)])
    connection = connections["default"]

    def refuse() -> None:
        raise OperationalError("disk full")

    more = [IncomingFile.pasted(f"{TEXT} Neu.")]
    monkeypatch.setattr(connection, "commit", refuse)
    with pytest.raises(OperationalError, match="disk full"):
        services.extend_upload(user=annotator, upload=first, files=more, position=1)

    monkeypatch.undo()
    assert len(stored_files()) == 1


def test_bytes_are_stored_before_the_transaction_begins(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = FileSystemStorage.save
    depth = len(connections["default"].savepoint_ids)
    seen: list[int] = []

    def note(self: FileSystemStorage, name: str | None, content: Any, **options: Any) -> str:
        seen.append(len(connections["default"].savepoint_ids))
        return save(self, name, content, **options)

    monkeypatch.setattr(FileSystemStorage, "save", note)
    created = services.submit_upload(user=annotator, desk=desk, files=[IncomingFile.pasted(TEXT)])
    services.extend_upload(
        user=annotator, upload=created, files=[IncomingFile.pasted(f"{TEXT} Neu.")], position=1
    )

    assert seen == [depth, depth]


def test_stored_bytes_are_flushed_to_the_disk_with_their_name(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(storage, "flush", flushed.append)

    upload(desk, annotator, TEXT.encode())

    (path,) = stored_files()
    assert flushed == [path, path.parent, path.parent.parent]


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_leaves_no_file(
    desk: Desk, annotator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connections["default"]
    commit = connection.commit

    def refuse() -> None:
        if Upload.objects.exists():
            raise OperationalError("disk full")
        commit()

    monkeypatch.setattr(connection, "commit", refuse)

    with pytest.raises(OperationalError, match="disk full"):
        services.submit_upload(user=annotator, desk=desk, files=[IncomingFile.pasted(TEXT)])

    monkeypatch.undo()
    assert stored_files() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_uploads_of_one_text_at_the_same_moment_one_is_the_duplicate(
    desk: Desk, annotator: User, curator: User, attempt: int
) -> None:
    (mine,) = upload(desk, annotator, TEXT.encode())
    (yours,) = upload(desk, curator, TEXT.encode())
    start = threading.Barrier(2)

    def read(item: UploadItem) -> None:
        start.wait()
        read_item(item.pk)
        connections.close_all()

    threads = [threading.Thread(target=read, args=(item,)) for item in (mine, yours)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    outcomes = sorted(UploadItem.objects.values_list("outcome", flat=True))
    assert outcomes == [Outcome.CREATED, Outcome.DUPLICATE]
    assert Article.objects.count() == 1
    assert PipelineRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_want_one_run_one_gets_it(desk: Desk, owner: User) -> None:
    run = services.ingest(user=owner, desk=desk, document=builders.parse_text(TEXT), send=False)
    start = threading.Barrier(4)
    claimed: list[PipelineRun | None] = []

    def claim() -> None:
        start.wait()
        claimed.append(PipelineRun.objects.claim(run.pk))
        connections.close_all()

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(row is not None for row in claimed) == 1
    assert PipelineRun.objects.get().attempts == 1
