"""Claims inside claims, as people decide them: no circles, not too deep, quote inside quote."""

from __future__ import annotations

from newsdesk.annotation.machine import value_of
from newsdesk.annotation.models import Anchor, Item, Layer
from newsdesk.annotation.values import InvalidValue, Value
from newsdesk.nlp.records import MAX_PARENTS, RoleSpans, is_inside


def check_parent(layer: Layer, item: Item, value: Value) -> None:
    """Raises InvalidValue where the claim cannot stand inside the item that its value names."""
    child, depth = value, 0
    while child.get("parent") is not None:
        depth += 1
        if depth > MAX_PARENTS:
            raise InvalidValue(f"parent: more than {MAX_PARENTS} claims around one, or a circle")
        parent = Item.objects.filter(pk=child["parent"], layer=layer, kind=item.kind).first()
        if parent is None or parent.pk == item.pk:
            raise InvalidValue("parent: there is no such claim in this layer")
        around = held_value(layer, parent)
        if not is_inside(_quote(child), _quote(around)):
            raise InvalidValue("parent: the quote is not inside the other claim's")
        child = around


def held_value(layer: Layer, item: Item) -> Value:
    """The value of a claim that stands, or what the machine says of it."""
    if item.holds and item.holds.value is not None:
        return dict(item.holds.value)
    anchor = Anchor.objects.filter(item=item, claim__isnull=False).order_by("-run_id").first()
    if anchor is None or anchor.claim is None:
        raise InvalidValue("parent: there is no such claim in this layer")
    return value_of(layer, anchor.claim)


def _quote(value: Value) -> RoleSpans:
    return tuple((span["start_char"], span["end_char"]) for span in value["roles"]["quote"])
