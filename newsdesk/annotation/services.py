"""What people decide, as they send it: checked, and appended to the chains of its items."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final
from uuid import UUID, uuid5

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation.anchoring import bind
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.hiding import check_shown
from newsdesk.annotation.machine import Row, RowName, name_of
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer, LayerKind
from newsdesk.annotation.nesting import NO_PARENT, check_parent
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.annotation.values import (
    InvalidValue,
    Value,
    check_claim,
    check_mention,
    check_reason,
    check_stretch,
)
from newsdesk.annotation.writing import write, writing
from newsdesk.articles.models import ArticleText

_CHECKS: Final[dict[str, Callable[[Any, str], Value]]] = {
    ItemKind.MENTION: check_mention,
    ItemKind.CLAIM: check_claim,
    ItemKind.PARAGRAPH: check_stretch,
}
_ON_ROWS: Final = frozenset(DecisionKind) - {DecisionKind.NOTHING_HERE}
_POSSIBLE: Final[dict[str, frozenset[DecisionKind]]] = {
    ItemKind.MENTION: _ON_ROWS,
    ItemKind.CLAIM: _ON_ROWS,
    ItemKind.PARAGRAPH: frozenset({DecisionKind.NOTHING_HERE, DecisionKind.UNDO}),
    ItemKind.ARTICLE: frozenset({DecisionKind.ACCEPT, DecisionKind.NOTHING_HERE, DecisionKind.UNDO}),
}
_ABOUT_SOMETHING: Final = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT})


@dataclass(frozen=True, slots=True)
class Act:
    """A decision as it is sent. It is about the item `item`, or about the machine row `row`.

    `previous` is the item's newest decision as the sender knows it, None where it knows of none. `after` are
    whole acts of the same person since: a decision of one of those may be the newest as well. For what nobody
    has decided about before, `item` is a new name and `item_kind` says what it is; the names of paragraphs
    and of the article are made in `stretches`.
    """

    uuid: UUID
    kind: str
    item: UUID | None = None
    item_kind: str | None = None
    row: Row | None = None
    previous: UUID | None = None
    after: tuple[UUID, ...] = ()
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


def decide(*, user: User, layer: Layer, acts: Sequence[Act], batch_id: UUID | None = None) -> list[Decision]:
    """Append these decisions, all or none, and say what is stored; one that is stored already stays as it is.

    A span of a value comes with its `exact` text, the `sha256` of it, or both. A claim's `parent` is the id
    of an item, or {"claim": the id of a machine row}. Raises PermissionDenied below the layer's role and in
    somebody else's layer, Conflict where an item has a newer decision than the sender knew, OtherText where
    the text is not the one that was decided about, and InvalidValue for anything else that cannot be stored.
    """
    with writing(user, layer):
        stored = stored_decisions(layer, [act.uuid for act in acts])
        chains = _chains_for(layer, [act for act in acts if act.uuid not in stored])
        for act in acts:
            if act.uuid in stored:
                _check_sent_again(stored[act.uuid], act, user)
            else:
                stored[act.uuid] = _append(chains, act, user, batch_id)
        write(chains)
    return [stored[act.uuid] for act in acts]


def stored_decisions(layer: Layer, pks: Sequence[UUID]) -> dict[UUID, Decision]:
    """The decisions of these names. Raises InvalidValue where one is in another layer."""
    found = Decision.objects.select_related("item", "previous").in_bulk(pks)
    for decision in found.values():
        if decision.item.layer_id != layer.pk:
            raise InvalidValue(f"there is another decision {decision.pk}")
    return found


def _check_sent_again(decision: Decision, act: Act, user: User) -> None:
    """What was sent twice is stored once; another decision of the same name is refused."""
    is_same = decision.user_id == user.pk and decision.kind == act.kind
    is_there = act.item in (None, decision.item_id)
    is_next = decision.undoes_id == act.undoes and _follows(act, decision.previous, user)
    if not (is_same and is_there and is_next):
        raise InvalidValue(f"there is another decision {decision.pk}")


def _follows(act: Act, newest: Decision | None, user: User) -> bool:
    """Whether an act was made on top of this decision of its item, or of none."""
    if newest is None:
        return act.previous is None
    return newest.pk == act.previous or (newest.batch_id in act.after and newest.user_id == user.pk)


# --- What acts are about ------------------------------------------------------------------------------


def _chains_for(layer: Layer, acts: Sequence[Act]) -> Chains:
    """The chains of the items of these acts, in a number of queries that does not grow with them."""
    rows = [act.row for act in acts if act.row is not None]
    if rows:
        check_shown(layer)
    _bind_to_runs(layer, {row.run_id for row in rows} - {layer.run_id})
    chains = Chains(layer)
    chains.know_items(act.item for act in acts if act.item is not None)
    chains.know_rows(name_of(row) for row in rows)
    accepted = [act for act in acts if act.kind == DecisionKind.ACCEPT]
    chains.know_sources(row for act in accepted if (row := _row(chains, act)) is not None)
    return chains


def _bind_to_runs(layer: Layer, pks: set[int]) -> None:
    """Has the layer's items bound to the rows of these runs too. Raises InvalidValue for another text's."""
    runs = PipelineRun.objects.filter(text=layer.text_id).in_bulk(pks) if pks else {}
    if len(runs) < len(pks):
        raise InvalidValue("the row is of another text")
    for run in runs.values():
        bind(layer, run)


def _row(chains: Chains, act: Act) -> RowName | None:
    """The machine row that an act is taken on: the named one, else the one that its item is about."""
    if act.row is not None:
        return name_of(act.row)
    return chains.rows.get(act.item) if act.item is not None else None


def _item(chains: Chains, act: Act) -> Item:
    """The item of an act: there already, or new."""
    if act.row is not None:
        return _item_about(chains, act, act.row)
    if act.item is None:
        raise InvalidValue("a decision needs an item or a machine row")
    item = chains.item(act.item)
    if item is None:
        return chains.add(_kind_of_new(act), act.item)
    if item.layer_id != chains.layer.pk:
        raise InvalidValue("the item is in another layer")
    return item


def _item_about(chains: Chains, act: Act, row: Row) -> Item:
    """The item about a row; a new one is named by the act, or here."""
    known = chains.by_row.get(name_of(row))
    is_other = act.item not in (None, known.pk) if known else act.item and chains.item(act.item)
    if is_other:
        raise InvalidValue("the item is not about that machine row")
    return chains.about(name_of(row), row.run_id, uuid=act.item)


def _kind_of_new(act: Act) -> ItemKind:
    if act.item_kind not in ItemKind.values:
        raise InvalidValue(f"item kind: {act.item_kind!r} is none of {', '.join(ItemKind.values)}")
    return ItemKind(act.item_kind)


# --- One decision -------------------------------------------------------------------------------------


def _append(chains: Chains, act: Act, user: User, batch_id: UUID | None) -> Decision:
    _check_kind(act)
    reason = check_reason(act.reason)
    item = _item(chains, act)
    if not _follows(act, item.head, user):
        if item.head_id is None:
            raise InvalidValue(f"there is no decision {act.previous} on this item")
        raise Conflict(item)
    _check_possible(chains, item, act)
    return chains.append(
        item,
        uuid=act.uuid,
        user=user,
        batch_id=batch_id,
        row=_row(chains, act),
        kind=act.kind,
        value=_value(chains, item, act),
        undoes_id=act.undoes,
        reason=reason,
    )


def _check_kind(act: Act) -> None:
    if act.kind not in DecisionKind.values:
        raise InvalidValue(f"kind: {act.kind!r} is none of {', '.join(DecisionKind.values)}")
    if (act.kind == DecisionKind.UNDO) != (act.undoes is not None):
        raise InvalidValue("an undo, and nothing else, names the decision that it takes back")


def _check_possible(chains: Chains, item: Item, act: Act) -> None:
    """Raises InvalidValue for a kind that does not fit the item, or not what there is."""
    if act.kind not in _POSSIBLE[item.kind]:
        raise InvalidValue(f"{act.kind}: no decision about a {item.kind}")
    if item.kind == ItemKind.ARTICLE and item.pk != article_item(chains.layer):
        raise InvalidValue("the article has another name")
    is_there = item.holds_id is not None or item.pk in chains.rows
    if item.kind in (ItemKind.MENTION, ItemKind.CLAIM):
        if act.kind == DecisionKind.ADD and is_there:
            raise InvalidValue("what is there already cannot be added")
        if act.kind in _ABOUT_SOMETHING and not is_there:
            raise InvalidValue(f"{act.kind}: there is nothing yet to decide about")


def _value(chains: Chains, item: Item, act: Act) -> Value | None:
    """The whole value after a decision."""
    if act.kind in (DecisionKind.UNDO, DecisionKind.REJECT) or item.kind == ItemKind.ARTICLE:
        return None
    if act.kind == DecisionKind.ACCEPT:
        return _accepted_value(chains, item, act)
    is_claim = item.kind == ItemKind.CLAIM
    stated = _with_parent(chains, act.value) if is_claim else act.value
    value = _CHECKS[item.kind](stated, chains.layer.text.text)
    if is_claim:
        check_parent(chains, item, value)
    if item.kind == ItemKind.PARAGRAPH and item.pk != _name_of_stretch(chains.layer, value):
        raise InvalidValue("the paragraph has another name")
    return value


def _name_of_stretch(layer: Layer, value: Value) -> UUID:
    return paragraph_item(layer, value["start_char"], value["end_char"])


def _accepted_value(chains: Chains, item: Item, act: Act) -> Value:
    """What is accepted: the value that holds, what the machine says, or what people said before."""
    if item.holds is not None and item.holds.value is not None:
        return dict(item.holds.value)
    row = _row(chains, act)
    if row is not None:
        return chains.value_of(row)
    before = chains.last_said(item)
    if before is None:
        raise InvalidValue("there is nothing to accept")
    return before


def _with_parent(chains: Chains, value: Any) -> Any:
    """A claim's value with its parent named as an item is."""
    parent = value.get("parent") if isinstance(value, dict) else None
    if isinstance(parent, dict):
        return value | {"parent": str(_parent_row(chains, parent).pk)}
    if isinstance(parent, str):
        try:
            return value | {"parent": str(UUID(parent))}
        except ValueError as error:
            raise InvalidValue(NO_PARENT) from error
    return value


