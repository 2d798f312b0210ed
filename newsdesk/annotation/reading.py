"""The reading of a layer: what a run found, and in its place what people have decided about it.

Offsets are Unicode code points of the whole text, half-open. What is read are plain values, not models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun, SpanRole
from newsdesk.annotation.held import Held, Holdings, Offsets, held_in
from newsdesk.annotation.models import DecisionKind, Layer, Match
from newsdesk.annotation.values import Value, spans_of

RoleSpans = dict[str, list[Offsets]]


class Status(TextChoices):
    """Whose a mention or claim is: the machine's, as far as nobody has decided about it, or the desk's."""

    SUGGESTED = "suggested", pgettext_lazy("status", "suggested")
    ACCEPTED = "accepted", pgettext_lazy("status", "accepted")
    CORRECTED = "corrected", pgettext_lazy("status", "corrected")
    ADDED = "added", pgettext_lazy("status", "added")
    REJECTED = "rejected", pgettext_lazy("status", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a mention and a claim have in common.

    `id` is the machine row's in this run, else the item's uuid as 32 hex digits. `item` is what decisions
    are about, with its newest decision `head`; both are None where there is none yet. `is_lost` says that
    the machine rows it was decided on are of other runs only.
    """

    id: str
    status: Status = Status.SUGGESTED
    item: UUID | None = None
    head: UUID | None = None
    row: int | None = None
    match: str = ""
    is_lost: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.status == Status.SUGGESTED

    @property
    def is_rejected(self) -> bool:
        return self.status == Status.REJECTED

    @property
    def is_moved(self) -> bool:
        return self.match == Match.MOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMention(Read):
    """A mention as a layer reads it; `machine` is what the run says where that is something else."""

    start_char: int
    end_char: int
    label: str
    subtype: str = ""
    canonical: str = ""
    title: str = ""
    value: Any = None
    unit: str = ""
    comparator: str = ""
    vague: bool = False
    nested: bool = False
    inside_token: bool = False
    confidence: float | None = None
    machine: ReadMention | None = None

    def touches(self, start_char: int, end_char: int) -> bool:
        return self.start_char < end_char and start_char < self.end_char


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaim(Read):
    """A claim as a layer reads it; `machine` is what the run says where that is something else.

    `ordinal` is its place in the run, None where the run has none; `number` is what people call it by.
    `parent` is the id of the claim that it stands inside. Confidence and explanation are the run's.
    """

    number: str = ""
    ordinal: int | None = None
    parent: str | None = None
    type: str = ""
    medium: str = ""
    certainty: str = ""
    polarity: str = ""
    tense: str = ""
    speaker_entity: str = ""
    speaker_kind: str = ""
    start_char: int = 0
    spans: RoleSpans = field(default_factory=dict)
    confidence: float | None = None
    explanation: str = ""
    machine: ReadClaim | None = None

    @property
    def place(self) -> tuple[int, bool, int, str]:
        """What claims are ordered by: where they begin, then the run's before people's."""
        return self.start_char, self.ordinal is None, self.ordinal or 0, self.number

    def touches(self, start_char: int, end_char: int) -> bool:
        return any(a < end_char and start_char < b for spans in self.spans.values() for a, b in spans)


@dataclass(frozen=True, slots=True)
class ReadStretch:
    """What was decided about a paragraph or the article as a whole: `kind` is empty where nothing holds."""

    item: UUID
    head: UUID | None = None
    kind: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True)
class LayerReading:
    """A stretch of text as a layer reads it: claims by id and mentions, both in the order of the text.

    Rejected ones are among them. `paragraphs` are the layer's items about paragraphs, wherever they are.
    """

    claims: dict[str, ReadClaim] = field(default_factory=dict)
    mentions: list[ReadMention] = field(default_factory=list)
    paragraphs: dict[UUID, ReadStretch] = field(default_factory=dict)
    article: ReadStretch | None = None


def read_stretch(
    run: PipelineRun, layer: Layer | None, start_char: int, end_char: int, *, held: Holdings | None = None
) -> LayerReading:
    """What touches [start_char, end_char), as `layer` reads it on top of `run`; without one, the run alone.

    A fixed number of queries. `held` is what the layer holds of at least this stretch, where that is known.
    """
    if held is None:
        held = held_in(layer, run, start_char, end_char) if layer else Holdings()
    stretch = (start_char, end_char)
    claims = sorted(_claims(run, held, stretch), key=lambda claim: claim.place)
    by_id = {claim.id: claim for claim in claims}
    articles = [_stretch(each) for each in held.articles]
    return LayerReading(
        claims={claim.id: _outside_of_itself(claim, by_id) for claim in claims},
        mentions=read_mentions(run, held, stretch),
        paragraphs={each.item: _stretch(each) for each in held.paragraphs},
        article=next((each for each in articles if each.kind), articles[0] if articles else None),
    )


