"""Which of an article's runs counts: the reading that people see, and how far the reading is.

One rule for the page, the lists and the writes, `ranked`: of the newest text, a run that was made for
the article's date and language as they are now counts more than one for what was stated before; of
equals the newest. Of the runs in this order

- the last that succeeded is shown, and counted: an article that is read again keeps its figures until
  the new ones are there, and one whose date is corrected back has its old reading back;
- the last that was not cancelled decides how far the reading is. A cancelled one says nothing about a
  reading that exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import RETRYABLE_STATES, WorkState
from newsdesk.nlp import has_rules, language_codes
from newsdesk.nlp.languages import DEFAULT_LANGUAGE


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
    """Where an article stands; both counts are None before a run has looked for something, and while hidden.

    `run_id` is the deciding run, None for an article that nobody asked to have read. `language` is what the
    shown run took it to be in, `detected_language` what its letters say; both are empty where nobody knows.
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
    language: str = ""
    detected_language: str = ""

    @property
    def other_language(self) -> str:
        """The language that is why nothing was looked for; empty where something was, or nothing is shown."""
        return "" if has_rules(self.language) else self.language

    @property
    def doubtful_language(self) -> str:
        """What the letters say where people have it read as something else; empty where all is well."""
        is_doubtful = self.language and has_rules(self.language) and not has_rules(self.detected_language)
        return self.detected_language if is_doubtful else ""


# --- The rule -------------------------------------------------------------------------------------


def tagged(column: str, code: str) -> Q:
    """Whether a column holds a tag of the language `code`: `newsdesk.nlp.language_code`, in SQL."""
    found = Q(**{f"{column}__iexact": code})
    for separator in "-_":
        found |= Q(**{f"{column}__istartswith": f"{code}{separator}"})
    return found


def taken_for(column: str, code: str, detected: str = "text__detected_language") -> Q:
    """Whether a text is taken to be in the language `code`: as `column` says, else as was detected."""
    by_letters = tagged(detected, code)
    if code == DEFAULT_LANGUAGE:
        by_letters |= Q(**{detected: ""})
    return tagged(column, code) | (Q(**{column: ""}) & by_letters)


def is_read(column: str) -> Q:
    """Whether there are rules for the language that a column holds: `newsdesk.nlp.has_rules`, in SQL."""
    return reduce(or_, (tagged(column, code) for code in language_codes()), Q(**{column: ""}))


def under_same_rules(asked: str, stated: str) -> Q:
    """Whether one text is read alike, taken for what two columns say; languages without rules are alike."""
    pairs = [(taken_for(asked, code), taken_for(stated, code)) for code in language_codes()]
    both = reduce(or_, (one & other for one, other in pairs))
    neither = reduce(and_, (~one & ~other for one, other in pairs))
    return both | neither


SAME_DATE: Final = Q(published_at=F("text__article__published_at")) | Q(
    published_at__isnull=True, text__article__published_at__isnull=True
)
FITS: Final = Case(
    When(SAME_DATE & under_same_rules("language", "text__article__language"), then=Value(1)),
    default=Value(0),
)
"""Whether a run was asked for with the date and under the rules that the article's metadata ask for now."""


RANKING: Final = (F("text__version"), FITS, F("pk"))


def ranked(runs: QuerySet[PipelineRun]) -> QuerySet[PipelineRun]:
    """The runs in the order of what they count, within one article; the last counts most."""
    return runs.order_by(*RANKING)


def shown_run(runs: Sequence[PipelineRun]) -> PipelineRun | None:
    """The run whose reading people see, of the `ranked` runs of one article."""
    return next((run for run in reversed(runs) if run.state == WorkState.SUCCEEDED), None)


def deciding_run(runs: Sequence[PipelineRun]) -> PipelineRun | None:
    """The run that says how far the reading is, of the `ranked` runs of one article."""
    latest = runs[-1] if runs else None
    return next((run for run in reversed(runs) if run.state != WorkState.CANCELLED), latest)


