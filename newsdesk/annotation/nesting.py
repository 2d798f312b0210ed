"""Claims inside claims, as people decide them: no circles, not too deep, quote inside quote.

That is checked where somebody states what a claim stands inside, with all that stands inside it already. An
undo is never refused for it, nor does a new run ask: what they leave side by side can be a circle, too deep,
or a quote outside of the other, so that whoever reads goes up as long as no claim comes twice.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from newsdesk.analysis.models import Claim
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.machine import row_of
from newsdesk.annotation.models import Anchor, Decision, Item, ItemKind, Layer
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
    if depth and depth + _depth_below(chains, item) > MAX_PARENTS:
        raise InvalidValue(f"parent: a claim inside this one would have more than {MAX_PARENTS} around it")


def stated_value(chains: Chains, item: Item) -> Value:
    """What was last said of a claim: by a person, where the claim does not stand open, or by a machine."""
    if (said := _said_by_people(chains, item)) is not None:
        return said
    if row := chains.rows.get(item.pk):
        return chains.value_of(row)
    newest = Anchor.objects.filter(item=item).order_by("-run_id").first()
    if newest is None:
        raise InvalidValue(NO_PARENT)
    return chains.value_of(row_of(newest))


def _said_by_people(chains: Chains, item: Item) -> Value | None:
    """What people last said of a claim; None where they said nothing, or the machine's words stand again."""
    if item.holds is not None and item.holds.value is not None:
        return dict(item.holds.value)
    if item.holds is None and item.pk in chains.rows:
        return None
    return chains.last_said(item)


def _depth_below(chains: Chains, item: Item) -> int:
    """How many claims stand inside one another inside a claim: the deepest of them."""
    parents = _parents(chains)
    depth, inside = 0, {child for child, parent in parents.items() if parent == item.pk}
    while inside and depth <= MAX_PARENTS:  # undos can leave circles
        depth, inside = depth + 1, {child for child, parent in parents.items() if parent in inside}
    return depth


def _parents(chains: Chains) -> dict[UUID | int, UUID | int]:
    """What each claim of the layer and its run stands inside: items, and rows that have none by their ids.

    A fixed number of queries.
    """
    shown = Claim.objects.shown().filter(run=chains.layer.run_id, parent__isnull=False)
    rows = list(shown.values_list("pk", "parent_id"))
    chains.know_rows((ItemKind.CLAIM, pk) for row in rows for pk in row)
    chains.know_items(_said_to_be_inside(chains.layer))
    by_row = {pk: item.pk for (kind, pk), item in chains.by_row.items() if kind == ItemKind.CLAIM}
    parents = {by_row.get(child, child): by_row.get(parent, parent) for child, parent in rows}
    for item in chains.items.values():
        said = _said_by_people(chains, item) if item.kind == ItemKind.CLAIM else None
        if said is not None:
            parents.pop(item.pk, None)
            if said.get("parent"):
                parents[item.pk] = UUID(said["parent"])
    return parents


def _said_to_be_inside(layer: Layer) -> QuerySet[Decision, UUID]:
    """The items of which somebody has ever said what they stand inside: few of many."""
    said = Decision.objects.filter(item__layer=layer, value__parent__isnull=False)
    return said.exclude(value__parent=None).values_list("item_id", flat=True)


def _is_beside(parent: Item, item: Item) -> bool:
    return (parent.layer_id, parent.kind) == (item.layer_id, item.kind)


def _quote(value: Value) -> RoleSpans:
    return tuple((span["start_char"], span["end_char"]) for span in value["roles"]["quote"])
