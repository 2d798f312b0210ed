"""What is decided about: an article, the run whose reading people see, and the desk's layer of its text."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import shown_run
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Layer
from newsdesk.annotation.services import layer_of
from newsdesk.articles.models import Article
from newsdesk.web.reader.rows import runs_of


@dataclass(frozen=True)
class Reviewed:
    article: Article
    run: PipelineRun
    layer: Layer

    @property
    def text(self) -> str:
        return self.layer.text.text


def reviewed_of(article: Article) -> Reviewed | None:
    """None for an article that has not been read yet. The layer is there then, and bound to that run."""
    run = shown_run(runs_of(article))
    if run is None:
        return None
    run.text.article = article
    layer = layer_of(run.text)
    layer.text = run.text
    follow(layer, run)
    return Reviewed(article, run, layer)
