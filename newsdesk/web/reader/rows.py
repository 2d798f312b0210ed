"""What the page counts over the whole article, and which readings there are: a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.analysis.readings import ranked
from newsdesk.annotation.held import Holdings
from newsdesk.annotation.models import Layer, LayerKind
from newsdesk.annotation.reading import ReadMention
from newsdesk.articles.models import Article, ArticleText
from newsdesk.web.reader.details import Details


@dataclass(frozen=True)
class ClaimCount:
    """How many claims share these four attributes."""

    type: str
    certainty: str
    speaker_entity: str
    speaker_kind: str
    count: int


@dataclass(frozen=True, slots=True)
class NamedMention:
    """What the list of entities needs of a mention."""

    canonical: str
    start_char: int
    end_char: int
    details: Details


def runs_of(article: Article) -> list[PipelineRun]:
    """The article's runs, `ranked`, without their tracebacks."""
    runs = ranked(PipelineRun.objects.filter(text__article=article)).select_related("text")
    found = list(runs.defer("traceback", "text__text"))
    for run in found:
        run.text.article = article
    return found


def desk_layer(text: ArticleText) -> Layer | None:
    """The desk's layer of a text, if somebody has decided anything about it."""
    return Layer.objects.filter(text=text, kind=LayerKind.DESK).first()


COUNTED = ("type", "certainty", "speaker_entity", "speaker_kind")


def claim_counts(run: PipelineRun, held: Holdings) -> list[ClaimCount]:
    """How the claims of the whole reading spread over types, certainties and speakers: one query."""
    decided = [each.row for each in held.claims if each.decision and each.row is not None]
    rows = Claim.objects.shown_of(run).exclude(pk__in=decided).order_by()
    counted = rows.values_list(*COUNTED).annotate(n=Count("pk"))
    tally = Counter({(a, b, c, d): n for a, b, c, d, n in counted})
    for each in held.claims:
        if each.value is not None:
            type_, certainty, entity, kind = (each.value.get(name) or "" for name in COUNTED)
            tally[type_, certainty, entity, kind] += 1
    return [ClaimCount(*row, n) for row, n in tally.items()]


def named_mentions(mentions: list[ReadMention]) -> Iterator[NamedMention]:
    """The mentions that are not rejected, as the list of entities needs them."""
    for mention in mentions:
        if not mention.is_rejected:
            details = Details.of(mention)
            yield NamedMention(mention.canonical, mention.start_char, mention.end_char, details)
