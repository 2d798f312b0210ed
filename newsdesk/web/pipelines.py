"""The pipelines that are installed here, and by which of them each desk's articles were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from newsdesk.accounts.models import Desk, Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Label
from newsdesk.analysis.readings import shown_runs
from newsdesk.articles.models import Article
from newsdesk.nlp import pipeline_info
from newsdesk.nlp.installed import (
    OTHER_LANGUAGE,
    InstalledPipeline,
    Reason,
    Score,
    installed_pipelines,
    pipeline_in_use,
)
from newsdesk.nlp.languages import language_codes
from newsdesk.web.languages import language_name
from newsdesk.web.methods import page_view

UNREAD_LANGUAGE: Final = "zxx"
REASONS: Final = (
    gettext_noop("It reads %(detail)s, and newsdesk's rules are for German."),
    gettext_noop("It was made for spaCy %(detail)s."),
    gettext_noop("It needs %(detail)s, which is not installed."),
    gettext_noop("Its meta.json cannot be read: %(detail)s."),
    gettext_noop("The package %(detail)s is installed, but it is no spaCy pipeline."),
    gettext_noop("There is no installed package %(detail)s."),
)
SCORES: Final[dict[str, Promise]] = {
    "tags": gettext_lazy("word classes (STTS)"),
    "STTS tags": gettext_lazy("word classes (STTS)"),
    "finite verbs, precision": gettext_lazy("finite verbs, precision"),
    "finite verbs, recall": gettext_lazy("finite verbs, recall"),
    "Konjunktiv, precision": gettext_lazy("Konjunktiv, precision"),
    "Konjunktiv, recall": gettext_lazy("Konjunktiv, recall"),
    "sentences, F1": gettext_lazy("sentences, F1"),
    "names, precision": gettext_lazy("names, precision"),
    "names, recall": gettext_lazy("names, recall"),
    "names, F1": gettext_lazy("names, F1"),
    "names, all, F1": gettext_lazy("names, F1"),
    **{
        f"names, {label}, F1": format_lazy("{}: {}", gettext_lazy("names, F1"), label.label)
        for label in (Label.PER, Label.LOC, Label.ORG)
    },
    "names, MISC, F1": format_lazy("{}: {}", gettext_lazy("names, F1"), "MISC"),
    "speed": gettext_lazy("speed"),
}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    score: Score

    @property
    def what(self) -> str:
        """What was measured, in the reader's language where it is one of ours."""
        return str(SCORES.get(self.score.what, self.score.what))


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline as page and command show it."""

    pipeline: InstalledPipeline
    is_in_use: bool

    @property
    def language(self) -> str:
        return language_name(self.pipeline.language)

    @property
    def gives(self) -> str:
        """What the rules get from it, beyond what they find themselves."""
        given = [_("word classes")] * self.pipeline.gives_tags + [_("names")] * self.pipeline.gives_names
        return ", ".join(given)

    @property
    def reason(self) -> str:
        """Why texts cannot be read with it, or nothing."""
        return in_words(self.pipeline.reason) if self.pipeline.reason else ""

    @property
    def scores(self) -> list[ScoreRow]:
        return [ScoreRow(score) for score in self.pipeline.scores]


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """How many articles of a desk show a reading by one pipeline; `is_current` if it is today's."""

    desk: Desk
    pipeline: str
    version: str
    count: int
    is_current: bool


@page_view
def pipeline_list(request: Request) -> HttpResponse:
    counts = reading_counts(Desk.objects.visible_to(request.user))
    curated = set(Desk.objects.with_role(request.user, Role.CURATOR).values_list("pk", flat=True))
    context = {
        "rows": pipeline_rows(),
        "counts": counts,
        "outdated": outdated_counts(each for each in counts if each.desk.pk in curated),
    }
    return render(request, "pipelines/list.html", context)


def pipeline_rows() -> list[PipelineRow]:
    """All pipelines, the one in use first; it is there even where it is only a name that means nothing."""
    used = pipeline_in_use()
    others = (each for each in installed_pipelines() if each.name != used.name)
    return [PipelineRow(used, is_in_use=True), *(PipelineRow(each, is_in_use=False) for each in others)]


def reading_counts(desks: QuerySet[Desk]) -> list[ReadingCount]:
    """Of each of the desks, by desk, how many articles are shown as which pipeline read them: two queries."""
    languages = (*language_codes(), UNREAD_LANGUAGE)
    today = [pipeline_info(language).fingerprint for language in languages]
    shown = shown_runs(Article.objects.filter(desk__in=desks)).order_by()
    groups = shown.values_list("text__article__desk", "pipeline", "version").annotate(
        current=Count("pk", filter=Q(fingerprint__in=today)),
        older=Count("pk", filter=~Q(fingerprint__in=today)),
    )
    by_pk = {desk.pk: desk for desk in desks}
    return in_order(
        ReadingCount(by_pk[desk], pipeline, version, count, is_current)
        for desk, pipeline, version, current, older in groups
        for count, is_current in ((current, True), (older, False))
        if count
    )


def in_order(counts: Iterable[ReadingCount]) -> list[ReadingCount]:
    """By desk, today's readings first, then by version from the newest on."""
    newest_first = sorted(counts, key=lambda each: (each.pipeline, each.version), reverse=True)
    return sorted(newest_first, key=lambda each: (each.desk.name, each.desk.pk, not each.is_current))


def outdated_counts(counts: Iterable[ReadingCount]) -> list[tuple[Desk, int]]:
    """How many articles of each desk show a reading by another pipeline than today's; no desk without one."""
    older: Counter[Desk] = Counter()
    for each in counts:
        if not each.is_current:
            older[each.desk] += each.count
    return list(older.items())


def in_words(reason: Reason) -> str:
    """Why a pipeline cannot be used, in the reader's language."""
    is_about_language = reason.template == OTHER_LANGUAGE
    return _(reason.template) % {
        "detail": language_name(reason.detail) if is_about_language else reason.detail
    }
