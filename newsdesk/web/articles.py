"""The reader: an article's text with what a run found in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access, role_on
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Claim, PipelineRun, SpanRole, Stage
from newsdesk.analysis.readings import deciding_run, shown_run
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from newsdesk.web.methods import page_view
from newsdesk.web.polling import Poll, is_poll, next_poll
from newsdesk.web.reader.choices import Choices, choices_of
from newsdesk.web.reader.entities import EntityGroup, entity_groups
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.language import language_attribute, language_notice
from newsdesk.web.reader.marks import Paragraph
from newsdesk.web.reader.notes import Source
from newsdesk.web.reader.page import Asked, is_opening, paragraphs_of
from newsdesk.web.reader.pieces import Piece, piece_at, pieces_of
from newsdesk.web.reader.rows import Rows, claim_counts, named_mentions, rows_in, runs_of
from newsdesk.web.sentences import sentence


@dataclass(frozen=True)
class Reader:
    """What the reader's page shows of an article: one piece of one text, as one run read it."""

    article: Article
    runs: list[PipelineRun]
    run: PipelineRun | None
    asked: Asked
    role: Role | None
    site: str

    @cached_property
    def text(self) -> ArticleText:
        """The text that is shown; a poll does without."""
        return self.run.text if self.run else self.article.texts.latest("version")

    @cached_property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.text.text)

    @property
    def newest(self) -> PipelineRun | None:
        """The run that readers without further wishes see."""
        return shown_run(self.runs)

    @property
    def latest(self) -> PipelineRun | None:
        """The run that says how far the reading is, whatever became of it."""
        return deciding_run(self.runs)

    @property
    def is_newest(self) -> bool:
        return self.run == self.newest

    @property
    def shown(self) -> str:
        """The run that is shown, as an address names it."""
        return str(self.run.pk) if self.run else ""

    @property
    def pending(self) -> PipelineRun | None:
        """The run that the page waits for, if one is under way."""
        return self.latest if self.latest and self.latest.is_open else None

    @property
    def failed(self) -> PipelineRun | None:
        return self.latest if self.latest and self.latest.state == WorkState.FAILED else None

    @property
    def failure(self) -> str:
        """Why the latest run failed, in a sentence; empty if it did not."""
        run = self.failed
        return sentence(run.error_code, run.error_params, name=str(self.article)) if run else ""

    @property
    def stage(self) -> str:
        stage = self.pending.stage if self.pending else ""
        return str(Stage(stage).label) if stage in Stage.values else ""

    @property
    def can_retry(self) -> bool:
        return (self.role or 0) >= Role.CURATOR

    @property
    def can_edit(self) -> bool:
        return (self.role or 0) >= Role.ANNOTATOR

    @property
    def language_notice(self) -> str:
        """That the run did not read the text because of its language, or that this is doubtful."""
        return language_notice(self.run, self.article, self.text) if self.run else ""

    @property
    def lang(self) -> str:
        """What the text is in, for HTML."""
        return language_attribute(self.run.language if self.run else self.text.language)

    @property
    def title_is_opening(self) -> bool:
        return is_opening(self.article.title, self.text.text)

    @property
    def source(self) -> Source:
        article = self.article
        return Source(article.title, article.outlet, article.published_at, self.site)

    @cached_property
    def choices(self) -> Choices | None:
        return choices_of(claim_counts(self.run), self.asked.filters) if self.run else None

    @cached_property
    def entity_groups(self) -> list[EntityGroup]:
        mentions = named_mentions(self.run) if self.run else []
        return entity_groups(self.text.text, mentions, self.asked.filters)

    def paragraphs(self, piece: Piece) -> list[Paragraph]:
        rows = rows_in(self.run, piece) if self.run else Rows()
        return paragraphs_of(self.article, self.text.text, piece, rows, self.asked, self.source)


@page_view
@vary_on_headers("HX-Request")
def article_detail(request: Request, pk: int) -> HttpResponse:
    """The newest reading; to a poll, how far a reading under way is, or the reading once it is there."""
    article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    reader = reader_of(request, article)
    if request.htmx and is_poll(request.GET):
        return progress(request, reader)
    return page(request, reader, reader.pieces[0])


