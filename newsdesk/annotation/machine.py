"""Machine rows: how items and decisions point at them, and what they say as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.models import Anchor, ItemKind
from newsdesk.annotation.values import Value

Row = Mention | Claim
RowName = tuple[ItemKind, int]
"""The kind and the primary key of a machine row."""

_COLUMNS: Final = {ItemKind.MENTION: "mention", ItemKind.CLAIM: "claim"}


def kind_of(row: Row) -> ItemKind:
    return ItemKind.CLAIM if isinstance(row, Claim) else ItemKind.MENTION


def name_of(row: Row) -> RowName:
    return kind_of(row), row.pk


def row_of(anchor: Anchor) -> RowName:
    """The row that an anchor holds."""
    if anchor.claim_id is not None:
        return ItemKind.CLAIM, anchor.claim_id
    return ItemKind.MENTION, anchor.mention_id or 0


def columns(row: RowName, prefix: str = "") -> dict[str, int]:
    """The column that points at a row: of an anchor, or with `basis_` of a decision."""
    kind, pk = row
    return {f"{prefix}{_COLUMNS[kind]}_id": pk}


def claims_with_spans(pks: Iterable[int]) -> dict[int, Claim]:
    """Claims by their ids, with their spans: two queries."""
    return Claim.objects.prefetch_related("spans").in_bulk(list(pks))


def mention_value(row: Mention, text: str) -> Value:
    """What a mention says, as the value of a decision."""
    value: Value = {**_span(text, row.start_char, row.end_char), "label": row.label}
    return value | {name: getattr(row, name) or None for name in ("subtype", "canonical", "title")}


def claim_value(row: Claim, text: str, parents: Mapping[int, UUID]) -> Value:
    """What a claim says, as the value of a decision; `parents` are the items of the claims around claims."""
    roles: dict[str, list[Value]] = {"quote": []}
    for span in sorted(row.spans.all(), key=lambda span: (span.role, span.ordinal)):
        roles.setdefault(span.role, []).append(_span(text, span.start_char, span.end_char))
    return {
        "roles": roles,
        "type": row.type,
        "medium": row.medium or "none",
        "certainty": row.certainty,
        "polarity": row.polarity,
        "tense": row.tense,
        "speaker_kind": row.speaker_kind,
        "speaker_entity": row.speaker_entity or None,
        "parent": str(parents[row.parent_id]) if row.parent_id is not None else None,
    }


def _span(text: str, start_char: int, end_char: int) -> Value:
    return {"start_char": start_char, "end_char": end_char, "exact": text[start_char:end_char]}
