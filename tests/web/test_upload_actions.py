"""What people do about the files of an upload: keep, drop, try again, stop."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Article, Outcome, Upload, UploadItem
from newsdesk.common.work import WorkState
from newsdesk.web.upload_progress import TWINS_SHOWN, progress_of
from tests.conftest import ClientOf
from tests.web import reading

HTMX = {"HX-Request": "true"}
TEXT = "Es regne, sagte Eva Holm."


@pytest.fixture
def duplicate(desk: Desk, annotator: User, owner: User) -> Upload:
    """An upload of one file whose text the desk has, from the owner."""
    reading.read_files(reading.an_upload(desk, owner, TEXT))
    upload = reading.an_upload(desk, annotator, TEXT)
    reading.read_files(upload)
    return upload


def address(upload: Upload, action: str) -> str:
    return f"/uploads/items/{upload.items.get().pk}/{action}/"


def test_a_duplicate_leads_to_the_first_article(
    client_of: ClientOf, duplicate: Upload, annotator: User
) -> None:
    page = client_of(annotator).get(f"/uploads/{duplicate.pk}/").content.decode()

    assert f'href="/articles/{Article.objects.get().pk}/"' in page
    assert "Keep both" in page
    assert "Drop the new one" in page


def test_keeping_both_makes_a_second_article(client_of: ClientOf, duplicate: Upload, annotator: User) -> None:
    response = client_of(annotator).post(address(duplicate, "keep"), headers=HTMX)
    reading.read_files(duplicate)

    assert response.status_code == 200
    assert "hx-trigger" in response.content.decode(), "the page watches again"
    assert Article.objects.count() == 2
    assert duplicate.items.get().outcome == Outcome.CREATED


def test_dropping_the_new_one_leaves_nothing_of_it(
    client_of: ClientOf, duplicate: Upload, annotator: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client_of(annotator).post(address(duplicate, "drop"), headers=HTMX)

    item = duplicate.items.get()
    assert Article.objects.count() == 1
    assert (item.outcome, bool(item.file)) == (Outcome.DROPPED, False)


@pytest.mark.parametrize("action", ["keep", "drop"])
def test_the_second_to_decide_is_told_that_somebody_was_first(
    client_of: ClientOf, duplicate: Upload, annotator: User, owner: User, action: str
) -> None:
    client_of(owner).post(address(duplicate, "drop"), headers=HTMX)

    response = client_of(annotator).post(address(duplicate, action), headers=HTMX)

    assert response.status_code == 409
    assert "Somebody has decided about “0.txt” already." in response.content.decode()


def test_without_javascript_a_decision_leads_back_to_the_page(
    client_of: ClientOf, duplicate: Upload, annotator: User
) -> None:
    response = client_of(annotator).post(address(duplicate, "drop"), {"page": "1", "only": "duplicates"})

    assert response.headers["Location"] == f"/uploads/{duplicate.pk}/?page=1&only=duplicates"


@pytest.mark.parametrize("action", ["keep", "drop", "retry"])
def test_readers_and_strangers_decide_nothing(
    client_of: ClientOf, duplicate: Upload, reader: User, stranger: User, action: str
) -> None:
    assert client_of(reader).post(address(duplicate, action)).status_code == 403
    assert client_of(stranger).post(address(duplicate, action)).status_code == 404
    assert client_of(reader).get(address(duplicate, action)).status_code == 405
    assert duplicate.items.get().outcome == Outcome.DUPLICATE


def test_both_uploaders_of_the_same_text_are_told(
    client_of: ClientOf, desk: Desk, annotator: User, owner: User
) -> None:
    mine = reading.an_upload(desk, annotator, TEXT)
    theirs = reading.an_upload(desk, owner, TEXT)
    reading.read_files(mine)
    reading.read_files(theirs)

    for user, own, other, name in ((annotator, mine, theirs, owner), (owner, theirs, mine, annotator)):
        page = client_of(user).get(f"/uploads/{own.pk}/").content.decode()
        assert f"{name} uploaded the same text" in page
        assert f"/uploads/{other.pk}/" in page


def test_a_reader_is_not_led_away_while_the_same_file_waits_elsewhere(
    client_of: ClientOf, desk: Desk, annotator: User, owner: User
) -> None:
    mine = reading.an_upload(desk, annotator, TEXT)
    reading.an_upload(desk, owner, TEXT)
    reading.read_files(mine)

    response = client_of(annotator).get(f"/uploads/{mine.pk}/?seen=x", headers=HTMX)

    assert "HX-Redirect" not in response.headers
    assert "hx-trigger" in response.content.decode()


def test_the_same_text_on_another_desk_is_nobodys_business(
    client_of: ClientOf, desk: Desk, annotator: User, other_desk: Desk, stranger: User
) -> None:
    reading.read_files(reading.an_upload(other_desk, stranger, TEXT))
    upload = reading.an_upload(desk, annotator, TEXT)
    reading.read_files(upload)

    page = client_of(annotator).get(f"/uploads/{upload.pk}/").content.decode()

    assert progress_of(upload).rows[0].twins == ()
    assert "Sigrid" not in page


def test_files_that_cannot_be_read_are_nobodys_twins(desk: Desk, annotator: User, owner: User) -> None:
    uploads = [reading.an_upload(desk, user, "") for user in (owner, annotator)]
    for upload in uploads:
        reading.read_files(upload)

    assert [upload.items.get().state for upload in uploads] == [WorkState.FAILED] * 2
    assert [progress_of(upload).rows[0].twins for upload in uploads] == [(), ()]


def test_somebody_who_brought_a_text_many_times_is_named_once(
    desk: Desk, annotator: User, owner: User
) -> None:
    theirs = reading.an_upload(desk, owner, *[TEXT] * 4)
    mine = reading.an_upload(desk, annotator, TEXT, TEXT)
    reading.read_files(theirs, [0, 1])

    assert [[twin.upload_id for twin in row.twins] for row in progress_of(mine).rows] == [[theirs.pk]] * 2
    assert progress_of(mine).rows[0].twins[0].is_open


def test_of_many_uploads_with_the_same_text_the_newest_are_named(
    desk: Desk, annotator: User, owner: User
) -> None:
    theirs = [reading.an_upload(desk, owner, TEXT) for _ in range(TWINS_SHOWN + 2)]
    mine = reading.an_upload(desk, annotator, TEXT)

    twins = progress_of(mine).rows[0].twins

    assert [twin.upload_id for twin in twins] == [upload.pk for upload in reversed(theirs[2:])]


def test_a_text_that_was_dropped_is_nobodys_twin(
    client_of: ClientOf, desk: Desk, annotator: User, duplicate: Upload
) -> None:
    client_of(annotator).post(address(duplicate, "drop"), headers=HTMX)
    original = Upload.objects.exclude(pk=duplicate.pk).get()

    assert progress_of(original).rows[0].twins == ()


def test_thousands_of_equal_files_are_counted_by_the_database(
    desk: Desk, annotator: User, owner: User
) -> None:
    """The page reads as many rows as it shows."""
    mine, theirs = (
        Upload.objects.create(desk=desk, user=user, item_count=2_000) for user in (owner, annotator)
    )
    equal = {
        "original_sha256": "e" * 64,
        "text_sha256": "f" * 64,
        "state": "succeeded",
        "outcome": "duplicate",
    }
    for upload in (mine, theirs):
        UploadItem.objects.bulk_create(
            [UploadItem(upload=upload, position=n, byte_count=9, **equal) for n in range(2_000)],
            batch_size=2_000,
        )
    fetched: list[int] = []

    def note(instance: UploadItem, **kwargs: Any) -> None:
        fetched.append(instance.pk)

    post_init.connect(note, sender=UploadItem)
    try:
        with CaptureQueriesContext(connection) as queries:
            rows = progress_of(mine).rows
    finally:
        post_init.disconnect(note, sender=UploadItem)

    assert [len(row.twins) for row in rows] == [1] * 50
    assert len(fetched) == 50
    assert len(queries) <= 10


class TestRetryAndStop:
    @pytest.fixture
    def upload(self, desk: Desk, annotator: User) -> Upload:
        return reading.an_upload(desk, annotator, TEXT, "Es taue, sagte Ida Berg.")

    def test_a_failed_reading_is_tried_again(
        self, client_of: ClientOf, upload: Upload, annotator: User
    ) -> None:
        reading.read_files(upload, [0])
        article = Article.objects.get()
        reading.set_state(article, WorkState.FAILED, error_code="worker_lost")
        item = upload.items.get(position=0)

        first = client_of(annotator).post(f"/uploads/items/{item.pk}/retry/", headers=HTMX)
        second = client_of(annotator).post(f"/uploads/items/{item.pk}/retry/", headers=HTMX)

        assert (first.status_code, second.status_code) == (200, 409)
        assert "does not need another try" in second.content.decode()

    def test_what_is_open_can_be_stopped_and_started_again(
        self, client_of: ClientOf, upload: Upload, annotator: User
    ) -> None:
        client = client_of(annotator)

        stopped = client.post(f"/uploads/{upload.pk}/cancel/", headers=HTMX)
        assert stopped.status_code == 200
        assert set(upload.items.values_list("state", flat=True)) == {WorkState.CANCELLED}
        assert client.post(f"/uploads/{upload.pk}/cancel/", headers=HTMX).status_code == 409

        assert client.post(f"/uploads/{upload.pk}/retry/", headers=HTMX).status_code == 200
        assert set(upload.items.values_list("state", flat=True)) == {WorkState.QUEUED}
        assert client.post(f"/uploads/{upload.pk}/retry/", headers=HTMX).status_code == 409

    @pytest.mark.parametrize("action", ["cancel", "retry"])
    def test_a_colleague_does_that_only_as_a_curator(
        self, client_of: ClientOf, upload: Upload, reviewer: User, curator: User, stranger: User, action: str
    ) -> None:
        url = f"/uploads/{upload.pk}/{action}/"

        assert client_of(stranger).post(url).status_code == 404
        assert client_of(reviewer).post(url).status_code == 403
        assert client_of(curator).post(url).status_code in {302, 409}
