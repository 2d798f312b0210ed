"""Which articles of a desk are still to be reviewed, which are done, and how far the desk is with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import is_read
from newsdesk.annotation.models import ArticleState, LayerKind
from newsdesk.articles.models import Article, ArticleText


class ReviewState(TextChoices):
    """Whether an article that has been read is still to be reviewed."""

    OPEN = "open", _("to review")
    DONE = "done", pgettext_lazy("article", "done")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many mentions and claims of an article are decided, of how many; whether the article is done."""

    decided: int
    total: int
    is_done: bool
    decided_at: datetime | None

    @classmethod
    def of(cls, state: ArticleState) -> Progress:
        decided = state.accepted + state.corrected + state.added + state.rejected
        total = decided + state.open_mentions + state.open_claims
        return cls(decided, total, state.is_done, state.decided_at)


def in_review(articles: QuerySet[Article], state: ReviewState) -> QuerySet[Article]:
    """Those of `articles` that are to be reviewed, or that the desk is done with."""
    if state is ReviewState.OPEN:
        return to_review(articles)
    return articles.filter(pk__in=newest_states().filter(is_done=True).values("layer__text__article"))


def to_review(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of `articles` that have a reading and that the desk is not done with, if it has begun at all."""
    read = PipelineRun.objects.succeeded().filter(is_read("language"), text__article=OuterRef("pk"))
    finished = newest_states().filter(is_done=True, layer__text__article=OuterRef("pk"))
    return articles.filter(Exists(read), ~Exists(finished))


def next_to_review(article: Article) -> Article | None:
    """The next article of the desk to review after this one, the newest first; after the last the first."""
    others = to_review(Article.objects.filter(desk=article.desk_id)).exclude(pk=article.pk)
    queue = others.order_by("-created_at", "-pk")
    older = Q(created_at__lt=article.created_at) | Q(created_at=article.created_at, pk__lt=article.pk)
    return queue.filter(older).first() or queue.first()


def progress_of(article_ids: Iterable[int]) -> dict[int, Progress]:
    """How far the desk is with the articles that it has begun, in one query."""
    states = newest_states().filter(layer__text__article__in=list(article_ids))
    return {
        state.layer.text.article_id: Progress.of(state)
        for state in states.select_related("layer__text").defer("layer__text__text")
    }


def newest_states() -> QuerySet[ArticleState]:
    """The states of the desks' layers of newest texts: what was decided about an older one is past."""
    newer = ArticleText.objects.filter(
        article=OuterRef("layer__text__article"), version__gt=OuterRef("layer__text__version")
    )
    return ArticleState.objects.filter(~Exists(newer), layer__kind=LayerKind.DESK)
