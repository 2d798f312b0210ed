"""From one article that is to be reviewed to the next."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from newsdesk.accounts.access import access
from newsdesk.accounts.requests import Request
from newsdesk.annotation.queue import next_to_review
from newsdesk.articles.models import Article
from newsdesk.web.methods import page_view


@page_view
def article_next(request: Request, pk: int) -> HttpResponse:
    """Leads to the next article to review; to the inbox where there is no other."""
    article: Article = access(Article.objects.select_related("desk"), request.user, pk=pk)
    following = next_to_review(article)
    if following is None:
        messages.info(request, _("No other article of this desk is left to review."))
        return redirect("desk-inbox", article.desk.slug)
    return redirect("article-detail", following.pk)