@page_view
@vary_on_headers("HX-Request")
def article_piece(request: Request, pk: int, number: int) -> HttpResponse:
    """A piece of a long article: its paragraphs for htmx, a page of its own otherwise."""
    article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    reader = reader_of(request, article)
    piece = reader.pieces[min(max(number, 1), len(reader.pieces)) - 1]
    if not request.htmx or request.htmx.target == "reader":
        return page(request, reader, piece)
    context = context_of(reader, piece)
    context["ends"] = {"earlier"} if request.htmx.target == "earlier" else {"more"}
    return render(request, "articles/detail.html#rows", context)


@page_view
@vary_on_headers("HX-Request")
def claim_detail(request: Request, pk: int, claim_id: int) -> HttpResponse:
    """The permanent link of a claim: the reading that it belongs to, with its note open."""
    claims = Claim.objects.shown().select_related("run__text__article__desk")
    claim = access(claims, request.user, pk=claim_id, run__text__article__pk=pk)
    reader = reader_of(request, claim.run.text.article, run=claim.run, claim_id=claim.pk)
    return page(request, reader, piece_at(reader.pieces, claim.start_char))


def reader_of(
    request: Request, article: Article, *, run: PipelineRun | None = None, claim_id: int | None = None
) -> Reader:
    """The reader of `run`, by default of the run named in the address, else of the newest reading."""
    runs = runs_of(article)
    newest = shown_run(runs)
    run = run or named_run(runs, request.GET.get("run", "")) or newest
    kept = (("run", str(run.pk)),) if run and run != newest else ()
    return Reader(
        article=article,
        runs=runs,
        run=run,
        asked=Asked(Filters.from_query(request.GET, kept=kept), claim_id),
        role=role_on(request.user, article.desk_id),
        site=request.build_absolute_uri("/").rstrip("/"),
    )


def named_run(runs: list[PipelineRun], pk: str) -> PipelineRun | None:
    return next((run for run in runs if str(run.pk) == pk and run.state == WorkState.SUCCEEDED), None)


def page(request: Request, reader: Reader, piece: Piece) -> HttpResponse:
    template = "articles/detail.html#reader" if request.htmx else "articles/detail.html"
    return render(request, template, context_of(reader, piece) | {"poll": poll_after(request, reader)})


def context_of(reader: Reader, piece: Piece) -> dict[str, Any]:
    return {
        "desk": reader.article.desk,
        "article": reader.article,
        "reader": reader,
        "run": reader.run,
        "piece": piece,
        "paragraphs": reader.paragraphs(piece),
        "filters": reader.asked.filters,
        "ends": {"earlier", "more"},
        "address": address_of(reader, piece),
        "roles": SpanRole.choices,
    }


def address_of(reader: Reader, piece: Piece) -> str:
    """Where the page stands when no claim is open."""
    query = reader.asked.filters.query()
    if piece.is_first:
        return reverse("article-detail", args=[reader.article.pk]) + query
    return reverse("article-piece", args=[reader.article.pk, piece.number]) + query


def progress(request: Request, reader: Reader) -> HttpResponse:
    """The next state of a reading under way, or in its place the whole reader once it has ended.

    Whoever reads an older reading meanwhile, the run `shown`, is told of the new one and not interrupted.
    """
    shown = request.GET.get("shown", "")
    if reader.pending is None and not shown:
        response = page(request, reader, reader.pieces[0])
        response["HX-Retarget"] = "#reader"
        response["HX-Reswap"] = "outerHTML"
        return response
    context = {
        "article": reader.article,
        "reader": reader,
        "run": reader.run,
        "has_newer": reader.pending is None and shown != reader.shown,
        "poll": poll_after(request, reader),
    }
    return render(request, "articles/detail.html#progress", context)


def poll_after(request: Request, reader: Reader) -> Poll | None:
    """When and with which address the page asks again; None if nothing is under way."""
    run = reader.pending
    if run is None:
        return None
    shown = request.GET.get("shown", "") if is_poll(request.GET) else reader.shown
    signature = f"{run.pk}-{run.state}-{run.stage}-{run.progress:.2f}"
    return next_poll(request.GET, signature, run.created_at, shown=shown)
