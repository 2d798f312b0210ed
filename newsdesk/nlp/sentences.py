"""Where sentences begin and end in any language: what there is for a text that no rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsdesk.nlp.records import Offsets
from newsdesk.nlp.spans import paragraphs

_CLOSERS: Final = "\"'”’»›)\\]」』）"
_END: Final = re.compile(
    rf"(?P<stop>[.!?…؟।۔።]+)[{_CLOSERS}]*(?=\s)"  # a stop before a blank
    rf"|[。！？]+[{_CLOSERS}]*"  # scripts without blanks have stops of their own
)


def find_sentences(text: str) -> list[Offsets]:
    """Half-open code point offsets of the sentences, in order; only blanks stand between them.

    A sentence ends with its paragraph, or at a stop with the marks that close behind it. No stop is one
    before a small letter, or behind a single capital, which is an initial. In linear time.
    """
    return [sentence for start, end in paragraphs(text) for sentence in sentences_of(text, start, end)]


def sentences_of(text: str, start: int, end: int) -> list[Offsets]:
    """The sentences of one paragraph, text[start:end]."""
    return list(_stripped(text, _cuts(text, start, end)))


def _cuts(text: str, start: int, end: int) -> Iterator[Offsets]:
    first = start
    for match in _END.finditer(text, start, end):
        if not match["stop"] or _ends_sentence(text, match.start(), match.end(), end):
            yield first, match.end()
            first = match.end()
    yield first, end


def _ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    before, following = text[max(0, stop - 2) : stop], text[after : min(after + 20, end)].lstrip()
    is_initial = before[-1:].isupper() and not before[:-1].isalnum()
    return not is_initial and not following[:1].islower()


def _stripped(text: str, spans: Iterator[Offsets]) -> Iterator[Offsets]:
    """The spans without blanks at their ends; none for one that is all blank."""
    for start, end in spans:
        exact = text[start:end]
        begin = start + len(exact) - len(exact.lstrip())
        if begin < end:
            yield begin, begin + len(exact.strip())
