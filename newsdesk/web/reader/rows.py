"""The rows that a piece of an article shows: a fixed number of queries, whatever its length."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet

from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun
from newsdesk.analysis.readings import ranked
from newsdesk.articles.models import Article
from newsdesk.web.reader.details import FIELDS, Details
from newsdesk.web.reader.pieces import Piece
from newsdesk.web.reader.words import Offsets

RoleSpans = dict[str, list[Offsets]]


@dataclass(frozen=True)
class Rows:
    """Claims by their ids, the spans of each by role, and the mentions, all in the order of the text.

    `unread` is where paragraphs begin that the run left out, as being in another language.
    """

    claims: dict[int, Claim] = field(default_factory=dict)
    spans: dict[int, RoleSpans] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    unread: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ClaimCount:
    """How many claims of a run share these four attributes."""

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


def rows_in(run: PipelineRun, piece: Piece) -> Rows:
    """What touches the piece, in three queries; the spans of its claims also where they lie outside."""
    claims = claims_touching(run, piece)
    spans = ClaimSpan.objects.shown_of(run)
    mentions = Mention.objects.shown_of(run)
    if not piece.is_whole:
        spans = spans.filter(claim__in=claims.values("pk"))
        mentions = mentions.filter(start_char__lt=piece.end_char, end_char__gt=piece.start_char)
    by_claim: dict[int, RoleSpans] = defaultdict(lambda: defaultdict(list))
    order = ("claim_id", "role", "ordinal")
    for claim_id, role, start, end in spans.order_by(*order).values_list(*SPAN_FIELDS):
        by_claim[claim_id][role].append((start, end))
    return Rows(
        claims={claim.pk: claim for claim in claims.order_by("start_char", "ordinal")},
        spans=dict(by_claim),
        mentions=list(mentions.order_by("start_char", "-end_char", "pk")),
        unread=frozenset(start for start, _ in run.unread),
    )


SPAN_FIELDS = ("claim_id", "role", "start_char", "end_char")


def claims_touching(run: PipelineRun, piece: Piece) -> QuerySet[Claim]:
    claims = Claim.objects.shown_of(run)
    if piece.is_whole:
        return claims
    inside = ClaimSpan.objects.filter(
        claim=OuterRef("pk"), start_char__lt=piece.end_char, end_char__gt=piece.start_char
    )
    return claims.filter(Exists(inside))


def claim_counts(run: PipelineRun) -> list[ClaimCount]:
    """How the claims of the whole run spread over types, certainties and speakers: one query."""
    attributes = ("type", "certainty", "speaker_entity", "speaker_kind")
    counted = Claim.objects.shown_of(run).order_by().values_list(*attributes).annotate(n=Count("pk"))
    return [ClaimCount(*row) for row in counted]


def named_mentions(run: PipelineRun) -> list[NamedMention]:
    """Every mention of the run, in the order of the text: one query, and no model instances."""
    mentions = Mention.objects.shown_of(run).order_by("start_char", "-end_char", "pk")
    rows = mentions.values_list("canonical", "start_char", "end_char", *FIELDS)
    return [NamedMention(name, start, end, Details.of(*fields)) for name, start, end, *fields in rows]
