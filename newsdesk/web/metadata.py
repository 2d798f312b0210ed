"""Correcting what is known of an article beside its text."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis import services
from newsdesk.articles.models import Article
from newsdesk.articles.services import METADATA_FIELDS, ChangedMeanwhile, detected_language, metadata_digest
from newsdesk.web.forms import MetadataForm, language_choices
from newsdesk.web.methods import form_view


@form_view
@vary_on_headers("HX-Request")
def article_edit(request: Request, pk: int) -> HttpResponse:
    articles = Article.objects.select_related("desk")
    article: Article = access(articles, request.user, Role.ANNOTATOR, pk=pk)
    if request.method != "POST":
        return form_page(request, article, MetadataForm.of_article(article), basis=metadata_digest(article))
    form = MetadataForm.of_article(article, request.POST)
    basis = request.POST.get("basis", "")
    if not form.is_valid():
        return form_page(request, article, form, basis=basis, status=422)
    fields = form.fields_to_save()
    try:
        services.correct_metadata(user=request.user, article=article, fields=fields, basis=basis)
    except ChangedMeanwhile:
        article.refresh_from_db(fields=METADATA_FIELDS)
        if theirs := versions_that_differ(article, form):
            now = metadata_digest(article)
            return form_page(request, article, form, basis=now, theirs=theirs, status=409)
    messages.success(request, _("The details are saved."))
    return redirect("article-detail", article.pk)


def versions_that_differ(article: Article, form: MetadataForm) -> list[tuple[str, str]]:
    """(label, what the article has now) for each field in which the form says something else."""
    names = dict(language_choices(further=article.language, detected=detected_language(article)))
    differing = [
        name for name, own in form.fields_to_save().items() if (own or "") != (getattr(article, name) or "")
    ]
    shown = {name: getattr(article, name) for name in differing} | {"language": names[article.language]}
    return [(str(form.fields[name].label), readable(shown[name])) for name in differing]


def readable(value: object) -> str:
    return date_format(value) if isinstance(value, date) else str(value or "–")


def form_page(
    request: Request,
    article: Article,
    form: MetadataForm,
    *,
    basis: str,
    theirs: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form; `basis` stands for the details that the person saw, `theirs` came meanwhile."""
    context = {"desk": article.desk, "article": article, "form": form, "basis": basis, "theirs": theirs}
    template = "metadata/edit.html#form" if request.htmx else "metadata/edit.html"
    return render(request, template, context, status=status)
