"""The reader: an article's text with what a run found in it, and what the desk makes of that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Claim, SpanRole
from newsdesk.annotation.models import Item, ItemKind, LayerKind
from newsdesk.articles.models import Article
from newsdesk.web.methods import page_view
from newsdesk.web.polling import Poll, is_poll, next_poll
from newsdesk.web.reader.pieces import Piece, piece_at
from newsdesk.web.reader.reader import Reader, reader_of
from newsdesk.web.reader.words import STATUS_LEGEND
from newsdesk.web.threads import Panel, Place


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
def article_side(request: Request, pk: int) -> HttpResponse:
    """What stands beside the text and is counted over all of it, for an open page to put in place."""
    article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    reader = reader_of(request, article)
    context = context_beside(reader) | {"oob": True}
    parts = ("articles/_filters.html", "articles/_side.html")
    return HttpResponse("".join(render_to_string(part, context, request) for part in parts))


@page_view
@vary_on_headers("HX-Request")
def claim_detail(request: Request, pk: int, claim_id: int) -> HttpResponse:
    """The permanent link of a claim: the reading that it belongs to, with its note open."""
    claims = Claim.objects.shown().select_related("run__text__article__desk")
    claim = access(claims, request.user, pk=claim_id, run__text__article__pk=pk)
    reader = reader_of(request, claim.run.text.article, run=claim.run, claim_id=str(claim.pk))
    return page(request, reader, piece_at(reader.pieces, claim.start_char))


@page_view
@vary_on_headers("HX-Request")
def desk_claim_detail(request: Request, pk: int, item: UUID) -> HttpResponse:
    """The permanent link of a claim that people added, or that no machine row is left of."""
    items = Item.objects.filter(kind=ItemKind.CLAIM, layer__kind=LayerKind.DESK)
    found = access(
        items.select_related("layer__text__article__desk"),
        request.user,
        pk=item,
        layer__text__article__pk=pk,
    )
    reader = reader_of(request, found.layer.text.article)
    claim = reader.claim_of(found.pk)
    if claim is None:
        return redirect("article-detail", pk)
    return page(request, reader.asking_for(claim), piece_at(reader.pieces, claim.start_char))


def page(request: Request, reader: Reader, piece: Piece) -> HttpResponse:
    """All of it, or for htmx the reader alone, and the bar that stands below it."""
    context = context_of(reader, piece) | {"poll": poll_after(request, reader)}
    if not request.htmx:
        panel = Panel(Place(reader.article), request.user, reader.role)
        return render(request, "articles/detail.html", context | {"panel": panel})
    bar = render_to_string("articles/_review.html", context | {"oob": True}, request)
    return HttpResponse(render_to_string("articles/detail.html#reader", context, request) + bar)


def context_of(reader: Reader, piece: Piece) -> dict[str, Any]:
    return context_beside(reader) | {
        "desk": reader.article.desk,
        "article": reader.article,
        "piece": piece,
        "paragraphs": reader.paragraphs(piece),
        "ends": {"earlier", "more"},
        "address": address_of(reader, piece),
        "roles": SpanRole.choices,
    }


def context_beside(reader: Reader) -> dict[str, Any]:
    """What the page shows beside the text needs no more."""
    return {
        "reader": reader,
        "run": reader.run,
        "filters": reader.asked.filters,
        "statuses": STATUS_LEGEND,
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
