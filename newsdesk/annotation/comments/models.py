"""Comments, and who is mentioned in them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Article

MAX_CHARS = 4_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(article__desk__in=Desk.objects.visible_to(user))


class Comment(models.Model):
    """What a member says of an article, or of one item in it; plain text of at most MAX_CHARS code points.

    `uuid` is made by whoever sends it: sent twice, it is stored once. A thread is a first comment with the
    replies to it, which all name the first one. A withdrawn comment stays, without its text.
    """

    uuid = models.UUIDField(primary_key=True, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name=_("article"))
    item = models.ForeignKey(
        "annotation.Item", models.CASCADE, related_name="comments", null=True, verbose_name=_("item")
    )
    reply_to = models.ForeignKey(
        "self", models.CASCADE, related_name="replies", null=True, verbose_name=_("reply to")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = models.TextField(_("text"), max_length=MAX_CHARS, blank=True)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="CommentMention",
        related_name="+",
        verbose_name=_("mentioned in it"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("resolved by")
    )

    objects: ClassVar[models.Manager[Comment]] = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, reply_to=None),
                name="first_comments_are_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & ~Q(text="") | Q(withdrawn_at__isnull=False, text=""),
                name="withdrawn_comments_have_no_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def desk_id(self) -> int:
        return self.article.desk_id

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class CommentMentionQuerySet(models.QuerySet["CommentMention"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(comment__article__desk__in=Desk.objects.visible_to(user))

    def unread_by(self, user: User) -> Self:
        """Where `user` is mentioned on a desk of theirs, and has not looked yet."""
        return self.visible_to(user).filter(user=user, seen_at=None)


class CommentMention(models.Model):
    """That a comment names a member; `seen_at` is when they opened it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions", verbose_name=_("comment"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comment_mentions", verbose_name=_("user")
    )
    seen_at = models.DateTimeField(_("seen"), null=True)

    objects: ClassVar[models.Manager[CommentMention]] = models.Manager.from_queryset(CommentMentionQuerySet)()

    class Meta:
        verbose_name = _("member mentioned in a comment")
        verbose_name_plural = _("members mentioned in comments")
        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="one_mention_a_comment_and_person")
        ]
        indexes = [models.Index(fields=["user"], condition=Q(seen_at=None), name="comment_mention_unread")]

    def __str__(self) -> str:
        return f"@{self.user}"

    @property
    def desk_id(self) -> int:
        return self.comment.desk_id
