"""Writes of decisions: each act is one transaction, appended to the chains of its items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction

from newsdesk.accounts.access import require_role
from newsdesk.accounts.models import Role, User
from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.history import BrokenChain, Standing, standing
from newsdesk.annotation.machine import Row, item_about, value_of
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer, LayerKind
from newsdesk.annotation.nesting import check_parent
from newsdesk.annotation.values import InvalidValue, Value, check_claim, check_mention, check_stretch
from newsdesk.articles.models import ArticleText

LOWEST_ROLE: Final = {
    LayerKind.DESK: Role.REVIEWER,
    LayerKind.ANNOTATOR: Role.ANNOTATOR,
    LayerKind.GOLD: Role.CURATOR,
}
_CHECKS: Final[dict[str, Callable[[Any, str], Value]]] = {
    ItemKind.MENTION: check_mention,
    ItemKind.CLAIM: check_claim,
    ItemKind.PARAGRAPH: check_stretch,
}
_STRETCHES: Final = (ItemKind.PARAGRAPH, ItemKind.ARTICLE)


@dataclass(frozen=True, slots=True)
class Act:
    """A decision as it is sent. It is about the item `item`, or about the machine row `row`.

    `previous` is the item's newest decision as the sender knows it, None where it knows of none. For what
    nobody has decided about before, `item` is a new name and `item_kind` says what it is.
    """

    uuid: UUID
    kind: str
    item: UUID | None = None
    item_kind: str | None = None
    row: Row | None = None
    previous: UUID | None = None
    value: Any = None
    undoes: UUID | None = None
    reason: str = ""


class Conflict(Exception):
    """Somebody has decided about the item since: `item` has the newest decision as its head."""

    def __init__(self, item: Item) -> None:
        super().__init__(str(item.pk))
        self.item = item


def layer_of(text: ArticleText, kind: LayerKind = LayerKind.DESK, user: User | None = None) -> Layer:
    """The layer of a text, made at the first call; an annotator's needs its user."""
    return Layer.objects.get_or_create(text=text, kind=kind, user=user)[0]


@transaction.atomic
def decide(*, user: User, layer: Layer, acts: Sequence[Act], batch_id: UUID | None = None) -> list[Decision]:
    """Append these decisions, all or none, and say what is stored; one that is stored already stays as it is.

    Raises PermissionDenied below the layer's role and in somebody else's layer, Conflict where an item has a
    newer decision than the sender knew, OtherText where the text is not the one that was decided about, and
    InvalidValue for anything else that cannot be stored.
    """
    _check_permission(user, layer)
    stored = Decision.objects.in_bulk([act.uuid for act in acts])
    return [
        _as_before(stored[act.uuid], act, user) if act.uuid in stored else _append(user, layer, act, batch_id)
        for act in acts
    ]


@transaction.atomic
def undo_batch(
    *, user: User, layer: Layer, batch_id: UUID, as_batch: UUID
) -> tuple[list[Decision], list[Item]]:
    """Take back one act: the undos that are stored, and the items that somebody has decided about since.

    The undos are one act of their own, `as_batch`; sent twice, they are stored once. Raises PermissionDenied.
    """
    _check_permission(user, layer)
    taken = list(Decision.objects.filter(item__layer=layer, batch_id=batch_id).select_related("item"))
    still = [decision for decision in taken if decision.item.head_id == decision.pk]
    acts = [
        Act(
            uuid=uuid5(as_batch, str(decision.pk)),
            kind=DecisionKind.UNDO,
            item=decision.item_id,
            previous=decision.pk,
            undoes=decision.pk,
        )
        for decision in still
    ]
    again = list(Decision.objects.filter(item__layer=layer, batch_id=as_batch))
    undone = {decision.undoes_id for decision in again}
    others = [decision.item for decision in taken if decision not in still and decision.pk not in undone]
    return [*again, *decide(user=user, layer=layer, acts=acts, batch_id=as_batch)], others


def _check_permission(user: User, layer: Layer) -> None:
    require_role(user, layer.desk_id, LOWEST_ROLE[LayerKind(layer.kind)])
    if layer.user_id not in (None, user.pk):
        raise PermissionDenied