def _parent_row(chains: Chains, parent: Any) -> Item:
    """The item of the machine's claim {"claim": its id}."""
    pk = parent.get("claim") if parent.keys() == {"claim"} else None
    if not isinstance(pk, int) or isinstance(pk, bool):
        raise InvalidValue(NO_PARENT)
    row = Claim.objects.shown().filter(pk=pk, run__text=chains.layer.text_id).first()
    if row is None:
        raise InvalidValue(NO_PARENT)
    _bind_to_runs(chains.layer, {row.run_id} - {chains.layer.run_id})
    chains.know_rows([name_of(row)])
    return chains.about(name_of(row), row.run_id)


# --- Whole acts, back and forth -----------------------------------------------------------------------


def undo_batch(
    *, user: User, layer: Layer, batch_id: UUID, as_batch: UUID
) -> tuple[list[Decision], list[Item]]:
    """Take back one act: the undos that are stored, and the items that somebody has decided about since.

    What has been undone or redone meanwhile is in between, and no decision about the item. The undos are one
    act of their own, `as_batch`; sent twice, they are stored once. Raises PermissionDenied.
    """
    return _take_back(user, layer, batch_id, as_batch, "holds")


def redo_batch(
    *, user: User, layer: Layer, batch_id: UUID, as_batch: UUID
) -> tuple[list[Decision], list[Item]]:
    """Take back the undos of one act `batch_id`, as `undo_batch` does with decisions."""
    return _take_back(user, layer, batch_id, as_batch, "redo")


