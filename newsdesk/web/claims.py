"""All claims as a desk reads them: who says what, in which outlet, how certainly, and who is left unnamed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Least, Substr
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access_desk
from newsdesk.accounts.models import Desk
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Certainty, ClaimSpan, ClaimType, PipelineRun, SpanRole, SpeakerKind
from newsdesk.analysis.readings import in_other_languages
from newsdesk.annotation.anchoring import follow_all
from newsdesk.annotation.desk_claims import DeskClaim, DeskClaims, Rows, read_claims
from newsdesk.annotation.reading import Status
from newsdesk.annotation.values import Value
from newsdesk.articles.models import Article
from newsdesk.web.methods import page_view
from newsdesk.web.paging import page_of, query_of
from newsdesk.web.reader.notes import address_of
from newsdesk.web.reader.shown import ShownClaim
from newsdesk.web.reader.words import STATUS_SIGNS, UNNAMED_KINDS

SHOWN_ROLES: Final = (SpanRole.QUOTE, SpanRole.SPEAKER, SpanRole.EVIDENCE)
LONGEST_STRETCH: Final = 600
STATUSES: Final = [(each.value, format_lazy("{} {}", STATUS_SIGNS[each], each.label)) for each in Status]

Stretch = tuple[str, str]
"""A role of a claim, and words that have it."""


class ClaimFilterForm(forms.Form):
    """Which claims of the desk are shown; a value that makes no sense is as good as none."""

    speaker = forms.CharField(
        label=_("Speaker"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = forms.ChoiceField(
        label=_("How it is reported"), required=False, choices=[("", _("all")), *ClaimType.choices]
    )
    certainty = forms.ChoiceField(
        label=_("Certainty"), required=False, choices=[("", _("all")), *Certainty.choices]
    )
    outlet = forms.ChoiceField(label=_("Outlet"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("all that hold")), *STATUSES]
    )
    unnamed = forms.BooleanField(label=_("speaker left unnamed"), required=False)

    def __init__(self, data: Any, *, outlets: list[str]) -> None:
        super().__init__(data)
        self.fields["outlet"] = forms.ChoiceField(
            label=_("Outlet"),
            required=False,
            choices=[("", _("all")), *((outlet, outlet) for outlet in outlets)],
        )
        self.is_valid()

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.values())

    def articles(self, desk: Desk) -> QuerySet[Article]:
        """The articles whose claims the form asks for."""
        outlet = self.cleaned_data.get("outlet")
        return desk.articles.filter(outlet=outlet) if outlet else desk.articles.all()

    def wanted(self, claims: Rows) -> Rows:
        """The claims that the form asks for; each word of the speaker counts, whatever its case.

        Those that somebody has rejected are asked for by their status alone.
        """
        chosen = self.cleaned_data
        if not chosen.get("status"):
            claims = claims.exclude(status=Status.REJECTED)
        for word in chosen.get("speaker", "").split():
            claims = claims.filter(speaker_entity__iregex=re.escape(word))
        if chosen.get("unnamed"):
            claims = claims.filter(speaker_kind__in=UNNAMED_KINDS)
        exact = ("type", "certainty", "status")
        return claims.filter(**{name: chosen[name] for name in exact if chosen.get(name)})


@dataclass(frozen=True, slots=True)
class ClaimRow(ShownClaim):
    """A claim with its own words, `words` by role."""

    article: Article
    words: dict[str, str]

    @property
    def url(self) -> str:
        return f"{address_of(self.article.pk, self.claim)}#claim-{self.id}"

    @property
    def speaker(self) -> str:
        return self.claim.speaker_entity or self.words.get(SpanRole.SPEAKER, "")

    @property
    def evidence(self) -> str:
        return self.words.get(SpanRole.EVIDENCE, "")

    @property
    def quote(self) -> str:
        return self.words.get(SpanRole.QUOTE, "")

    @property
    def kind(self) -> str:
        """How the speaker is named, where that is remarkable."""
        return "" if self.claim.speaker_kind == SpeakerKind.NAMED else str(self.speaker_kind)


@page_view
@vary_on_headers("HX-Request")
def desk_claims(request: Request, slug: str) -> HttpResponse:
    desk = access_desk(request.user, slug)
    form = ClaimFilterForm(request.GET, outlets=outlets_of(desk))
    articles = form.articles(desk)
    follow_all(articles)
    found = DeskClaims(articles, form.wanted)
    page = page_of(found, request.GET.get("page", ""), count=len(found))
    context = {
        "desk": desk,
        "form": form,
        "page": page,
        "rows": rows_of(read_claims(list(page))),
        "query": query_of(form),
    }
    if not page and form.is_empty:
        context |= {
            "other_language_count": in_other_languages(articles),
            "has_rejected": bool(DeskClaims(articles)),
        }
    if not request.htmx:
        return render(request, "claims/list.html", context)
    fragment = render(request, "claims/list.html#list", context)
    fragment["HX-Push-Url"] = f"{request.path}?{query_of(form, page.number)}".rstrip("?")
    return fragment


def outlets_of(desk: Desk) -> list[str]:
    named = desk.articles.exclude(outlet="").order_by("outlet")
    return list(named.values_list("outlet", flat=True).distinct())


def rows_of(found: list[DeskClaim]) -> list[ClaimRow]:
    """The claims with their articles and words, in two queries."""
    runs = PipelineRun.objects.select_related("text__article").defer("traceback", "text__text")
    by_pk = runs.in_bulk({each.run for each in found})
    machine = stretches_of_machine([each.claim.row for each in found if each.value is None])
    return [
        ClaimRow(
            each.claim,
            by_pk[each.run].text.article,
            words_of(machine[each.claim.row] if each.value is None else stretches_of_people(each.value)),
        )
        for each in found
        if each.run in by_pk
    ]


def words_of(stretches: Iterable[Stretch]) -> dict[str, str]:
    """The words by role; stretches of one role stand apart by an ellipsis."""
    parts: dict[str, list[str]] = defaultdict(list)
    for role, exact in stretches:
        parts[role].append(" ".join(exact.split()))
    return {role: " … ".join(found) for role, found in parts.items()}


def stretches_of_people(value: Value) -> Iterator[Stretch]:
    for role in SHOWN_ROLES:
        for span in value["roles"].get(role, ()):
            yield role, span["exact"][:LONGEST_STRETCH]


def stretches_of_machine(claims: list[int | None]) -> dict[int | None, list[Stretch]]:
    """By claim, in one query; the database cuts them out of the texts."""
    found: dict[int | None, list[Stretch]] = defaultdict(list)
    length = Least(F("end_char") - F("start_char"), LONGEST_STRETCH)
    spans = (
        ClaimSpan.objects.shown()
        .filter(claim__in=claims, role__in=SHOWN_ROLES)
        .order_by("claim", "role", "ordinal")
        .annotate(exact=Substr("claim__run__text__text", F("start_char") + 1, length))
    )
    for claim, role, exact in spans.values_list("claim_id", "role", "exact"):
        found[claim].append((role, exact))
    return found
