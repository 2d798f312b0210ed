"""What an upload's page shows: how many of its files are where, and one page of them, row by row.

Everything is read with a fixed number of queries that stay quick at 20,000 files: the counts come from
an index alone, the rows from a page's range of positions.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsdesk.analysis.models import Stage
from newsdesk.analysis.readings import Reading, ReadingState, in_state, readings_of, unread_counts
from newsdesk.articles.models import Article, Outcome, Upload, UploadItem
from newsdesk.common.work import OPEN_STATES, WorkState
from newsdesk.web.languages import in_language
from newsdesk.web.paging import ROWS_A_PAGE, page_of
from newsdesk.web.sentences import sentence

RATE_SAMPLE: Final = 40
LEAST_EVIDENCE: Final = 3
TWINS_SHOWN: Final = 3
TWINS_READ: Final = 500
SILENCE: Final = timedelta(seconds=60)


class ItemState(TextChoices):
    """Where a file of an upload is on its way, in one word."""

    WAITING = "waiting", gettext_lazy("waiting")
    READING = "reading", gettext_lazy("being read")
    READ = "read", gettext_lazy("read")
    FAILED = "failed", gettext_lazy("failed")
    STOPPED = "stopped", gettext_lazy("stopped")
    DUPLICATE = "duplicate", gettext_lazy("already here")
    DROPPED = "dropped", gettext_lazy("dropped")


class Only(TextChoices):
    """Which files of an upload are listed."""

    ALL = "", gettext_lazy("all")
    PROBLEMS = "problems", gettext_lazy("failed or stopped")
    DUPLICATES = "duplicates", gettext_lazy("already here")


OPEN: Final = frozenset({ItemState.WAITING, ItemState.READING})
ENDED_BADLY: Final = frozenset({ItemState.FAILED, ItemState.STOPPED})
WITH_TEXT: Final = (Outcome.CREATED, Outcome.DUPLICATE)
STATE_OF_WORK: Final = {
    WorkState.QUEUED: ItemState.WAITING,
    WorkState.RUNNING: ItemState.READING,
    WorkState.FAILED: ItemState.FAILED,
    WorkState.CANCELLED: ItemState.STOPPED,
}


@dataclass(frozen=True)
class ArticleLink:
    pk: int
    title: str


@dataclass(frozen=True)
class Twin:
    """Another upload on this desk that brought the same text."""

    upload_id: int
    user: str
    created_at: datetime
    is_open: bool


@dataclass(frozen=True)
class ItemRow:
    """One file of an upload. `place` counts from 1 in the desk's own queue; `percent` is of the stage."""

    pk: int
    name: str
    state: ItemState
    place: int | None = None
    stage: str = ""
    percent: int = 0
    article: ArticleLink | None = None
    original: ArticleLink | None = None
    reading: Reading | None = None
    reason: str = ""
    twins: tuple[Twin, ...] = ()
    can_retry: bool = False

    @property
    def is_duplicate(self) -> bool:
        return self.state is ItemState.DUPLICATE

    @property
    def other_language(self) -> str:
        """What the article is in, in words, where that is why nothing was looked for."""
        is_other = self.reading is not None and self.state is ItemState.READ and self.reading.other_language
        return in_language(self.reading.other_language) if self.reading and is_other else ""


@dataclass(frozen=True)
class Counts:
    """How many files of an upload are in each state."""

    of: dict[ItemState, int]

    @property
    def total(self) -> int:
        return sum(self.of.values())

    @property
    def open(self) -> int:
        return sum(self.of[state] for state in OPEN)

    @property
    def finished(self) -> int:
        return self.total - self.open

    @property
    def problems(self) -> int:
        return sum(self.of[state] for state in ENDED_BADLY)

    @property
    def duplicates(self) -> int:
        return self.of[ItemState.DUPLICATE]

    def shown(self) -> list[tuple[ItemState, int]]:
        return [(state, count) for state, count in self.of.items() if count]


@dataclass(frozen=True)
class Progress:
    """The state of an upload at one moment, as its page shows it."""

    upload: Upload
    counts: Counts
    page: Page[UploadItem]
    rows: list[ItemRow]
    only: Only
    time_left: str

    @property
    def is_finished(self) -> bool:
        """Whether nothing here will change any more: neither a file, nor what is known of its twins."""
        return not self.counts.open and not any(twin.is_open for row in self.rows for twin in row.twins)

    @property
    def can_retry_some(self) -> bool:
        return any(row.can_retry for row in self.rows)

    @property
    def query(self) -> str:
        """What the links to other pages keep."""
        return urlencode({"only": self.only.value}) if self.only.value else ""

    @property
    def signature(self) -> str:
        """Changes with anything that the page shows."""
        shown = repr((sorted(self.counts.of.items()), self.rows, self.time_left, self.page.number))
        return hashlib.blake2s(shown.encode(), digest_size=8).hexdigest()

    @property
    def article_to_follow(self) -> int | None:
        """The article of an upload of one file that is read, and of which nothing else is to be said."""
        if self.counts.total != 1 or len(self.rows) != 1:
            return None
        row = self.rows[0]
        is_plain = row.state is ItemState.READ and not row.twins
        return row.article.pk if is_plain and row.article else None


