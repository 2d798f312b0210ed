"""The reader of one article: which reading is shown of it, and what of that the page needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Role, User
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Boundaries, PipelineRun, Stage
from newsdesk.analysis.readings import deciding_run, shown_run
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.comments.threads import Tallies, tallies_of
from newsdesk.annotation.held import Holdings, Offsets, held_in
from newsdesk.annotation.models import Layer
from newsdesk.annotation.reading import (
    LayerReading,
    ReadClaim,
    Status,
    read_mentions,
    read_stretch,
    said,
    status_of,
)
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from newsdesk.web.reader.bar import Bar, bar_of
from newsdesk.web.reader.boundaries import boundaries_of, place_boundaries
from newsdesk.web.reader.choices import Choices, choices_of
from newsdesk.web.reader.dock import Dock, dock
from newsdesk.web.reader.entities import EntityGroup, entity_groups
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.language import language_attribute, language_notice
from newsdesk.web.reader.lost import Lost, lost_decisions
from newsdesk.web.reader.marks import Paragraph
from newsdesk.web.reader.notes import Source
from newsdesk.web.reader.page import Asked, is_opening, name_items, paragraphs_of
from newsdesk.web.reader.pieces import Piece, pieces_of
from newsdesk.web.reader.rows import ClaimCount, claim_counts, desk_layer, named_mentions, runs_of
from newsdesk.web.sentences import sentence


@dataclass(frozen=True)
class Reader:
    """What the reader's page shows of an article: of the newest reading what the desk makes of it, of an
    older one what the machine found.
    """

    article: Article
    runs: list[PipelineRun]
    run: PipelineRun | None
    asked: Asked
    user: User
    role: Role | None
    site: str

    @cached_property
    def text(self) -> ArticleText:
        """The text that is shown; a poll does without."""
        return self.run.text if self.run else self.article.texts.latest("version")

    @cached_property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.text.text)

    @property
    def newest(self) -> PipelineRun | None:
        """The run that readers without further wishes see."""
        return shown_run(self.runs)

    @property
    def latest(self) -> PipelineRun | None:
        """The run that says how far the reading is, whatever became of it."""
        return deciding_run(self.runs)

    @property
    def is_newest(self) -> bool:
        return self.run == self.newest

    @property
    def shown(self) -> str:
        """The run that is shown, as an address names it."""
        return str(self.run.pk) if self.run else ""

    @property
    def pending(self) -> PipelineRun | None:
        """The run that the page waits for, if one is under way."""
        return self.latest if self.latest and self.latest.is_open else None

    @property
    def failed(self) -> PipelineRun | None:
        return self.latest if self.latest and self.latest.state == WorkState.FAILED else None

    @property
    def failure(self) -> str:
        """Why the latest run failed, in a sentence; empty if it did not."""
        run = self.failed
        return sentence(run.error_code, run.error_params, name=str(self.article)) if run else ""

    @property
    def stage(self) -> str:
        stage = self.pending.stage if self.pending else ""
        return str(Stage(stage).label) if stage in Stage.values else ""

    @property
    def can_retry(self) -> bool:
        return (self.role or 0) >= Role.CURATOR

    @property
    def can_edit(self) -> bool:
        return (self.role or 0) >= Role.ANNOTATOR

    @property
    def language_notice(self) -> str:
        """That the run did not read the text because of its language, or that this is doubtful."""
        return language_notice(self.run, self.article, self.text) if self.run else ""

    @property
    def lang(self) -> str:
        """What the text is in, for HTML."""
        return language_attribute(self.run.language if self.run else self.text.language)

    @property
    def title_is_opening(self) -> bool:
        return is_opening(self.article.title, self.text.text)

    @property
    def source(self) -> Source:
        article = self.article
        return Source(article.title, article.outlet, article.published_at, self.site)

    @property
    def can_decide(self) -> bool:
        """Whether the person may decide about what is shown: on the newest reading, as a reviewer."""
        return self.run is not None and self.is_newest and (self.role or 0) >= Role.REVIEWER

    @property
    def dock(self) -> Dock | None:
        """What a reviewer chooses from."""
        return dock() if self.can_decide else None

    @property
    def decide_address(self) -> str:
        """Where decisions go; the filters go along, so that the answer shows what the page shows."""
        return reverse("article-decisions", args=[self.article.pk]) + self.asked.filters.query()

    @cached_property
    def layer(self) -> Layer | None:
        """The desk's layer, where what it says is shown: on the newest reading, and bound to it."""
        layer = desk_layer(self.text) if self.run and self.is_newest else None
        if layer and self.run and not self.run.is_hidden:
            follow(layer, self.run)
        return layer

    @cached_property
    def held(self) -> Holdings:
        """What the layer holds of the whole text."""
        whole = (0, len(self.text.text))
        return held_in(self.layer, self.run, *whole) if self.layer and self.run else Holdings()

    @cached_property
    def boundaries(self) -> Boundaries | None:
        return boundaries_of(self.run) if self.run else None

    @cached_property
    def claim_counts(self) -> list[ClaimCount]:
        return claim_counts(self.run, self.held) if self.run else []

    @property
    def claim_count(self) -> int:
        """How many claims the shown reading has: rejected ones do not count."""
        return sum(each.count for each in self.claim_counts)

    @property
    def has_claims(self) -> bool:
        """Whether there is any claim to show, a rejected one included."""
        return bool(self.claim_count or self.rejected_count)

    @property
    def rejected_count(self) -> int:
        """How many claims somebody has rejected, of those that would be shown."""
        return self.statuses.get(Status.REJECTED, 0)

    @cached_property
    def lost(self) -> list[Lost]:
        """The decisions that the newest reading has no place for."""
        return lost_decisions(self.article, self.run, self.held) if self.run else []

    @cached_property
    def bar(self) -> Bar | None:
        """What a reviewer finds below the article."""
        if not self.can_decide or self.run is None:
            return None
        return bar_of(self.layer, self.run, self.user, is_hidden=self.run.is_hidden)

    @cached_property
    def choices(self) -> Choices | None:
        if self.run is None:
            return None
        return choices_of(self.claim_counts, self.asked.filters, self.statuses)

    @cached_property
    def statuses(self) -> dict[Status, int]:
        """How many claims have each status."""
        held = self.held.claims
        found = Counter(status_of(each) for each in held if each.decision and (each.row or said(each)))
        suggested = self.claim_count - sum(found.values()) + found[Status.REJECTED]
        return {Status.SUGGESTED: suggested, **found}

    @cached_property
    def entity_groups(self) -> list[EntityGroup]:
        whole = (0, len(self.text.text))
        mentions = read_mentions(self.run, self.held, whole) if self.run else []
        return entity_groups(self.text.text, named_mentions(mentions), self.asked.filters)

    @cached_property
    def tallies(self) -> Tallies:
        """How much is said of the items of the layer; of an older reading nothing is."""
        return tallies_of(self.article) if self.layer else {}

    def claim_of(self, item: UUID) -> ReadClaim | None:
        """The claim that an item of the layer is about, None where it says nothing any more."""
        whole = (0, len(self.text.text))
        found = read_stretch(self.run, self.layer, *whole, held=self.held) if self.run else LayerReading()
        return next((claim for claim in found.claims.values() if claim.item == item), None)

    def asking_for(self, claim: ReadClaim) -> Reader:
        """The same with a claim open."""
        return replace(self, asked=replace(self.asked, claim_id=claim.id))

    def paragraphs(self, piece: Piece, *, spans: Collection[Offsets] | None = None) -> list[Paragraph]:
        """The paragraphs of a piece, or those of them that the spans touch, with what they show."""
        text = self.text.text
        stretch = (piece.start_char, piece.end_char)
        held = self.held if spans is None else None
        if spans is not None:
            stretch = around(text, spans, stretch)
        found = read_stretch(self.run, self.layer, *stretch, held=held) if self.run else LayerReading()
        unread = frozenset(start for start, _ in self.run.unread) if self.run else frozenset()
        paragraphs = paragraphs_of(
            self.article,
            text,
            piece,
            found,
            self.asked,
            self.source,
            unread=unread,
            spans=spans,
            tallies=self.tallies,
        )
        if self.is_newest:
            name_items(paragraphs, self.text.pk, found)
        if self.boundaries:
            place_boundaries(paragraphs, self.boundaries)
        return paragraphs


