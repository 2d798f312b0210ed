"""All claims of a desk: who says what, in which outlet, how certainly, and who is left unnamed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Least, Substr
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access_desk
from newsdesk.accounts.models import Desk
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import (
    Certainty,
    Claim,
    ClaimSpan,
    ClaimType,
    SpanRole,
    SpeakerKind,
)
from newsdesk.analysis.readings import in_other_languages, shown_runs
from newsdesk.articles.models import Article
from newsdesk.web.methods import page_view
from newsdesk.web.paging import page_of, query_of
from newsdesk.web.reader.words import CERTAINTY_SIGNS, UNNAMED_KINDS

SHOWN_ROLES: Final = (SpanRole.QUOTE, SpanRole.SPEAKER, SpanRole.EVIDENCE)
LONGEST_STRETCH: Final = 600


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

    def wanted(self, claims: QuerySet[Claim]) -> QuerySet[Claim]:
        """The claims that the form asks for; each word of the speaker counts, whatever its case."""
        chosen = self.cleaned_data
        for word in chosen.get("speaker", "").split():
            claims = claims.filter(speaker_entity__iregex=re.escape(word))
        if chosen.get("unnamed"):
            claims = claims.filter(speaker_kind__in=UNNAMED_KINDS)
        exact = {"type": "type", "certainty": "certainty", "outlet": "run__text__article__outlet"}
        return claims.filter(**{column: chosen[name] for name, column in exact.items() if chosen.get(name)})


@dataclass(frozen=True)
class ClaimRow:
    """A claim with its own words, `words` by role; stretches of one role stand apart by an ellipsis."""

    claim: Claim
    words: dict[str, str]

    @property
    def id(self) -> str:
        return str(self.claim.pk)

    @property
    def article(self) -> Article:
        return self.claim.run.text.article

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
    def sign(self) -> str:
        return CERTAINTY_SIGNS[Certainty(self.claim.certainty)]

    @property
    def kind(self) -> str:
        """How the speaker is named, where that is remarkable."""
        return "" if self.claim.speaker_kind == SpeakerKind.NAMED else self.claim.get_speaker_kind_display()

    @property
    def is_unnamed(self) -> bool:
        return self.claim.speaker_kind in UNNAMED_KINDS


@page_view
@vary_on_headers("HX-Request")
def desk_claims(request: Request, slug: str) -> HttpResponse:
    desk = access_desk(request.user, slug)
    form = ClaimFilterForm(request.GET, outlets=outlets_of(desk))
    found = form.wanted(newest_claims(desk))
    page = page_of(
        found.order_by("-run", "ordinal").select_related("run__text__article").defer("run__text__text"),
        request.GET.get("page", ""),
        count=found.count(),
    )
    context = {
        "desk": desk,
        "form": form,
        "page": page,
        "rows": rows_of(list(page)),
        "query": query_of(form),
        "other_language_count": in_other_languages(desk.articles.all()) if not page and form.is_empty else 0,
    }
    if not request.htmx:
        return render(request, "claims/list.html", context)
    fragment = render(request, "claims/list.html#list", context)
    fragment["HX-Push-Url"] = f"{request.path}?{query_of(form, page.number)}".rstrip("?")
    return fragment


def outlets_of(desk: Desk) -> list[str]:
    named = desk.articles.exclude(outlet="").order_by("outlet")
    return list(named.values_list("outlet", flat=True).distinct())


def newest_claims(desk: Desk) -> QuerySet[Claim]:
    """The claims of the reading that is shown of each article of the desk."""
    return Claim.objects.shown().filter(run__in=shown_runs(desk.articles.all()))


def rows_of(claims: list[Claim]) -> list[ClaimRow]:
    """The claims with their words, in one query; the database cuts them out of the texts."""
    words: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    length = Least(F("end_char") - F("start_char"), LONGEST_STRETCH)
    spans = (
        ClaimSpan.objects.shown()
        .filter(claim__in=[claim.pk for claim in claims], role__in=SHOWN_ROLES)
        .order_by("claim", "role", "ordinal")
        .annotate(exact=Substr("claim__run__text__text", F("start_char") + 1, length))
    )
    for claim_id, role, exact in spans.values_list("claim_id", "role", "exact"):
        words[claim_id][role].append(" ".join(exact.split()))
    return [
        ClaimRow(claim, {role: " … ".join(parts) for role, parts in words[claim.pk].items()})
        for claim in claims
    ]
