"""How far the reading of an article is, told from its runs: what lists show without loading any text.

The newest run that was not cancelled decides; a cancelled one says nothing about a reading that
exists. Counts come from the newest run that succeeded, so an article that is read again keeps its
figures until the new ones are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import RETRYABLE_STATES, WorkState


class ReadingState(TextChoices):
    WAITING = "waiting", _("waiting")
    READING = "reading", _("being read")
    READ = "read", _("read")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("stopped")


STATE_OF_RUN: Final = {
    WorkState.QUEUED: ReadingState.WAITING,
    WorkState.RUNNING: ReadingState.READING,
    WorkState.SUCCEEDED: ReadingState.READ,
    WorkState.FAILED: ReadingState.FAILED,
    WorkState.CANCELLED: ReadingState.STOPPED,
}
RUN_OF_STATE: Final = {reading: run for run, reading in STATE_OF_RUN.items()}


@dataclass(frozen=True)
class Reading:
    """Where an article stands; the two counts are None until a run has succeeded.

    `run_id` is the deciding run, None for an article that nobody asked to have read.
    """

    state: ReadingState = ReadingState.STOPPED
    run_id: int | None = None
    stage: str = ""
    progress: float = 0.0
    error_code: str = ""
    error_params: dict[str, Any] = field(default_factory=dict)
    word_count: int = 0
    mention_count: int | None = None
    claim_count: int | None = None


RUN_FIELDS = (
    "pk",
    "state",
    "stage",
    "progress",
    "error_code",
    "error_params",
    "mention_count",
    "claim_count",
    "text__article_id",
)


def readings_of(article_ids: Iterable[int]) -> dict[int, Reading]:
    """The reading of each article, in two queries whatever their number."""
    pks = list(article_ids)
    words = words_of(pks)
    runs: dict[int, list[dict[str, Any]]] = {pk: [] for pk in pks}
    rows = PipelineRun.objects.filter(text__article__in=pks).order_by("text__version", "pk")
    for row in rows.values(*RUN_FIELDS):
        runs[row["text__article_id"]].append(row)
    return {pk: reading_from(runs[pk], words.get(pk, 0)) for pk in pks}


def words_of(article_ids: list[int]) -> dict[int, int]:
    """The number of words of each article's newest text."""
    texts = ArticleText.objects.filter(article__in=article_ids).order_by("version")
    return dict(texts.values_list("article_id", "word_count"))


def reading_from(runs: list[dict[str, Any]], word_count: int) -> Reading:
    """The reading that the runs of one article, oldest first, amount to."""
    if not runs:
        return Reading(word_count=word_count)
    decisive = ([run for run in runs if run["state"] != WorkState.CANCELLED] or runs)[-1]
    succeeded = [run for run in runs if run["state"] == WorkState.SUCCEEDED]
    return Reading(
        state=STATE_OF_RUN[WorkState(decisive["state"])],
        run_id=decisive["pk"],
        stage=decisive["stage"],
        progress=decisive["progress"],
        error_code=decisive["error_code"],
        error_params=decisive["error_params"],
        word_count=word_count,
        mention_count=succeeded[-1]["mention_count"] if succeeded else None,
        claim_count=succeeded[-1]["claim_count"] if succeeded else None,
    )


def in_state(articles: QuerySet[Article], state: ReadingState) -> QuerySet[Article]:
    """Those of `articles` whose reading is in `state`: the rule of `reading_from`, in SQL."""
    if state is not ReadingState.READ:  # few are in any other state, so the few runs come first
        articles = with_run_in(articles, [RUN_OF_STATE[state]])
    return articles.alias(decisive=decisive_state()).filter(decisive=RUN_OF_STATE[state])


def unread_counts(articles: QuerySet[Article]) -> dict[ReadingState, int]:
    """How many of `articles` are in each state but READ, in one query."""
    unread = with_run_in(articles, [run for run in WorkState if run != WorkState.SUCCEEDED])
    groups = (
        unread.annotate(decisive=decisive_state()).values_list("decisive").annotate(Count("pk")).order_by()
    )
    counts = {STATE_OF_RUN[WorkState(state)]: count for state, count in groups}
    return {state: counts.get(state, 0) for state in ReadingState if state is not ReadingState.READ}


def with_run_in(articles: QuerySet[Article], states: list[WorkState]) -> QuerySet[Article]:
    return articles.filter(pk__in=PipelineRun.objects.filter(state__in=states).values("text__article"))


def decisive_state() -> Coalesce:
    """The state of the run that decides over an article; CANCELLED where there is no other."""
    runs = PipelineRun.objects.filter(text__article=OuterRef("pk")).exclude(state=WorkState.CANCELLED)
    newest = runs.order_by("-text__version", "-pk").values("state")[:1]
    return Coalesce(Subquery(newest), Value(WorkState.CANCELLED.value))


def ended_runs(articles: QuerySet[Article]) -> list[int]:
    """The runs to try again where a reading failed or was stopped: one an article, the deciding one."""
    runs = PipelineRun.objects.filter(text__article=OuterRef("text__article"))
    newest_first = runs.order_by("-text__version", "-pk").values("pk")
    decisive = newest_first.exclude(state=WorkState.CANCELLED)
    failed = Q(state=WorkState.FAILED, pk=Subquery(decisive[:1]))
    stopped = Q(~Exists(decisive), state=WorkState.CANCELLED, pk=Subquery(newest_first[:1]))
    ended = PipelineRun.objects.filter(text__article__in=articles, state__in=RETRYABLE_STATES)
    return list(ended.filter(failed | stopped).order_by("pk").values_list("pk", flat=True))
