"""The chains of decisions that an act is about: loaded in few queries, gone on with, written in few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Field, Model
from django.utils import timezone

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, Mention
from newsdesk.analysis.rows import adapted, insert
from newsdesk.annotation.history import BrokenChain, Standing, standing
from newsdesk.annotation.machine import (
    Row,
    RowName,
    claim_value,
    claims_with_spans,
    columns,
    mention_value,
    row_of,
)
from newsdesk.annotation.models import Anchor, ArticleState, Decision, Item, ItemKind, Layer
from newsdesk.annotation.values import InvalidValue, Value

STEP: Final = timedelta(microseconds=1)


@dataclass(slots=True)
class Chains:
    """Items of one layer, each with its chain, and the machine rows that they are about.

    Nothing is written before `write`; the caller holds the layer's lock.
    """

    layer: Layer
    items: dict[UUID, Item] = field(default_factory=dict)
    chains: dict[UUID, list[Decision]] = field(default_factory=dict)
    by_row: dict[RowName, Item] = field(default_factory=dict)
    rows: dict[UUID, RowName] = field(default_factory=dict)
    sources: dict[RowName, Row] = field(default_factory=dict)
    new_items: list[Item] = field(default_factory=list)
    new_anchors: list[Anchor] = field(default_factory=list)
    new_decisions: list[Decision] = field(default_factory=list)
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        """Later than every decision that the desk has taken, whatever the clocks of its servers say."""
        kept = ArticleState.objects.filter(pk=self.layer.pk).values_list("decided_at", flat=True).first()
        self.now = max(timezone.now(), kept + STEP) if kept else timezone.now()

    # --- Loading: what is known already is not asked for again ------------------------------------

    def know_items(self, pks: Iterable[UUID]) -> None:
        """Items with their chains, and with their rows in the run that the layer is bound to."""
        missing = {pk for pk in pks if pk not in self.items}
        if not missing:
            return
        found = Item.objects.in_bulk(list(missing))
        self.items.update(found)
        self._know_chains([item for item in found.values() if item.head_id is not None])
        anchors = Anchor.objects.filter(layer=self.layer, run=self.layer.run_id, item__in=found)
        for anchor in anchors if found else ():
            self._bind(self.items[anchor.item_id], row_of(anchor))

    def _know_chains(self, items: Collection[Item]) -> None:
        decisions: dict[UUID, list[Decision]] = defaultdict(list)
        for decision in Decision.objects.filter(item__in=items) if items else ():
            decisions[decision.item_id].append(decision)
        for item in items:
            self.chains[item.pk] = in_order(decisions[item.pk])
            self._show(item)
        newest = [chain[-1].at + STEP for chain in self.chains.values()]
        self.now = max([self.now, *newest])

    def know_rows(self, rows: Iterable[RowName]) -> None:
        """The items of this layer that are about rows, of whatever run."""
        pks: dict[ItemKind, set[int]] = defaultdict(set)
        for kind, pk in rows:
            if (kind, pk) not in self.by_row:
                pks[kind].add(pk)
        found: list[Anchor] = []
        for kind, wanted in pks.items():
            found += Anchor.objects.filter(layer=self.layer, **{f"{kind}__in": wanted})
        self.know_items(anchor.item_id for anchor in found)
        for anchor in found:
            self._bind(self.items[anchor.item_id], row_of(anchor))

    def know_sources(self, rows: Iterable[RowName]) -> None:
        """What rows say, and the items of the claims that claims stand inside."""
        missing = {row for row in rows if row not in self.sources}
        if not missing:
            return
        mentions = [pk for kind, pk in missing if kind == ItemKind.MENTION]
        claims = claims_with_spans(pk for kind, pk in missing if kind == ItemKind.CLAIM)
        found = Mention.objects.in_bulk(mentions) if mentions else {}
        self.sources |= {(ItemKind.MENTION, pk): mention for pk, mention in found.items()}
        self.sources |= {(ItemKind.CLAIM, pk): claim for pk, claim in claims.items()}
        self.know_rows((ItemKind.CLAIM, claim.parent_id) for claim in claims.values() if claim.parent_id)

    def _bind(self, item: Item, row: RowName) -> None:
        self.by_row[row] = item
        self.rows.setdefault(item.pk, row)

    # --- Reading ----------------------------------------------------------------------------------

    def item(self, pk: UUID) -> Item | None:
        """An item, in this layer or not."""
        self.know_items([pk])
        return self.items.get(pk)

    def standing(self, item: Item) -> Standing:
        return standing_of(self.chains.get(item.pk, ()))

    def last_said(self, item: Item) -> Value | None:
        """What people last said of an item, whatever was decided since; None where they said nothing."""
        said = [decision.value for decision in self.chains.get(item.pk, ()) if decision.value is not None]
        return dict(said[-1]) if said else None

    def value_of(self, row: RowName) -> Value:
        """What a row says, as the value of a decision in this layer."""
        self.know_sources([row])
        source = self.sources[row]
        if isinstance(source, Mention):
            return mention_value(source, self.layer.text.text)
        return claim_value(source, self.layer.text.text, self._parent_of(source))

    def _parent_of(self, claim: Claim) -> Mapping[int, UUID]:
        if claim.parent_id is None:
            return {}
        return {claim.parent_id: self.about((ItemKind.CLAIM, claim.parent_id), claim.run_id).pk}

    # --- Going on ---------------------------------------------------------------------------------

    def about(self, row: RowName, run_id: int, *, uuid: UUID | None = None) -> Item:
        """The item that is about a row, new where there is none."""
        if row not in self.by_row:
            item = self.add(row[0], uuid or uuid4())
            self.new_anchors.append(Anchor(item=item, layer=self.layer, run_id=run_id, **columns(row)))
            self._bind(item, row)
        return self.by_row[row]

    def add(self, kind: str, uuid: UUID) -> Item:
        """A new item."""
        item = Item(uuid=uuid, desk_id=self.layer.desk_id, layer=self.layer, kind=kind)
        self.items[uuid] = item
        self.new_items.append(item)
        return item

    def append(
        self,
        item: Item,
        *,
        uuid: UUID,
        user: User,
        batch_id: UUID | None,
        row: RowName | None = None,
        **fields: Any,
    ) -> Decision:
        """The next decision on an item, taken on `row`, else on the row that the item is about.

        Those of one act share their moment, others follow one another. Raises InvalidValue for an undo out
        of turn.
        """
        row = row or self.rows.get(item.pk)
        decision = Decision(
            uuid=uuid,
            item=item,
            previous_id=item.head_id,
            user=user,
            batch_id=batch_id,
            at=self.now if batch_id else self.now + len(self.new_decisions) * STEP,
            **(columns(row, "basis_") if row else {}),
            **fields,
        )
        chain = [*self.chains.get(item.pk, ()), decision]
        standing_of(chain)
        self.chains[item.pk] = chain
        self.new_decisions.append(decision)
        self._show(item)
        return decision

    def _show(self, item: Item) -> None:
        """Puts what the chain comes to on the item."""
        chain = self.chains[item.pk]
        by_pk: dict[UUID | None, Decision] = {decision.pk: decision for decision in chain}
        now = standing_of(chain)
        item.head, item.holds, item.redo = chain[-1], by_pk.get(now.holds), by_pk.get(now.redo)

    def write(self) -> None:
        """All that is new. Raises IntegrityError where a name is taken."""
        insert(Item, ITEM_COLUMNS, [values_in(item, ITEM_COLUMNS) for item in self.new_items])
        insert(Anchor, ANCHOR_COLUMNS, [values_in(anchor, ANCHOR_COLUMNS) for anchor in self.new_anchors])
        insert(Decision, DECISION_COLUMNS, [values_in(each, DECISION_COLUMNS) for each in self.new_decisions])
        new = {item.pk for item in self.new_items}
        save_projections([item for item in self.decided if item.pk not in new])

    @property
    def decided(self) -> list[Item]:
        """The items that there are new decisions on."""
        return list({decision.item_id: decision.item for decision in self.new_decisions}.values())


ITEM_COLUMNS: Final = ("uuid", "desk_id", "layer_id", "kind", "head_id", "holds_id", "redo_id")
ANCHOR_COLUMNS: Final = ("item_id", "layer_id", "run_id", "mention_id", "claim_id", "match")
DECISION_COLUMNS: Final = tuple(field.attname for field in Decision._meta.concrete_fields)


def values_in(row: Model, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def save_projections(items: Sequence[Item]) -> None:
    """Writes `head`, `holds` and `redo` of many items, without an expression for each value of each."""
    names = ("head_id", "holds_id", "redo_id", "uuid")
    fields = [field for name in names if isinstance(field := Item._meta.get_field(name), Field)]
    quote = connection.ops.quote_name
    *places, key = (f"{quote(str(field.column))} = %s" for field in fields)
    statement = f"UPDATE {quote(Item._meta.db_table)} SET {', '.join(places)} WHERE {key}"  # noqa: S608
    if items:
        with connection.cursor() as cursor:
            cursor.executemany(statement, [adapted(fields, [values_in(item, names)]) for item in items])


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions of one item from the first to its head."""
    following = {decision.previous_id: decision for decision in decisions}
    chain: list[Decision] = []
    while (decision := following.get(chain[-1].pk if chain else None)) is not None:
        chain.append(decision)
    return chain


def chain_of(item: Item) -> list[Decision]:
    """The decisions of an item from the first to its head."""
    return in_order(item.decisions.all())


def standing_of(chain: Iterable[Decision]) -> Standing:
    """What a chain comes to. Raises InvalidValue for an undo out of turn."""
    try:
        return standing((decision.pk, decision.undoes_id) for decision in chain)
    except BrokenChain as error:
        raise InvalidValue("that is not the next decision to be taken back") from error
