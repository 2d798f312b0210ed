"""Counts the rows of an installation, as JSON on standard output. Run with Django set up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Sum

from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.articles.models import Article, ArticleText, UploadItem
from newsdesk.common.work import WorkState


def census() -> dict[str, Any]:
    """What is there, and what must not be: doubled readings, rows of a run that did not succeed."""
    done = PipelineRun.objects.filter(state=WorkState.SUCCEEDED)
    counted = done.aggregate(mentions=Sum("mention_count"), claims=Sum("claim_count"))
    return {
        "articles": Article.objects.count(),
        "different_texts": ArticleText.objects.values("text_sha256").distinct().count(),
        "texts_read": done.values("text").distinct().count(),
        "texts_read_twice": done.values("text").annotate(n=Count("pk")).filter(n__gt=1).count(),
        "items": dict(Counter(UploadItem.objects.values_list("outcome", flat=True))),
        "open_rows": sum(
            model.objects.filter(state__in=[WorkState.QUEUED, WorkState.RUNNING]).count()
            for model in (UploadItem, PipelineRun)
        ),
        "orphan_mentions": Mention.objects.exclude(run__state=WorkState.SUCCEEDED).count(),
        "orphan_claims": Claim.objects.exclude(run__state=WorkState.SUCCEEDED).count(),
        "missing_mentions": (counted["mentions"] or 0) - Mention.objects.count(),
        "missing_claims": (counted["claims"] or 0) - Claim.objects.count(),
    }


def expected(count: int) -> dict[str, Any]:
    """The census of `count` articles that were all read once, whatever happened on the way."""
    return {
        "articles": count,
        "different_texts": count,
        "texts_read": count,
        "texts_read_twice": 0,
        "items": {"created": count},
        "open_rows": 0,
        "orphan_mentions": 0,
        "orphan_claims": 0,
        "missing_mentions": 0,
        "missing_claims": 0,
    }
