"""After another run of the pipeline: which of its rows is the one that an item has been about.

*Exact* is a row of the same label or type with the same spans (a claim's: quote and speaker) as the row that
the item was bound to before, or as what a person made of it: so what somebody added and the machine finds
later is one thing. *Moved* is a row whose quote shares at least MOVED of its words (token F1), where neither
the item nor the row could be another's. An item without either keeps its decisions and is listed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from newsdesk.analysis.models import Claim, Mention, PipelineRun, SpanRole
from newsdesk.analysis.readings import ranked, shown_run, shown_runs
from newsdesk.annotation.hiding import is_hidden
from newsdesk.annotation.machine import RowName, claims_with_spans, columns, row_of
from newsdesk.annotation.models import Anchor, Item, ItemKind, Layer, LayerKind, Match
from newsdesk.annotation.states import keep_state
from newsdesk.annotation.values import Value
from newsdesk.articles.models import Article

MOVED = 0.8
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ON_ROWS = (ItemKind.MENTION, ItemKind.CLAIM)
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A row or a value, as far as it is compared: equal ones are the same."""

    kind: str
    name: str
    quote: Spans
    speaker: Spans = ()


@dataclass(slots=True)
class Past:
    """What an item has been: the newest row that it was bound to, and what a person has made of it."""

    row: Shape | None = None
    value: Shape | None = None

    @property
    def shape(self) -> Shape | None:
        return self.row or self.value


@dataclass(slots=True)
class Anchored:
    """The items of a layer by how they are bound to the rows of a run."""

    exact: list[Item] = field(default_factory=list)
    moved: list[Item] = field(default_factory=list)
    unmatched: list[Item] = field(default_factory=list)


# --- Which run a layer is bound to --------------------------------------------------------------------


def lock(layer: Layer) -> None:
    """Makes other writers wait until the transaction ends, and reads what the last has left."""
    locked = Layer.objects.select_for_update(no_key=True).get(pk=layer.pk)
    if locked.run_id != layer.run_id:
        layer.run = PipelineRun.objects.get(pk=locked.run_id) if locked.run_id is not None else None


def follow(layer: Layer, run: PipelineRun) -> None:
    """Binds the items of a layer to the rows of a run, if that is not the run that they are bound to.

    Costs nothing where it is. The layer of an article that hides its suggestions is bound to none. Raises
    ValueError for a run of another text.
    """
    if layer.run_id == run.pk:
        return
    with transaction.atomic():
        lock(layer)
        if layer.run_id != run.pk and not is_hidden(layer):
            bind(layer, run)
            layer.run = run
            layer.save(update_fields=["run"])
            keep_state(layer)


def follow_shown(layer: Layer) -> None:
    """Binds a layer to the run whose reading of its text people see, if there is one."""
    run = shown_run(list(ranked(PipelineRun.objects.filter(text=layer.text_id)).defer("traceback")))
    if run is not None:
        follow(layer, run)


def follow_all(articles: QuerySet[Article]) -> None:
    """Binds the desk's layers of articles that something has kept from following; mostly there are none."""
    runs = shown_runs(articles.filter(hides_suggestions=False))
    layers = Layer.objects.filter(kind=LayerKind.DESK, text__runs__in=runs).alias(shown=F("text__runs"))
    for layer in layers.exclude(run=F("shown")).order_by("pk"):
        follow_shown(layer)


def follow_run(*, run: PipelineRun, **_: object) -> None:
    """Has the layers of a text follow its reading after a run has succeeded, before anybody waits for it."""
    for layer in Layer.objects.filter(text=run.text_id).order_by("pk"):
        follow_shown(layer)


def anchor_items(layer: Layer, run: PipelineRun) -> Anchored:
    """Bind the items of a layer to the rows of a run of its text; those that are bound stay as they are.

    Raises ValueError for a run of another text.
    """
    with transaction.atomic():
        lock(layer)
        bind(layer, run)
    return in_groups(layer, run)


def in_groups(layer: Layer, run: PipelineRun) -> Anchored:
    """The items of a layer that were bound to any run, by how they are bound to this one."""
    matches = dict(Anchor.objects.filter(layer=layer, run=run).values_list("item_id", "match"))
    found = Anchored()
    for item in layer.items.filter(anchors__isnull=False).distinct().order_by("pk"):
        match = matches.get(item.pk)
        group = found.exact if match == Match.EXACT else found.moved if match else found.unmatched
        group.append(item)
    return found


# --- Which row is which -------------------------------------------------------------------------------


