"""How many mentions of annotated articles are found: exact spans and labels, the nested ones left out."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsdesk.nlp import analyse
from newsdesk.nlp.records import flat

OURS = Path(__file__).parent / "gold"
SHARED = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
LEAST = 0.93

Found = set[tuple[str, int, int, str]]


def gold_mentions(name: str, record: dict[str, Any]) -> Found:
    return {
        (name, mention["start_char"], mention["end_char"], mention["label"])
        for mention in record["mentions"]
        if not mention.get("nested") and not mention.get("inside_token")
    }


def found_mentions(name: str, text: str, record: dict[str, Any]) -> Found:
    published_at = record.get("published_at")
    analysis = analyse(text, published_at=date.fromisoformat(published_at) if published_at else None)
    return {(name, m.start_char, m.end_char, m.label) for m in flat(analysis.mentions)}


def f1(articles: list[Path]) -> float:
    gold: Found = set()
    found: Found = set()
    for path in articles:
        record = json.loads(path.with_suffix(".mentions.json").read_text("utf-8"))
        gold |= gold_mentions(path.stem, record)
        found |= found_mentions(path.stem, path.read_text("utf-8"), record)
    return 2 * len(gold & found) / (len(gold) + len(found))


def test_the_mentions_of_our_ten_articles_are_found() -> None:
    articles = sorted(OURS.glob("*.txt"))
    assert len(articles) == 10
    assert f1(articles) >= LEAST


@pytest.mark.skipif(not (SHARED / "article.txt").exists(), reason="the shared article is not here")
def test_the_mentions_of_the_shared_article_are_found() -> None:
    assert f1([SHARED / "article.txt"]) >= LEAST
