"""Comments as a page shows them: threads on one thing, and what the person may do there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext_lazy

from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Desk, Role, User
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import Comment, CommentMention
from newsdesk.annotation.comments.people import namings
from newsdesk.annotation.comments.threads import Thread, thread_of, threads_on
from newsdesk.annotation.machine import Row
from newsdesk.annotation.models import Item, ItemKind
from newsdesk.articles.models import Article

HEADINGS: Final = {
    "": gettext_lazy("Comments on the article"),
    ItemKind.CLAIM: gettext_lazy("Comments on a claim"),
    ItemKind.MENTION: gettext_lazy("Comments on a mention"),
}
MENTIONS_SHOWN: Final = 20
_PARAGRAPHS: Final = re.compile(r"\n{2,}")


@dataclass(frozen=True)
class Place:
    """What is commented on: the article, or a claim or mention by the id that the reader shows it under."""

    article: Article
    kind: str = ""
    key: str = ""
    item: Item | None = None
    row: Row | None = None

    @property
    def name(self) -> str:
        """What it is called in the page."""
        return f"{self.kind}-{self.key}" if self.kind else "article"

    @property
    def url(self) -> str:
        if not self.kind:
            return reverse("article-comments", args=[self.article.pk])
        return reverse(f"{self.kind}-comments", args=[self.article.pk, self.key])

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.kind])


@dataclass(frozen=True)
class Draft:
    """A comment that is being written, and what is wrong with it."""

    uuid: UUID = field(default_factory=uuid4)
    text: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Part:
    """A stretch of a comment: words, or the name of a member who is mentioned."""

    words: str
    is_name: bool = False


@dataclass(frozen=True)
class Said:
    """One comment, for the person who looks at it."""

    comment: Comment
    is_own: bool
    is_unread: bool = False
    is_changed: bool = False

    @property
    def paragraphs(self) -> list[list[Part]]:
        people = list(self.comment.mentioned.all())
        return [list(_parts(each, people)) for each in _PARAGRAPHS.split(self.comment.text)]


@dataclass(frozen=True)
class Talk:
    """A thread, for the person who looks at it; `draft` is their reply."""

    thread: Thread
    user: User
    role: Role | None
    draft: Draft = field(default_factory=Draft)
    unread: frozenset[UUID] = frozenset()
    changed: UUID | None = None

    @property
    def first(self) -> Comment:
        return self.thread.first

    @property
    def said(self) -> list[Said]:
        return [
            Said(each, each.author_id == self.user.pk, each.pk in self.unread, each.pk == self.changed)
            for each in self.thread.comments
        ]

    @property
    def key(self) -> str:
        return self.first.pk.hex

    @property
    def is_resolved(self) -> bool:
        return self.thread.is_resolved

    @property
    def has_unread(self) -> bool:
        return any(each.pk in self.unread for each in self.thread.comments)

    @property
    def comment_count(self) -> int:
        return sum(not each.is_withdrawn for each in self.thread.comments)

    @property
    def may_write(self) -> bool:
        """Nothing is replied to a thread of which no word is left."""
        return services.may_write(self.role) and self.comment_count > 0

    @property
    def may_resolve(self) -> bool:
        return services.may_resolve(self.user, self.first, self.role)


@dataclass(frozen=True)
class Panel:
    """All threads on one thing, and the comment that begins a further one."""

    place: Place
    user: User
    role: Role | None
    draft: Draft = field(default_factory=Draft)

    @property
    def may_write(self) -> bool:
        return services.may_write(self.role)

    @cached_property
    def threads(self) -> list[Thread]:
        if self.place.kind and self.place.item is None:  # nobody has said anything of it
            return []
        return threads_on(self.place.article, self.place.item)

    @property
    def talks(self) -> list[Talk]:
        return [Talk(thread, self.user, self.role, unread=self.unread) for thread in self.threads]

    @cached_property
    def unread(self) -> frozenset[UUID]:
        """The comments here that mention the person, who has not seen them yet."""
        if not self.threads:
            return frozenset()
        mentions = CommentMention.objects.unread_by(self.user).filter(comment__article=self.place.article)
        return frozenset(mentions.filter(comment__item=self.place.item).values_list("comment", flat=True))

    @property
    def an_unread(self) -> UUID | None:
        """One of them: it stands for all that are here."""
        return min(self.unread, default=None)

    @property
    def comment_count(self) -> int:
        return sum(talk.comment_count for talk in self.talks)


def talk_of(comment: Comment, user: User, draft: Draft | None = None, *, is_changed: bool = True) -> Talk:
    """The thread that a comment stands in, with the focus on it if it has changed."""
    role = role_on(user, comment.desk_id)
    changed = comment.pk if is_changed else None
    return Talk(thread_of(comment), user, role, draft or Draft(), changed=changed)


def unread_on(desk: Desk, user: User) -> list[Comment]:
    """The newest comments on the desk that mention the person, who has not opened them yet: one query."""
    mentions = CommentMention.objects.unread_by(user).filter(comment__article__desk=desk)
    comments = Comment.objects.filter(mentions__in=mentions).select_related("author", "article")
    return list(comments.order_by("-at", "pk")[:MENTIONS_SHOWN])


def place_of(comment: Comment) -> Place:
    """Where a comment stands."""
    if comment.item is None:
        return Place(comment.article)
    return Place(comment.article, comment.item.kind, comment.item.pk.hex, comment.item)


def _parts(words: str, people: Iterable[User]) -> Iterable[Part]:
    position = 0
    for naming in namings(words, people):
        yield Part(words[position : naming.start])
        yield Part(words[naming.start : naming.end], is_name=True)
        position = naming.end
    yield Part(words[position:])