def _stretch(held: Held) -> ReadStretch:
    return ReadStretch(held.item, held.head, held.decision, held.by, held.at)


# --- What people say ------------------------------------------------------------------------------


def id_of(held: Held) -> str:
    return str(held.row) if held.row is not None else held.item.hex


STATUS_OF: Final = {
    DecisionKind.ACCEPT: Status.ACCEPTED,
    DecisionKind.CORRECT: Status.CORRECTED,
    DecisionKind.ADD: Status.ADDED,
    DecisionKind.REJECT: Status.REJECTED,
}
OWN_STATUS_OF: Final = STATUS_OF | {
    DecisionKind.ACCEPT: Status.ADDED,
    DecisionKind.CORRECT: Status.ADDED,
}
"""Of what no machine has found: that somebody accepts or corrects it leaves it added."""


def status_of(held: Held) -> Status:
    is_own = held.row is None and not held.is_lost
    statuses = OWN_STATUS_OF if is_own else STATUS_OF
    return statuses.get(DecisionKind(held.decision), Status.SUGGESTED) if held.decision else Status.SUGGESTED


def decided(held: Held) -> dict[str, Any]:
    """The fields of `Read` for an item."""
    return {
        "id": id_of(held),
        "status": status_of(held),
        "item": held.item,
        "head": held.head,
        "row": held.row,
        "match": held.match,
        "is_lost": held.is_lost,
        "decided_by": held.by,
        "decided_at": held.at,
        "reason": held.reason,
    }


def said(held: Held) -> Value | None:
    """What people say of it, as far as the page shows that: what an addition said before it was rejected."""
    if held.value is not None:
        return held.value
    return held.before if held.row is None and not held.is_lost else None


def _is_here(value: Value | None, stretch: Offsets) -> bool:
    return value is not None and any(
        start < stretch[1] and stretch[0] < end for start, end in spans_of(value)
    )


def _extra_rows(held: Iterable[Held], stretch: Offsets) -> list[int]:
    """The machine rows of what people see in a stretch, wherever the machine saw it."""
    return [each.row for each in held if each.row is not None and _is_here(each.value, stretch)]


# --- Mentions -------------------------------------------------------------------------------------

_MENTION_FIELDS: Final = (
    "start_char",
    "end_char",
    "label",
    "subtype",
    "canonical",
    "title",
    "value",
    "unit",
    "comparator",
    "vague",
    "nested",
    "inside_token",
    "confidence",
)
_MENTION_NAMES: Final = ("subtype", "canonical", "title")


def read_mentions(run: PipelineRun, held: Holdings, stretch: Offsets) -> list[ReadMention]:
    """The mentions that touch a stretch, in the order of the text: one query."""
    found = _mentions(run, held, stretch)
    return sorted(found, key=lambda each: (each.start_char, -each.end_char, each.id))


def _mentions(run: PipelineRun, held: Holdings, stretch: Offsets) -> Iterator[ReadMention]:
    by_row = {each.row: each for each in held.mentions if each.row is not None}
    here = Q(start_char__lt=stretch[1], end_char__gt=stretch[0])
    rows = Mention.objects.shown_of(run).filter(here | Q(pk__in=_extra_rows(held.mentions, stretch)))
    for pk, *values in rows.values_list("pk", *_MENTION_FIELDS):
        row = ReadMention(id=str(pk), row=pk, **dict(zip(_MENTION_FIELDS, values, strict=True)))
        mention = mention_as_held(row, by_row[pk]) if pk in by_row else row
        if mention.touches(*stretch):
            yield mention
    for each in held.mentions:
        value = said(each)
        if each.row is None and value is not None and _is_here(value, stretch):
            yield mention_from(value, **decided(each))


def mention_as_held(row: ReadMention, held: Held) -> ReadMention:
    """A machine row with what is held about it."""
    if held.value is None:
        return replace(row, **decided(held))
    mention = mention_from(held.value, **decided(held), confidence=row.confidence)
    span, same = ("start_char", "end_char", "label"), ("value", "unit", "comparator", "vague", "nested")
    if all(getattr(mention, name) == getattr(row, name) for name in span):
        mention = replace(mention, **{name: getattr(row, name) for name in (*same, "inside_token")})
    differs = any(getattr(mention, name) != getattr(row, name) for name in (*span, *_MENTION_NAMES))
    return replace(mention, machine=row) if differs else mention


def mention_from(value: Value, **fields: Any) -> ReadMention:
    """The value of a decision about a mention."""
    for name in ("start_char", "end_char", "label"):
        fields[name] = value[name]
    for name in _MENTION_NAMES:
        fields[name] = value.get(name) or ""
    return ReadMention(**fields)


# --- Claims ---------------------------------------------------------------------------------------

_ATTRIBUTES: Final = (
    "type",
    "medium",
    "certainty",
    "polarity",
    "tense",
    "speaker_kind",
    "speaker_entity",
)
_CLAIM_FIELDS: Final = ("ordinal", *_ATTRIBUTES, "start_char", "confidence", "explanation")
NO_MEDIUM: Final = "none"
ADDED_SIGN, LOST_SIGN = "+", "≠"


