"""What a worker does with a claimed row: read an upload item, run the pipeline over a text."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction

from newsdesk.accounts.models import Desk
from newsdesk.analysis import services
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.analysis.signals import run_succeeded
from newsdesk.articles import services as articles
from newsdesk.articles.models import Outcome, UploadItem
from newsdesk.common.heartbeat import Heartbeat
from newsdesk.common.work import LeasedWork, LeaseLost
from newsdesk.nlp import analyse, detect_language, pipeline_info
from newsdesk.nlp.model import UnusablePipeline
from newsdesk.nlp.records import digest
from newsdesk.parsing import ParsedDocument, ParseError, parse

logger = logging.getLogger(__name__)

TRANSIENT_ERRORS = (OperationalError, InterfaceError, OSError)


@contextmanager
def outcome_recorded(work: LeasedWork) -> Iterator[None]:
    """Turns whatever goes wrong inside into an outcome on the row; only the token's holder writes it."""
    try:
        yield
    except LeaseLost:
        logger.info("%s %s: lease lost, nothing written", type(work).__name__, work.pk)
    except TRANSIENT_ERRORS as error:
        logger.warning("%s %s interrupted: %s", type(work).__name__, work.pk, type(error).__name__)
        drop_broken_connection()
        with suppress(LeaseLost):
            work.retry_later("transient", error=error)
    except SoftTimeLimitExceeded as error:
        with suppress(LeaseLost):
            work.fail("too_slow", params={"limit": settings.TASK_SOFT_TIME_LIMIT}, error=error)
    except UnusablePipeline as error:
        logger.error("%s %s not read: %s", type(work).__name__, work.pk, error)
        with suppress(LeaseLost):
            work.fail("unusable_pipeline", params={"pipeline": error.name}, error=error)
    except Exception as error:
        logger.error("%s %s failed: %s", type(work).__name__, work.pk, type(error).__name__)
        with suppress(LeaseLost):
            work.fail("crashed", params={"error": type(error).__name__}, error=error)


def drop_broken_connection() -> None:
    """Has the outcome written over a new connection where the database has ended the one of the work."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def read_item(item_id: int) -> int | None:
    """Parses an upload item and makes article and run of it; returns the id of the run to execute, if any."""
    item = UploadItem.objects.select_related("upload__user").claim(item_id)
    if item is None:
        return None
    with outcome_recorded(item), Heartbeat(item):
        return add_article(item, refused_or_parsed(item))
    return None


def refused_or_parsed(item: UploadItem) -> ParsedDocument | None:
    """The document, or None after the item was refused with a reason. Raises OSError as `bytes_of`."""
    data = bytes_of(item)
    try:
        return parse(
            data,
            filename=item.filename,
            media_type="text/plain" if item.is_paste else None,
            max_chars=settings.MAX_TEXT_CHARS,
        )
    except ParseError as error:
        with transaction.atomic():
            item.fail(error.code, params=error.params)
            articles.discard_file(item)
        return None


def bytes_of(item: UploadItem) -> bytes:
    """What was uploaded. Raises OSError where the disk has lost it, or a part of it."""
    with item.file.open("rb") as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != item.original_sha256:
        raise OSError(f"the stored bytes of upload item {item.pk} are not those that came")
    return data


def add_article(item: UploadItem, document: ParsedDocument | None) -> int | None:
    """Article and run in one transaction with the item's outcome; None where there is no new article.

    The lock on the desk makes two uploads of the same text at the same moment see one another.
    """
    if document is None:
        return None
    text_sha256 = digest(document.text)
    found = {"media_type": document.media_type, "text_sha256": text_sha256}
    with transaction.atomic():
        desk = Desk.objects.select_for_update().get(pk=item.upload.desk_id)
        if not item.keep_duplicate and articles.has_text(desk.pk, text_sha256):
            item.succeed(outcome=Outcome.DUPLICATE, **found)
            return None
        run = services.ingest(
            user=item.upload.user,
            desk=desk,
            document=document,
            original_sha256=item.original_sha256,
            metadata=item.metadata,
            send=False,
        )
        item.succeed(outcome=Outcome.CREATED, article=run.text.article, **found)
    return run.pk


def execute_run(run_id: int) -> None:
    """Runs the pipeline over the run's text and writes what it found, once."""
    run = PipelineRun.objects.select_related("text__article").claim(run_id)
    if run is None:
        return
    with outcome_recorded(run):
        try:
            analyse_and_write(run)
        except IntegrityError:
            if not has_succeeded_twin(run):
                raise
            run.text.save(update_fields=["detected_language"])
            run.withdraw("already_read")
        else:
            announce(run)


def announce(run: PipelineRun) -> None:
    """Tells whoever listens that a run has succeeded; what goes wrong there is theirs, and only noted."""
    for receiver, answer in run_succeeded.send_robust(PipelineRun, run=run):
        if isinstance(answer, Exception):
            name = getattr(receiver, "__name__", type(receiver).__name__)
            logger.error("%s after run %s failed: %s", name, run.pk, type(answer).__name__)
            drop_broken_connection()


def has_succeeded_twin(run: PipelineRun) -> bool:
    """Whether another run has read the same text under today's rules for its language, with the same date.

    Not of `run.fingerprint`: that is of the pipeline that was asked for, before an update perhaps.
    """
    today = pipeline_info(language_of(run)).fingerprint
    same = PipelineRun.objects.filter(text_id=run.text_id, fingerprint=today)
    return same.succeeded().filter(published_at=run.published_at).exclude(pk=run.pk).exists()


def language_of(run: PipelineRun) -> str:
    """What a run reads its text as: what it was asked for, else what people or the letters say by now."""
    return run.language or run.text.language


def analyse_and_write(run: PipelineRun) -> None:
    """What the letters say is noted in any case: people are told where it is not what they say."""
    with Heartbeat(run) as heartbeat:
        started = time.perf_counter()
        run.text.detected_language = detect_language(run.text.text).language or ""
        analysis = analyse(
            run.text.text,
            published_at=run.published_at,
            language=language_of(run) or None,
            progress=heartbeat.note,
        )
        seconds = time.perf_counter() - started
        write_analysis(run, analysis, seconds)
