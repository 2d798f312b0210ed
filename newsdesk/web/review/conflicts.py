"""Two people, one item: what the first has decided and what the second wanted, in words side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid4

from newsdesk.analysis.models import Claim
from newsdesk.annotation.history import standing
from newsdesk.annotation.machine import Row
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind
from newsdesk.annotation.nesting import NO_PARENT
from newsdesk.annotation.services import Act, Conflict
from newsdesk.annotation.values import InvalidValue, Value, check_claim, check_mention, check_stretch
from newsdesk.articles.models import ArticleText
from newsdesk.nlp.records import digest
from newsdesk.web.reader.words import Words
from newsdesk.web.review.trails import ROW, State, Step, Trail, row_id, trails_of
from newsdesk.web.review.words import SIGNS, Change, changes_between, gist_of, lines_of, thing_of

CHECKS: Final = {
    ItemKind.MENTION: check_mention,
    ItemKind.CLAIM: check_claim,
    ItemKind.PARAGRAPH: check_stretch,
}


@dataclass(frozen=True)
class Dispute:
    """An item with all that was decided about it, and the act that came too late.

    `sent` is the value that the act was sent with, as it would be stored.
    """

    trail: Trail
    act: Act
    sent: Value | None
    parents: Mapping[str, str]

    @property
    def theirs(self) -> Step:
        """The newest decision, which the sender did not know of."""
        return self.trail.steps[-1]

    @property
    def now(self) -> State:
        return self.theirs.after

    @property
    def thing(self) -> Words:
        return thing_of(self.trail.item.kind, self.now.value)

    @property
    def gist(self) -> str:
        return gist_of(self.now.value)

    @property
    def my_verb(self) -> Words:
        return DecisionKind(self.act.kind).label

    @property
    def my_sign(self) -> str:
        return SIGNS[self.act.kind]

    @cached_property
    def mine(self) -> State:
        """What the item would come to by the act: an acceptance accepts what its sender saw."""
        if self.act.undoes is not None:
            step = self.trail.step(self.act.undoes)
            return step.before if step else self.now
        seen = self.trail.state_at(self.act.previous).value
        is_acceptance = self.act.kind in (DecisionKind.ACCEPT, DecisionKind.REJECT)
        return State(None, seen if is_acceptance else self.sent, self.act.kind)

    @cached_property
    def changes(self) -> list[Change]:
        """Where the values differ, theirs as `before`, mine as `after`; a rejection has what it rejects."""
        if self.is_rejected_anyway:
            return []
        theirs, mine = (lines_of(state.value, self.parents) for state in (self.now, self.mine))
        return changes_between(theirs, mine)

    @property
    def is_same(self) -> bool:
        """Whether both come to the same, so that there is nothing to choose."""
        if self.act.undoes is not None:
            return self.mine.decision == self.now.decision
        if self.is_rejected_anyway:
            return True
        stand = {DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.ADD}
        kinds = {"" if kind in stand else kind for kind in (self.now.kind or None, self.mine.kind)}
        return len(kinds) == 1 and not self.changes

    @property
    def is_rejected_anyway(self) -> bool:
        """Whether theirs has left nothing that mine would still reject."""
        is_left = self.is_there and self.now.kind != DecisionKind.REJECT
        return self.mine.kind == DecisionKind.REJECT and not is_left

    @property
    def is_there(self) -> bool:
        """Whether there is anything to decide about: an addition that was taken back is not."""
        return self.now.decision is not None or self.trail.row is not None

    @cached_property
    def again(self) -> list[dict[str, Any]]:
        """The acts that put mine on top of theirs; none where that can no longer be done."""
        if self.act.undoes is not None:
            return self._undo_down_to(self.act.undoes)
        kind, value = self._put_anew()
        row = row_named(self.trail.row)
        return [self._act(kind, self.theirs.decision.pk, value=hashed(value), row=row)]

    def _put_anew(self) -> tuple[str, Value | None]:
        """The kind and value of the decision that says on top of theirs what mine would have said."""
        kind, is_about_text = self.act.kind, self.trail.item.kind in (ItemKind.MENTION, ItemKind.CLAIM)
        if kind in (DecisionKind.REJECT, DecisionKind.NOTHING_HERE) or not is_about_text:
            return kind, self.sent
        has_own = self.now.decision is not None and self.now.decision.value is not None
        is_machines = self.trail.row is not None and self.mine.value == self.trail.machine
        if kind == DecisionKind.ACCEPT and is_machines and not has_own:
            return kind, None
        return DecisionKind.CORRECT if self.is_there else DecisionKind.ADD, self.mine.value

    @property
    def again_json(self) -> str:
        return json.dumps(self.again)

    def _act(self, kind: str, previous: UUID, **fields: Any) -> dict[str, Any]:
        item = {"item": str(self.trail.item.pk), "item_kind": self.trail.item.kind}
        named = {"uuid": str(uuid4()), "kind": kind, "previous": str(previous), "reason": self.act.reason}
        return named | item | fields

    def _undo_down_to(self, target: UUID) -> list[dict[str, Any]]:
        """The undos that take back everything down to `target`; none where that is not in force."""
        links = [(step.decision.pk, step.decision.undoes_id) for step in self.trail.steps]
        acts: list[dict[str, Any]] = []
        while (holds := standing(links).holds) is not None:
            acts.append(self._act(DecisionKind.UNDO, links[-1][0], undoes=str(holds)))
            links.append((UUID(acts[-1]["uuid"]), holds))
            if holds == target:
                return acts
        return []


def dispute_about(item: Item, act: Act, text: ArticleText) -> Dispute:
    """Raises InvalidValue and OtherText where the act could not be stored anyway."""
    sent = value_sent(item, act, text)
    others = [sent["parent"]] if sent and sent.get("parent") else []
    found = trails_of([item.pk], text, others=others)
    return Dispute(found.by_item[item.pk], act, sent, found.parents)


def value_sent(item: Item, act: Act, text: ArticleText) -> Value | None:
    """The value of an act, checked as far as its text goes; its parent is named as values of trails do."""
    if act.kind not in (DecisionKind.CORRECT, DecisionKind.ADD, DecisionKind.NOTHING_HERE):
        return None
    check = CHECKS.get(ItemKind(item.kind))
    if check is None:
        return None
    parent = act.value.get("parent") if isinstance(act.value, dict) else None
    if not isinstance(parent, dict):
        return check(act.value, text.text)
    claim = parent.get("claim")
    if not isinstance(claim, int):
        raise InvalidValue(NO_PARENT)
    return check(act.value | {"parent": None}, text.text) | {"parent": row_id(claim)}


def refused_act(conflict: Conflict, acts: Sequence[Act]) -> Act | None:
    """The act that came too late; None where the acts of one request have only got in one another's way."""
    item = Item.objects.filter(pk=conflict.item.pk).first()
    if item is None or item.head_id is None:
        return None
    rows = set(item.anchors.values_list("mention_id", "claim_id"))
    stored = set(Decision.objects.filter(pk__in=[act.uuid for act in acts]).values_list("pk", flat=True))
    about = (act for act in acts if act.item == item.pk or (act.row is not None and row_key(act.row) in rows))
    return next((act for act in about if act.uuid not in stored and act.previous != item.head_id), None)


def row_key(row: Row) -> tuple[int | None, int | None]:
    """A machine row as anchors hold it: the key of a mention, or of a claim."""
    return (None, row.pk) if isinstance(row, Claim) else (row.pk, None)


def row_named(row: Row | None) -> dict[str, int] | None:
    """A machine row as a request names it."""
    return None if row is None else {"claim" if isinstance(row, Claim) else "mention": row.pk}


def hashed(value: Any) -> Any:
    """A value as a request holds it, with the SHA-256 of each text in its place: what waits holds no text."""
    if isinstance(value, list):
        return [hashed(each) for each in value]
    if not isinstance(value, dict):
        return value
    fields = {name: hashed(each) for name, each in value.items() if name != "exact"}
    if "exact" in value:
        fields["sha256"] = digest(value["exact"])
    if str(value.get("parent")).startswith(ROW):
        fields["parent"] = {"claim": int(value["parent"].removeprefix(ROW))}
    return fields
