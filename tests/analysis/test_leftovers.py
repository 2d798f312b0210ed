"""Files that a killed process left behind are removed, and no others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.execution import read_item
from newsdesk.analysis.leftovers import remove_leftovers
from newsdesk.analysis.models import SweeperState
from newsdesk.analysis.sweeper import sweep
from newsdesk.articles.models import UploadItem
from newsdesk.articles.services import IncomingFile

TEXT = b"Die Br\xc3\xbccke bleibe gesperrt, sagte Erika Lund."
TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.BROKER_FOLDER = tmp_path / "broker"
    for folder in (settings.MEDIA_ROOT, settings.BROKER_FOLDER):
        folder.mkdir()


def aged(path: Path, seconds: float = TWO_DAYS) -> Path:
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(b"left behind")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def submit(desk: Desk, user: User, *contents: bytes) -> list[UploadItem]:
    files = [IncomingFile(f"{n}.txt", ContentFile(content)) for n, content in enumerate(contents)]
    return list(services.submit_upload(user=user, desk=desk, files=files).items.order_by("position"))


def test_old_bytes_that_no_row_names_are_removed(desk: Desk, annotator: User, settings: Settings) -> None:
    (item,) = submit(desk, annotator, TEXT)
    kept = aged(Path(item.file.path))
    orphan = aged(Path(settings.MEDIA_ROOT) / "ab" / "abc")
    fresh = aged(Path(settings.MEDIA_ROOT) / "cd" / "cde", seconds=60)

    assert remove_leftovers(10) == 1

    assert (kept.exists(), orphan.exists(), fresh.exists()) == (True, False, True)


def test_bytes_of_a_dropped_duplicate_are_removed_where_their_process_died(
    desk: Desk, annotator: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    first, second = submit(desk, annotator, TEXT, TEXT)
    for item in (first, second):
        read_item(item.pk)
    path = aged(Path(second.file.path))
    with django_capture_on_commit_callbacks(execute=False):
        services.drop_duplicate(user=annotator, item=second)
    assert path.exists()

    assert remove_leftovers(10) == 1

    assert not path.exists()
    assert Path(first.file.path).exists()


def test_messages_that_were_never_finished_are_removed(db: None, settings: Settings) -> None:
    folder = Path(settings.BROKER_FOLDER)
    unfinished = aged(folder / "1_a.celery.msg.new")
    waiting = aged(folder / "1_a.celery.msg")
    being_written = aged(folder / "2_b.celery.msg.new", seconds=60)

    assert remove_leftovers(10) == 1

    assert (unfinished.exists(), waiting.exists(), being_written.exists()) == (False, True, True)


def test_folders_that_are_not_there_hold_nothing(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.BROKER_FOLDER = tmp_path / "nowhere"

    assert remove_leftovers(10) == 0


def test_more_files_than_a_query_names_are_told_apart(
    desk: Desk, annotator: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.analysis.leftovers.NAMES_A_QUERY", 3)
    kept = [aged(Path(item.file.path)) for item in submit(desk, annotator, b"one", b"two", b"three")]
    for number in range(7):
        aged(Path(settings.MEDIA_ROOT) / "ab" / str(number))

    assert [remove_leftovers(5), remove_leftovers(5), remove_leftovers(5)] == [5, 2, 0]
    assert all(path.exists() for path in kept)


def test_a_sweep_removes_a_batch_and_looks_again_in_an_hour(db: None, settings: Settings) -> None:
    settings.SWEEP_BATCH = 2
    for number in range(3):
        aged(Path(settings.MEDIA_ROOT) / "ab" / str(number))

    assert [sweep("one").removed, sweep("one").removed] == [2, 1]
    aged(Path(settings.MEDIA_ROOT) / "ab" / "late")
    assert sweep("one").removed == 0

    looked = SweeperState.shared().leftovers_removed
    assert looked is not None
    SweeperState.objects.update(leftovers_removed=looked - timedelta(hours=1))
    assert sweep("one").removed == 1
