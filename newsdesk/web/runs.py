"""The history of an article's readings, and what a curator does about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access, role_on
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis import services
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import STATE_OF_RUN, ReadingState
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from newsdesk.web.languages import in_language, language_name, why_unread
from newsdesk.web.methods import action_view, page_view
from newsdesk.web.paging import page_of
from newsdesk.web.sentences import sentence


@dataclass(frozen=True)
class RunRow:
    run: PipelineRun
    article: Article

    @property
    def state(self) -> ReadingState:
        return STATE_OF_RUN[WorkState(self.run.state)]

    @property
    def is_other_language(self) -> bool:
        """Whether the run has ended well, and has looked for nothing because of the language."""
        return self.state is ReadingState.READ and not self.run.has_read

    @property
    def label(self) -> str:
        return in_language(self.run.language) if self.is_other_language else str(self.state.label)

    @property
    def look(self) -> str:
        return "other-language" if self.is_other_language else str(self.state.value)

    @property
    def reason(self) -> str:
        """Why it failed or was withdrawn; nothing of a run that is going to be tried again."""
        if self.run.is_open or not self.run.error_code:
            return ""
        return sentence(self.run.error_code, self.run.error_params, name=str(self.article))

    @property
    def has_counts(self) -> bool:
        return self.run.has_read and not self.article.hides_suggestions

    @property
    def language(self) -> str:
        """What the text was read as, or why it was not; nothing before that."""
        if self.is_other_language:
            return why_unread()
        if not self.run.has_read:
            return ""
        return _("read as %(language)s") % {"language": language_name(self.run.language)}

    @property
    def seconds_waited(self) -> float | None:
        return seconds_between(self.run.created_at, self.run.started_at)

    @property
    def seconds_worked(self) -> float | None:
        return seconds_between(self.run.started_at, self.run.finished_at)


def seconds_between(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else max(0.0, (end - start).total_seconds())


@page_view
@vary_on_headers("HX-Request")
def run_list(request: Request, pk: int) -> HttpResponse:
    article: Article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    return history(request, article, page=request.GET.get("page", ""))


@action_view
def run_request(request: Request, pk: int) -> HttpResponse:
    """Has the newest text read by today's pipeline, unless that has been done."""
    article: Article = access(Article.objects.select_related("desk"), request.user, Role.CURATOR, pk=pk)
    run = services.request_run(user=request.user, article=article)
    if run.state == WorkState.SUCCEEDED:
        return conflict(request, article, _("Today's pipeline has read this text already."))
    return done(request, article, _("The article is queued to be read again."))


@action_view
def run_retry(request: Request, pk: int) -> HttpResponse:
    run = accessible_run(request, pk)
    article = run.text.article
    if not services.retry_run(user=request.user, run=run):
        return conflict(
            request, article, _("This run cannot be tried again: it waits, is running, or has succeeded.")
        )
    return done(request, article, _("The run waits for another try."))


@action_view
def run_cancel(request: Request, pk: int) -> HttpResponse:
    run = accessible_run(request, pk)
    article = run.text.article
    if not services.cancel_run(user=request.user, run=run):
        return conflict(request, article, _("This run has ended already and cannot be stopped."))
    return done(request, article, _("The run was stopped."))


def accessible_run(request: Request, pk: int) -> PipelineRun:
    runs = PipelineRun.objects.select_related("text__article__desk")
    run: PipelineRun = access(runs, request.user, Role.CURATOR, pk=pk)
    return run


def done(request: Request, article: Article, sentence: str) -> HttpResponse:
    if request.htmx:
        return history(request, article, notice=sentence)
    messages.success(request, sentence)
    return redirect("run-list", article.pk)


def conflict(request: Request, article: Article, sentence: str) -> HttpResponse:
    """409, with the history as it is instead."""
    return history(request, article, conflict=sentence, status=409)


def history(
    request: Request,
    article: Article,
    *,
    page: str = "",
    notice: str = "",
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    runs = PipelineRun.objects.filter(text__article=article).select_related("text").defer("text__text")
    shown = page_of(runs.order_by("-pk"), page, count=runs.count())
    context = {
        "desk": article.desk,
        "article": article,
        "page": shown,
        "rows": [RunRow(run, article) for run in shown],
        "may_curate": (role_on(request.user, article.desk_id) or 0) >= Role.CURATOR,
        "notice": notice,
        "conflict": conflict,
    }
    template = "runs/list.html#history" if request.htmx else "runs/list.html"
    return render(request, template, context, status=status)
