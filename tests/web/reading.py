"""Articles and files that are read without a pipeline: what lists show does not depend on one."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import execution
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, Upload
from newsdesk.common.work import WorkState
from newsdesk.demo import builders


def finish(run_id: int) -> None:
    """Ends a queued run well, with four mentions and two claims counted."""
    run = PipelineRun.objects.claim(run_id)
    assert run is not None
    run.succeed(mention_count=4, claim_count=2, analysis_seconds=0.1)


def leave_waiting(_run_id: int) -> None:
    """Leaves a run queued."""


def an_article(desk: Desk, user: User, text: str = "Es regne, sagte Eva Holm.", **fields: object) -> Article:
    """A read article; `fields` are written over its metadata."""
    article = builders.build_run(desk, user, builders.parse_text(text), execute=finish).text.article
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    return article


def some_articles(desk: Desk, user: User, count: int) -> list[Article]:
    return [an_article(desk, user, f"Es regne seit Tag {number}, sagte Eva Holm.") for number in range(count)]


def set_state(article: Article, state: WorkState, **fields: object) -> None:
    PipelineRun.objects.filter(text__article=article).update(state=state, **fields)


def an_upload(desk: Desk, user: User, *texts: str) -> Upload:
    """An upload of text files, none of them read."""
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    return builders.build_upload(desk, user, files)


def read_files(upload: Upload, positions: Sequence[int] | None = None) -> None:
    """What a worker does with the files of an upload; the articles that it makes of them are read."""
    items = upload.items.filter(state=WorkState.QUEUED).order_by("position")
    for item in items if positions is None else items.filter(position__in=positions):
        run_id = execution.read_item(item.pk)
        if run_id is not None:
            finish(run_id)
