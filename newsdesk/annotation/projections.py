"""What is kept of each chain so that nobody has to walk it: its head, and the decision that holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from newsdesk.annotation.models import Item
from newsdesk.annotation.services import chain_of, standing_of

ITEMS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """An item whose kept head or holding decision is not what its chain comes to."""

    item: Item
    head: UUID | None
    holds: UUID | None


def drifted() -> Iterator[Drift]:
    """The items whose projection is wrong. Raises InvalidValue for a chain that no service has written."""
    for item in Item.objects.order_by("pk").prefetch_related("decisions").iterator(ITEMS_AT_ONCE):
        chain = chain_of(item)
        head, holds = chain[-1].pk if chain else None, standing_of(chain).holds
        if (item.head_id, item.holds_id) != (head, holds):
            yield Drift(item, head, holds)


@transaction.atomic
def rebuild() -> int:
    """Write every projection anew; how many were wrong."""
    wrong = list(drifted())
    for drift in wrong:
        Item.objects.filter(pk=drift.item.pk).update(head=drift.head, holds=drift.holds)
    return len(wrong)
