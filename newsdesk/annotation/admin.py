"""Layers, items, decisions and comments, in the admin: what people did and said is for looking at."""

from __future__ import annotations

from django.contrib import admin

from newsdesk.accounts.curation import CurationAdmin, DeskFilter
from newsdesk.annotation.comments.models import Comment, CommentMention
from newsdesk.annotation.models import Anchor, ArticleState, Decision, Item, Layer, Presence


@admin.register(Layer)
class LayerAdmin(CurationAdmin):
    desk_path = "text__article__desk"
    list_display = ("__str__", "kind", "user", "text")
    list_filter = (DeskFilter, "kind")
    list_select_related = ("text__article", "user")
    search_fields = ("text__article__title", "user__email")


@admin.register(Item)
class ItemAdmin(CurationAdmin):
    desk_path = "desk"
    list_display = ("__str__", "kind", "layer", "holds")
    list_filter = (DeskFilter, "kind", "layer__kind")
    list_select_related = ("layer", "holds")
    search_fields = ("uuid", "layer__text__article__title")


@admin.register(Decision)
class DecisionAdmin(CurationAdmin):
    desk_path = "item__desk"
    list_display = ("__str__", "kind", "user", "at", "item")
    list_filter = (DeskFilter, "kind", "at")
    list_select_related = ("item", "user")
    search_fields = ("uuid", "reason", "user__email", "item__layer__text__article__title")


@admin.register(Anchor)
class AnchorAdmin(CurationAdmin):
    desk_path = "item__desk"
    list_display = ("item", "run", "match", "mention", "claim")
    list_filter = (DeskFilter, "match")
    list_select_related = ("item", "run", "mention", "claim")
    search_fields = ("item__uuid", "item__layer__text__article__title")


@admin.register(ArticleState)
class ArticleStateAdmin(CurationAdmin):
    desk_path = "layer__text__article__desk"
    list_display = ("layer", "open_mentions", "open_claims", "is_done", "decided_at")
    list_filter = (DeskFilter, "is_done", "decided_at")
    list_select_related = ("layer",)
    search_fields = ("layer__text__article__title",)


@admin.register(Presence)
class PresenceAdmin(CurationAdmin):
    desk_path = "article__desk"
    list_display = ("article", "user", "seen_at")
    list_filter = (DeskFilter, "seen_at")
    list_select_related = ("article", "user")
    search_fields = ("article__title", "user__email")


@admin.register(Comment)
class CommentAdmin(CurationAdmin):
    desk_path = "article__desk"
    list_display = ("__str__", "author", "at", "article", "item", "resolved_at", "withdrawn_at")
    list_filter = (DeskFilter, "at", "resolved_at", "withdrawn_at")
    list_select_related = ("author", "article", "item")
    search_fields = ("uuid", "text", "author__email", "article__title")


@admin.register(CommentMention)
class CommentMentionAdmin(CurationAdmin):
    desk_path = "comment__article__desk"
    list_display = ("__str__", "comment", "seen_at")
    list_filter = (DeskFilter, "seen_at")
    list_select_related = ("user", "comment")
    search_fields = ("user__email", "user__name", "comment__uuid", "comment__article__title")