def progress_of(upload: Upload, *, page: str = "", only: str = "") -> Progress:
    """The upload's progress with the page of its files that the address asks for."""
    counts = counts_of(upload)
    chosen = Only(only) if only in Only.values else Only.ALL
    items = items_page(upload, counts, chosen, page)
    return Progress(
        upload=upload,
        counts=counts,
        page=items,
        rows=rows_of(upload, list(items)),
        only=chosen,
        time_left=words_for(seconds_left(upload, counts)) if counts.open else "",
    )


# --- Counts ---------------------------------------------------------------------------------------


def counts_of(upload: Upload) -> Counts:
    of = dict.fromkeys(ItemState, 0)
    created = 0
    for state, outcome, count in (
        upload.items.values_list("state", "outcome").annotate(Count("pk")).order_by()
    ):
        if state != WorkState.SUCCEEDED:
            of[STATE_OF_WORK[WorkState(state)]] += count
        elif outcome == Outcome.CREATED:
            created += count
        else:
            of[ItemState(outcome)] += count
    return Counts(of | readings_among(upload, created, of)) if created else Counts(of)


def readings_among(upload: Upload, created: int, before: dict[ItemState, int]) -> dict[ItemState, int]:
    """The counts with the articles that were made: those that are not read are few, and looked for."""
    unread = unread_counts(Article.objects.filter(upload_items__upload=upload))
    counts = {ItemState(state): before[ItemState(state)] + count for state, count in unread.items()}
    return counts | {ItemState.READ: created - sum(unread.values())}


# --- Rows -----------------------------------------------------------------------------------------


def items_page(upload: Upload, counts: Counts, only: Only, number: str) -> Page[UploadItem]:
    items = upload.items.defer("traceback", "metadata").order_by("position")
    if only is Only.PROBLEMS:
        return page_of(items.filter(problems(upload)), number, count=counts.problems)
    if only is Only.DUPLICATES:
        return page_of(items.filter(outcome=Outcome.DUPLICATE), number, count=counts.duplicates)
    page = page_of(items, number, count=counts.total)
    first = (page.number - 1) * ROWS_A_PAGE  # positions have no gaps: a range of them needs no OFFSET
    page.object_list = items.filter(position__gte=first, position__lt=first + ROWS_A_PAGE)
    return page


def problems(upload: Upload) -> Q:
    articles = Article.objects.filter(upload_items__upload=upload)
    unread = (in_state(articles, state).values("pk") for state in (ReadingState.FAILED, ReadingState.STOPPED))
    failed, stopped = unread
    of_item = Q(state__in=[WorkState.FAILED, WorkState.CANCELLED])
    return of_item | Q(article__in=failed) | Q(article__in=stopped)


@dataclass(frozen=True)
class Surroundings:
    """What the rows of one page need beside the items themselves."""

    readings: dict[int, Reading]
    titles: dict[int, str]
    originals: dict[str, ArticleLink]
    twins: dict[int, tuple[Twin, ...]]
    places: dict[int, int]


def rows_of(upload: Upload, items: list[UploadItem]) -> list[ItemRow]:
    """The rows of one page, in nine queries at most."""
    made = [item.article_id for item in items if item.article_id is not None]
    around = Surroundings(
        readings=readings_of(made) if made else {},
        titles=dict(Article.objects.filter(pk__in=made).values_list("pk", "title")) if made else {},
        originals=originals_of(upload, items),
        twins=twins_of(upload, items),
        places=places_of(upload, items),
    )
    return [row_of(item, around) for item in items]


def row_of(item: UploadItem, around: Surroundings) -> ItemRow:
    reading = around.readings.get(item.article_id or 0)
    state = state_of(item, reading)
    return ItemRow(
        pk=item.pk,
        name=str(item),
        state=state,
        place=around.places.get(item.pk),
        stage=stage_of(state, reading),
        percent=round(100 * reading.progress) if reading else 0,
        article=link_to(item.article_id, around.titles),
        original=around.originals.get(item.text_sha256) if state is ItemState.DUPLICATE else None,
        reading=reading,
        reason=reason_of(item, state, reading),
        twins=around.twins.get(item.pk, ()),
        can_retry=state in ENDED_BADLY and bool(item.file or item.article_id),
    )


def state_of(item: UploadItem, reading: Reading | None) -> ItemState:
    if item.state != WorkState.SUCCEEDED:
        return STATE_OF_WORK[WorkState(item.state)]
    if reading is not None:
        return ItemState(reading.state)
    return ItemState.DUPLICATE if item.outcome == Outcome.DUPLICATE else ItemState.DROPPED


def stage_of(state: ItemState, reading: Reading | None) -> str:
    if state is not ItemState.READING:
        return ""
    if reading is None:
        return _("taking the text out of the file")
    return str(Stage(reading.stage).label) if reading.stage in Stage.values else _("beginning")


def reason_of(item: UploadItem, state: ItemState, reading: Reading | None) -> str:
    """Why it failed, naming the file."""
    if state is not ItemState.FAILED:
        return ""
    failed = reading or item
    return sentence(failed.error_code, failed.error_params, name=str(item))


