"""Threads of comments, and how many there are, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from newsdesk.annotation.comments.models import Comment
from newsdesk.annotation.models import Item
from newsdesk.articles.models import Article


@dataclass(frozen=True)
class Thread:
    """A first comment with its replies, oldest first."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def comments(self) -> list[Comment]:
        return [self.first, *self.replies]

    @property
    def is_resolved(self) -> bool:
        return self.first.resolved_at is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments stand somewhere, and in how many threads that are not resolved."""

    comment_count: int = 0
    open_count: int = 0


NOTHING_SAID: Final = Tally()
Tallies = Mapping[UUID | None, Tally]
"""By item, and under None on the article itself."""


def threads_on(article: Article, item: Item | None) -> list[Thread]:
    """The threads on the article itself, or on one item of it, oldest first: two queries."""
    return _threads(Comment.objects.filter(article=article, item=item))


def thread_of(comment: Comment) -> Thread:
    """The thread that a comment stands in."""
    first = comment.reply_to_id or comment.pk
    (thread,) = _threads(Comment.objects.filter(Q(pk=first) | Q(reply_to=first)))
    return thread


def _threads(comments: QuerySet[Comment]) -> list[Thread]:
    found: dict[UUID, Thread] = {}
    ordered = comments.select_related("author", "resolved_by").prefetch_related("mentioned")
    for comment in ordered.order_by(F("reply_to").asc(nulls_first=True), "at", "pk"):
        if comment.reply_to_id is None:
            found[comment.pk] = Thread(comment)
        else:
            found[comment.reply_to_id].replies.append(comment)
    return list(found.values())


def tallies_of(article: Article) -> Tallies:
    """How many comments there are on an article and on each of its items: one query."""
    standing = Comment.objects.filter(article=article, withdrawn_at=None).order_by()
    counted = standing.values_list("item_id").annotate(
        comment_count=Count("pk"),
        open_count=Count(
            Coalesce("reply_to_id", "pk"),
            distinct=True,
            filter=Q(resolved_at=None) & (Q(reply_to=None) | Q(reply_to__resolved_at=None)),
        ),
    )
    return {item: Tally(comments, open_threads) for item, comments, open_threads in counted}
