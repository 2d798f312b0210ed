"""The claims of all articles of a desk, as `reading` has those of one: asked of the database.

There are three kinds of them: the machine's that nobody has decided about, the machine's that people have
decided about, and those without a row of the run that is shown. Each is a query with the same columns, so
that whoever asks for some of them asks all three alike. What is in force counts: of a corrected claim what
people say, of a rejected one what was rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    When,
)
from django.db.models import Value as Constant
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.analysis.readings import shown_runs
from newsdesk.annotation.held import Held, held_items
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, ItemKind, LayerKind
from newsdesk.annotation.reading import (
    OWN_STATUS_OF,
    STATUS_OF,
    ReadClaim,
    Status,
    claim_as_held,
    claim_from,
    decided,
    said,
    with_spans,
)
from newsdesk.annotation.values import Value
from newsdesk.articles.models import Article

Rows = QuerySet[Any]
Row = Mapping[str, Any]

_SAID: Final = ("type", "certainty", "speaker_entity", "speaker_kind")
_ORDER: Final = ("-run", "start_char", F("ordinal").asc(nulls_last=True), "item")
_COLUMNS: Final = ("run", "start_char", "ordinal", "row", "item")


@dataclass(frozen=True, slots=True)
class DeskClaim:
    """A claim as the desk reads it on top of `run`; `value` is what people say of it, if anything."""

    claim: ReadClaim
    run: int
    value: Value | None = None


def claims_of(articles: QuerySet[Article]) -> tuple[Rows, Rows, Rows]:
    """The claims of the readings that are shown of articles, rejected ones among them.

    Each query can be asked for `status`, `type`, `certainty`, `speaker_entity` and `speaker_kind`.
    """
    runs = shown_runs(articles)
    machine = shown_runs(articles.filter(hides_suggestions=False))
    return _open_claims(machine), _decided_claims(machine), _claims_without_row(runs)


def in_order(parts: Iterable[Rows]) -> Rows:
    """Where the claims stand: those of the newest run first, in a run by their places in the text."""
    first, *others = (part.order_by().values(*_COLUMNS) for part in parts)
    return first.union(*others, all=True).order_by(*_ORDER)


def read_claims(rows: Sequence[Row]) -> list[DeskClaim]:
    """What stands at these places, in a fixed number of queries; without what has gone meanwhile."""
    claims = Claim.objects.shown().filter(pk__in=[row["row"] for row in rows if row["row"]])
    machine = {claim.row: claim for claim in with_spans(claims)}
    held = held_items([row["item"] for row in rows if row["item"]], {row["run"] for row in rows})
    return list(_read(rows, machine, {each.item: each for each in held}))


def _read(
    rows: Sequence[Row], machine: Mapping[int | None, ReadClaim], held: Mapping[UUID, Held]
) -> Iterator[DeskClaim]:
    for row in rows:
        claim, item = machine.get(row["row"]), held.get(row["item"])
        if claim is not None:
            found = claim_as_held(claim, item, {}) if item else claim
            yield DeskClaim(found, row["run"], item.value if item else None)
        elif item is not None and (value := said(item)) is not None:
            yield DeskClaim(claim_from(value, {}, **decided(item)), row["run"], value)


# --- The three kinds ------------------------------------------------------------------------------


def _open_claims(runs: QuerySet[PipelineRun]) -> Rows:
    about = Anchor.objects.filter(claim=OuterRef("pk"), layer__kind=LayerKind.DESK, item__holds__isnull=False)
    return (
        Claim.objects.shown()
        .filter(~Exists(about), run__in=runs)
        .annotate(
            row=F("pk"),
            item=Constant(None, UUIDField()),
            status=Constant(Status.SUGGESTED.value),
        )
    )


def _decided_claims(runs: QuerySet[PipelineRun]) -> Rows:
    """In place of what the machine says what people say, where they say anything."""
    held = Anchor.objects.filter(layer__kind=LayerKind.DESK, claim__isnull=False, item__holds__isnull=False)
    return (
        held.filter(run__in=runs)
        .alias(value=F("item__holds__value"))
        .annotate(
            row=F("claim"),
            ordinal=F("claim__ordinal"),
            start_char=_told(_start(), "start_char"),
            status=_status("item__holds__kind"),
            **{name: _told(_attribute(name), name) for name in _SAID},
        )
    )


def _told(people: Func, name: str) -> Case:
    machine = F(f"claim__{name}")
    return Case(When(value__isnull=False, then=people), default=machine, output_field=people.output_field)


def _claims_without_row(runs: QuerySet[PipelineRun]) -> Rows:
    """What people added, also where that was rejected, and what the run that is shown does not find."""
    items = Item.objects.filter(kind=ItemKind.CLAIM, layer__kind=LayerKind.DESK, holds__isnull=False)
    here = items.filter(layer__text__runs__in=runs).annotate(run=F("layer__text__runs"))
    bound = Anchor.objects.filter(item=OuterRef("pk"))
    is_own = ~Exists(bound)
    last = Decision.objects.filter(item=OuterRef("pk"), value__isnull=False).order_by("-at", "-pk")
    alone = here.filter(Q(holds__value__isnull=False) | is_own, ~Exists(bound.filter(run=OuterRef("run"))))
    valued = alone.alias(value=Coalesce("holds__value", Subquery(last.values("value")[:1])))
    return valued.annotate(
        row=Constant(None, IntegerField()),
        item=F("pk"),
        ordinal=Constant(None, IntegerField()),
        start_char=_start(),
        status=Case(When(is_own, then=_status("holds__kind", OWN_STATUS_OF)), default=_status("holds__kind")),
        **{name: _attribute(name) for name in _SAID},
    )


def _attribute(name: str) -> Coalesce:
    """What `value` says, as text; SQLite has "null" for nothing."""
    return Coalesce(NullIf(KT(f"value__{name}"), Constant("null")), Constant(""), output_field=CharField())


def _start() -> Cast:
    return Cast(KT("value__roles__quote__0__start_char"), IntegerField())


def _status(column: str, statuses: Mapping[DecisionKind, Status] = STATUS_OF) -> Case:
    cases = (When(**{column: kind}, then=Constant(status.value)) for kind, status in statuses.items())
    return Case(*cases, default=Constant(Status.SUGGESTED.value))
