"""From an Analysis to rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun, SpanRole
from newsdesk.nlp import Analysis, records


@transaction.atomic
def write_analysis(run: PipelineRun, analysis: Analysis, seconds: float) -> None:
    """Writes the rows of a run with its success, in one transaction.

    Raises LeaseLost, IntegrityError, and ValueError where a span lies outside the run's text.
    """
    analysis.check_text(run.text.text)
    run.succeed(
        pipeline=analysis.pipeline.name,
        version=analysis.pipeline.version,
        fingerprint=analysis.pipeline.fingerprint,
        language=analysis.language,
        mention_count=len(analysis.mentions),
        claim_count=len(analysis.claims),
        analysis_seconds=seconds,
    )
    Mention.objects.bulk_create([mention_row(run, mention) for mention in analysis.mentions])
    claims = Claim.objects.bulk_create(
        [claim_row(run, ordinal, claim) for ordinal, claim in enumerate(analysis.claims)]
    )
    link_parents(claims, analysis.claims)
    ClaimSpan.objects.bulk_create(
        span for row, claim in zip(claims, analysis.claims, strict=True) for span in span_rows(row, claim)
    )


def mention_row(run: PipelineRun, mention: records.Mention) -> Mention:
    return Mention(
        run=run,
        start_char=mention.start_char,
        end_char=mention.end_char,
        label=mention.label,
        subtype=mention.subtype or "",
        canonical=(mention.canonical or "")[:300],
        title=(mention.title or "")[:300],
        value=mention.value,
        unit=(mention.unit or "")[:60],
        comparator=mention.comparator or "",
        vague=mention.vague,
        nested=mention.nested,
        inside_token=mention.inside_token,
        confidence=mention.confidence,
    )


def claim_row(run: PipelineRun, ordinal: int, claim: records.Claim) -> Claim:
    return Claim(
        run=run,
        ordinal=ordinal,
        type=claim.type,
        medium=claim.medium or "",
        certainty=claim.certainty,
        polarity=claim.polarity,
        tense=claim.tense,
        confidence=claim.confidence,
        explanation=(claim.explanation or "")[:300],
        speaker_entity=(claim.speaker_entity or "")[:300],
        speaker_kind=claim.speaker_kind,
        start_char=claim.quote[0][0],
    )


def link_parents(rows: list[Claim], claims: tuple[records.Claim, ...]) -> None:
    """Parents may come later in the text than the claims inside them: linked once all have their ids."""
    children = []
    for row, claim in zip(rows, claims, strict=True):
        if claim.parent is not None:
            row.parent = rows[claim.parent]
            children.append(row)
    if children:
        Claim.objects.bulk_update(children, ["parent"])


def span_rows(row: Claim, claim: records.Claim) -> Iterator[ClaimSpan]:
    for role in SpanRole.values:
        for ordinal, (start_char, end_char) in enumerate(getattr(claim, role)):
            yield ClaimSpan(claim=row, role=role, ordinal=ordinal, start_char=start_char, end_char=end_char)
