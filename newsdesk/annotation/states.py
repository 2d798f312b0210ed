"""How far the desk is with a text: counted from the items of its layer, kept in `ArticleState`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, Max, OuterRef

from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.models import (
    Anchor,
    ArticleState,
    Decision,
    DecisionKind,
    Item,
    ItemKind,
    Layer,
    LayerKind,
)
from newsdesk.annotation.reading import OWN_STATUS_OF, STATUS_OF

DONE: Final = (DecisionKind.ACCEPT, DecisionKind.NOTHING_HERE)


def keep_state(layer: Layer, *, decided_at: datetime | None = None) -> None:
    """Writes the state of a desk's layer anew; `decided_at` where there is a newer decision than before.

    Only the desk's layers have one. The caller holds the layer's lock.
    """
    if layer.kind != LayerKind.DESK:
        return
    fields = counts_of(layer) | ({"decided_at": decided_at} if decided_at else {})
    if not ArticleState.objects.filter(pk=layer.pk).update(**fields):
        ArticleState.objects.create(layer=layer, **fields)


def state_of(layer: Layer) -> ArticleState:
    """The state of a layer, all of it from its decisions; not saved."""
    newest = Decision.objects.filter(item__layer=layer).aggregate(at=Max("at"))
    return ArticleState(layer=layer, decided_at=newest["at"], **counts_of(layer))


def counts_of(layer: Layer) -> dict[str, Any]:
    """What an ArticleState has beside the moment of the newest decision: four queries."""
    counts = {status.value: 0 for status in STATUS_OF.values()}
    is_done = False
    for kind, decision, is_found, count in _held(layer):
        if kind in (ItemKind.MENTION, ItemKind.CLAIM) and decision in STATUS_OF:
            counts[(STATUS_OF if is_found else OWN_STATUS_OF)[decision].value] += count
        is_done |= kind == ItemKind.ARTICLE and decision in DONE
    return {**counts, **_open_counts(layer), "is_done": is_done}


def _held(layer: Layer) -> Iterator[tuple[str, DecisionKind, bool, int]]:
    """How many items there are of a kind, with a kind of decision in force, found by a machine or not."""
    found = Exists(Anchor.objects.filter(item=OuterRef("pk")))
    held = Item.objects.filter(layer=layer, holds__isnull=False).order_by().annotate(is_found=found)
    groups = held.values_list("kind", "holds__kind", "is_found").annotate(count=Count("pk"))
    for kind, decision, is_found, count in groups:
        yield kind, DecisionKind(decision), is_found, count


def _open_counts(layer: Layer) -> dict[str, int]:
    if layer.run_id is None:
        return {"open_mentions": 0, "open_claims": 0}
    bound = Anchor.objects.filter(layer=layer, run=layer.run_id, item__holds__isnull=False)
    decided = bound.aggregate(mentions=Count("mention"), claims=Count("claim"))
    return {
        "open_mentions": Mention.objects.filter(run=layer.run_id).count() - decided["mentions"],
        "open_claims": Claim.objects.filter(run=layer.run_id).count() - decided["claims"],
    }
