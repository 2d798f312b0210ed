"""Where in the reader a thing stands that people have decided about."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from django.urls import reverse

from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.analysis.readings import shown_run
from newsdesk.annotation.models import ItemKind
from newsdesk.annotation.values import Value, spans_of
from newsdesk.articles.models import Article
from newsdesk.nlp.spans import paragraphs
from newsdesk.web.reader.pieces import Piece, piece_at, pieces_of
from newsdesk.web.reader.rows import runs_of
from newsdesk.web.review.trails import Trail


def newest_run(article: Article) -> PipelineRun | None:
    """The run whose reading people see."""
    return shown_run(runs_of(article))


class Places:
    """The addresses of things in an article's reading by `run`; None where there is no reading."""

    def __init__(self, article: Article, run: PipelineRun | None) -> None:
        self.article, self.run = article, run

    def url_of(self, trail: Trail, value: Value | None) -> str:
        """The address of an item that says `value`: of a claim its note, of anything else its paragraph."""
        row = trail.row
        if isinstance(row, Claim) and self.run and row.run_id == self.run.pk:
            return f"{reverse('claim-detail', args=[self.article.pk, row.pk])}#claim-{row.pk}"
        if self.run is None or not value or trail.item.layer.text_id != self.run.text_id:
            return reverse("article-detail", args=[self.article.pk])
        start = min(start for start, _ in spans_of(value))
        if trail.item.kind == ItemKind.CLAIM:
            link = reverse("desk-claim-detail", args=[self.article.pk, trail.item.pk])
            return f"{link}#claim-{trail.item.pk.hex}"
        return f"{self._page_of(start)}#t{self._paragraph_at(start)}"

    def _page_of(self, offset: int) -> str:
        piece = piece_at(self._pieces, offset)
        if piece.is_first:
            return reverse("article-detail", args=[self.article.pk])
        return reverse("article-piece", args=[self.article.pk, piece.number])

    def _paragraph_at(self, offset: int) -> int:
        return self._starts[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def _pieces(self) -> list[Piece]:
        return pieces_of(self.run.text.text) if self.run else []

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in paragraphs(self.run.text.text)] if self.run else []
