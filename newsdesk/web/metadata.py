"""Correcting what is known of an article beside its text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis import services
from newsdesk.articles.models import Article
from newsdesk.web.forms import MetadataForm
from newsdesk.web.methods import form_view


@form_view
@vary_on_headers("HX-Request")
def article_edit(request: Request, pk: int) -> HttpResponse:
    articles = Article.objects.select_related("desk")
    article: Article = access(articles, request.user, Role.ANNOTATOR, pk=pk)
    if request.method != "POST":
        return form_page(request, article, MetadataForm.of_article(article))
    form = MetadataForm.of_article(article, request.POST)
    if not form.is_valid():
        return form_page(request, article, form, status=422)
    services.correct_metadata(user=request.user, article=article, fields=form.fields_to_save())
    messages.success(request, _("The details are saved."))
    return redirect("article-detail", article.pk)


def form_page(request: Request, article: Article, form: MetadataForm, *, status: int = 200) -> HttpResponse:
    context = {"desk": article.desk, "article": article, "form": form}
    template = "metadata/edit.html#form" if request.htmx else "metadata/edit.html"
    return render(request, template, context, status=status)
