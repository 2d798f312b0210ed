"""Decisions as people take them, one after the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer
from newsdesk.annotation.services import Act, decide
from newsdesk.annotation.stretches import article_item


def act(user: User, layer: Layer, kind: str, **fields: Any) -> Decision:
    """One decision; without `previous` the first one on its item."""
    (decision,) = decide(user=user, layer=layer, acts=[Act(uuid=uuid4(), kind=kind, **fields)])
    return decision


def accept(user: User, layer: Layer, row: Claim | Mention | None, **fields: Any) -> Decision:
    assert row is not None
    return act(user, layer, DecisionKind.ACCEPT, row=row, **fields)


def add(user: User, layer: Layer, kind: ItemKind, value: Any) -> Decision:
    return act(user, layer, DecisionKind.ADD, item=uuid4(), item_kind=kind, value=value)


def finish(user: User, layer: Layer, previous: UUID | None = None) -> Decision:
    """Done with the article."""
    item = article_item(layer)
    return act(user, layer, DecisionKind.ACCEPT, item=item, item_kind=ItemKind.ARTICLE, previous=previous)


def undo(user: User, layer: Layer, decision: Decision) -> Decision:
    """Takes a decision back, or an undo."""
    head = Item.objects.get(pk=decision.item_id).head_id
    return act(user, layer, DecisionKind.UNDO, item=decision.item_id, previous=head, undoes=decision.pk)


def span(text: str, exact: str) -> dict[str, Any]:
    start = text.index(exact)
    return {"start_char": start, "end_char": start + len(exact), "exact": exact}