def _as_before(decision: Decision, act: Act, user: User) -> Decision:
    """What was sent twice is stored once; another decision of the same name is refused."""
    is_same = decision.user_id == user.pk and decision.kind == act.kind
    if not is_same or decision.previous_id != act.previous or decision.undoes_id != act.undoes:
        raise InvalidValue(f"there is another decision {decision.pk}")
    return decision


def _check_kind(act: Act) -> None:
    if act.kind not in DecisionKind.values:
        raise InvalidValue(f"kind: {act.kind!r} is none of {', '.join(DecisionKind.values)}")
    if (act.kind == DecisionKind.UNDO) != (act.undoes is not None):
        raise InvalidValue("an undo, and nothing else, names the decision that it takes back")


def _append(user: User, layer: Layer, act: Act, batch_id: UUID | None) -> Decision:
    _check_kind(act)
    item = Item.objects.select_for_update().get(pk=_item(layer, act).pk)
    if item.head_id != act.previous:
        raise Conflict(item)
    chain = chain_of(item)
    decision = Decision(
        uuid=act.uuid,
        item=item,
        previous_id=item.head_id,
        kind=act.kind,
        value=_value(layer, item, act),
        undoes_id=act.undoes,
        batch_id=batch_id,
        user=user,
        reason=act.reason,
        basis_mention=act.row if isinstance(act.row, Mention) else None,
        basis_claim=act.row if isinstance(act.row, Claim) else None,
    )
    after = standing_of([*chain, decision])
    decision.save(force_insert=True)
    item.head_id, item.holds_id = decision.pk, after.holds
    item.save(update_fields=["head", "holds"])
    return decision


def _item(layer: Layer, act: Act) -> Item:
    """The item of an act: there already, or new."""
    if act.row is not None:
        if act.row.run.text_id != layer.text_id:
            raise InvalidValue("the row is of another text")
        return item_about(layer, act.row)
    if act.item is None:
        raise InvalidValue("a decision needs an item or a machine row")
    known = Item.objects.filter(pk=act.item).first()
    if known is None:
        return _new_item(layer, act)
    if known.layer_id != layer.pk:
        raise InvalidValue("the item is in another layer")
    return known


def _new_item(layer: Layer, act: Act) -> Item:
    if act.item_kind not in ItemKind.values:
        raise InvalidValue(f"item kind: {act.item_kind!r} is none of {', '.join(ItemKind.values)}")
    is_stretch = act.item_kind in _STRETCHES
    if act.kind != (DecisionKind.NOTHING_HERE if is_stretch else DecisionKind.ADD):
        raise InvalidValue(f"{act.kind}: there is nothing yet to decide about")
    return Item.objects.create(
        uuid=act.item, desk_id=layer.text.article.desk_id, layer=layer, kind=act.item_kind
    )


def _value(layer: Layer, item: Item, act: Act) -> Value | None:
    """The whole value after a decision."""
    if act.kind in (DecisionKind.UNDO, DecisionKind.REJECT):
        return None
    if act.kind == DecisionKind.ACCEPT:
        return _current_value(layer, item, act)
    if item.kind == ItemKind.ARTICLE:
        return None
    value = _CHECKS[item.kind](act.value, layer.text.text)
    if item.kind == ItemKind.CLAIM:
        check_parent(layer, item, value)
    return value


def _current_value(layer: Layer, item: Item, act: Act) -> Value:
    """What is accepted: the value that holds, or what the machine says."""
    if item.holds and item.holds.value is not None:
        return dict(item.holds.value)
    if act.row is None:
        raise InvalidValue("there is nothing to accept")
    return value_of(layer, act.row)


def chain_of(item: Item) -> list[Decision]:
    """The decisions of an item from the first to its head."""
    following = {decision.previous_id: decision for decision in item.decisions.all()}
    chain: list[Decision] = []
    while (decision := following.get(chain[-1].pk if chain else None)) is not None:
        chain.append(decision)
    return chain


def standing_of(chain: Iterable[Decision]) -> Standing:
    """What a chain comes to. Raises InvalidValue for an undo out of turn."""
    try:
        return standing((decision.pk, decision.undoes_id) for decision in chain)
    except BrokenChain as error:
        raise InvalidValue("that is not the next decision to be taken back") from error
