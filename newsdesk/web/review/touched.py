"""Which stretches of the text look different after decisions: all that their items have ever covered.

The claims inside a claim lie inside its quote: their notes, which name its speaker, are drawn anew with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from newsdesk.analysis.models import Claim, ClaimSpan, Mention
from newsdesk.annotation.machine import Row
from newsdesk.annotation.models import Anchor, Decision, Item
from newsdesk.annotation.services import Act
from newsdesk.annotation.values import spans_of
from newsdesk.web.reader.words import Offsets
from newsdesk.web.review.reviewed import Reviewed


def touched_by(items: QuerySet[Item], reviewed: Reviewed) -> list[Offsets]:
    """The spans of the items' values, before and after, and of their rows in the run: three queries."""
    chosen = items.values("pk")
    values = Decision.objects.filter(item__in=chosen, value__isnull=False).values_list("value", flat=True)
    spans = {span for value in values for span in spans_of(value or {})}
    anchors = Anchor.objects.filter(item__in=chosen, run=reviewed.run)
    mentions = anchors.filter(mention__isnull=False)
    spans.update(mentions.values_list("mention__start_char", "mention__end_char"))
    claims = anchors.filter(claim__isnull=False).values("claim")
    spans.update(ClaimSpan.objects.shown().filter(claim__in=claims).values_list("start_char", "end_char"))
    return sorted(spans)


def meant_by(acts: Sequence[Act], reviewed: Reviewed) -> list[Offsets]:
    """What acts that were not stored are about: their items, their rows, and the spans they came with."""
    rows = [act.row for act in acts if act.row is not None]
    claims = [row.pk for row in rows if isinstance(row, Claim)]
    mentions = [row.pk for row in rows if isinstance(row, Mention)]
    bound = Q(anchors__claim__in=claims) | Q(anchors__mention__in=mentions)
    named = Q(pk__in=[act.item for act in acts if act.item])
    items = Item.objects.filter(named | bound, layer=reviewed.layer)
    sent = sent_spans((act.value for act in acts), len(reviewed.text))
    return sorted({*touched_by(items, reviewed), *spans_of_rows(rows), *sent})


def spans_of_rows(rows: Iterable[Row]) -> set[Offsets]:
    found = list(rows)
    claims = ClaimSpan.objects.shown().filter(claim__in=[row.pk for row in found if isinstance(row, Claim)])
    spans = {(row.start_char, row.end_char) for row in found if isinstance(row, Mention)}
    return spans | set(claims.values_list("start_char", "end_char"))


def sent_spans(values: Iterable[Any], length: int) -> set[Offsets]:
    """Whatever in unchecked values looks like a span of a text of `length` code points."""
    found: set[Offsets] = set()
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            start, end = value.get("start_char"), value.get("end_char")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
                found.add((start, end))
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found
