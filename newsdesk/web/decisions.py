"""Decisions about an article: what a page sends, answered with the paragraphs that look different now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.annotation.models import Item, LayerKind
from newsdesk.annotation.values import InvalidValue
from newsdesk.articles.models import Article
from newsdesk.web import errors
from newsdesk.web.methods import form_view, page_view
from newsdesk.web.paging import page_of
from newsdesk.web.review.body import MAX_BYTES, BadBody, read_body, too_large
from newsdesk.web.review.history import acts_about, by_day, entries_of, item_told
from newsdesk.web.review.places import Places, newest_run
from newsdesk.web.review.preview import preview_of
from newsdesk.web.review.reviewed import reviewed_of
from newsdesk.web.review.sentences import in_words
from newsdesk.web.review.storing import store


@form_view
@vary_on_headers("HX-Request")
def article_decisions(request: Request, pk: int) -> HttpResponse:
    """What has been decided; with POST, decides."""
    return decide_about(request, pk) if request.method == "POST" else history(request, pk)


def decide_about(request: Request, pk: int) -> HttpResponse:
    """Stores decisions.

    409 where somebody was first or the text is another one, 422 for what makes no sense: nothing is stored.
    """
    article = access(Article.objects.select_related("desk"), request.user, Role.REVIEWER, pk=pk)
    try:
        sent = read_body(body_of(request))
        reviewed = reviewed_of(article)
        if reviewed is None:
            raise BadBody(_("This article has not been read yet."))
        return store(request, reviewed, sent)
    except BadBody as refused:
        return refusal(request, str(refused))
    except InvalidValue as refused:
        return refusal(request, in_words(refused))


def refusal(request: Request, sentence: str) -> HttpResponse:
    return errors.answer(request, errors.Problem(422, _("Nothing was stored."), sentence))


def body_of(request: Request) -> bytes:
    """Raises BadBody."""
    if request.content_type != "application/json":
        raise BadBody(_("Decisions are sent as JSON."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
        raise too_large()
    return request.body


# --- History --------------------------------------------------------------------------------------


def history(request: Request, pk: int) -> HttpResponse:
    article: Article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    acts = acts_about(article)
    page = page_of(acts, request.GET.get("page", ""), count=acts.count())
    entries = entries_of(article, list(page), places_in(article))
    context = {"desk": article.desk, "article": article, "page": page, "days": by_day(entries)}
    template = "decisions/history.html#history" if request.htmx else "decisions/history.html"
    return render(request, template, context)


@page_view
@vary_on_headers("HX-Request")
def item_history(request: Request, pk: int, item: UUID) -> HttpResponse:
    """All that was decided about one thing; a fragment for the note that it belongs to."""
    items = Item.objects.filter(layer__kind=LayerKind.DESK).select_related("layer__text__article__desk")
    found: Item = access(items, request.user, pk=item, layer__text__article=pk)
    article = found.layer.text.article
    context = {
        "desk": article.desk,
        "article": article,
        "item": item_told(found, places_in(article)),
    }
    template = "decisions/item.html#item" if request.htmx else "decisions/item.html"
    return render(request, template, context)


def places_in(article: Article) -> Places:
    return Places(article, newest_run(article))


# --- Accepting all --------------------------------------------------------------------------------


@page_view
def accept_all_preview(request: Request, pk: int) -> HttpResponse:
    """What would be accepted at once, for the page's dialog."""
    article: Article = access(Article.objects.select_related("desk"), request.user, Role.REVIEWER, pk=pk)
    context = {"article": article, "preview": preview_of(article, request.GET)}
    return render(request, "decisions/preview.html", context)
