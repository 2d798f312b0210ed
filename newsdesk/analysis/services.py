"""Writes that end in machine work: uploads, runs, and what people decide about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsdesk.accounts.access import require_role
from newsdesk.accounts.models import Desk, Role, User
from newsdesk.analysis import queue
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import ended_runs
from newsdesk.articles import services as articles
from newsdesk.articles.models import Article, ArticleText, Outcome, Upload, UploadItem
from newsdesk.articles.services import IncomingFile
from newsdesk.common.work import OPEN_STATES, RETRYABLE_STATES, WorkState
from newsdesk.nlp import PipelineInfo, pipeline_info
from newsdesk.parsing import ParsedDocument


class NotADuplicate(Exception):
    """The item does not wait for a choice between keeping and dropping it (any more)."""


class OutOfStep(Exception):
    """A further batch does not begin where the upload ends: `item_count` says where that is."""

    def __init__(self, item_count: int) -> None:
        super().__init__(item_count)
        self.item_count = item_count


def submit_upload(
    *, user: User, desk: Desk, files: Sequence[IncomingFile], token: UUID | None = None
) -> Upload:
    """Stores an upload and has workers read its items; sent again with the same `token`, it is the same one.

    Raises PermissionDenied below annotator.
    """
    upload = articles.create_upload(user=user, desk=desk, files=files, token=token)
    send_on_commit(UploadItem, waiting_items(upload))
    return upload


def extend_upload(*, user: User, upload: Upload, files: Sequence[IncomingFile], position: int) -> Upload:
    """Adds further files to one's own upload, the first of them at `position`.

    A batch that is sent twice is stored once: raises OutOfStep where the upload is of another length.
    Raises PermissionDenied for anybody else's upload.
    """
    require_role(user, upload.desk_id, Role.ANNOTATOR)
    if upload.user_id != user.pk:
        raise PermissionDenied
    items = [articles.new_item(file) for file in files]
    with articles.stored(items, files), transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.item_count != position:
            raise OutOfStep(locked.item_count)
        articles.add_items(upload=locked, items=items)
        send_on_commit(UploadItem, [item.pk for item in items if item.state == WorkState.QUEUED])
    return locked


def waiting_items(upload: Upload) -> list[int]:
    waiting = upload.items.filter(state=WorkState.QUEUED).order_by("position")
    return list(waiting.values_list("pk", flat=True))


def send_on_commit(model: type[UploadItem] | type[PipelineRun], pks: Sequence[int]) -> None:
    """Tells the workers of these rows; what the broker does not take is left to the sweeper."""

    def send() -> None:
        sent = queue.send_hints(model, pks)
        if len(sent) < len(pks):
            model.objects.mark_not_enqueued(pks[len(sent) :])

    if pks:
        transaction.on_commit(send)


@transaction.atomic(savepoint=False)
def ingest(
    *,
    user: User,
    desk: Desk,
    document: ParsedDocument,
    original_sha256: str = "",
    metadata: dict[str, str] | None = None,
    send: bool = True,
) -> PipelineRun:
    """Article, text and queued run in one transaction; without `send` the caller runs it itself."""
    text = articles.create_article(
        user=user, desk=desk, document=document, original_sha256=original_sha256, metadata=metadata
    )
    return queue_run(text, text.article.published_at, send=send)


def queue_run(text: ArticleText, published_at: date | None, *, send: bool = True) -> PipelineRun:
    """A queued run of today's pipeline over `text`, in the caller's transaction.

    It will be read in the language that the article is said to be in now, or in what is detected, and counts
    its dates from `published_at`.
    Without `send` the caller goes on to read it; the sweeper sends it if that has not begun after a while.
    """
    pipeline = pipeline_info(text.language)
    hint = {} if send else without_message()
    run = PipelineRun.objects.create(
        text=text,
        pipeline=pipeline.name,
        version=pipeline.version,
        fingerprint=pipeline.fingerprint,
        language=text.article.language,
        published_at=published_at,
        **hint,
    )
    if send:
        send_on_commit(PipelineRun, [run.pk])
    return run


def without_message() -> dict[str, Any]:
    """The columns of a row that no message is about, and that a sweeper sends one about in a period."""
    later = timezone.now() + timedelta(seconds=settings.REQUEUE_AFTER)
    return {"enqueued_at": None, "available_at": later}


@transaction.atomic
def request_run(*, user: User, article: Article, role: Role = Role.CURATOR) -> PipelineRun:
    """A run of today's pipeline over the newest text: the one that is there, or a new one.

    Raises PermissionDenied below `role`.
    """
    require_role(user, article.desk_id, role)
    locked = Article.objects.select_for_update().get(pk=article.pk)
    text = locked.texts.latest("version")
    present = PipelineRun.objects.filter(
        text=text,
        fingerprint=pipeline_info(text.language).fingerprint,
        published_at=locked.published_at,
        state__in=[*OPEN_STATES, WorkState.SUCCEEDED],
    )
    if locked.language:  # a run under way that detects the language may come to another one
        present = present.exclude(state__in=OPEN_STATES, language="")
    return present.first() or queue_run(text, locked.published_at)


@transaction.atomic
def correct_metadata(*, user: User, article: Article, fields: dict[str, object], basis: str = "") -> None:
    """`update_metadata`, and has the article read again if its date or language now ask for it."""
    before = articles.update_metadata(user=user, article=article, fields=fields, basis=basis)
    detected = articles.detected_language(article)
    if read_by(before, detected) != read_by(article, detected):
        request_run(user=user, article=article, role=Role.ANNOTATOR)


def read_by(article: Article, detected: str) -> tuple[date | None, PipelineInfo | None]:
    """What a reading depends on beside the text; no pipeline as long as nothing is known of the language."""
    language = article.language or detected
    return article.published_at, pipeline_info(language) if language else None


@transaction.atomic
def keep_duplicate(*, user: User, item: UploadItem) -> None:
    """Adds the article although the desk has its text. Raises NotADuplicate, PermissionDenied."""
    require_role(user, item.desk_id, Role.ANNOTATOR)
    kept = UploadItem.objects.filter(pk=item.pk, outcome=Outcome.DUPLICATE).update(
        keep_duplicate=True, outcome=Outcome.PENDING, state=WorkState.CANCELLED
    )
    if not kept:
        raise NotADuplicate
    requeue_item(item.pk)


@transaction.atomic
def drop_duplicate(*, user: User, item: UploadItem) -> None:
    """Drops the new copy with its bytes. Raises NotADuplicate, PermissionDenied."""
    require_role(user, item.desk_id, Role.ANNOTATOR)
    if not UploadItem.objects.filter(pk=item.pk, outcome=Outcome.DUPLICATE).update(outcome=Outcome.DROPPED):
        raise NotADuplicate
    articles.discard_file(item)


def requeue_item(pk: int) -> bool:
    requeued = UploadItem.objects.filter(pk=pk).requeue()
    if requeued:
        send_on_commit(UploadItem, [pk])
    return bool(requeued)


@transaction.atomic
def retry_item(*, user: User, item: UploadItem) -> bool:
    """Has a failed or cancelled item, or its article, read again; False if there is nothing to retry.

    A refused file cannot be retried: its bytes are gone, and they would be refused again.
    Raises PermissionDenied as `require_control`.
    """
    require_control(user, item.upload)
    if item.article_id is None:
        return bool(item.file) and requeue_item(item.pk)
    return bool(requeue_runs(ended_runs(Article.objects.filter(pk=item.article_id))))


@transaction.atomic
def retry_upload(*, user: User, upload: Upload) -> int:
    """Has everything of an upload that failed or was cancelled read again; returns how many rows.

    Raises PermissionDenied as `require_control`.
    """
    require_control(user, upload)
    items = upload.items.exclude(file="").filter(article=None, state__in=RETRYABLE_STATES)
    pks = list(items.order_by("position").values_list("pk", flat=True))
    UploadItem.objects.filter(pk__in=items.values("pk")).requeue()
    send_on_commit(UploadItem, pks)
    return len(pks) + requeue_runs(ended_runs(Article.objects.filter(upload_items__upload=upload)))


def requeue_runs(pks: Sequence[int]) -> int:
    requeued = PipelineRun.objects.filter(pk__in=pks).requeue()
    send_on_commit(PipelineRun, pks)
    return requeued


def require_control(user: User, upload: Upload) -> None:
    """People retry and cancel what they uploaded; anybody else's takes a curator. Raises PermissionDenied."""
    require_role(user, upload.desk_id, Role.ANNOTATOR if upload.user_id == user.pk else Role.CURATOR)


@transaction.atomic
def retry_run(*, user: User, run: PipelineRun) -> bool:
    """Queues a failed or cancelled run again; False if it is neither. Raises PermissionDenied."""
    require_role(user, run.desk_id, Role.CURATOR)
    return bool(requeue_runs([run.pk]))


@transaction.atomic
def cancel_run(*, user: User, run: PipelineRun) -> bool:
    """Cancels a run that is still open; False if it has ended. Raises PermissionDenied."""
    require_role(user, run.desk_id, Role.CURATOR)
    return bool(PipelineRun.objects.filter(pk=run.pk).cancel())


@transaction.atomic
def cancel_upload(*, user: User, upload: Upload) -> int:
    """Cancels what is still open of an upload: items and their runs; returns how many rows.

    Raises PermissionDenied as `require_control`.
    """
    require_control(user, upload)
    runs = PipelineRun.objects.filter(text__article__upload_items__upload=upload)
    return upload.items.all().cancel() + PipelineRun.objects.filter(pk__in=runs.values("pk")).cancel()
