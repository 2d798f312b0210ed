"""Whoever hands in one article lands on it, however soon it was read, and can go back from there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import execution
from newsdesk.articles.models import Upload, UploadItem
from newsdesk.demo import builders
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def read_upload(desk: Desk, user: User, *texts: str) -> Upload:
    """An upload whose files have all been read."""
    upload = builders.build_upload(desk, user, [(f"{i}.txt", text.encode()) for i, text in enumerate(texts)])
    for item in upload.items.all():
        run = execution.read_item(item.pk)
        if run is not None:
            execution.execute_run(run)
    return upload


def article_of(upload: Upload) -> str:
    return reverse("article-detail", args=[UploadItem.objects.get(upload=upload).article_id])


def test_one_article_that_was_read_before_the_page_came_is_opened(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    upload = read_upload(desk, annotator, "Der Damm hält, sagte Ada Muster.")
    Upload.objects.update(created_at=timezone.now())  # reading may have taken long

    answer = client_of(annotator).get(reverse("upload-detail", args=[upload.pk]))

    assert (answer.status_code, answer["Location"]) == (302, article_of(upload))


def test_the_way_back_ends_on_the_upload(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    upload = read_upload(desk, annotator, "Der Damm hält, sagte Ada Muster.")
    Upload.objects.update(created_at=timezone.now() - timedelta(seconds=6))

    assert client_of(annotator).get(reverse("upload-detail", args=[upload.pk])).status_code == 200


def test_several_articles_stay_on_the_upload(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    upload = read_upload(desk, annotator, "Der Damm hält.", "Der Damm bricht.")

    assert client_of(annotator).get(reverse("upload-detail", args=[upload.pk])).status_code == 200
