"""Histories of items, with all that their words need: a fixed number of queries, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Claim, ClaimSpan, Mention, SpanRole
from newsdesk.annotation.chains import chain_of
from newsdesk.annotation.history import standing
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, ItemKind
from newsdesk.annotation.values import Value
from newsdesk.articles.models import ArticleText
from newsdesk.web.reader.words import Words
from newsdesk.web.review.words import GONE_SIGN, OPEN_SIGN, REDO_SIGN, SIGNS, exact_of, gist_of, shortened

Row = Mention | Claim
ROW: Final = "row "


@dataclass(frozen=True)
class State:
    """What an item comes to at some time: the decision in force, None while it is open, and what it says.

    `kind` is the decision's. Of an open item the value is what the machine says, of a rejected one what was
    rejected.
    """

    decision: Decision | None
    value: Value | None
    kind: str = ""


@dataclass(frozen=True)
class Step:
    """A decision, and what its item came to before and after. `undone` is what an undo took back."""

    decision: Decision
    before: State
    after: State
    undone: Decision | None = None

    @property
    def run_id(self) -> int | None:
        """The run of the machine row that it was taken on."""
        row = self.decision.basis_claim or self.decision.basis_mention
        return row.run_id if row else None

    @property
    def looks(self) -> tuple[tuple[str, Words], tuple[str, Words]]:
        """What the item was and is, each a sign and a word."""
        return look_of(self.before, self.decision.item), look_of(self.after, self.decision.item)

    @property
    def is_redo(self) -> bool:
        return self.undone is not None and self.undone.kind == DecisionKind.UNDO

    @property
    def sign(self) -> str:
        return REDO_SIGN if self.is_redo else SIGNS[self.decision.kind]

    @property
    def verb(self) -> Words:
        """What was done, in a word or two."""
        if self.is_redo:
            return pgettext_lazy("decision", "brought back")
        if self.decision.kind == DecisionKind.ACCEPT and self.decision.item.kind == ItemKind.ARTICLE:
            return pgettext_lazy("decision", "done with the article")
        return DecisionKind(self.decision.kind).label


def look_of(state: State, item: Item) -> tuple[str, Words]:
    """A sign and a word for what an item comes to."""
    if state.kind == DecisionKind.ACCEPT and item.kind == ItemKind.ARTICLE:
        return SIGNS[state.kind], pgettext_lazy("article", "done")
    if state.kind:
        return SIGNS[state.kind], DecisionKind(state.kind).label
    if item.kind in (ItemKind.PARAGRAPH, ItemKind.ARTICLE):
        return OPEN_SIGN, pgettext_lazy("status", "open")
    if state.value is None:
        return GONE_SIGN, pgettext_lazy("status", "not there")
    return OPEN_SIGN, pgettext_lazy("status", "suggested")


@dataclass(frozen=True)
class Trail:
    """An item with everything that was decided about it. `row` is the machine's, in its newest run."""

    item: Item
    steps: list[Step]
    row: Row | None = None
    machine: Value | None = None

    @property
    def now(self) -> State:
        return self.steps[-1].after if self.steps else State(None, self.machine)

    @property
    def known(self) -> Value | None:
        """What it says now; of what is no longer there, what it said last."""
        said = [step.after.value for step in self.steps if step.after.value is not None]
        return self.now.value or (said[-1] if said else self.machine)

    def step(self, decision: UUID | None) -> Step | None:
        return next((step for step in self.steps if step.decision.pk == decision), None)

    def state_at(self, decision: UUID | None) -> State:
        """What it came to after a decision; before the first one for None."""
        step = self.step(decision)
        return step.after if step else State(None, self.machine)


@dataclass(frozen=True)
class Trails:
    """Trails by item, and what the claims around claims say, by the ids that values name them with."""

    by_item: Mapping[UUID, Trail] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


def trails_of(items: Iterable[UUID], text: ArticleText, *, others: Iterable[str] = ()) -> Trails:
    """The trails of items of one text; `others` are further claims that the caller names as parents."""
    decisions = Prefetch("decisions", Decision.objects.select_related("user", "basis_claim", "basis_mention"))
    found = list(Item.objects.filter(pk__in=list(items)).select_related("layer").prefetch_related(decisions))
    rows = rows_of([item.pk for item in found])
    claims = [row for row in rows.values() if isinstance(row, Claim)]
    around = items_of_rows(found, [claim.parent_id for claim in claims if claim.parent_id])
    values = {item: value_of(row, text.text, around) for item, row in rows.items()}
    trails = {item.pk: trail_from(item, rows.get(item.pk), values.get(item.pk)) for item in found}
    named = {value["parent"] for value in values_in(trails.values()) if value.get("parent")}
    return Trails(trails, parents_of({*named, *others}, text))


def trail_from(item: Item, row: Row | None, machine: Value | None) -> Trail:
    return Trail(item, list(steps_of(chain_of(item), machine)), row, machine)


