"""Machine rows as values, and the items that are about them."""

from __future__ import annotations

from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.models import Anchor, Item, ItemKind, Layer
from newsdesk.annotation.values import Value

Row = Mention | Claim


def kind_of(row: Row) -> ItemKind:
    return ItemKind.CLAIM if isinstance(row, Claim) else ItemKind.MENTION


def item_about(layer: Layer, row: Row) -> Item:
    """The item of a layer that is about a machine row, made where there is none."""
    anchored = {"claim": row} if isinstance(row, Claim) else {"mention": row}
    anchors = Anchor.objects.filter(item__layer=layer, run=row.run_id, **anchored)
    if found := anchors.select_related("item").first():
        return found.item
    item = Item.objects.create(desk_id=layer.text.article.desk_id, layer=layer, kind=kind_of(row))
    Anchor.objects.create(item=item, run_id=row.run_id, **anchored)
    return item


def value_of(layer: Layer, row: Row) -> Value:
    """What a machine row says, as the value of a decision in this layer."""
    return _claim_value(layer, row) if isinstance(row, Claim) else _mention_value(layer, row)


def _mention_value(layer: Layer, row: Mention) -> Value:
    value: Value = {**_span(layer.text.text, row.start_char, row.end_char), "label": row.label}
    return value | {name: getattr(row, name) or None for name in ("subtype", "canonical", "title")}


def _claim_value(layer: Layer, row: Claim) -> Value:
    roles: dict[str, list[Value]] = {"quote": []}
    for span in row.spans.order_by("role", "ordinal"):
        roles.setdefault(span.role, []).append(_span(layer.text.text, span.start_char, span.end_char))
    parent = item_about(layer, row.parent) if row.parent else None
    return {
        "roles": roles,
        "type": row.type,
        "medium": row.medium or "none",
        "certainty": row.certainty,
        "polarity": row.polarity,
        "tense": row.tense,
        "speaker_kind": row.speaker_kind,
        "speaker_entity": row.speaker_entity or None,
        "parent": str(parent.uuid) if parent else None,
    }


def _span(text: str, start_char: int, end_char: int) -> Value:
    return {"start_char": start_char, "end_char": end_char, "exact": text[start_char:end_char]}
