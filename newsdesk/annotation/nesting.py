"""Claims inside claims, as people decide them: no circles, not too deep, quote inside quote.

That is checked where somebody states what a claim stands inside. An undo is never refused for it, nor does
a new run ask: what they leave side by side can be a circle, or a quote outside of the other, so that a
reader goes at most MAX_PARENTS steps up and shows no claim around itself.
"""

from __future__ import annotations

from uuid import UUID

from newsdesk.annotation.chains import Chains
from newsdesk.annotation.machine import row_of
from newsdesk.annotation.models import Anchor, Item
from newsdesk.annotation.values import InvalidValue, Value
from newsdesk.nlp.records import MAX_PARENTS, RoleSpans, is_inside

NO_PARENT = "parent: there is no such claim in this layer"


def check_parent(chains: Chains, item: Item, value: Value) -> None:
    """Raises InvalidValue where the claim cannot stand inside the item that its value names."""
    child, depth = value, 0
    while child.get("parent") is not None:
        depth += 1
        if depth > MAX_PARENTS:
            raise InvalidValue(f"parent: more than {MAX_PARENTS} claims around one, or a circle")
        parent = chains.item(UUID(child["parent"]))
        if parent is None or parent.pk == item.pk or not _is_beside(parent, item):
            raise InvalidValue(NO_PARENT)
        around = stated_value(chains, parent)
        if not is_inside(_quote(child), _quote(around)):
            raise InvalidValue("parent: the quote is not inside the other claim's")
        child = around


def stated_value(chains: Chains, item: Item) -> Value:
    """What was last said of a claim: by a person, where the claim does not stand open, or by a machine."""
    said = [decision.value for decision in chains.chains.get(item.pk, ()) if decision.value is not None]
    if item.holds is not None and item.holds.value is not None:
        return dict(item.holds.value)
    if item.holds is not None and said:
        return dict(said[-1])
    if row := chains.rows.get(item.pk):
        return chains.value_of(row)
    if said:
        return dict(said[-1])
    newest = Anchor.objects.filter(item=item).order_by("-run_id").first()
    if newest is None:
        raise InvalidValue(NO_PARENT)
    return chains.value_of(row_of(newest))


def _is_beside(parent: Item, item: Item) -> bool:
    return (parent.layer_id, parent.kind) == (item.layer_id, item.kind)


def _quote(value: Value) -> RoleSpans:
    return tuple((span["start_char"], span["end_char"]) for span in value["roles"]["quote"])
