"""The claims of all articles of a desk, as `reading` has those of one: asked of the database.

There are three kinds of them: the machine's that nobody has decided about, the machine's that people have
decided about, and those without a row of the run that is shown. Each is a query with the same columns, so
that whoever asks for some of them asks all three alike. What is in force counts: of a corrected claim what
people say, of a rejected one what was rejected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
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


class DeskClaims:
    """The claims of the readings that are shown of articles, as far as they are `wanted`, rejected ones too.

    What stands where, and not yet what it says: the newest run first, in a run by their places in the text.
    `wanted` narrows down each of the three queries, by `status`, `type`, `certainty`, `speaker_entity` and
    `speaker_kind`. They are counted once, run by run, so that a slice reads its own runs and no others.
    """

    def __init__(
        self, articles: QuerySet[Article], wanted: Callable[[Rows], Rows] = lambda claims: claims
    ) -> None:
        self._articles = articles
        self._wanted = wanted

    def __len__(self) -> int:
        return sum(self._counts.values())

    def __getitem__(self, part: slice) -> list[Row]:
        start, stop, _step = part.indices(len(self))
        runs, before = self._runs_between(start, stop)
        parts = self._claims_on(PipelineRun.objects.filter(pk__in=runs))
        first, *others = (each.values(*_COLUMNS) for each in parts)
        return list(first.union(*others, all=True).order_by(*_ORDER)[start - before : stop - before])

    @cached_property
    def _counts(self) -> dict[int, int]:
        """The number of claims by run, the newest first."""
        counts: Counter[int] = Counter()
        for part in self._claims_on(shown_runs(self._articles)):
            counts.update(dict(part.values_list("run").annotate(Count("pk"))))
        return dict(sorted(counts.items(), reverse=True))

    def _claims_on(self, runs: QuerySet[PipelineRun]) -> list[Rows]:
        machine = runs.filter(text__article__hides_suggestions=False)
        parts = (_open_claims(machine), _decided_claims(machine), _claims_without_row(runs))
        return [self._wanted(part).order_by() for part in parts]

    def _runs_between(self, start: int, stop: int) -> tuple[list[int], int]:
        """The runs of the claims [start, stop), and how many claims come before those runs."""
        runs, before, seen = [], 0, 0
        for run, count in self._counts.items():
            if seen + count <= start:
                before += count
            elif seen < stop:
                runs.append(run)
            seen += count
        return runs, before


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
