"""The inbox: a desk's articles, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access_desk, role_on
from newsdesk.accounts.models import Desk, Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis.readings import Reading, ReadingState, in_state, readings_of
from newsdesk.annotation.queue import Progress, ReviewState, in_review, progress_of
from newsdesk.articles.models import Article, Upload, UploadItem
from newsdesk.common.work import OPEN_STATES
from newsdesk.web.forms import InboxFilterForm
from newsdesk.web.languages import doubt, in_language, why_unread
from newsdesk.web.methods import page_view
from newsdesk.web.paging import page_of, query_of
from newsdesk.web.sentences import sentence
from newsdesk.web.threads import unread_on

UPLOADS_SHOWN = 3


@dataclass(frozen=True)
class InboxRow:
    """An article with its reading; `review` is how far the desk is with it, None where it has not begun."""

    article: Article
    reading: Reading
    review: Progress | None = None

    @property
    def look(self) -> str:
        """What the state looks like: how far the reading is, and after that how far the review."""
        if self.other_language:
            return "other-language"
        if self.reading.state is not ReadingState.READ:
            return self.reading.state.value
        if self.review is None or not (self.review.decided or self.review.is_done):
            return ReviewState.OPEN.value
        return ReviewState.DONE.value if self.review.is_done else "begun"

    @property
    def state(self) -> str:
        """The same in a word or two."""
        if self.other_language:
            return in_language(self.other_language)
        if self.look == "begun":
            return self.begun
        is_read = self.reading.state is ReadingState.READ
        return str(ReviewState(self.look).label if is_read else self.reading.state.label)

    @property
    def begun(self) -> str:
        """How much is decided; of how much, unless suggestions are hidden."""
        if self.review is None or self.article.hides_suggestions:
            return _("begun")
        return _("%(decided)s of %(total)s") % {
            "decided": number_format(self.review.decided, force_grouping=True),
            "total": number_format(self.review.total, force_grouping=True),
        }

    @property
    def other_language(self) -> str:
        """What it is in, where that is why nothing was looked for."""
        return self.reading.other_language if self.reading.state is ReadingState.READ else ""

    @property
    def remark(self) -> str:
        """What is to be said of its language; nothing where all is well, or a reading is still to come."""
        if self.other_language:
            return why_unread()
        if self.reading.state is ReadingState.READ and self.reading.doubtful_language:
            return doubt(self.reading.language, self.reading.doubtful_language)
        return ""

    @property
    def refusal(self) -> str:
        """Why the reading failed, or nothing."""
        if self.reading.state is not ReadingState.FAILED:
            return ""
        return sentence(self.reading.error_code, self.reading.error_params, name=str(self.article))


@page_view
def home(request: Request) -> HttpResponse:
    desk = Desk.objects.visible_to(request.user).first()
    if desk is None:
        return render(request, "desks/none.html")
    return redirect("desk-inbox", desk.slug)


@page_view
@vary_on_headers("HX-Request")
def desk_inbox(request: Request, slug: str) -> HttpResponse:
    desk = access_desk(request.user, slug)
    form = InboxFilterForm(request.GET)
    form.is_valid()
    total = desk.articles.count()
    found = wanted(desk.articles.all(), form)
    is_filtered = bool(form.words() or form.cleaned_data.get("state"))
    page = page_of(
        found.order_by("-created_at", "-pk").select_related("created_by"),
        request.GET.get("page", ""),
        count=found.count() if is_filtered else total,
    )
    context = {
        "desk": desk,
        "form": form,
        "state_choices": form.fields["state"].choices,  # type: ignore[attr-defined]
        "state_value": form.cleaned_data.get("state", ""),
        "page": page,
        "rows": rows_of(list(page)),
        "query": query_of(form),
        "is_filtered": is_filtered,
        "total": total,
        "open_uploads": open_uploads(desk),
        "mentions": unread_on(desk, request.user),
        "can_upload": (role_on(request.user, desk.pk) or 0) >= Role.ANNOTATOR,
    }
    if not request.htmx:
        return render(request, "desks/inbox.html", context)
    fragment = render(request, "desks/inbox.html#list", context)
    fragment["HX-Push-Url"] = f"{request.path}?{query_of(form, page.number)}".rstrip("?")
    return fragment


def wanted(articles: QuerySet[Article], form: InboxFilterForm) -> QuerySet[Article]:
    """The articles that the form asks for: each word in title or outlet, whatever its case.

    A pattern instead of LIKE, because SQLite's LIKE knows only the case of ASCII letters.
    """
    for word in form.words():
        pattern = re.escape(word)
        articles = articles.filter(Q(title__iregex=pattern) | Q(outlet__iregex=pattern))
    if reading := form.reading_wanted():
        return in_state(articles, reading)
    review = form.review_wanted()
    return in_review(articles, review) if review else articles


def rows_of(articles: list[Article]) -> list[InboxRow]:
    readings = readings_of(article.pk for article in articles)
    reviews = progress_of(article.pk for article in articles)
    return [InboxRow(article, readings[article.pk], reviews.get(article.pk)) for article in articles]


def open_uploads(desk: Desk) -> list[Upload]:
    """The newest uploads of which something is still to be read from its file."""
    waiting = UploadItem.objects.filter(upload=OuterRef("pk"), state__in=OPEN_STATES)
    newest = desk.uploads.filter(Exists(waiting)).select_related("user").order_by("-pk")
    return list(newest[:UPLOADS_SHOWN])
