"""The page of an upload says where each of its files is, and survives a reload."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, Upload, UploadItem
from newsdesk.common.work import WorkState
from newsdesk.web.upload_progress import ItemState, Progress, progress_of, words_for
from tests.conftest import ClientOf
from tests.web import reading

HTMX = {"HX-Request": "true"}
TEXTS = ("Es regne, sagte Eva Holm.", "Es schneie, sagte Uwe Tal.", "Es taue, sagte Ida Berg.")


@pytest.fixture
def upload(desk: Desk, annotator: User) -> Upload:
    return reading.an_upload(desk, annotator, *TEXTS)


def states(upload: Upload) -> list[ItemState]:
    return [row.state for row in progress_of(upload).rows]


def words_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_a_stranger_finds_no_upload_and_a_reader_may_watch(
    client_of: ClientOf, upload: Upload, reader: User, stranger: User
) -> None:
    assert client_of(stranger).get(f"/uploads/{upload.pk}/").status_code == 404
    page = client_of(reader).get(f"/uploads/{upload.pk}/")
    assert page.status_code == 200
    assert "formaction" not in page.content.decode(), "a reader can watch and do nothing else"


def test_files_go_from_waiting_to_read(upload: Upload) -> None:
    assert states(upload) == [ItemState.WAITING] * 3

    reading.read_files(upload, [0])

    assert states(upload) == [ItemState.READ, ItemState.WAITING, ItemState.WAITING]
    assert progress_of(upload).counts.finished == 1


def test_a_file_that_is_being_read_shows_stage_and_progress(upload: Upload) -> None:
    reading.read_files(upload, [0])
    PipelineRun.objects.update(state=WorkState.RUNNING, stage="claims", progress=0.6)

    row = progress_of(upload).rows[0]

    assert (row.state, row.stage, row.percent) == (ItemState.READING, "finding claims", 60)


def test_places_are_counted_in_the_queue_of_the_desk_alone(
    desk: Desk, annotator: User, other_desk: Desk, stranger: User
) -> None:
    reading.an_upload(other_desk, stranger, "Anderswo regne es, sagte er.")
    reading.an_upload(desk, annotator, "Es sei glatt, sagte sie.")
    upload = reading.an_upload(desk, annotator, *TEXTS)

    assert [row.place for row in progress_of(upload).rows] == [2, 3, 4]


def test_a_refused_file_is_named_and_the_others_go_on(desk: Desk, annotator: User) -> None:
    upload = reading.an_upload(desk, annotator, "", TEXTS[0])
    reading.read_files(upload)

    refused, accepted = progress_of(upload).rows

    assert "“0.txt” is empty" in refused.reason
    assert not refused.can_retry
    assert accepted.state is ItemState.READ


def test_problems_and_duplicates_can_be_looked_at_alone(desk: Desk, annotator: User) -> None:
    upload = reading.an_upload(desk, annotator, TEXTS[0], "", TEXTS[0], TEXTS[1])
    reading.read_files(upload)
    failed = upload.items.get(position=3).article
    assert failed is not None
    reading.set_state(failed, WorkState.FAILED, error_code="worker_lost")

    assert [row.name for row in progress_of(upload, only="problems").rows] == ["1.txt", "3.txt"]
    assert [row.name for row in progress_of(upload, only="duplicates").rows] == ["2.txt"]
    assert len(progress_of(upload, only="nonsense").rows) == 4


class TestPoll:
    """The fragment that asks for itself until nothing changes any more."""

    def poll(self, client_of: ClientOf, user: User, progress: Progress, seen: str = "") -> Any:
        query = f"?seen={seen or progress.signature}&unchanged=0"
        return client_of(user).get(f"/uploads/{progress.upload.pk}/{query}", headers=HTMX)

    def test_the_fragment_polls_until_it_is_finished(
        self, client_of: ClientOf, upload: Upload, annotator: User
    ) -> None:
        running = self.poll(client_of, annotator, progress_of(upload), seen="before")
        reading.read_files(upload)
        finished = self.poll(client_of, annotator, progress_of(upload), seen="before")

        assert "hx-trigger" in running.content.decode()
        assert "hx-trigger" not in finished.content.decode()
        assert "all 3 files have been looked at" in words_of(finished).replace("<strong>", "")

    def test_an_unchanged_page_is_left_alone(
        self, client_of: ClientOf, upload: Upload, annotator: User
    ) -> None:
        response = self.poll(client_of, annotator, progress_of(upload))

        assert response.headers["HX-Retarget"] == "#upload-poll"
        assert "<table" not in response.content.decode()
        assert "unchanged=1" in response.content.decode()

    def test_a_poll_writes_nothing(self, client_of: ClientOf, upload: Upload, annotator: User) -> None:
        client = client_of(annotator)
        reading.read_files(upload, [0])
        for query in ("?seen=x", "?seen=x&page=1&only=problems"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/uploads/{upload.pk}/{query}", headers=HTMX)
            assert queries
            writes = [q["sql"] for q in queries if not q["sql"].lstrip().upper().startswith("SELECT")]
            assert writes == []

    def test_one_pasted_article_leads_to_the_reader_once_it_is_read(
        self, client_of: ClientOf, desk: Desk, annotator: User
    ) -> None:
        upload = reading.an_upload(desk, annotator, TEXTS[0])
        waiting = self.poll(client_of, annotator, progress_of(upload), seen="before")
        reading.read_files(upload)
        read = self.poll(client_of, annotator, progress_of(upload), seen="before")

        assert "HX-Redirect" not in waiting.headers
        assert read.headers["HX-Redirect"] == f"/articles/{Article.objects.get().pk}/"


class TestTimeLeft:
    def with_finishes(self, upload: Upload, *seconds_ago: float) -> str:
        now = timezone.now()
        for item, seconds in zip(upload.items.order_by("position"), seconds_ago, strict=False):
            UploadItem.objects.filter(pk=item.pk).update(
                state=WorkState.SUCCEEDED, outcome="dropped", finished_at=now - timedelta(seconds=seconds)
            )
        return progress_of(upload).time_left

    def test_nothing_is_said_without_evidence(self, desk: Desk, annotator: User) -> None:
        upload = reading.an_upload(desk, annotator, *(f"Text {n}, sagte er." for n in range(10)))

        assert self.with_finishes(upload, 2, 1) == ""

    def test_it_follows_from_the_last_finishes(self, desk: Desk, annotator: User) -> None:
        upload = reading.an_upload(desk, annotator, *(f"Text {n}, sagte er." for n in range(10)))

        # four in ninety seconds, six to go
        assert self.with_finishes(upload, 90, 60, 30, 1) == "about 3 minutes left"

    def test_nothing_is_said_when_nothing_has_finished_for_a_while(self, desk: Desk, annotator: User) -> None:
        upload = reading.an_upload(desk, annotator, *(f"Text {n}, sagte er." for n in range(10)))

        assert self.with_finishes(upload, 300, 290, 280, 270) == ""

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (None, ""),
            (1.0, "less than a minute left"),
            (50.0, "about one minute left"),
            (600.0, "about 10 minutes left"),
            (8_000.0, "about 2 hours left"),
        ],
    )
    def test_it_is_said_in_words(self, seconds: float | None, words: str) -> None:
        assert words_for(seconds) == words


def test_twice_as_many_files_take_as_many_queries(
    client_of: ClientOf, desk: Desk, annotator: User, owner: User
) -> None:
    client = client_of(annotator)
    counts = []
    for size in (6, 12):
        texts = [f"Text {size} {number}, sagte er." for number in range(size // 2)]
        upload = reading.an_upload(desk, annotator, *texts, *texts)
        reading.read_files(upload, range(size - 2))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/uploads/{upload.pk}/?seen=x", headers=HTMX)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_twenty_thousand_files_are_paginated(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    upload = Upload.objects.create(desk=desk, user=annotator, item_count=20_000)
    UploadItem.objects.bulk_create(
        [UploadItem(upload=upload, position=number, filename=f"{number}.txt") for number in range(20_000)],
        batch_size=2_000,
    )

    last = client_of(annotator).get(f"/uploads/{upload.pk}/?page=400").context["progress"]

    assert [row.name for row in last.rows] == [f"{number}.txt" for number in range(19_950, 20_000)]
    assert (last.rows[-1].place, last.counts.total, last.page.has_next()) == (20_000, 20_000, False)
