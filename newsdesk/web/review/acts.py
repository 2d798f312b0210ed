"""From what was sent to what the services take: rows and items are found in this article, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation.machine import Row
from newsdesk.annotation.models import DecisionKind, Item, ItemKind, Layer
from newsdesk.annotation.services import Act
from newsdesk.web.review.body import AcceptAll, BadBody, SentAct, SentRow
from newsdesk.web.review.sentences import NO_ITEM, NO_ROW

RANDOM = 4  # the version of a UUID that was drawn by lot
MAKE_ITEMS = (DecisionKind.ADD, DecisionKind.NOTHING_HERE, DecisionKind.ACCEPT)


def acts_of(layer: Layer, sent: Sequence[SentAct]) -> list[Act]:
    """The acts with their machine rows. Raises BadBody for what this article does not have.

    What another article or desk has is refused in the same words as what nobody has.
    """
    rows = rows_of(layer, [act.row for act in sent if act.row])
    check_items(layer, sent)
    return [
        Act(
            uuid=act.uuid,
            kind=act.kind,
            item=act.item,
            item_kind=act.item_kind,
            row=rows[act.row] if act.row else None,
            previous=act.previous,
            after=act.after,
            undoes=act.undoes,
            value=act.value,
            reason=act.reason,
        )
        for act in sent
    ]


def rows_of(layer: Layer, named: Iterable[SentRow]) -> dict[SentRow, Row]:
    """The machine rows, of whatever run of the layer's text. Raises BadBody where one is not there."""
    wanted = set(named)
    found: dict[SentRow, Row] = {}
    if claims := [row.pk for row in wanted if row.kind == "claim"]:
        rows = (
            Claim.objects.shown()
            .filter(pk__in=claims, run__text=layer.text_id)
            .select_related("run", "parent")
        )
        found |= {SentRow("claim", row.pk): row for row in rows}
    if mentions := [row.pk for row in wanted if row.kind == "mention"]:
        named_rows = (
            Mention.objects.shown().filter(pk__in=mentions, run__text=layer.text_id).select_related("run")
        )
        found |= {SentRow("mention", row.pk): row for row in named_rows}
    if found.keys() != wanted:
        raise no_such_row()
    return found


def run_of(layer: Layer, wish: AcceptAll) -> PipelineRun:
    """The one run of the layer's text that found these rows. Raises BadBody where there is none."""
    claims = Claim.objects.shown().filter(pk__in=wish.claims, run__text=layer.text_id)
    mentions = Mention.objects.shown().filter(pk__in=wish.mentions, run__text=layer.text_id)
    found = [run for rows in (claims, mentions) for run in rows.values_list("run_id", flat=True)]
    if len(found) < len(wish.claims) + len(wish.mentions):
        raise no_such_row()
    if len(set(found)) > 1:
        raise BadBody(_("These were found by several readings: load the page again."))
    return PipelineRun.objects.defer("traceback").get(pk=found[0])


def no_such_row() -> BadBody:
    return BadBody(str(NO_ROW))


def check_items(layer: Layer, sent: Sequence[SentAct]) -> None:
    """Raises BadBody for an item that is not in this layer, unless the act is one that makes it."""
    named = [act.item for act in sent if act.item is not None]
    found = dict(Item.objects.filter(pk__in=named).values_list("pk", "layer_id"))
    for act in sent:
        is_here = act.item is not None and found.get(act.item) == layer.pk
        has_row = act.item is None and act.row is not None
        if not (is_here or has_row or (act.item not in found and makes_item(act))):
            raise BadBody(str(NO_ITEM))


def makes_item(act: SentAct) -> bool:
    """Whether an act may make its item. The names of paragraphs and articles are no one else's to take."""
    if act.item is None or act.row is not None or act.kind not in MAKE_ITEMS:
        return False
    is_stretch = act.item_kind in (ItemKind.PARAGRAPH, ItemKind.ARTICLE)
    return is_stretch or (act.item_kind is not None and act.item.version == RANDOM)
