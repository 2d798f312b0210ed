"""Where a comment is found in the newest reading of its article."""

from __future__ import annotations

from django.urls import reverse

from newsdesk.annotation.comments.models import Comment
from newsdesk.annotation.models import Anchor, Item, ItemKind
from newsdesk.web.reader.pieces import piece_at, pieces_of
from newsdesk.web.threads import place_of


def address_of(comment: Comment) -> str:
    """The page of the article with the thing open that is commented on; the thread's own if it is gone."""
    if comment.item is None:
        return reverse("article-detail", args=[comment.article_id])
    item = comment.item
    anchor = Anchor.objects.filter(item=item, run=item.layer.run_id).select_related("mention").first()
    find = claim_page if item.kind == ItemKind.CLAIM else mention_page
    page = find(comment, item, anchor)
    return f"{page}comments={comment.pk}" if page else place_of(comment).url


def claim_page(comment: Comment, item: Item, anchor: Anchor | None) -> str:
    """The page with the claim's note open, up to where a query goes on; empty where there is no such note."""
    if anchor is not None:
        return reverse("claim-detail", args=[comment.article_id, anchor.claim_id]) + "?"
    is_there = item.holds is not None and item.holds.value is not None
    return reverse("desk-claim-detail", args=[comment.article_id, item.pk]) + "?" if is_there else ""


def mention_page(comment: Comment, item: Item, anchor: Anchor | None) -> str:
    """The page of the text with the mention's card open, likewise."""
    value = item.holds.value if item.holds else None
    mention = anchor.mention if anchor else None
    if value is None and mention is None:
        return ""
    start = value["start_char"] if value else mention.start_char if mention else 0
    piece = piece_at(pieces_of(item.layer.text.text), start)
    page = (
        reverse("article-detail", args=[comment.article_id])
        if piece.is_first
        else reverse("article-piece", args=[comment.article_id, piece.number])
    )
    return f"{page}?mention={mention.pk if mention else item.pk.hex}&"
