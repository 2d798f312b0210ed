"""Articles and uploads in the admin: texts and uploads are for looking at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import URLField
from django.http import HttpRequest

from newsdesk.accounts.access import role_on
from newsdesk.accounts.curation import CurationAdmin, DeskFilter, user_of
from newsdesk.accounts.models import Role
from newsdesk.articles import services
from newsdesk.articles.models import Article, ArticleText, Upload, UploadItem

CORRECTABLE = ("title", "outlet", "author", "url")


@admin.register(Article)
class ArticleAdmin(CurationAdmin):
    """Curators correct metadata; date and language, which a reading depends on, on the article's own page."""

    desk_path = "desk"
    list_display = ("title", "outlet", "published_at", "desk", "created_at")
    list_filter = (DeskFilter, "published_at", "created_at")
    list_select_related = ("desk",)
    search_fields = ("title", "outlet", "author")
    fields = (*CORRECTABLE, "published_at", "language", "desk", "created_at", "created_by")
    readonly_fields = ("published_at", "language", "desk", "created_at", "created_by")
    formfield_overrides = {URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget}}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = user_of(request)
        if obj is None:
            return user.memberships.filter(role__gte=Role.CURATOR).exists()
        role = role_on(user, obj.desk_id)
        return role is not None and role >= Role.CURATOR

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        corrected = {name: form.cleaned_data[name] for name in CORRECTABLE}
        services.update_metadata(user=user_of(request), article=obj, fields=corrected)


@admin.register(ArticleText)
class ArticleTextAdmin(CurationAdmin):
    desk_path = "article__desk"
    list_display = ("article", "version", "word_count", "char_count", "created_at")
    list_filter = (DeskFilter, "created_at")
    list_select_related = ("article",)
    search_fields = ("article__title", "text_sha256")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do without the texts themselves."""
        rows = super().get_queryset(request)
        match = request.resolver_match
        return rows.defer("text") if match and match.url_name == "articles_articletext_changelist" else rows


@admin.register(Upload)
class UploadAdmin(CurationAdmin):
    desk_path = "desk"
    list_display = ("__str__", "desk", "user", "item_count", "created_at")
    list_filter = (DeskFilter, "created_at")
    list_select_related = ("desk", "user")
    search_fields = ("user__name", "user__email")


@admin.register(UploadItem)
class UploadItemAdmin(CurationAdmin):
    desk_path = "upload__desk"
    exclude = ("file", "lease_token")
    list_display = ("__str__", "upload", "state", "outcome", "media_type", "article")
    list_filter = (DeskFilter, "state", "outcome")
    list_select_related = ("upload", "article")
    search_fields = ("filename", "text_sha256", "article__title")
