"""Executing a run: its rows and its success in one transaction, once, or a failure with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import execution, rows, services
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, pipeline_info, records
from newsdesk.nlp.records import digest

TEXT = "Laut Amt sei alles gut, sagte Lund."


def analysis_of(text: str) -> Analysis:
    """A reading by hand: one mention, and a claim inside another one that stands after it."""
    inner = records.Claim(type="Indirect", quote=((9, 12),), speaker=((5, 8),), parent=1)
    outer = records.Claim(type="Indirect", quote=((0, 22),), speaker=((30, 34),), cue=((24, 29),))
    mention = records.Mention(30, 34, "PER", canonical="Lund")
    return Analysis(digest(text), "de", pipeline_info(), (mention,), (inner, outer))


@pytest.fixture
def run(desk: Desk, owner: User, monkeypatch: pytest.MonkeyPatch) -> PipelineRun:
    """A queued run over TEXT, which the pipeline reads as `analysis_of` says."""
    monkeypatch.setattr(execution, "analyse", lambda text, **_options: analysis_of(text))
    return services.ingest(user=owner, desk=desk, document=builders.parse_text(TEXT), send=False)


def stored(run: PipelineRun) -> PipelineRun:
    return PipelineRun.objects.get(pk=run.pk)


def row_counts() -> tuple[int, int, int]:
    return Mention.objects.count(), Claim.objects.count(), ClaimSpan.objects.count()


def failing_with(error: BaseException) -> Callable[..., Analysis]:
    def analyse(*_arguments: Any, **_options: Any) -> Analysis:
        raise error

    return analyse


def test_a_run_ends_well_with_its_rows(run: PipelineRun) -> None:
    execute_run(run.pk)

    done = stored(run)
    assert (done.state, done.mention_count, done.claim_count, done.language) == ("succeeded", 1, 2, "de")
    assert done.analysis_seconds is not None
    assert Mention.objects.values_list("start_char", "end_char", "label", "canonical").get() == (
        30,
        34,
        "PER",
        "Lund",
    )
    spans = ClaimSpan.objects.order_by("claim__ordinal", "start_char")
    assert list(spans.values_list("claim__ordinal", "role", "start_char", "end_char")) == [
        (0, "speaker", 5, 8),
        (0, "quote", 9, 12),
        (1, "quote", 0, 22),
        (1, "cue", 24, 29),
        (1, "speaker", 30, 34),
    ]


def test_a_claim_points_to_its_parent_wherever_that_stands(run: PipelineRun) -> None:
    execute_run(run.pk)

    inner, outer = Claim.objects.order_by("ordinal")
    assert inner.parent == outer
    assert outer.parent is None


def test_a_message_that_comes_twice_does_nothing_the_second_time(run: PipelineRun) -> None:
    execute_run(run.pk)
    before = (row_counts(), PipelineRun.objects.values().get())

    execute_run(run.pk)

    assert (row_counts(), PipelineRun.objects.values().get()) == before


def test_a_run_that_is_gone_is_no_error(run: PipelineRun) -> None:
    pk = run.pk
    run.delete()

    execute_run(pk)

    assert row_counts() == (0, 0, 0)


def test_rows_that_cannot_be_written_leave_none_and_a_visible_failure(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any) -> None:
        raise DataError("value too long")

    monkeypatch.setattr(rows, "link_parents", refuse)

    execute_run(run.pk)

    done = stored(run)
    assert row_counts() == (0, 0, 0)
    assert (done.state, done.error_code, done.error_params) == ("failed", "crashed", {"error": "DataError"})
    assert "value too long" in done.traceback


def test_a_worker_whose_lease_ran_out_while_it_read_writes_no_row(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_lease(text: str, **_options: Any) -> Analysis:
        PipelineRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        PipelineRun.objects.release_expired(1)
        return analysis_of(text)

    monkeypatch.setattr(execution, "analyse", lose_lease)

    execute_run(run.pk)

    assert row_counts() == (0, 0, 0)
    assert stored(run).state == WorkState.QUEUED


def test_a_run_that_is_cancelled_while_it_reads_stays_cancelled(
    run: PipelineRun, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancel(text: str, **_options: Any) -> Analysis:
        assert services.cancel_run(user=owner, run=run)
        return analysis_of(text)

    monkeypatch.setattr(execution, "analyse", cancel)

    execute_run(run.pk)

    assert row_counts() == (0, 0, 0)
    assert stored(run).state == WorkState.CANCELLED


def test_a_run_that_is_cancelled_in_the_queue_is_not_read(run: PipelineRun, owner: User) -> None:
    services.cancel_run(user=owner, run=run)

    execute_run(run.pk)

    assert stored(run).state == WorkState.CANCELLED
    assert services.cancel_run(user=owner, run=run) is False


def test_a_cancelled_run_can_be_retried(run: PipelineRun, owner: User) -> None:
    services.cancel_run(user=owner, run=run)

    assert services.retry_run(user=owner, run=run) is True
    execute_run(run.pk)

    assert stored(run).state == WorkState.SUCCEEDED
    assert services.retry_run(user=owner, run=run) is False


@pytest.mark.parametrize("error", [OperationalError("server away"), OSError("disk away")])
def test_an_error_that_may_pass_is_retried_then_failed_visibly(
    run: PipelineRun, error: Exception, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.MAX_ATTEMPTS = 2
    monkeypatch.setattr(execution, "analyse", failing_with(error))

    execute_run(run.pk)
    assert (stored(run).state, stored(run).error_code) == ("queued", "transient")

    PipelineRun.objects.update(available_at=timezone.now())
    execute_run(run.pk)
    assert (stored(run).state, stored(run).error_code) == ("failed", "transient")
    assert "away" in stored(run).traceback


def test_an_error_of_ours_fails_at_once_with_its_traceback(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "analyse", failing_with(KeyError("cue")))

    execute_run(run.pk)

    done = stored(run)
    assert (done.state, done.error_code, done.error_params) == ("failed", "crashed", {"error": "KeyError"})
    assert "KeyError: 'cue'" in done.traceback


def test_a_text_that_takes_too_long_fails_with_the_limit(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.TASK_SOFT_TIME_LIMIT = 240.0
    monkeypatch.setattr(execution, "analyse", failing_with(SoftTimeLimitExceeded()))

    execute_run(run.pk)

    done = stored(run)
    assert (done.state, done.error_code, done.error_params) == ("failed", "too_slow", {"limit": 240.0})


def test_article_text_is_not_logged_when_a_run_fails(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(execution, "analyse", failing_with(ValueError(TEXT)))

    execute_run(run.pk)

    assert "ValueError" in caplog.text
    assert TEXT not in caplog.text


def test_a_second_run_of_the_same_reading_is_withdrawn(run: PipelineRun) -> None:
    twin = services.queue_run(run.text, run.published_at, send=False)
    execute_run(run.pk)
    before = row_counts()

    execute_run(twin.pk)

    assert row_counts() == before
    assert (stored(twin).state, stored(twin).error_code) == ("cancelled", "already_read")


def test_a_run_that_an_older_pipeline_was_asked_for_is_withdrawn_too(run: PipelineRun) -> None:
    execute_run(run.pk)
    older = services.queue_run(run.text, run.published_at, send=False)
    PipelineRun.objects.filter(pk=older.pk).update(fingerprint="of an older pipeline")

    execute_run(older.pk)

    assert (stored(older).state, stored(older).error_code) == ("cancelled", "already_read")


def test_a_reading_that_is_asked_for_counts_dates_from_what_is_stored_now(
    run: PipelineRun, owner: User
) -> None:
    execute_run(run.pk)
    seen_before = run.text.article
    Article.objects.filter(pk=seen_before.pk).update(published_at=timezone.localdate())

    asked = services.request_run(user=owner, article=seen_before)

    assert asked.published_at == timezone.localdate()


def test_a_constraint_that_another_row_breaks_is_a_failure_not_a_second_reading(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any) -> None:
        raise IntegrityError("one_claim_an_ordinal")

    monkeypatch.setattr(rows, "link_parents", refuse)

    execute_run(run.pk)

    assert (stored(run).state, stored(run).error_code) == ("failed", "crashed")


@pytest.mark.parametrize("published_at", [None, timezone.localdate()])
def test_the_database_refuses_a_second_success_of_the_same_reading(
    run: PipelineRun, published_at: Any
) -> None:
    PipelineRun.objects.update(state=WorkState.SUCCEEDED, published_at=published_at)

    with pytest.raises(IntegrityError), transaction.atomic():
        PipelineRun.objects.create(
            text=run.text,
            fingerprint=run.fingerprint,
            published_at=published_at,
            state=WorkState.SUCCEEDED,
        )


def test_another_date_of_publication_is_another_reading(run: PipelineRun) -> None:
    dated = services.queue_run(run.text, timezone.localdate(), send=False)

    execute_run(run.pk)
    execute_run(dated.pk)

    assert PipelineRun.objects.succeeded().count() == 2


@pytest.mark.parametrize("text", [TEXT + " Ja.", TEXT[:-1]])
def test_a_reading_of_another_text_is_not_written(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(execution, "analyse", lambda _text, **_options: analysis_of(text))

    execute_run(run.pk)

    done = stored(run)
    assert row_counts() == (0, 0, 0)
    assert (done.state, done.error_params) == ("failed", {"error": "ValueError"})


def test_a_span_that_ends_after_the_text_is_not_written(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond = Analysis(digest(TEXT), "de", pipeline_info(), (records.Mention(30, len(TEXT) + 1, "PER"),), ())
    monkeypatch.setattr(execution, "analyse", lambda _text, **_options: beyond)

    execute_run(run.pk)

    assert row_counts() == (0, 0, 0)
    assert stored(run).error_code == "crashed"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that restarts")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_ends_the_connection_costs_one_attempt_and_no_lease(
    run: PipelineRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_connection(text: str, **_options: Any) -> Analysis:
        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return analysis_of(text)

    monkeypatch.setattr(execution, "analyse", lose_connection)

    execute_run(run.pk)

    waiting = stored(run)
    assert (waiting.state, waiting.error_code, waiting.lease_token) == ("queued", "transient", None)
