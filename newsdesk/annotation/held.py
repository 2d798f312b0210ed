"""The items of a layer: the decision in force on each, and the machine row of one run that it is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from newsdesk.analysis.models import ClaimSpan, PipelineRun
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, ItemKind, Layer, Match
from newsdesk.annotation.values import Value

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """An item. `decision` is the kind of the decision in force, empty while it is open, `value` what it says.

    `row` is the machine row of the run that it is about; `is_lost` that it is about rows of other runs only.
    `before` is what people had it say before they rejected it.
    """

    item: UUID
    kind: str
    head: UUID | None = None
    decision: str = ""
    value: Value | None = None
    before: Value | None = None
    row: int | None = None
    match: str = ""
    is_lost: bool = False
    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Holdings:
    """The items of a layer by kind, and by how manieth each claim was added, from 1."""

    claims: list[Held] = field(default_factory=list)
    mentions: list[Held] = field(default_factory=list)
    paragraphs: list[Held] = field(default_factory=list)
    articles: list[Held] = field(default_factory=list)
    additions: dict[UUID, int] = field(default_factory=dict)


def held_in(layer: Layer, run: PipelineRun, start_char: int, end_char: int) -> Holdings:
    """What a layer holds, in two queries: of mentions and claims all that touch [start_char, end_char)."""
    added, before = _earlier(layer)
    found = Holdings(additions={item: number for number, item in enumerate(added, start=1)})
    lists = {
        ItemKind.CLAIM: found.claims,
        ItemKind.MENTION: found.mentions,
        ItemKind.PARAGRAPH: found.paragraphs,
        ItemKind.ARTICLE: found.articles,
    }
    for row in _items(layer, run, start_char, end_char).values_list(*_COLUMNS):
        held = _held(before, *row)
        lists[ItemKind(held.kind)].append(held)
    return found


_COLUMNS = (
    "pk",
    "kind",
    "head_id",
    "holds__kind",
    "holds__value",
    "bound__claim_id",
    "bound__mention_id",
    "bound__match",
    "was_bound",
    "holds__user__name",
    "holds__user__email",
    "holds__at",
    "holds__reason",
)


def held_items(pks: Collection[UUID], runs: Collection[int]) -> list[Held]:
    """Items of several texts, in two queries; `runs` has the run of each text that is read."""
    said = Decision.objects.filter(item__in=pks, item__holds__kind=DecisionKind.REJECT).order_by("at", "pk")
    before = {item: value for item, value in said.values_list("item_id", "value") if value is not None}
    items = _with_rows(Item.objects.filter(pk__in=pks), runs)
    return [_held(before, *row) for row in items.values_list(*_COLUMNS)]


def _items(layer: Layer, run: PipelineRun, start_char: int, end_char: int) -> QuerySet[Item]:
    return _with_rows(Item.objects.filter(layer=layer), [run.pk]).filter(
        Q(kind=ItemKind.MENTION) & _mention_in(start_char, end_char)
        | Q(kind=ItemKind.CLAIM) & _claim_in(start_char, end_char)
        | Q(kind__in=(ItemKind.PARAGRAPH, ItemKind.ARTICLE))
    )


def _with_rows(items: QuerySet[Item], runs: Collection[int]) -> QuerySet[Item]:
    """Items with `bound`, what they are about in these runs, and whether they were ever about any row."""
    bound = FilteredRelation("anchors", condition=Q(anchors__run__in=runs))
    was_bound = Exists(Anchor.objects.filter(item=OuterRef("pk")))
    return items.alias(bound=bound).annotate(was_bound=was_bound).order_by("pk")


def _mention_in(start_char: int, end_char: int) -> Q:
    """Whether a mention touches a stretch as the machine or people have it, or nobody knows where it was."""
    here = Q(holds__value__start_char__lt=end_char, holds__value__end_char__gt=start_char)
    row_here = Q(bound__mention__start_char__lt=end_char, bound__mention__end_char__gt=start_char)
    return here | row_here | Q(holds__kind=DecisionKind.REJECT, bound__isnull=True)


def _claim_in(start_char: int, end_char: int) -> Q:
    """Whether a claim may touch a stretch: not one that the machine has elsewhere and nobody corrected."""
    row_here = ClaimSpan.objects.filter(
        claim=OuterRef("bound__claim"), start_char__lt=end_char, end_char__gt=start_char
    )
    other = Decision.objects.filter(item=OuterRef("pk"), kind__in=(DecisionKind.CORRECT, DecisionKind.ADD))
    return Q(bound__isnull=True) | Q(bound__match=Match.MOVED) | Exists(row_here) | Exists(other)


def _earlier(layer: Layer) -> tuple[list[UUID], dict[UUID, Value]]:
    """The claims that were added, in order, and what people had rejected items say before: one query."""
    added = Q(kind=DecisionKind.ADD, item__kind=ItemKind.CLAIM)
    rejected = Q(item__holds__kind=DecisionKind.REJECT, value__isnull=False)
    decisions = Decision.objects.filter(added | rejected, item__layer=layer).order_by("at", "pk")
    rows = list(decisions.values_list("item_id", "kind", "item__kind", "value"))
    claims = [item for item, kind, of, _ in rows if kind == DecisionKind.ADD and of == ItemKind.CLAIM]
    return list(dict.fromkeys(claims)), {item: value for item, _, _, value in rows if value is not None}


def _held(before: dict[UUID, Value], *row: Any) -> Held:
    item, kind, head, decision, value, claim, mention, match, was_bound, name, email, at, reason = row
    bound = claim or mention
    return Held(
        item=item,
        kind=kind,
        head=head,
        decision=decision or "",
        value=value,
        before=before.get(item) if decision == DecisionKind.REJECT else None,
        row=bound,
        match=match or "",
        is_lost=was_bound and not bound,
        by=name or email or "",
        at=at,
        reason=reason or "",
    )
