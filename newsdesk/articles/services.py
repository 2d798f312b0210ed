"""Writes to articles and uploads. Callers enqueue; nothing here knows about workers."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction

from newsdesk.accounts.access import require_role
from newsdesk.accounts.models import Desk, Role, User
from newsdesk.articles.models import Article, ArticleText, Upload, UploadItem
from newsdesk.common.work import WorkState
from newsdesk.nlp.records import digest
from newsdesk.parsing import ParsedDocument

METADATA_FIELDS = ("title", "outlet", "author", "published_at", "url", "language")
OPENING_LENGTH = 90
LOTTERY = random.SystemRandom()


@dataclass(frozen=True)
class IncomingFile:
    """One file of an upload, or a pasted text where `filename` is empty.

    `metadata` holds what the form says of it, by METADATA_FIELDS; `published_at` as an ISO date.
    """

    filename: str
    content: File[bytes]
    metadata: dict[str, str] = field(default_factory=dict)

    @classmethod
    def pasted(cls, text: str, metadata: dict[str, str] | None = None) -> IncomingFile:
        """A text from a form. Lone surrogates, which UTF-8 cannot carry, are left to the parser to refuse."""
        return cls("", ContentFile(text.encode("utf-8", "surrogatepass")), metadata or {})


def create_upload(
    *, user: User, desk: Desk, files: Sequence[IncomingFile], token: UUID | None = None
) -> Upload:
    """An upload with one queued item a file, or the earlier one if these files came with this `token` before.

    Raises PermissionDenied below annotator.
    """
    require_role(user, desk.pk, Role.ANNOTATOR)
    items = [new_item(file) for file in files]
    earlier = Upload.objects.filter(user=user, token=token).first() if token else None
    if earlier is not None and is_repeated(earlier, desk, items):
        return earlier
    if earlier is not None:  # a form that came back with other files in it, by the browser's "back", say
        token = None
    try:
        with stored(items, files), transaction.atomic():
            upload = Upload.objects.create(desk=desk, user=user, token=token)
            add_items(upload=upload, items=items)
    except IntegrityError:
        earlier = Upload.objects.filter(user=user, token=token).first() if token else None
        if earlier is None or not is_repeated(earlier, desk, items):
            raise
        return earlier  # the other of two requests at the same moment
    return upload


def is_repeated(upload: Upload, desk: Desk, items: Sequence[UploadItem]) -> bool:
    """Whether the upload's first items are of the same files as these."""
    first = upload.items.order_by("position")[: len(items)]
    return upload.desk_id == desk.pk and [what_came(item) for item in first] == [
        what_came(item) for item in items
    ]


def what_came(item: UploadItem) -> tuple[str, int, str]:
    return item.filename, item.byte_count, item.original_sha256


@contextmanager
def stored(items: Sequence[UploadItem], files: Sequence[IncomingFile]) -> Iterator[None]:
    """Has the bytes of new items on disk; no file stays if the block, or the commit inside it, fails.

    For use around a transaction: SQLite has one writer, which must not wait while bytes are copied.
    """
    try:
        for item, file in zip(items, files, strict=True):
            if item.state == WorkState.QUEUED:
                item.file.save(file.filename, file.content, save=False)
        yield
    except BaseException:
        for item in items:
            if item.file:
                item.file.delete(save=False)
        raise


def add_items(*, upload: Upload, items: Sequence[UploadItem]) -> None:
    """Writes new items to the end of an upload, in the caller's transaction."""
    for position, item in enumerate(items, start=upload.item_count):
        item.upload, item.position = upload, position
    UploadItem.objects.bulk_create(items)
    upload.item_count += len(items)
    upload.save(update_fields=["item_count"])


def new_item(file: IncomingFile) -> UploadItem:
    """An item for one file; one that is too large is refused here and its bytes are not kept."""
    item = UploadItem(
        filename=file.filename[-255:],
        byte_count=file.content.size,
        metadata=file.metadata,
    )
    if file.content.size > settings.MAX_FILE_BYTES:
        item.state = WorkState.FAILED
        item.error_code = "too_large"
        item.error_params = {"limit": settings.MAX_FILE_BYTES, "length": file.content.size}
    else:
        item.original_sha256 = sha256_of(file.content)
    return item


def sha256_of(content: File[bytes]) -> str:
    hashed = hashlib.sha256()
    for chunk in content.chunks():
        hashed.update(chunk)
    content.seek(0)
    return hashed.hexdigest()