def shown_runs(articles: QuerySet[Article]) -> QuerySet[PipelineRun]:
    """The `shown_run` of each of `articles` that has one.

    By one sort of their runs: a question for each article takes SQLite, before it has counted its rows,
    through all runs of all articles each time.
    """
    order = [column.desc() for column in RANKING]
    place = Window(RowNumber(), partition_by=F("text__article"), order_by=order)
    succeeded = PipelineRun.objects.succeeded().filter(text__article__in=articles)
    return PipelineRun.objects.filter(pk__in=succeeded.annotate(place=place).filter(place=1).values("pk"))


def in_other_languages(articles: QuerySet[Article]) -> int:
    """How many of `articles` show a run that found them to be in a language without rules."""
    return shown_runs(articles).exclude(is_read("language")).count()


def last_of(runs: QuerySet[PipelineRun], article: str, *, column: str = "pk") -> QuerySet[Any]:
    """That column of the last of the ranked `runs` of the article to which `article` points outside."""
    found: QuerySet[Any] = ranked(runs.filter(text__article=OuterRef(article))).reverse().values(column)
    return found[:1]


# --- One article, and the articles of a list ------------------------------------------------------

RUN_FIELDS = (
    "state",
    "stage",
    "progress",
    "error_code",
    "error_params",
    "mention_count",
    "claim_count",
    "language",
    "text__article__hides_suggestions",
    "text__detected_language",
)


def readings_of(article_ids: Iterable[int]) -> dict[int, Reading]:
    """The reading of each article, in two queries whatever their number."""
    pks = list(article_ids)
    words = words_of(pks)
    runs: dict[int, list[PipelineRun]] = {pk: [] for pk in pks}
    rows = ranked(PipelineRun.objects.filter(text__article__in=pks)).select_related("text__article")
    for run in rows.only(*RUN_FIELDS):
        runs[run.text.article_id].append(run)
    return {pk: reading_from(runs[pk], words.get(pk, 0)) for pk in pks}


def words_of(article_ids: list[int]) -> dict[int, int]:
    """The number of words of each article's newest text."""
    texts = ArticleText.objects.filter(article__in=article_ids).order_by("version")
    return dict(texts.values_list("article_id", "word_count"))


def reading_from(runs: Sequence[PipelineRun], word_count: int) -> Reading:
    """The reading that the `ranked` runs of one article amount to."""
    deciding, shown = deciding_run(runs), shown_run(runs)
    if deciding is None:
        return Reading(word_count=word_count)
    has_counts = shown is not None and shown.has_read and not shown.is_hidden
    return Reading(
        state=STATE_OF_RUN[WorkState(deciding.state)],
        run_id=deciding.pk,
        stage=deciding.stage,
        progress=deciding.progress,
        error_code=deciding.error_code,
        error_params=deciding.error_params,
        word_count=word_count,
        mention_count=shown.mention_count if shown and has_counts else None,
        claim_count=shown.claim_count if shown and has_counts else None,
        language=shown.language if shown else "",
        detected_language=shown.text.detected_language if shown else "",
    )


def in_state(articles: QuerySet[Article], state: ReadingState) -> QuerySet[Article]:
    """Those of `articles` whose `deciding_run` is in `state`."""
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
    """The state of an article's `deciding_run`; CANCELLED where there is no other."""
    state = last_of(uncancelled(), "pk", column="state")
    return Coalesce(Subquery(state), Value(WorkState.CANCELLED.value))


def uncancelled() -> QuerySet[PipelineRun]:
    return PipelineRun.objects.exclude(state=WorkState.CANCELLED)


def ended_runs(articles: QuerySet[Article]) -> list[int]:
    """The runs to try again where a reading failed or was stopped: the `deciding_run` of each article."""
    deciding = last_of(uncancelled(), "text__article")
    failed = Q(state=WorkState.FAILED, pk=Subquery(deciding))
    last = last_of(PipelineRun.objects.all(), "text__article")
    stopped = Q(~Exists(deciding), state=WorkState.CANCELLED, pk=Subquery(last))
    ended = PipelineRun.objects.filter(text__article__in=articles, state__in=RETRYABLE_STATES)
    return list(ended.filter(failed | stopped).order_by("pk").values_list("pk", flat=True))