def _take_back(
    user: User, layer: Layer, batch_id: UUID, as_batch: UUID, next_of: str
) -> tuple[list[Decision], list[Item]]:
    """Undoes the decisions of an act as long as `next_of` an item is one of them."""
    with writing(user, layer):
        again = list(Decision.objects.filter(item__layer=layer, batch_id=as_batch).select_related("item"))
        chains = Chains(layer)
        taken = Decision.objects.filter(item__layer=layer, batch_id=batch_id).values_list("pk", "item_id")
        pks = dict(taken)
        chains.know_items(pks.values())
        sent = {decision.pk for decision in again}
        for item in chains.items.values():
            while (last := getattr(item, next_of)) and last.pk in pks:
                uuid = uuid5(as_batch, str(last.pk))
                if uuid in sent:
                    break
                chains.append(
                    item, uuid=uuid, user=user, batch_id=as_batch, kind=DecisionKind.UNDO, undoes_id=last.pk
                )
        write(chains)
    taken_back = {decision.item_id for decision in (*again, *chains.new_decisions)}
    after = [item for item in chains.items.values() if _was_decided_after(item, chains.chains[item.pk], pks)]
    return [*again, *chains.new_decisions], [item for item in after if item.pk not in taken_back]


def _was_decided_after(item: Item, chain: Sequence[Decision], act: Container[UUID]) -> bool:
    """Whether what holds has been decided after all that the act did to the item."""
    later = takewhile(lambda decision: decision.pk not in act, reversed(chain))
    return item.holds_id in {decision.pk for decision in later}
