"""Articles, their immutable texts, and the uploads that they came with."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsdesk.accounts.models import Desk, User
from newsdesk.common.work import LeasedWork, LeasedWorkQuerySet


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(user))


class Article(models.Model):
    """A news text with its metadata. The text itself is an ArticleText.

    `is_sampled` says whether it was drawn, when it was added, as one that people read before they see what
    the machine suggests, and never changes. `hides_suggestions` holds until it is submitted, and then never
    again.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="articles", verbose_name=_("desk"))
    title = models.CharField(_("title"), max_length=500, blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published_at = models.DateField(_("date of publication"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    created_at = models.DateTimeField(_("added"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    is_sampled = models.BooleanField(_("drawn for hidden suggestions"), default=False, editable=False)
    hides_suggestions = models.BooleanField(_("hides suggestions"), default=False, editable=False)

    objects: ClassVar[models.Manager[Article]] = models.Manager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["desk", "-created_at", "-id"], name="article_desk_newest"),
            models.Index(
                fields=["hides_suggestions"], condition=Q(hides_suggestions=True), name="article_hides"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled article %(number)s")) % {"number": self.pk}


class ArticleTextQuerySet(models.QuerySet["ArticleText"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(article__desk__in=Desk.objects.visible_to(user))


class ArticleText(models.Model):
    """One version of an article's text, in ingested form; the text is never changed after it was written.

    `detected_language` is what its letters say it is in, noted when it is read: empty before that, and where
    they are too few to tell.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="texts", verbose_name=_("article"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    original_sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, blank=True)
    char_count = models.PositiveIntegerField(_("characters"))
    word_count = models.PositiveIntegerField(_("words"))
    detected_language = models.CharField(_("detected language"), max_length=8, blank=True, default="")
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    objects: ClassVar[models.Manager[ArticleText]] = models.Manager.from_queryset(ArticleTextQuerySet)()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version}"

    @property
    def desk_id(self) -> int:
        return self.article.desk_id

    @property
    def language(self) -> str:
        """What it is taken to be in: as people say, else as was detected; empty where nothing is known."""
        return self.article.language or self.detected_language


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(user))


class Upload(models.Model):
    """What somebody handed in at once: a pasted text, or one or many files.

    `token` is the sender's name for the request: one that is sent again, because its answer was lost, is
    recognised by it.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="uploads", verbose_name=_("desk"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", verbose_name=_("user")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    item_count = models.PositiveIntegerField(_("files"), default=0)
    token = models.UUIDField(_("made by the sender"), null=True, editable=False)

    objects: ClassVar[models.Manager[Upload]] = models.Manager.from_queryset(UploadQuerySet)()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="one_upload_a_token")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Outcome(models.TextChoices):
    """What became of an upload item, once a worker has read it."""

    PENDING = "", _("not read yet")
    CREATED = "created", _("article added")
    DUPLICATE = "duplicate", _("already on this desk")
    DROPPED = "dropped", _("dropped")


class UploadItemQuerySet(LeasedWorkQuerySet["UploadItem"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(upload__desk__in=Desk.objects.visible_to(user))


def upload_path(_item: UploadItem, _filename: str) -> str:
    """Where the bytes lie: nothing of the name that the user's file had, some folders to keep each small."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class UploadItem(LeasedWork):
    """One file, or the pasted text, of an upload; a worker makes an article of it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="items", verbose_name=_("upload"))
    position = models.PositiveIntegerField(_("position"))
    filename = models.CharField(_("file name"), max_length=255, blank=True)
    file = models.FileField(_("file"), upload_to=upload_path, max_length=200, blank=True)
    byte_count = models.PositiveBigIntegerField(_("bytes"), default=0)
    original_sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    metadata = models.JSONField(_("metadata from the form"), default=dict, blank=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True, db_index=True)
    keep_duplicate = models.BooleanField(_("keep although already there"), default=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True, default="")
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        related_name="upload_items",
        null=True,
        blank=True,
        verbose_name=_("article"),
    )

    objects: ClassVar[models.Manager[UploadItem]] = models.Manager.from_queryset(UploadItemQuerySet)()

    class Meta(LeasedWork.Meta):
        abstract = False
        verbose_name = _("upload item")
        verbose_name_plural = _("upload items")
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="one_item_a_position")]
        indexes = [
            *LeasedWork.Meta.indexes,
            models.Index(fields=["upload", "state", "outcome"], name="uploaditem_upload_state"),
            models.Index(fields=["upload", "finished_at"], name="uploaditem_upload_finished"),
            models.Index(fields=["original_sha256"], name="uploaditem_original"),
            models.Index(fields=["file"], name="uploaditem_file"),
        ]

    def __str__(self) -> str:
        return self.filename or str(_("pasted text"))

    @property
    def desk_id(self) -> int:
        return self.upload.desk_id

    @property
    def is_paste(self) -> bool:
        return not self.filename
