"""From an Analysis to rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model

from newsdesk.analysis.models import Boundaries, Claim, ClaimSpan, Mention, PipelineRun, SpanRole
from newsdesk.nlp import Analysis, records


@transaction.atomic
def write_analysis(run: PipelineRun, analysis: Analysis, seconds: float) -> None:
    """Writes the rows of a run with its success, and the detected language of its text, in one transaction.

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
        unread=[list(span) for span in analysis.unread],
        analysis_seconds=seconds,
    )
    run.text.save(update_fields=["detected_language"])
    Boundaries.objects.create(
        run=run,
        sentences=[start for start, _ in analysis.sentences],
        clauses=[start for start, _ in analysis.clauses],
    )
    insert(Mention, MENTION_FIELDS, [mention_values(run, mention) for mention in analysis.mentions])
    claims = Claim.objects.bulk_create(
        [claim_row(run, ordinal, claim) for ordinal, claim in enumerate(analysis.claims)]
    )
    link_parents(claims, analysis.claims)
    spans = (span_values(row, claim) for row, claim in zip(claims, analysis.claims, strict=True))
    insert(ClaimSpan, SPAN_FIELDS, list(chain.from_iterable(spans)))


def insert(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Writes many rows in few statements, without an object and a compiled expression for each value.

    An article makes some 150 of them, and `bulk_create` takes longer over those than the rest of the
    writing takes together. Values are adapted by their fields, as `bulk_create` does.
    """
    fields = [field for name in names if isinstance(field := model._meta.get_field(name), Field)]
    size = connection.ops.bulk_batch_size(fields, rows) if rows else 1
    with connection.cursor() as cursor:
        for first in range(0, len(rows), size):
            batch = rows[first : first + size]
            cursor.execute(insert_statement(model, fields, len(batch)), adapted(fields, batch))


def insert_statement(model: type[Model], fields: Sequence[Field[Any, Any]], row_count: int) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * row_count)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {places}"  # noqa: S608


def adapted(fields: Sequence[Field[Any, Any]], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The values of all rows, one after the other, as the database takes them."""
    return [
        field.get_db_prep_save(value, connection)
        for row in rows
        for field, value in zip(fields, row, strict=True)
    ]


MENTION_FIELDS = (
    "run",
    "start_char",
    "end_char",
    "label",
    "subtype",
    "canonical",
    "title",
    "value",
    "unit",
    "comparator",
    "vague",
    "nested",
    "inside_token",
    "confidence",
)


def mention_values(run: PipelineRun, mention: records.Mention) -> tuple[Any, ...]:
    return (
        run.pk,
        mention.start_char,
        mention.end_char,
        mention.label,
        mention.subtype or "",
        (mention.canonical or "")[:300],
        (mention.title or "")[:300],
        mention.value,
        (mention.unit or "")[:60],
        mention.comparator or "",
        mention.vague,
        mention.nested,
        mention.inside_token,
        mention.confidence,
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


SPAN_FIELDS = ("claim", "role", "ordinal", "start_char", "end_char")


def span_values(row: Claim, claim: records.Claim) -> Iterator[tuple[Any, ...]]:
    for role in SpanRole.values:
        for ordinal, (start_char, end_char) in enumerate(getattr(claim, role)):
            yield row.pk, role, ordinal, start_char, end_char
