"""What was decided about an article, act by act: who, when, and what it said before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from django.utils.translation import ngettext

from newsdesk.accounts.models import User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation.machine import Row
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, ItemKind, LayerKind
from newsdesk.annotation.values import Value
from newsdesk.articles.models import Article, ArticleText
from newsdesk.web.reader.explanations import in_words
from newsdesk.web.reader.words import Words
from newsdesk.web.review.places import Places
from newsdesk.web.review.trails import Step, Trail, look_of, trails_of
from newsdesk.web.review.words import Change, Line, changes_between, gist_of, lines_of, speaker_of, thing_of

TOLD_OF_MANY: Final = 3
Act = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A step of a trail as a page tells it; `url` is where the thing stands in the reader.

    `run` is the one whose row the decision was taken on, where the page tells that.
    """

    step: Step
    trail: Trail
    parents: Mapping[str, str]
    url: str = ""
    run: PipelineRun | None = None

    @property
    def decision(self) -> Decision:
        return self.step.decision

    @cached_property
    def value(self) -> Value | None:
        return self.step.after.value or self.step.before.value

    @property
    def thing(self) -> Words:
        return thing_of(self.trail.item.kind, self.value)

    @property
    def gist(self) -> str:
        return gist_of(self.value)

    @property
    def speaker(self) -> str:
        return speaker_of(self.value)

    @property
    def said(self) -> list[Line]:
        """What an addition says beyond what it is about, but for what goes without saying."""
        if self.decision.kind != DecisionKind.ADD or self.step.before.value is not None:
            return []
        lines = lines_of(self.decision.value, self.parents, all_of_it=False)
        return [line for line in lines if line.field not in ("exact", "label", "quote")]

    @property
    def is_telling(self) -> bool:
        """Whether what it was before is more than that nobody had decided."""
        return bool(self.step.before.kind) or self.decision.kind == DecisionKind.UNDO

    @cached_property
    def changes(self) -> list[Change]:
        """What says something else than before; nothing where it stands only before or only after."""
        before, after = self.step.before, self.step.after
        if before.value is None or DecisionKind.REJECT in (before.kind, after.kind):
            return []
        return changes_between(lines_of(before.value, self.parents), lines_of(after.value, self.parents))


@dataclass(frozen=True)
class Entry:
    """An act: one decision, or several of which `told` are the first; `counts` are all, by kind of thing."""

    told: list[Told]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def user(self) -> User:
        return self.told[0].decision.user

    @property
    def at(self) -> datetime:
        return timezone.localtime(self.told[0].decision.at)

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        return self.count - len(self.told)

    @property
    def things(self) -> str:
        """How much it is about, as `3 claims, 12 mentions`."""
        claims, mentions = self.counts.get(ItemKind.CLAIM, 0), self.counts.get(ItemKind.MENTION, 0)
        words = [
            ngettext("%(count)s claim", "%(count)s claims", claims) % {"count": claims} if claims else "",
            ngettext("%(count)s mention", "%(count)s mentions", mentions) % {"count": mentions}
            if mentions
            else "",
        ]
        return ", ".join(filter(None, words))


def acts_about(article: Article) -> QuerySet[Any]:
    """What was done on the desk's layer, the newest first: the decisions of one batch are one act."""
    acts = decisions_about(article).values("act").annotate(last=Max("at"), n=Count("pk"))
    newest_first: QuerySet[Any] = acts.order_by("-last", "act")
    return newest_first


def decisions_about(article: Article) -> QuerySet[Any]:
    """The decisions on the desk's layer, each with the name of its `act`."""
    named: QuerySet[Any] = Decision.objects.annotate(act=Coalesce("batch_id", "uuid")).filter(
        item__layer__text__article=article, item__layer__kind=LayerKind.DESK
    )
    return named


def entries_of(article: Article, acts: Sequence[Act], places: Places) -> list[Entry]:
    """The acts with their first decisions in words: a fixed number of queries."""
    decisions = decisions_about(article).filter(act__in=[act["act"] for act in acts])
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    for act, kind, count in decisions.values_list("act", "item__kind").annotate(Count("pk")).order_by():
        counts[act][kind] = count
    place = Window(RowNumber(), partition_by=[F("act")], order_by=["at", "pk"])
    first = decisions.annotate(place=place).filter(place__lte=TOLD_OF_MANY).order_by("at", "pk")
    columns = ("act", "pk", "item_id", "item__layer__text_id")
    told = told_of(first.values_list(*columns), places)
    return [Entry(told[act["act"]], counts[act["act"]]) for act in acts]


def told_of(rows: Iterable[tuple[Any, UUID, UUID, int]], places: Places) -> dict[UUID, list[Told]]:
    """Decisions in words by their acts; `rows` are act, decision, item and the text that it is about."""
    found = list(rows)
    texts = ArticleText.objects.in_bulk({text for *_, text in found})
    told: dict[UUID, list[Told]] = defaultdict(list)
    for pk, text in texts.items():
        trails = trails_of({item for _, _, item, of in found if of == pk}, text)
        for act, decision, item, of in found:
            if of == pk and (step := trails.by_item[item].step(decision)):
                told[act].append(tell(step, trails.by_item[item], trails.parents, places))
    return told


def tell(step: Step, trail: Trail, parents: Mapping[str, str], places: Places) -> Told:
    return Told(step, trail, parents, places.url_of(trail, step.after.value or step.before.value))


def by_day(entries: Iterable[Entry]) -> list[tuple[date, list[Entry]]]:
    return [(day, list(group)) for day, group in groupby(entries, key=lambda entry: entry.day)]


# --- One thing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemTold:
    """One thing: what the machine says of it, and all that was decided about it, the newest first.

    `found` is how it was found again in each run; `is_lost` that the newest one has not.
    """

    trail: Trail
    lines: list[Line]
    found: list[Anchor]
    told: list[Told]
    url: str
    is_lost: bool = False

    @property
    def has_runs(self) -> bool:
        """Whether it was found by more than one run, so that it matters which."""
        return len(self.found) > 1

    @property
    def thing(self) -> Words:
        return thing_of(self.trail.item.kind, self.trail.known)

    @property
    def gist(self) -> str:
        return gist_of(self.trail.known)

    @property
    def speaker(self) -> str:
        return speaker_of(self.trail.known)

    @property
    def look(self) -> tuple[str, Words]:
        return look_of(self.trail.now, self.trail.item)

    @property
    def row(self) -> Row | None:
        return self.trail.row

    @property
    def explanation(self) -> str:
        """Why the machine found it, as far as it says so."""
        return in_words(self.row.explanation) if isinstance(self.row, Claim) and self.row.explanation else ""


def item_told(item: Item, places: Places) -> ItemTold:
    trails = trails_of([item.pk], item.layer.text)
    trail = trails.by_item[item.pk]
    found = list(item.anchors.select_related("run").defer("run__traceback").order_by("-run_id"))
    runs = {anchor.run_id: anchor.run for anchor in found}
    return ItemTold(
        trail=trail,
        lines=lines_of(trail.machine, trails.parents, all_of_it=False),
        found=found,
        told=[
            replace(tell(step, trail, trails.parents, places), run=runs.get(step.run_id or 0))
            for step in reversed(trail.steps)
        ],
        url=places.url_of(trail, trail.known),
        is_lost=bool(runs) and places.run is not None and places.run.pk not in runs,
    )
