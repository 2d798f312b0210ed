"""The shared article: at least 12 of its gold claims with the right speaker, and no false one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from newsdesk.nlp import analyse
from tests.nlp.claim_scores import compare, corpus_claims, corpus_tokens, token_claim

SHARED = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "gold" / "article.gold.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="the shared article is not here")
def test_at_least_twelve_claims_are_right_and_none_is_false() -> None:
    article = json.loads(GOLD.read_text("utf-8"))
    tokens = corpus_tokens(article)
    found = [token_claim(claim, tokens) for claim in analyse(article["originalText"]).claims]
    result = compare(corpus_claims(article), found)
    assert sum(pair.is_right for pair in result.pairs) >= 12
    assert result.false == 0
