"""The history of readings: what everybody sees, and what curators do."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web import reading

HTMX = {"HX-Request": "true"}


@pytest.fixture
def article(desk: Desk, owner: User) -> Article:
    return reading.an_article(desk, owner, title="Pegel")


@pytest.fixture
def failed(article: Article) -> PipelineRun:
    reading.set_state(article, WorkState.FAILED, error_code="crashed", error_params={"error": "ValueError"})
    PipelineRun.objects.update(traceback="Traceback: somewhere deep")
    return PipelineRun.objects.get()


def test_members_see_how_an_article_was_read(client_of: ClientOf, article: Article, reader: User) -> None:
    page = client_of(reader).get(f"/articles/{article.pk}/runs/").content.decode()
    run = PipelineRun.objects.get()

    assert f"{run.pipeline} {run.version}" in page
    assert run.fingerprint[:10] in page
    assert "formaction" not in page
    assert "Read again" not in page


def test_a_stranger_finds_no_history(client_of: ClientOf, article: Article, stranger: User) -> None:
    assert client_of(stranger).get(f"/articles/{article.pk}/runs/").status_code == 404


def test_a_run_that_waits_for_another_try_does_not_say_that_it_ended(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    article = reading.an_article(desk, owner)
    reading.set_state(article, WorkState.QUEUED, error_code="worker_lost", traceback="Traceback: deep")

    page = client_of(reader).get(f"/articles/{article.pk}/runs/").content.decode()

    assert "stopped without a word" not in page


def test_the_reason_is_for_all_and_the_traceback_for_curators(
    client_of: ClientOf, failed: PipelineRun, article: Article, reviewer: User, curator: User
) -> None:
    for user, sees_traceback in ((reviewer, False), (curator, True)):
        page = client_of(user).get(f"/articles/{article.pk}/runs/").content.decode()
        assert "Reading “Pegel” ended in an error (ValueError)." in page
        assert ("somewhere deep" in page) is sees_traceback


def test_a_failed_run_is_tried_again_once(client_of: ClientOf, failed: PipelineRun, curator: User) -> None:
    first = client_of(curator).post(f"/runs/{failed.pk}/retry/", headers=HTMX)
    second = client_of(curator).post(f"/runs/{failed.pk}/retry/", headers=HTMX)

    failed.refresh_from_db()
    assert (first.status_code, second.status_code) == (200, 409)
    assert failed.state == WorkState.QUEUED
    assert "cannot be tried again" in second.content.decode()


def test_an_open_run_is_stopped_once(client_of: ClientOf, article: Article, curator: User) -> None:
    reading.set_state(article, WorkState.QUEUED)
    url = f"/runs/{PipelineRun.objects.get().pk}/cancel/"

    first = client_of(curator).post(url, headers=HTMX)
    second = client_of(curator).post(url, headers=HTMX)

    assert (first.status_code, second.status_code) == (200, 409)
    assert PipelineRun.objects.get().state == WorkState.CANCELLED
    assert "has ended already" in second.content.decode()


def test_reading_again_is_refused_while_nothing_would_change(
    client_of: ClientOf, article: Article, curator: User
) -> None:
    response = client_of(curator).post(f"/articles/{article.pk}/runs/request/", headers=HTMX)

    assert response.status_code == 409
    assert PipelineRun.objects.count() == 1


def test_a_text_is_read_again_by_a_new_pipeline(client_of: ClientOf, article: Article, curator: User) -> None:
    PipelineRun.objects.update(fingerprint="of last year")

    response = client_of(curator).post(f"/articles/{article.pk}/runs/request/")

    assert response.headers["Location"] == f"/articles/{article.pk}/runs/"
    assert list(PipelineRun.objects.order_by("pk").values_list("state", flat=True)) == ["succeeded", "queued"]


@pytest.mark.parametrize(
    "action", ["/runs/{run}/retry/", "/runs/{run}/cancel/", "/articles/{article}/runs/request/"]
)
def test_only_curators_act_and_only_by_post(
    client_of: ClientOf,
    failed: PipelineRun,
    article: Article,
    reviewer: User,
    curator: User,
    stranger: User,
    action: str,
) -> None:
    url = action.format(run=failed.pk, article=article.pk)

    assert client_of(stranger).post(url).status_code == 404
    assert client_of(reviewer).post(url).status_code == 403
    assert client_of(curator).get(url).status_code == 405
    assert PipelineRun.objects.get().state == WorkState.FAILED
    assert client_of(curator).post(url).status_code in {302, 409}


def test_twice_as_many_runs_take_as_many_queries(
    client_of: ClientOf, article: Article, curator: User
) -> None:
    client = client_of(curator)
    counts = []
    for _ in range(2):
        for _ in range(4):
            services.queue_run(PipelineRun.objects.earliest("pk").text, None, send=False)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/articles/{article.pk}/runs/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