def around(text: str, spans: Collection[Offsets], within: Offsets) -> Offsets:
    """The stretch from the first to the last of the paragraphs that the spans touch, inside another."""
    start = text.rfind("\n", 0, max(within[0], min(start for start, _ in spans))) + 1
    end = text.find("\n", min(within[1], max(end for _, end in spans)))
    return max(start, within[0]), min(within[1], end if end >= 0 else len(text))


def reader_of(
    request: Request, article: Article, *, run: PipelineRun | None = None, claim_id: str | None = None
) -> Reader:
    """The reader of `run`, by default of the run named in the address, else of the newest reading."""
    runs = runs_of(article)
    newest = shown_run(runs)
    run = run or named_run(runs, request.GET.get("run", "")) or newest
    kept = (("run", str(run.pk)),) if run and run != newest else ()
    return Reader(
        article=article,
        runs=runs,
        run=run,
        asked=Asked(Filters.from_query(request.GET, kept=kept), claim_id),
        user=request.user,
        role=role_on(request.user, article.desk_id),
        site=request.build_absolute_uri("/").rstrip("/"),
    )


def named_run(runs: list[PipelineRun], pk: str) -> PipelineRun | None:
    return next((run for run in runs if str(run.pk) == pk and run.state == WorkState.SUCCEEDED), None)
