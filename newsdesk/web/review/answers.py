"""What a page gets back: the paragraphs that look different now, and what there is to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsdesk.accounts.requests import Request
from newsdesk.annotation.models import Item
from newsdesk.annotation.services import Act
from newsdesk.annotation.values import OtherText
from newsdesk.web.reader.fragments import paragraph_fragments
from newsdesk.web.reader.words import Offsets
from newsdesk.web.review.conflicts import Dispute
from newsdesk.web.review.reviewed import Reviewed
from newsdesk.web.review.touched import meant_by
from newsdesk.web.review.trails import trails_of
from newsdesk.web.review.words import gist_of

NAMED: Final = 5
CONFLICT: Final = "X-Newsdesk-Conflict"


def drawn_anew(request: Request, reviewed: Reviewed, spans: Sequence[Offsets]) -> str:
    """The paragraphs that any of the spans touches, as fragments that find their place in the page."""
    return paragraph_fragments(request, reviewed.article, spans)


def stored(request: Request, reviewed: Reviewed, spans: Sequence[Offsets], notice: str = "") -> HttpResponse:
    return HttpResponse(drawn_anew(request, reviewed, spans) + notice)


def unveiled(request: Request, reviewed: Reviewed) -> HttpResponse:
    """The article was submitted: all that was hidden is there now."""
    notice = said(
        _("The article is submitted: what the machine suggests is shown from now on."),
        look="success",
        again=reverse("article-detail", args=[reviewed.article.pk]),
    )
    return stored(request, reviewed, [(0, len(reviewed.text))], notice)


def said(sentence: str, *, look: str = "warning", lines: Sequence[str] = (), again: str = "") -> str:
    """A sentence for the page's place for notices; `again` is where the page can be asked for anew."""
    context = {"sentence": sentence, "look": look, "lines": lines, "again": again}
    return render_to_string("decisions/_notice.html", context)


def too_late(request: Request, reviewed: Reviewed, dispute: Dispute, acts: Sequence[Act]) -> HttpResponse:
    """409: somebody was first. Both versions side by side; nothing was stored."""
    section = render_to_string("decisions/_conflict.html", {"dispute": dispute}, request)
    fresh = drawn_anew(request, reviewed, meant_by(acts, reviewed))
    return HttpResponse(fresh + section, status=409, headers={CONFLICT: "decision"})


def other_text(request: Request, reviewed: Reviewed, error: OtherText, acts: Sequence[Act]) -> HttpResponse:
    """409: the text is not what the decision was made on. Its paragraphs as they are; nothing was stored."""
    fresh = drawn_anew(request, reviewed, [*meant_by(acts, reviewed), (error.start_char, error.end_char)])
    sentence = _(
        "The text is another one there than what you decided about: look at it again. Nothing was stored."
    )
    return HttpResponse(fresh + said(sentence), status=409, headers={CONFLICT: "text"})


def other_version(reviewed: Reviewed) -> HttpResponse:
    """409: the page shows another version of the text."""
    sentence = _("The article has a newer text than this page shows. Nothing was stored.")
    address = reverse("article-detail", args=[reviewed.article.pk])
    return HttpResponse(said(sentence, again=address), status=409, headers={CONFLICT: "text"})


def left_out(items: Sequence[Item], reviewed: Reviewed) -> str:
    """That some items were not taken back with the others, and which: somebody has decided about them."""
    trails = trails_of([item.pk for item in items[:NAMED]], reviewed.layer.text)
    gists = [gist_of(trail.known) for trail in trails.by_item.values()]
    sentence = ngettext(
        "One decision was left as it is, because somebody has decided about the same since:",
        "%(count)s decisions were left as they are, because somebody has decided about the same since:",
        len(items),
    )
    more = [_("and others")] if len(items) > NAMED else []
    return said(sentence % {"count": len(items)}, lines=[*(gist for gist in gists if gist), *more])
