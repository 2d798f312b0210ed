"""Decisions about an article: what a page sends, answered with the paragraphs that look different now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis.readings import shown_run
from newsdesk.annotation import services
from newsdesk.annotation.models import Item, LayerKind
from newsdesk.annotation.services import Act, Conflict
from newsdesk.annotation.values import InvalidValue, OtherText
from newsdesk.articles.models import Article
from newsdesk.web import errors
from newsdesk.web.methods import form_view, page_view
from newsdesk.web.paging import page_of
from newsdesk.web.reader.rows import runs_of
from newsdesk.web.review import answers
from newsdesk.web.review.acts import acts_of
from newsdesk.web.review.body import MAX_BYTES, Acts, BadBody, Sent, UndoBatch, read_body, too_large
from newsdesk.web.review.conflicts import dispute_about, refused_act
from newsdesk.web.review.history import acts_about, by_day, entries_of, item_told
from newsdesk.web.review.places import Places
from newsdesk.web.review.reviewed import Reviewed, reviewed_of
from newsdesk.web.review.touched import touched_by
from newsdesk.web.review.words import shortened

Written = TypeVar("Written")


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
        if sent.version != reviewed.layer.text.version:
            return answers.other_version()
        return done(request, reviewed, sent)
    except (BadBody, InvalidValue) as refused:
        return errors.answer(request, errors.Problem(422, _("Nothing was stored."), shortened(str(refused))))


def body_of(request: Request) -> bytes:
    """Raises BadBody."""
    if request.content_type != "application/json":
        raise BadBody(_("Decisions are sent as JSON."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
        raise too_large()
    return request.body


def done(request: Request, reviewed: Reviewed, sent: Sent) -> HttpResponse:
    """Raises BadBody and InvalidValue."""
    if isinstance(sent.wish, Acts):
        return decide(request, reviewed, acts_of(reviewed.layer, sent.wish.acts), sent.batch)
    if isinstance(sent.wish, UndoBatch) and sent.batch:
        return undo_batch(request, reviewed, sent.wish, sent.batch)
    raise BadBody(_("The request is not known here."))


def decide(request: Request, reviewed: Reviewed, acts: Sequence[Act], batch: UUID | None) -> HttpResponse:
    """Raises BadBody and InvalidValue."""
    try:
        decisions = second_try(
            lambda: services.decide(user=request.user, layer=reviewed.layer, acts=acts, batch_id=batch)
        )
    except Conflict as conflict:
        return too_late(request, reviewed, conflict, acts)
    except OtherText as error:
        return answers.other_text(request, reviewed, error, acts)
    items = Item.objects.filter(pk__in={decision.item_id for decision in decisions})
    return answers.stored(request, reviewed, touched_by(items, reviewed))


def too_late(request: Request, reviewed: Reviewed, conflict: Conflict, acts: Sequence[Act]) -> HttpResponse:
    """Raises BadBody and InvalidValue where the act could not be stored anyway."""
    act = refused_act(conflict, acts)
    if act is None:
        raise BadBody(_("Two decisions of the request do not follow one another."))
    dispute = dispute_about(conflict.item, act, reviewed.text)
    return answers.too_late(request, reviewed, dispute, acts)


def undo_batch(request: Request, reviewed: Reviewed, wish: UndoBatch, batch: UUID) -> HttpResponse:
    decisions, others = second_try(
        lambda: services.undo_batch(
            user=request.user, layer=reviewed.layer, batch_id=wish.batch, as_batch=batch
        )
    )
    if not decisions and not others:
        raise BadBody(_("There is no such act in this article."))
    items = Item.objects.filter(layer=reviewed.layer, decisions__batch_id=batch).distinct()
    notice = answers.left_out(others, reviewed) if others else ""
    return answers.stored(request, reviewed, touched_by(items, reviewed), notice)


def second_try(write: Callable[[], Written]) -> Written:
    """Of two writers who make one item at once the second fails; then it sees what the first has made."""
    try:
        return write()
    except IntegrityError:
        return write()


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
    return Places(article, shown_run(runs_of(article)))
