"""What somebody would take back next: their own newest decision that holds, or their newest undo.

As in an editor, whatever the item, and in every session: a batch goes as one, and a new decision of the same
person ends what could be redone. Items that somebody else has decided about since are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from newsdesk.accounts.models import User
from newsdesk.annotation.models import Decision, DecisionKind, Item, Layer


@dataclass(frozen=True, slots=True)
class Step:
    """What `u` or `U` takes back: `count` decisions of the act `batch_id`, or the one decision `undoes`.

    `item` is the item of the newest of them, `previous` its newest decision of all.
    """

    item: Item
    decision: Decision
    batch_id: UUID | None
    count: int

    @property
    def previous(self) -> UUID | None:
        return self.item.head_id

    @property
    def undoes(self) -> UUID:
        return self.decision.pk

    @property
    def words(self) -> str:
        """What it was, for people."""
        what = self.decision.undoes or self.decision
        decided = what.get_kind_display()
        return f"{decided} × {self.count}" if self.batch_id else f"{self.item.get_kind_display()}: {decided}"


def next_undo(layer: Layer, user: User) -> Step | None:
    """What this person can take back next in this layer."""
    held = Item.objects.filter(layer=layer, holds__user=user)
    item = held.order_by("-holds__at", "-holds").select_related("holds").first()
    if item is None or item.holds is None:
        return None
    batch_id = item.holds.batch_id
    count = held.filter(holds__batch_id=batch_id).count() if batch_id else 1
    return Step(item, item.holds, batch_id if count > 1 else None, count)


def next_redo(layer: Layer, user: User) -> Step | None:
    """What this person took back last in this layer, if they have decided nothing since."""
    own = Decision.objects.filter(item__layer=layer, user=user).exclude(kind=DecisionKind.UNDO)
    last = own.aggregate(at=Max("at"))["at"]
    undone = Item.objects.filter(layer=layer, redo__user=user)
    if last is not None:
        undone = undone.filter(redo__at__gte=last)
    item = undone.order_by("-redo__at", "-redo").select_related("redo__undoes").first()
    if item is None or item.redo is None:
        return None
    batch_id = item.redo.batch_id
    count = undone.filter(redo__batch_id=batch_id).count() if batch_id else 1
    return Step(item, item.redo, batch_id if count > 1 else None, count)