def discard_file(item: UploadItem) -> None:
    """Gives up the bytes of an item that no article will be made of, in the caller's transaction.

    They are deleted after it. Where that is lost, no row names them any more, and the sweeper finds them.
    """
    if item.file:
        storage, name = item.file.storage, str(item.file)
        UploadItem.objects.filter(pk=item.pk).update(file="")
        item.file = ""
        transaction.on_commit(lambda: storage.delete(name))


def has_text(desk_id: int, text_sha256: str) -> bool:
    """Whether the desk has an article with exactly this text."""
    return ArticleText.objects.filter(article__desk_id=desk_id, text_sha256=text_sha256).exists()


@transaction.atomic(savepoint=False)
def create_article(
    *,
    user: User,
    desk: Desk,
    document: ParsedDocument,
    original_sha256: str = "",
    metadata: dict[str, str] | None = None,
) -> ArticleText:
    """An article and the first version of its text; `metadata` from the form wins over the file's own."""
    text_sha256 = digest(document.text)
    article = Article.objects.create(
        desk=desk,
        created_by=user,
        **merged(document, metadata or {}),
        **hiding(desk, text_sha256),
    )
    return ArticleText.objects.create(
        article=article,
        version=1,
        text=document.text,
        text_sha256=text_sha256,
        original_sha256=original_sha256,
        char_count=len(document.text),
        word_count=len(document.text.split()),
    )


def hiding(desk: Desk, text_sha256: str) -> dict[str, bool]:
    """Whether a new article is drawn as one that hides its suggestions, and whether it hides them.

    A text that the desk has had before is no sample of what people find by themselves; while a copy of it
    hides its suggestions, this one does too.
    """
    copies = Article.objects.filter(desk=desk, texts__text_sha256=text_sha256)
    hides = list(copies.values_list("hides_suggestions", flat=True))
    if hides:
        return {"is_sampled": False, "hides_suggestions": any(hides)}
    is_sampled = LOTTERY.randrange(100) < desk.hidden_share
    return {"is_sampled": is_sampled, "hides_suggestions": is_sampled}


def show_suggestions(article: Article) -> None:
    """The article has been submitted: what the machine suggests is there to see, from now on and for good."""
    Article.objects.filter(pk=article.pk, hides_suggestions=True).update(hides_suggestions=False)
    article.hides_suggestions = False


def merged(document: ParsedDocument, metadata: dict[str, str]) -> dict[str, Any]:
    """The article's fields: what the form says, else what the file says, cut to the columns' lengths."""
    fields: dict[str, Any] = {name: getattr(document, name) for name in METADATA_FIELDS}
    fields |= {name: value for name, value in metadata.items() if name in METADATA_FIELDS and value}
    if isinstance(fields["published_at"], str):
        fields["published_at"] = date.fromisoformat(fields["published_at"])
    fields["title"] = fields["title"] or opening_words(document.text)
    return {name: cut_to_column(name, value) for name, value in fields.items()}


def cut_to_column(name: str, value: Any) -> Any:
    limit = getattr(Article._meta.get_field(name), "max_length", None)
    return value[:limit] if isinstance(value, str) and limit else value


def opening_words(text: str) -> str:
    """A title for a text that has none: its first words, with an ellipsis where more follow."""
    opening = " ".join(text[: 4 * OPENING_LENGTH].split())
    if len(opening) <= OPENING_LENGTH:
        return opening
    return opening[:OPENING_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def detected_language(article: Article) -> str:
    """What the letters of the article's newest text say it is in; empty where that is not known."""
    newest = article.texts.order_by("-version").values_list("detected_language", flat=True)
    return newest.first() or ""


class ChangedMeanwhile(Exception):
    """Somebody else has corrected the metadata since they were shown."""


def metadata_digest(article: Article) -> str:
    """Changes with each of the article's METADATA_FIELDS."""
    values = [str(getattr(article, name) or "") for name in METADATA_FIELDS]
    return hashlib.sha256("\0".join(values).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@transaction.atomic
def update_metadata(*, user: User, article: Article, fields: dict[str, Any], basis: str = "") -> Article:
    """Corrects the metadata named in `fields`; the text stays as it is. Returns the article as it was before.

    `basis` is the `metadata_digest` of what the person saw. Raises PermissionDenied below annotator,
    ChangedMeanwhile if the article has another digest by now.
    """
    require_role(user, article.desk_id, Role.ANNOTATOR)
    before = Article.objects.select_for_update().get(pk=article.pk)
    if basis and basis != metadata_digest(before):
        raise ChangedMeanwhile
    corrected = [name for name in METADATA_FIELDS if name in fields]
    for name in corrected:
        setattr(article, name, fields[name])
    article.save(update_fields=corrected)
    return before
