"""The shared article: at least 12 of its gold claims with the right speaker, and no false one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from newsdesk.nlp import analyse

SHARED = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "gold" / "article.gold.jsonl"

Tokens = set[int]


def token_offsets(article: dict[str, Any]) -> list[tuple[int, int]]:
    offsets, cursor = [], 0
    for sentence in article["sentences"]:
        for token in sentence["tokens"]:
            start = article["originalText"].find(token, cursor)
            if start < 0:
                offsets.append((cursor, cursor))
                continue
            cursor = start + len(token)
            offsets.append((start, cursor))
    return offsets


def tokens_in(spans: Any, offsets: list[tuple[int, int]]) -> Tokens:
    return {
        index
        for index, (left, right) in enumerate(offsets)
        if left < right and any(start <= (left + right - 1) / 2 < end for start, end in spans)
    }


def f1(one: Tokens, other: Tokens) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@pytest.mark.skipif(not GOLD.exists(), reason="the shared article is not here")
def test_at_least_twelve_claims_are_right_and_none_is_false() -> None:
    article = json.loads(GOLD.read_text("utf-8"))
    offsets = token_offsets(article)
    gold = [
        (set(a["quote"]["tokenIds"]), set(a["speaker"].get("tokenIds", []))) for a in article["annotations"]
    ]
    predicted = [
        (tokens_in(claim.quote, offsets), tokens_in(claim.speaker, offsets))
        for claim in analyse(article["originalText"]).claims
    ]
    right = [
        any(f1(quote, q) >= 0.8 and (f1(speaker, s) >= 0.5 or not (speaker or s)) for q, s in predicted)
        for quote, speaker in gold
    ]
    false = [quote for quote, _ in predicted if all(f1(quote, g) < 0.5 for g, _ in gold)]
    assert sum(right) >= 12
    assert false == []