def link_to(article_id: int | None, titles: dict[int, str]) -> ArticleLink | None:
    if article_id is None or article_id not in titles:
        return None
    return ArticleLink(article_id, titles[article_id] or str(Article(pk=article_id)))


def originals_of(upload: Upload, items: Iterable[UploadItem]) -> dict[str, ArticleLink]:
    """The desk's first article with the text of each duplicate, by the text's hash."""
    hashes = {item.text_sha256 for item in items if item.outcome == Outcome.DUPLICATE}
    if not hashes:
        return {}
    found = Article.objects.filter(desk=upload.desk_id, texts__text_sha256__in=hashes).order_by("-pk")
    return {
        sha256: ArticleLink(pk, title or str(Article(pk=pk)))
        for pk, title, sha256 in found.values_list("pk", "title", "texts__text_sha256")
    }


def twins_of(upload: Upload, items: Iterable[UploadItem]) -> dict[int, tuple[Twin, ...]]:
    """The newest other uploads on this desk that brought the same text, or the same bytes, by item.

    A file that is empty, could not be read, was stopped or dropped, here or there, brought no text.
    """
    brought = [item for item in items if item.byte_count and (item.is_open or item.outcome in WITH_TEXT)]
    waits: dict[int, dict[int, bool]] = defaultdict(dict)  # item → other upload → whether a copy waits there
    for name in ("text_sha256", "original_sha256"):
        index = index_by(brought, name)
        for value, other, waiting in uploads_with(upload, name, index) if index else ():
            for pk in index[value]:
                waits[pk][other] = waits[pk].get(other, False) or bool(waiting)
    uploads = uploads_by_id({other for by_upload in waits.values() for other in by_upload})
    return {
        pk: tuple(twin_of(uploads[other], by_upload[other]) for other in nlargest(TWINS_SHOWN, by_upload))
        for pk, by_upload in waits.items()
    }


def uploads_with(upload: Upload, name: str, values: Iterable[str]) -> Iterable[tuple[str, int, int]]:
    """(hash, other upload, how many copies wait there) for files whose field `name` is one of `values`.

    The database counts the files, however many, and only the newest TWINS_READ of these rows are read.
    """
    others = UploadItem.objects.filter(upload__desk=upload.desk_id, byte_count__gt=0).exclude(upload=upload)
    same = others.filter(Q(state__in=OPEN_STATES) | Q(outcome__in=WITH_TEXT), **{f"{name}__in": values})
    waiting = Count("pk", filter=Q(state__in=OPEN_STATES))
    return same.order_by("-upload").values_list(name, "upload").annotate(waiting=waiting)[:TWINS_READ]


def uploads_by_id(ids: set[int]) -> dict[int, Upload]:
    return Upload.objects.select_related("user").in_bulk(ids) if ids else {}


def twin_of(upload: Upload, is_open: bool) -> Twin:
    return Twin(upload.pk, str(upload.user), upload.created_at, is_open)


def index_by(items: Iterable[UploadItem], name: str) -> dict[str, list[int]]:
    """The ids of the items that have a value in the field `name`, by that value."""
    index: dict[str, list[int]] = {}
    for item in items:
        if value := getattr(item, name):
            index.setdefault(value, []).append(item.pk)
    return index


def places_of(upload: Upload, items: Iterable[UploadItem]) -> dict[int, int]:
    """The place of each waiting file in the queue of its own desk, from 1."""
    waiting = sorted(item.pk for item in items if item.state == WorkState.QUEUED)
    if not waiting:
        return {}
    queue = UploadItem.objects.filter(upload__desk=upload.desk_id, state=WorkState.QUEUED)
    ahead = queue.filter(pk__lt=waiting[0]).count()
    between = queue.filter(pk__gte=waiting[0], pk__lte=waiting[-1]).order_by("pk")
    return {pk: place for place, pk in enumerate(between.values_list("pk", flat=True), ahead + 1)}


# --- Time left ------------------------------------------------------------------------------------


def seconds_left(upload: Upload, counts: Counts) -> float | None:
    """How long the open files will take at the rate at which this upload's last ones finished.

    None while fewer than LEAST_EVIDENCE have finished, or none has for a while.
    """
    ended = upload.items.filter(finished_at__isnull=False).order_by("-finished_at")
    newest = ended.values_list("finished_at", flat=True)[:RATE_SAMPLE]
    times = [time for time in newest if time is not None]
    now = timezone.now()
    if len(times) < LEAST_EVIDENCE or times[0] < now - SILENCE:
        return None
    span = (now - times[-1]).total_seconds()
    return counts.open * span / (len(times) - 1)


def words_for(seconds: float | None) -> str:
    """A time that people can use: no seconds, and nothing where nothing is known."""
    if seconds is None:
        return ""
    if seconds < 45:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 100:
        return ngettext("about one minute left", "about %(count)s minutes left", minutes) % {"count": minutes}
    hours = round(seconds / 3600)
    return ngettext("about one hour left", "about %(count)s hours left", hours) % {"count": hours}
