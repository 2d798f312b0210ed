"""Each paragraph's mentions as the page's script takes them: rejected ones too, which have no mark."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from newsdesk.annotation.comments.threads import NOTHING_SAID, Tallies
from newsdesk.annotation.reading import ReadMention
from newsdesk.web.reader.entities import name_of
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.marks import Paragraph, mention_words


def place_mentions(
    found: list[Paragraph],
    text: str,
    mentions: Sequence[ReadMention],
    filters: Filters,
    tallies: Tallies,
) -> None:
    """Writes the mentions that the filters admit beside the paragraph in which they begin."""
    starts = [paragraph.start_char for paragraph in found]
    beside: dict[int, list[dict[str, Any]]] = {}
    for mention in mentions:
        index = bisect_right(starts, mention.start_char) - 1
        if index >= 0 and filters.admits_label(mention.label):
            beside.setdefault(index, []).append(entry(text, mention, tallies))
    for index, entries in beside.items():
        found[index].mentions = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def machine_words(text: str, mention: ReadMention) -> str:
    """What the machine says of it, beginning with the words that it takes for the name."""
    exact = " ".join(text[mention.start_char : mention.end_char].split())
    name = name_of(text, mention.canonical, mention.start_char, mention.end_char)
    return f"{exact}: {mention_words(text, mention, name)}"


def entry(text: str, mention: ReadMention, tallies: Tallies) -> dict[str, Any]:
    name = name_of(text, mention.canonical, mention.start_char, mention.end_char)
    return {
        "id": mention.id,
        "start": mention.start_char,
        "end": mention.end_char,
        "label": mention.label,
        "status": mention.status.value,
        "item": str(mention.item) if mention.item else None,
        "head": str(mention.head) if mention.head else None,
        "row": mention.row,
        "words": mention_words(text, mention, name),
        "canonical": name,
        "confidence": mention.confidence,
        "by": mention.decided_by,
        "moved": mention.is_moved,
        "lost": mention.is_lost,
        "machine": machine_words(text, mention.machine) if mention.machine else None,
        "comments": comments_on(mention, tallies),
    }


def comments_on(mention: ReadMention, tallies: Tallies) -> int:
    return tallies.get(mention.item, NOTHING_SAID).comment_count if mention.item else 0
