"""After another run of the pipeline: which of its rows is the one that an item has been about.

*Exact* is a row of the same label or type with the same spans (a claim's: quote and speaker). *Moved* is a
row whose quote shares at least MOVED of its words (token F1), if there is one such row only. An item
without either keeps its decisions and is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from newsdesk.analysis.models import Claim, Mention, PipelineRun, SpanRole
from newsdesk.annotation.models import Anchor, Item, Layer, Match

MOVED = 0.8
_TOKEN = re.compile(r"\w+|[^\w\s]")
Spans = tuple[tuple[int, int], ...]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A machine row, as far as it is compared."""

    row: Mention | Claim
    key: Key
    quote: Spans


@dataclass(slots=True)
class Anchored:
    """The items of a layer by how they are bound to the rows of a run."""

    exact: list[Item] = field(default_factory=list)
    moved: list[Item] = field(default_factory=list)
    unmatched: list[Item] = field(default_factory=list)


@transaction.atomic
def anchor_items(layer: Layer, run: PipelineRun) -> Anchored:
    """Bind the items of a layer to the rows of a run of its text; those that are bound stay as they are.

    Raises ValueError for a run of another text.
    """
    if run.text_id != layer.text_id:
        raise ValueError("the run is of another text")
    bound = set(Anchor.objects.filter(item__layer=layer, run=run).values_list("item_id", flat=True))
    waiting = {item: row for item, row in _rows_before(layer, run).items() if item not in bound}
    if waiting:
        _bind(waiting, list(_candidates_of(run)), layer.text.text)
    return _in_groups(layer, run)


def _rows_before(layer: Layer, run: PipelineRun) -> dict[UUID, Candidate]:
    """For each item the newest row of another run that it is bound to."""
    anchors = Anchor.objects.filter(item__layer=layer).exclude(run=run).order_by("run_id")
    newest = {anchor.item_id: anchor for anchor in anchors.select_related("mention")}
    claims = _claims(Claim.objects.filter(pk__in=[a.claim_id for a in newest.values() if a.claim_id]))
    return {
        item: _of_mention(anchor.mention) if anchor.mention else claims[anchor.claim_id]
        for item, anchor in newest.items()
    }


def _candidates_of(run: PipelineRun) -> Iterator[Candidate]:
    yield from map(_of_mention, run.mentions.all())
    yield from _claims(run.claims.all()).values()


def _of_mention(row: Mention) -> Candidate:
    spans = ((row.start_char, row.end_char),)
    return Candidate(row, ("mention", row.label, spans), spans)


def _claims(rows: QuerySet[Claim]) -> dict[int | None, Candidate]:
    """Claims with their spans, by id."""
    return {row.pk: _of_claim(row) for row in rows.prefetch_related("spans")}


def _of_claim(row: Claim) -> Candidate:
    def spans(role: SpanRole) -> Spans:
        return tuple(sorted((s.start_char, s.end_char) for s in row.spans.all() if s.role == role))

    quote = spans(SpanRole.QUOTE)
    return Candidate(row, ("claim", row.type, quote, spans(SpanRole.SPEAKER)), quote)


def _bind(waiting: dict[UUID, Candidate], candidates: Sequence[Candidate], text: str) -> None:
    """Exact matches first: a row that one item claims as its own is no candidate for another."""
    by_key = {candidate.key: candidate for candidate in candidates}
    taken: set[Key] = set()
    for item, row in waiting.items():
        if (match := by_key.get(row.key)) and match.key not in taken:
            taken.add(match.key)
            _anchor(item, match, Match.EXACT)
    left = [candidate for candidate in candidates if candidate.key not in taken]
    for item, row in waiting.items():
        if row.key not in taken and (match := _moved(row, left, text)):
            left.remove(match)
            _anchor(item, match, Match.MOVED)


def _moved(row: Candidate, candidates: Sequence[Candidate], text: str) -> Candidate | None:
    near = [c for c in candidates if c.key[0] == row.key[0] and _share(c.quote, row.quote, text) >= MOVED]
    return near[0] if len(near) == 1 else None


def _share(one: Spans, other: Spans, text: str) -> float:
    """The token F1 of two lists of spans."""
    if one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0.0
    first, second = _tokens(one, text), _tokens(other, text)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _tokens(spans: Spans, text: str) -> set[int]:
    return {match.start() for start, end in spans for match in _TOKEN.finditer(text, start, end)}


def _anchor(item: UUID, candidate: Candidate, match: Match) -> None:
    row = candidate.row
    held = {"claim": row} if isinstance(row, Claim) else {"mention": row}
    Anchor.objects.create(item_id=item, run_id=row.run_id, match=match, **held)


def _in_groups(layer: Layer, run: PipelineRun) -> Anchored:
    matches = dict(Anchor.objects.filter(item__layer=layer, run=run).values_list("item_id", "match"))
    found = Anchored()
    for item in layer.items.filter(anchors__isnull=False).distinct().order_by("pk"):
        match = matches.get(item.pk)
        group = found.exact if match == Match.EXACT else found.moved if match else found.unmatched
        group.append(item)
    return found
