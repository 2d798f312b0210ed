"""What is kept so that nobody has to walk chains: of each item what they come to, of each article its state.

Whatever looks wrong is looked at again under the lock of its layer: somebody may have decided meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from newsdesk.annotation.anchoring import lock
from newsdesk.annotation.chains import chain_of, standing_of
from newsdesk.annotation.models import ArticleState, Item, Layer, LayerKind
from newsdesk.annotation.states import state_of

AT_ONCE = 500
STATE_FIELDS = tuple(field.attname for field in ArticleState._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class Drift:
    """An item, or the layer of an article, of which something else is kept than its decisions come to."""

    row: Item | Layer
    kept: tuple[Any, ...]
    found: tuple[Any, ...]


def drifted() -> Iterator[Drift]:
    """What is wrong. Raises InvalidValue for a chain that no service has written."""
    for item in Item.objects.order_by("pk").prefetch_related("decisions").iterator(AT_ONCE):
        if _drift_of_item(item) and (drift := _item_under_lock(item.pk, is_mended=False)):
            yield drift
    for layer in _desks_layers().iterator(AT_ONCE):
        if _drift_of_layer(layer) and (drift := _layer_under_lock(layer.pk, is_mended=False)):
            yield drift


def rebuild() -> int:
    """Write every projection anew; how many were wrong. The states of articles follow from the items."""
    items = [drift.row.pk for drift in drifted() if isinstance(drift.row, Item)]
    mended = [_item_under_lock(pk, is_mended=True) for pk in items]
    layers = [layer.pk for layer in _desks_layers().iterator(AT_ONCE) if _drift_of_layer(layer)]
    mended += [_layer_under_lock(pk, is_mended=True) for pk in layers]
    return len([drift for drift in mended if drift])


def _desks_layers() -> QuerySet[Layer]:
    return Layer.objects.filter(kind=LayerKind.DESK).order_by("pk")


def _drift_of_item(item: Item) -> Drift | None:
    chain = chain_of(item)
    now = standing_of(chain)
    kept = (item.head_id, item.holds_id, item.redo_id)
    found = (chain[-1].pk if chain else None, now.holds, now.redo)
    return Drift(item, kept, found) if kept != found else None


def _drift_of_layer(layer: Layer) -> Drift | None:
    """None also for a layer that nobody has decided in yet, and that is bound to no run."""
    state = ArticleState.objects.filter(pk=layer.pk).first()
    found = _fields(state_of(layer))
    kept = _fields(state) if state else _fields(ArticleState(layer=layer))
    return Drift(layer, kept, found) if kept != found else None


def _fields(state: ArticleState) -> tuple[Any, ...]:
    return tuple(getattr(state, name) for name in STATE_FIELDS)


@transaction.atomic
def _item_under_lock(pk: UUID, *, is_mended: bool) -> Drift | None:
    layer = Layer.objects.get(items=pk)
    lock(layer)
    item = Item.objects.get(pk=pk)
    drift = _drift_of_item(item)
    if drift and is_mended:
        item.head_id, item.holds_id, item.redo_id = drift.found
        item.save(update_fields=["head", "holds", "redo"])
    return drift


@transaction.atomic
def _layer_under_lock(pk: int, *, is_mended: bool) -> Drift | None:
    layer = Layer.objects.get(pk=pk)
    lock(layer)
    drift = _drift_of_layer(layer)
    if drift and is_mended:
        state_of(layer).save()
    return drift