def _claims(run: PipelineRun, held: Holdings, stretch: Offsets) -> Iterator[ReadClaim]:
    by_row = {each.row: each for each in held.claims if each.row is not None}
    parents = {str(each.item): id_of(each) for each in held.claims}
    for row in claims_of(run, stretch, _extra_rows(held.claims, stretch)):
        claim = claim_as_held(row, by_row[row.row], parents) if row.row in by_row else row
        if claim.touches(*stretch):
            yield claim
    numbers = _numbers(held)
    for each in held.claims:
        value = said(each)
        if each.row is None and value is not None and _is_here(value, stretch):
            yield claim_from(value, parents, **decided(each), number=numbers[each.item])


def _numbers(held: Holdings) -> dict[UUID, str]:
    """What the claims without a row are called: added ones by when, lost ones by where."""
    lost = sorted((quote_of(each.value), each.item) for each in held.claims if each.is_lost and each.value)
    numbers = {item: f"{LOST_SIGN}{number}" for number, (_, item) in enumerate(lost, start=1)}
    return numbers | {item: f"{ADDED_SIGN}{number}" for item, number in held.additions.items()}


def quote_of(value: Value) -> list[Offsets]:
    """The spans of what is claimed."""
    return [(span["start_char"], span["end_char"]) for span in value["roles"][SpanRole.QUOTE]]


def claims_of(run: PipelineRun, stretch: Offsets, others: Collection[int] = ()) -> list[ReadClaim]:
    """The claims of a run that touch a stretch, and those with the ids `others`: two queries."""
    inside = ClaimSpan.objects.filter(
        claim=OuterRef("pk"), start_char__lt=stretch[1], end_char__gt=stretch[0]
    )
    return with_spans(Claim.objects.shown_of(run).filter(Q(Exists(inside)) | Q(pk__in=others)))


def with_spans(rows: QuerySet[Claim]) -> list[ReadClaim]:
    """Claims as the machine has them, by their numbers: two queries."""
    found = list(rows.order_by("ordinal").values_list("pk", "parent_id", *_CLAIM_FIELDS))
    spans = _spans_of(pk for pk, *_ in found)
    return [
        ReadClaim(
            id=str(pk),
            row=pk,
            number=str(values[0] + 1),
            parent=str(parent) if parent is not None else None,
            spans=spans.get(pk, {}),
            **dict(zip(_CLAIM_FIELDS, values, strict=True)),
        )
        for pk, parent, *values in found
    ]


def _spans_of(pks: Iterable[int]) -> dict[int, RoleSpans]:
    by_claim: dict[int, RoleSpans] = {}
    rows = ClaimSpan.objects.filter(claim__in=list(pks)).order_by("claim_id", "role", "ordinal")
    for claim, role, start, end in rows.values_list("claim_id", "role", "start_char", "end_char"):
        by_claim.setdefault(claim, {}).setdefault(role, []).append((start, end))
    return by_claim


def _outside_of_itself(claim: ReadClaim, claims: Mapping[str, ReadClaim]) -> ReadClaim:
    """The claim, without a parent if that stands inside it: undos and further runs can leave a circle."""
    seen: set[str] = set()
    above = claim.parent
    while above is not None and above in claims and above not in seen:
        if above == claim.id:
            return replace(claim, parent=None)
        seen.add(above)
        above = claims[above].parent
    return claim


def claim_as_held(row: ReadClaim, held: Held, parents: dict[str, str]) -> ReadClaim:
    """A machine row with what is held about it."""
    if held.value is None:
        return replace(row, **decided(held))
    kept = {name: getattr(row, name) for name in ("number", "ordinal", "confidence", "explanation")}
    claim = claim_from(held.value, parents, **decided(held), **kept)
    return claim if says(claim) == says(row) else replace(claim, machine=row)


def says(claim: ReadClaim) -> tuple[object, ...]:
    """What a claim says, apart from who decided about it."""
    attributes = tuple(getattr(claim, name) for name in _ATTRIBUTES if name != "medium")
    spans = tuple(sorted((role, tuple(places)) for role, places in claim.spans.items() if places))
    return (*attributes, claim.medium or NO_MEDIUM, claim.parent, spans)


def claim_from(value: Value, parents: dict[str, str], **fields: Any) -> ReadClaim:
    """The value of a decision about a claim; `parents` are the ids of claims by their items' uuids."""
    spans = {
        role: [(span["start_char"], span["end_char"]) for span in spans]
        for role, spans in value["roles"].items()
        if spans
    }
    for name in _ATTRIBUTES:
        fields[name] = value.get(name) or ""
    parent = parents.get(value["parent"]) if value.get("parent") else None
    return ReadClaim(spans=spans, start_char=spans[SpanRole.QUOTE][0][0], parent=parent, **fields)
