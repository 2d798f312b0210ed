"""How far the desk is with a text: counted from the items of its layer, kept in `ArticleState`."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max

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

COUNTED: Final = {
    "accepted": DecisionKind.ACCEPT,
    "corrected": DecisionKind.CORRECT,
    "added": DecisionKind.ADD,
    "rejected": DecisionKind.REJECT,
}
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
    held = Item.objects.filter(layer=layer, holds__isnull=False).order_by()
    groups = held.values_list("kind", "holds__kind").annotate(count=Count("pk"))
    counts = Counter({(kind, decision): count for kind, decision, count in groups})
    parts = (ItemKind.MENTION, ItemKind.CLAIM)
    return {
        **{name: sum(counts[part, kind] for part in parts) for name, kind in COUNTED.items()},
        **_open_counts(layer),
        "is_done": any(counts[ItemKind.ARTICLE, kind] for kind in DONE),
    }


def _open_counts(layer: Layer) -> dict[str, int]:
    if layer.run_id is None:
        return {"open_mentions": 0, "open_claims": 0}
    bound = Anchor.objects.filter(layer=layer, run=layer.run_id, item__holds__isnull=False)
    decided = bound.aggregate(mentions=Count("mention"), claims=Count("claim"))
    return {
        "open_mentions": Mention.objects.filter(run=layer.run_id).count() - decided["mentions"],
        "open_claims": Claim.objects.filter(run=layer.run_id).count() - decided["claims"],
    }