def steps_of(chain: Sequence[Decision], machine: Value | None) -> Iterator[Step]:
    by_pk = {decision.pk: decision for decision in chain}
    links = [(decision.pk, decision.undoes_id) for decision in chain]
    states: dict[UUID | None, State] = {None: State(None, machine)}
    before = states[None]
    for number, decision in enumerate(chain, start=1):
        value = before.value if decision.kind == DecisionKind.REJECT else decision.value
        states[decision.pk] = State(decision, value, decision.kind)
        after = states[standing(links[:number]).holds]
        yield Step(decision, before, after, by_pk[decision.undoes_id] if decision.undoes_id else None)
        before = after


# --- What the machine says ------------------------------------------------------------------------


def rows_of(items: Iterable[UUID]) -> dict[UUID, Row]:
    """The row of each item in the newest run that it is bound to, with its spans: three queries."""
    anchors = Anchor.objects.filter(item__in=list(items)).order_by("run_id")
    newest = {anchor.item_id: anchor for anchor in anchors}
    mentions = Mention.objects.shown().select_related("run").defer("run__traceback")
    claims = Claim.objects.shown().select_related("run").defer("run__traceback").prefetch_related("spans")
    named = mentions.in_bulk([anchor.mention_id for anchor in newest.values() if anchor.mention_id])
    claimed = claims.in_bulk([anchor.claim_id for anchor in newest.values() if anchor.claim_id])
    found: dict[UUID, Row] = {}
    for item, anchor in newest.items():
        row = named.get(anchor.mention_id) if anchor.mention_id else claimed.get(anchor.claim_id or 0)
        if row is not None:  # else it is hidden
            found[item] = row
    return found


def items_of_rows(items: Sequence[Item], claims: Sequence[int]) -> dict[int, str]:
    """The items that are about these claims, in the layers of `items`, by the claims' ids."""
    layers = {item.layer_id for item in items}
    anchors = Anchor.objects.filter(claim__in=claims, item__layer__in=layers)
    return {claim: str(item) for claim, item in anchors.values_list("claim_id", "item_id") if claim}


def value_of(row: Row, text: str, around: Mapping[int, str]) -> Value:
    """What a machine row says, as the value of a decision; nothing is written for it."""
    if isinstance(row, Mention):
        names = {name: getattr(row, name) or None for name in ("subtype", "canonical", "title")}
        return {**span_of(text, row.start_char, row.end_char), "label": row.label, **names}
    roles: dict[str, list[Value]] = {"quote": []}
    for span in sorted(row.spans.all(), key=lambda span: (span.role, span.ordinal)):
        roles.setdefault(span.role, []).append(span_of(text, span.start_char, span.end_char))
    return {
        "roles": roles,
        **{name: getattr(row, name) for name in ("type", "certainty", "polarity", "tense", "speaker_kind")},
        "medium": row.medium or "none",
        "speaker_entity": row.speaker_entity or None,
        "parent": around.get(row.parent_id, row_id(row.parent_id)) if row.parent_id else None,
    }


def row_id(claim: int) -> str:
    """What names a claim that nobody has decided about."""
    return f"{ROW}{claim}"


def span_of(text: str, start_char: int, end_char: int) -> Value:
    return {"start_char": start_char, "end_char": end_char, "exact": text[start_char:end_char]}


# --- Claims around claims -------------------------------------------------------------------------


def parents_of(named: Iterable[str], text: ArticleText) -> dict[str, str]:
    """What the claims around claims say, by the ids that values name them with; of this text alone."""
    rows = {int(name.removeprefix(ROW)) for name in named if name.startswith(ROW)}
    items = [name for name in named if not name.startswith(ROW)]
    held = Item.objects.filter(pk__in=items, layer__text=text).select_related("holds")
    words = {str(item.pk): gist_of(item.holds.value) if item.holds else "" for item in held}
    anchors = Anchor.objects.filter(item__in=[item for item, gist in words.items() if not gist])
    bound = {str(item): claim for item, claim in anchors.values_list("item_id", "claim_id") if claim}
    quotes = quotes_of([*rows, *bound.values()], text)
    words |= {item: quotes.get(claim, "") for item, claim in bound.items()}
    return words | {row_id(claim): quotes.get(claim, "") for claim in rows}


def values_in(trails: Iterable[Trail]) -> Iterator[Value]:
    for trail in trails:
        if trail.item.kind == ItemKind.CLAIM:
            yield from [trail.machine] if trail.machine else []
            yield from (step.decision.value for step in trail.steps if step.decision.value)


def quotes_of(claims: Iterable[int], text: ArticleText) -> dict[int, str]:
    """What is claimed, in the words of the text, by the ids of machine rows."""
    found: dict[int, list[Value]] = defaultdict(list)
    spans = (
        ClaimSpan.objects.shown()
        .filter(claim__in=list(claims), claim__run__text=text, role=SpanRole.QUOTE)
        .order_by("claim", "ordinal")
    )
    for claim, start, end in spans.values_list("claim_id", "start_char", "end_char"):
        found[claim].append(span_of(text.text, start, end))
    return {claim: shortened(exact_of(spans)) for claim, spans in found.items()}
