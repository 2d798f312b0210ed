"""Runs and what they found, in the admin: machine rows are for looking at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsdesk.accounts.curation import CurationAdmin, DeskFilter
from newsdesk.analysis.models import Boundaries, Claim, ClaimSpan, Mention, PipelineRun, SweeperState
from newsdesk.articles.models import Article


@admin.register(PipelineRun)
class PipelineRunAdmin(CurationAdmin):
    desk_path = "text__article__desk"
    exclude = ("lease_token", "mention_count", "claim_count")
    readonly_fields = ("mentions", "claims")
    list_display = ("__str__", "article", "state", "attempts", "mentions", "claims", "finished_at")
    list_filter = (DeskFilter, "state", "version", "finished_at")
    list_select_related = ("text__article",)
    search_fields = ("text__article__title", "fingerprint", "error_code")

    @admin.display(description=_("article"))
    def article(self, run: PipelineRun) -> Article:
        return run.text.article

    @admin.display(description=_("mentions"), empty_value="–")
    def mentions(self, run: PipelineRun) -> int | None:
        return None if run.is_hidden else run.mention_count

    @admin.display(description=_("claims"), empty_value="–")
    def claims(self, run: PipelineRun) -> int | None:
        return None if run.is_hidden else run.claim_count


class MachineRowAdmin(CurationAdmin):
    """Nothing of articles that hide what was found, whoever asks."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        found: QuerySet[Any] = rows.shown()
        return found


@admin.register(Mention)
class MentionAdmin(MachineRowAdmin):
    desk_path = "run__text__article__desk"
    list_display = ("canonical", "label", "start_char", "end_char", "run", "article")
    list_filter = (DeskFilter, "label", "nested", "vague")
    list_select_related = ("run__text__article",)
    search_fields = ("canonical", "title", "run__text__article__title")

    @admin.display(description=_("article"))
    def article(self, mention: Mention) -> Article:
        return mention.run.text.article


@admin.register(Claim)
class ClaimAdmin(MachineRowAdmin):
    desk_path = "run__text__article__desk"
    list_display = ("__str__", "speaker_entity", "type", "certainty", "speaker_kind", "run", "article")
    list_filter = (DeskFilter, "type", "certainty", "speaker_kind")
    list_select_related = ("run__text__article",)
    search_fields = ("speaker_entity", "explanation", "run__text__article__title")

    @admin.display(description=_("article"))
    def article(self, claim: Claim) -> Article:
        return claim.run.text.article


@admin.register(ClaimSpan)
class ClaimSpanAdmin(MachineRowAdmin):
    desk_path = "claim__run__text__article__desk"
    list_display = ("claim", "role", "ordinal", "start_char", "end_char", "article")
    list_filter = (DeskFilter, "role")
    list_select_related = ("claim__run__text__article",)
    search_fields = ("claim__speaker_entity", "claim__run__text__article__title")

    @admin.display(description=_("article"))
    def article(self, span: ClaimSpan) -> Article:
        return span.claim.run.text.article


@admin.register(Boundaries)
class BoundariesAdmin(CurationAdmin):
    desk_path = "run__text__article__desk"
    list_display = ("run", "article")
    list_filter = (DeskFilter,)
    list_select_related = ("run__text__article",)
    search_fields = ("run__text__article__title",)

    @admin.display(description=_("article"))
    def article(self, boundaries: Boundaries) -> Article:
        return boundaries.run.text.article


@admin.register(SweeperState)
class SweeperStateAdmin(CurationAdmin):
    list_display = ("__str__", "locked_until", "beacon_sent", "beacon_returned")
    list_filter = ("locked_until",)
    search_fields = ("holder",)