def bind(layer: Layer, run: PipelineRun) -> None:
    """Anchors for the items of a layer that are not bound to a row of this run, as far as it has theirs.

    The caller holds the layer's lock. Raises ValueError for a run of another text.
    """
    if run.text_id != layer.text_id:
        raise ValueError("the run is of another text")
    bound = list(Anchor.objects.filter(layer=layer, run=run))
    waiting = _pasts_of_items(layer, {anchor.item_id for anchor in bound})
    if not waiting:
        return
    taken = {row_of(anchor) for anchor in bound}
    rows = {row: shape for row, shape in _rows_of(run) if row not in taken}
    exact = dict(_the_same(waiting, rows))
    left = {row: shape for row, shape in rows.items() if row not in exact.values()}
    others = {item: shapes for item, shapes in waiting.items() if item not in exact}
    moved = dict(_near(others, left, layer.text.text))
    Anchor.objects.bulk_create(
        Anchor(item_id=item, layer=layer, run=run, match=match, **columns(row))
        for match, found in ((Match.EXACT, exact), (Match.MOVED, moved))
        for item, row in found.items()
    )


def _pasts_of_items(layer: Layer, bound: set[UUID]) -> dict[UUID, Past]:
    """What the items have been that are not bound yet, in the order of the rows that they were bound to."""
    pasts: dict[UUID, Past] = defaultdict(Past)
    for anchor, shape in _rows_before(layer, bound):
        pasts[anchor.item_id].row = shape
    held = Item.objects.filter(layer=layer, kind__in=_ON_ROWS, holds__value__isnull=False)
    for item in held.exclude(pk__in=bound).select_related("holds").order_by("holds__at", "pk"):
        if item.holds is not None and item.holds.value is not None:
            pasts[item.pk].value = _of_value(item.kind, item.holds.value)
    return dict(pasts)


def _rows_before(layer: Layer, bound: set[UUID]) -> Iterator[tuple[Anchor, Shape]]:
    anchors = Anchor.objects.filter(layer=layer).exclude(item__in=bound).order_by("run_id", "pk")
    newest = {anchor.item_id: anchor for anchor in anchors.select_related("mention")}
    claims = claims_with_spans(anchor.claim_id for anchor in newest.values() if anchor.claim_id is not None)
    for anchor in newest.values():
        if anchor.mention is not None:
            yield anchor, _of_mention(anchor.mention)
        elif anchor.claim_id is not None:
            yield anchor, _of_claim(claims[anchor.claim_id])


def _rows_of(run: PipelineRun) -> Iterator[tuple[RowName, Shape]]:
    for mention in run.mentions.order_by("pk"):
        yield (ItemKind.MENTION, mention.pk), _of_mention(mention)
    for claim in run.claims.order_by("pk").prefetch_related("spans"):
        yield (ItemKind.CLAIM, claim.pk), _of_claim(claim)


def _of_mention(row: Mention) -> Shape:
    return Shape(ItemKind.MENTION, row.label, ((row.start_char, row.end_char),))


def _of_claim(row: Claim) -> Shape:
    def spans(role: SpanRole) -> Spans:
        return tuple(sorted((s.start_char, s.end_char) for s in row.spans.all() if s.role == role))

    return Shape(ItemKind.CLAIM, row.type, spans(SpanRole.QUOTE), spans(SpanRole.SPEAKER))


def _of_value(kind: str, value: Value) -> Shape:
    if kind == ItemKind.MENTION:
        return Shape(kind, value["label"], _offsets([value]))
    roles = value["roles"]
    return Shape(kind, value["type"], _offsets(roles["quote"]), _offsets(roles.get("speaker", ())))


def _offsets(spans: Iterable[Value]) -> Spans:
    return tuple((span["start_char"], span["end_char"]) for span in spans)


def _the_same(waiting: Mapping[UUID, Past], rows: Mapping[RowName, Shape]) -> Iterator[tuple[UUID, RowName]]:
    """Items with a row of the same shape: those that were about such a row come first."""
    free: dict[Shape | None, list[RowName]] = defaultdict(list)
    for row, shape in rows.items():
        free[shape].append(row)
    found: set[UUID] = set()
    for part in ("row", "value"):
        for item, past in waiting.items():
            if item not in found and (same := free.get(getattr(past, part))):
                found.add(item)
                yield item, same.pop(0)


def _near(
    waiting: Mapping[UUID, Past], rows: Mapping[RowName, Shape], text: str
) -> Iterator[tuple[UUID, RowName]]:
    """Items and rows that share most of their words, where each has the other only."""
    tokens = {row: _tokens(shape.quote, text) for row, shape in rows.items()}
    touching: dict[tuple[str, int], list[RowName]] = defaultdict(list)
    for row, starts in tokens.items():
        for start in starts:
            touching[row[0], start].append(row)
    near: dict[UUID, list[RowName]] = {}
    for item, past in waiting.items():
        if shape := past.shape:
            own = _tokens(shape.quote, text)
            shared = Counter(row for start in own for row in touching.get((shape.kind, start), ()))
            near[item] = [row for row, n in shared.items() if 2 * n / (len(own) + len(tokens[row])) >= MOVED]
    asked = Counter(row for found in near.values() for row in found)
    for item, found in near.items():
        if len(found) == 1 and asked[found[0]] == 1:
            yield item, found[0]


def _tokens(spans: Spans, text: str) -> set[int]:
    return {match.start() for start, end in spans for match in _TOKEN.finditer(text, start, end)}
