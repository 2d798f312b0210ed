"""Who else looks at an article, and the paragraphs that others have changed since: asked by an open page."""

from __future__ import annotations

import json
from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsdesk.accounts.access import access
from newsdesk.accounts.models import User
from newsdesk.accounts.requests import Request
from newsdesk.annotation import presence
from newsdesk.annotation.models import Layer, LayerKind
from newsdesk.articles.models import Article
from newsdesk.web import errors
from newsdesk.web.methods import action_view
from newsdesk.web.reader.fragments import paragraph_fragments
from newsdesk.web.reader.reader import reader_of
from newsdesk.web.review.reviewed import Reviewed
from newsdesk.web.review.touched import touched_by

NAMED = 2
LONGEST_BODY = 1_000


@action_view
def article_presence(request: Request, pk: int) -> HttpResponse:
    """Notes that the person is here. `at` is when the page asked last, `run` the reading that it shows."""
    article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    now = timezone.now()
    try:
        since, run_id = asked(request)
    except (ValueError, TypeError, KeyError):
        sentence = _("The page asked in a way that this site does not know.")
        return errors.answer(request, errors.Problem(422, _("That request makes no sense"), sentence))
    others = presence.look_in(request.user, article)
    who = render_to_string("articles/_presence.html", {"words": words_for(others), "oob": True}, request)
    changed = changed_paragraphs(request, article, run_id, since)
    return HttpResponse(who + changed, headers={"X-Newsdesk-At": now.isoformat()})


def asked(request: Request) -> tuple[datetime, int]:
    """Raises ValueError, TypeError and KeyError."""
    sent = json.loads(request.body[:LONGEST_BODY])
    since = datetime.fromisoformat(sent["at"])
    if since.tzinfo is None:
        raise ValueError("a time needs its zone")
    return since, int(sent["run"])


def changed_paragraphs(request: Request, article: Article, run_id: int, since: datetime) -> str:
    """Nothing for a page that shows another reading than the newest: that one stays as it is."""
    run = reader_of(request, article).newest
    if run is None or run.pk != run_id:
        return ""
    layer = Layer.objects.filter(text=run.text_id, kind=LayerKind.DESK).select_related("text").first()
    items = presence.decided_since(layer, since) if layer else None
    if layer is None or items is None or not items.exists():
        return ""
    spans = touched_by(items, Reviewed(article, run, layer))
    return paragraph_fragments(request, article, spans)


def words_for(others: list[User]) -> str:
    """Who else is here, in a sentence; empty where nobody is."""
    names = [str(user) for user in others[:NAMED]]
    more = len(others) - len(names)
    if not others:
        return ""
    if more:
        sentence = ngettext(
            "%(names)s and one more are here too", "%(names)s and %(more)s more are here too", more
        )
        return sentence % {"names": ", ".join(names), "more": more}
    if len(names) == 1:
        return _("%(name)s is here too") % {"name": names[0]}
    return _("%(first)s and %(second)s are here too") % {"first": names[0], "second": names[1]}
