"""The parts of the page that an answer brings anew, each to be put in the place of its predecessor."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.template.loader import render_to_string

from newsdesk.accounts.requests import Request
from newsdesk.annotation.held import Offsets
from newsdesk.articles.models import Article
from newsdesk.web.reader.marks import Paragraph
from newsdesk.web.reader.reader import Reader, reader_of


def paragraph_fragments(request: Request, article: Article, spans: Collection[Offsets]) -> str:
    """All paragraphs that any of the spans [start, end) touches, each with its margin, and the bar below.

    As the newest reading is now, with the filters of the request's address.
    """
    reader = reader_of(request, article)
    context = {
        "article": article,
        "reader": reader,
        "run": reader.run,
        "filters": reader.asked.filters,
        "paragraphs": list(paragraphs_touching(reader, spans)),
    }
    return render_to_string("articles/_fragments.html", context, request)


def paragraphs_touching(reader: Reader, spans: Collection[Offsets]) -> Iterator[Paragraph]:
    for piece in reader.pieces:
        here = [(start, end) for start, end in spans if start < piece.end_char and piece.start_char < end]
        if here:
            yield from reader.paragraphs(piece, spans=here)
