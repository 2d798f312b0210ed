"""Where sentences and clauses begin, for the keyboard cursor of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsdesk.analysis.models import Boundaries, PipelineRun
from newsdesk.web.reader.marks import Paragraph


def boundaries_of(run: PipelineRun) -> Boundaries:
    """What the run found; nothing for one from before boundaries were kept."""
    return Boundaries.objects.filter(run=run).first() or Boundaries(run=run)


def place_boundaries(paragraphs: Iterable[Paragraph], boundaries: Boundaries) -> None:
    """Notes where the sentences and clauses of each paragraph begin, counted from its start."""
    for paragraph in paragraphs:
        paragraph.sentences = beginnings(boundaries.sentences, paragraph)
        paragraph.clauses = beginnings(boundaries.clauses, paragraph)


def beginnings(starts: Sequence[int], paragraph: Paragraph) -> str:
    """Those of the sorted starts that lie in the paragraph, as the page's script reads them."""
    first, last = (bisect_left(starts, end) for end in (paragraph.start_char, paragraph.end_char))
    return " ".join(str(start - paragraph.start_char) for start in starts[first:last])
