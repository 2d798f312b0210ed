"""Writes that end in machine work: uploads, runs, and what people decide about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from newsdesk.accounts.access import require_role
from newsdesk.accounts.models import Desk, Role, User
from newsdesk.analysis import queue
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles import services as articles
from newsdesk.articles.models import Article, ArticleText, Outcome, Upload, UploadItem
from newsdesk.articles.services import IncomingFile
from newsdesk.common.work import OPEN_STATES, WorkState
from newsdesk.nlp import pipeline_info
from newsdesk.parsing import ParsedDocument


class NotADuplicate(Exception):
    """The item does not wait for a choice between keeping and dropping it (any more)."""


@transaction.atomic
def submit_upload(*, user: User, desk: Desk, files: Sequence[IncomingFile]) -> Upload:
    """Stores an upload and has workers read its items. Raises PermissionDenied below annotator."""
    upload = articles.create_upload(user=user, desk=desk, files=files)
    send_on_commit(queue.READ_ITEM, waiting_items(upload))
    return upload


@transaction.atomic
def extend_upload(*, user: User, upload: Upload, files: Sequence[IncomingFile]) -> Upload:
    """Adds further files to one's own upload. Raises PermissionDenied for anybody else's."""
    require_role(user, upload.desk_id, Role.ANNOTATOR)
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    items = articles.add_items(upload=locked, files=files)
    send_on_commit(queue.READ_ITEM, [item.pk for item in items if item.state == WorkState.QUEUED])
    return locked


def waiting_items(upload: Upload) -> list[int]:
    waiting = upload.items.filter(state=WorkState.QUEUED).order_by("position")
    return list(waiting.values_list("pk", flat=True))


def send_on_commit(task: str, pks: Sequence[int]) -> None:
    if pks:
        transaction.on_commit(lambda: queue.send(task, pks))


@transaction.atomic
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
    """A queued run of today's pipeline over `text`, in the caller's transaction."""
    pipeline = pipeline_info()
    run = PipelineRun.objects.create(
        text=text,
        pipeline=pipeline.name,
        version=pipeline.version,
        fingerprint=pipeline.fingerprint,
        published_at=published_at,
    )
    if send:
        send_on_commit(queue.ANALYSE_RUN, [run.pk])
    return run


@transaction.atomic
def request_run(*, user: User, article: Article, role: Role = Role.CURATOR) -> PipelineRun:
    """A run of today's pipeline over the newest text: the one that is there, or a new one.

    Raises PermissionDenied below `role`.
    """
    require_role(user, article.desk_id, role)
    Article.objects.select_for_update().get(pk=article.pk)
    text = article.texts.latest("version")
    present = PipelineRun.objects.filter(
        text=text,
        fingerprint=pipeline_info().fingerprint,
        published_at=article.published_at,
        state__in=[*OPEN_STATES, WorkState.SUCCEEDED],
    ).first()
    return present or queue_run(text, article.published_at)


@transaction.atomic
def correct_metadata(*, user: User, article: Article, fields: dict[str, object]) -> None:
    """Corrects metadata, and has the article read again if relative dates now mean other days."""
    if articles.update_metadata(user=user, article=article, fields=fields):
        request_run(user=user, article=article, role=Role.ANNOTATOR)


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
    transaction.on_commit(lambda: articles.discard_file(item))


def requeue_item(pk: int) -> bool:
    requeued = UploadItem.objects.filter(pk=pk).requeue()
    if requeued:
        send_on_commit(queue.READ_ITEM, [pk])
    return bool(requeued)


@transaction.atomic
def retry_item(*, user: User, item: UploadItem) -> bool:
    """Has a failed or cancelled item read again; False if there is nothing to retry."""
    require_role(user, item.desk_id, Role.ANNOTATOR)
    return bool(item.file) and requeue_item(item.pk)


@transaction.atomic
def retry_run(*, user: User, run: PipelineRun) -> bool:
    """Queues a failed or cancelled run again; False if it is neither. Raises PermissionDenied."""
    require_role(user, run.desk_id, Role.CURATOR)
    requeued = PipelineRun.objects.filter(pk=run.pk).requeue()
    if requeued:
        send_on_commit(queue.ANALYSE_RUN, [run.pk])
    return bool(requeued)


@transaction.atomic
def cancel_run(*, user: User, run: PipelineRun) -> bool:
    """Cancels a run that is still open; False if it has ended. Raises PermissionDenied."""
    require_role(user, run.desk_id, Role.CURATOR)
    return bool(PipelineRun.objects.filter(pk=run.pk).cancel())


@transaction.atomic
def cancel_upload(*, user: User, upload: Upload) -> int:
    """Cancels what is still open of an upload: items and their runs; returns how many rows.

    People may cancel their own upload; anybody else's takes a curator. Raises PermissionDenied.
    """
    require_role(user, upload.desk_id, Role.ANNOTATOR if upload.user_id == user.pk else Role.CURATOR)
    runs = PipelineRun.objects.filter(text__article__upload_items__upload=upload)
    return upload.items.all().cancel() + PipelineRun.objects.filter(pk__in=runs.values("pk")).cancel()
