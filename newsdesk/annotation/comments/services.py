"""Writes of comments: permission and change in one function."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsdesk.accounts.access import require_role, role_on
from newsdesk.accounts.models import Role, User
from newsdesk.annotation import services as annotation
from newsdesk.annotation.anchoring import bind, follow_shown, lock
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.comments.models import MAX_CHARS, Comment, CommentMention
from newsdesk.annotation.comments.people import members_of, namings
from newsdesk.annotation.machine import Row, name_of
from newsdesk.annotation.models import Item, ItemKind, Layer, LayerKind
from newsdesk.articles.models import Article
from newsdesk.parsing import ParseError
from newsdesk.parsing.ingest import ingest_text

LOWEST_ROLE: Final = Role.ANNOTATOR


class Refusal(StrEnum):
    """Why a comment is not stored."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"
    OTHER_TEXT = "other_text"


class CommentRefused(Exception):
    """The comment is not stored, for `reason`."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def write(
    *,
    user: User,
    article: Article,
    uuid: UUID,
    text: str,
    item: Item | None = None,
    row: Row | None = None,
    reply_to: Comment | None = None,
) -> Comment:
    """A comment on the article, on an item of its desk layer, or on a machine row, whose item is then made.

    A reply stands where the comment does that it answers, and opens a resolved thread again. Sent twice,
    it is stored once. Raises PermissionDenied below annotator, CommentRefused.
    """
    require_role(user, article.desk_id, LOWEST_ROLE)
    stored_text = _stored_form(text)
    if earlier := Comment.objects.filter(pk=uuid).first():
        return _as_before(earlier, user, article, stored_text)
    first = reply_to and (reply_to.reply_to or reply_to)
    comment = Comment(uuid=uuid, article=article, author=user, text=stored_text, reply_to=first)
    comment.item = first.item if first else _item(article, item, row)
    if first and first.article_id != article.pk:
        raise CommentRefused(Refusal.ELSEWHERE)
    try:
        with transaction.atomic():
            comment.save(force_insert=True)
    except IntegrityError:  # sent twice at the same moment
        return _as_before(Comment.objects.get(pk=uuid), user, article, stored_text)
    if first:
        Comment.objects.filter(pk=first.pk).update(resolved_at=None, resolved_by=None)
    _note_mentioned(comment)
    return comment


@transaction.atomic
def withdraw(*, user: User, comment: Comment) -> None:
    """Takes the text of the own comment away; that there was one stays. Raises PermissionDenied."""
    if comment.author_id != user.pk or role_on(user, comment.desk_id) is None:
        raise PermissionDenied
    standing = Comment.objects.filter(pk=comment.pk, withdrawn_at=None)
    standing.update(text="", withdrawn_at=timezone.now())
    CommentMention.objects.filter(comment=comment).delete()


@transaction.atomic
def set_resolved(*, user: User, comment: Comment, is_resolved: bool) -> None:
    """Resolves the thread of a comment, or opens it again; who resolved it first stays named.

    Raises PermissionDenied for anybody but reviewers and whoever began the thread.
    """
    first = comment.reply_to or comment
    if not may_resolve(user, first, role_on(user, first.desk_id)):
        raise PermissionDenied
    if is_resolved:
        still_open = Comment.objects.filter(pk=first.pk, resolved_at=None)
        still_open.update(resolved_at=timezone.now(), resolved_by=user)
    else:
        Comment.objects.filter(pk=first.pk).update(resolved_at=None, resolved_by=None)


def may_write(role: Role | None) -> bool:
    return role is not None and role >= LOWEST_ROLE


def may_resolve(user: User, first: Comment, role: Role | None) -> bool:
    """Whether `user`, with this role on the desk, may resolve the thread that `first` begins."""
    lowest = LOWEST_ROLE if first.author_id == user.pk else Role.REVIEWER
    return role is not None and role >= lowest


def mark_seen(*, user: User, article: Article, item: Item | None) -> int:
    """Notes that `user` has seen the threads on the article, or on one item: how many mentions were new."""
    unread = CommentMention.objects.unread_by(user).filter(comment__article=article, comment__item=item)
    return unread.update(seen_at=timezone.now())


def _stored_form(text: str) -> str:
    """As articles are stored, without blanks around it. Raises CommentRefused."""
    try:
        stored = ingest_text(text).strip()
    except ParseError as error:
        raise CommentRefused(Refusal.UNREADABLE) from error
    if not stored:
        raise CommentRefused(Refusal.EMPTY)
    if len(stored) > MAX_CHARS:
        raise CommentRefused(Refusal.TOO_LONG)
    return stored


def _as_before(comment: Comment, user: User, article: Article, text: str) -> Comment:
    """What was sent twice is stored once, also where it has been withdrawn since."""
    is_same = comment.author_id == user.pk and comment.article_id == article.pk
    if not is_same or comment.text not in (text, ""):
        raise CommentRefused(Refusal.OTHER_TEXT)
    return comment


def _item(article: Article, item: Item | None, row: Row | None) -> Item | None:
    """The item of the desk layer that is commented on; None for the article itself. Raises CommentRefused."""
    if row is not None:
        if row.run.text.article_id != article.pk or row.run.is_hidden:
            raise CommentRefused(Refusal.ELSEWHERE)
        return _item_about(annotation.layer_of(row.run.text), row)
    if item is None:
        return None
    is_here = item.layer.kind == LayerKind.DESK and item.layer.text.article_id == article.pk
    if not is_here or item.kind not in (ItemKind.CLAIM, ItemKind.MENTION):
        raise CommentRefused(Refusal.ELSEWHERE)
    return item


def _item_about(layer: Layer, row: Row) -> Item:
    """The item that is about a row, made where there is none; a row of an older run may be bound to one."""
    lock(layer)
    if layer.run_id is None:
        follow_shown(layer)
    if row.run_id != layer.run_id:
        bind(layer, row.run)
    chains = Chains(layer)
    chains.know_rows([name_of(row)])
    item = chains.about(name_of(row), row.run_id)
    chains.write()
    if layer.run is not None and layer.run_id != row.run_id:
        bind(layer, layer.run)
    return item


def _note_mentioned(comment: Comment) -> None:
    """Notes who is named in it, but for the author."""
    found = {
        user.pk for naming in namings(comment.text, members_of(comment.desk_id)) for user in naming.people
    }
    CommentMention.objects.bulk_create(
        [CommentMention(comment=comment, user_id=pk) for pk in sorted(found - {comment.author_id})]
    )
