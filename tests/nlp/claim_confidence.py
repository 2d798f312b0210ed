"""Fits the confidence of claims on articles that no rule was made for: `make confidence`.

A rule's confidence is the share of its claims that are right, with or without a speaker. Few claims say
little: the share of a rule is drawn towards that of all rules, and the share of a rule with or without a
speaker towards that of the rule, as if WEIGHT more claims of that share had been counted. What is kept is
the lower end of that share's confidence interval (one-sided, 95 %; Wilson 1927): a claim is right at least
that often, as far as the articles can tell. The fewer there are, the more careful it is.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from newsdesk.nlp import analyse
from newsdesk.nlp.languages.de.claims.confidence import (
    WITH_SPEAKER,
    WITHOUT_SPEAKER,
    rule_of,
    speaker_key,
)
from newsdesk.nlp.languages.de.lexicons import DATA
from tests.nlp.annotated import ARTICLES, Annotated, read_articles
from tests.nlp.claim_scores import Article, Pair, compare, token_claim, word_tokens

TABLE = DATA / "claim_confidence.json"
UNSEEN = ARTICLES.parent / "confidence"  # nobody who changes rules looks at them
WEIGHT = 4
NORMAL_95 = 1.645  # the 95 % quantile of the normal distribution
Cell = tuple[str, str]


def read_claims(articles: Iterable[Annotated]) -> list[Article]:
    """What the rules find in articles, beside what people found."""
    read = []
    for article in articles:
        tokens = word_tokens(article.text)
        found = analyse(article.text, language="de").claims
        read.append(
            compare(*([token_claim(c, tokens) for c in claims] for claims in (article.claims, found)))
        )
    return read


def fit(articles: Iterable[Article]) -> dict[str, dict[str, float]]:
    """The confidence of each rule that found a claim, with and without a speaker."""
    totals, right = Counter[Cell](), Counter[Cell]()
    for pair in (pair for article in articles for pair in article.pairs if pair.found):
        totals[_cell(pair)] += 1
        right[_cell(pair)] += pair.is_right
    overall = right.total() / max(1, totals.total())
    table = {}
    for rule in sorted({rule for rule, _ in totals}):
        cells = [(rule, key) for key in (WITH_SPEAKER, WITHOUT_SPEAKER)]
        share = _drawn(sum(right[cell] for cell in cells), sum(totals[cell] for cell in cells), overall)
        table[rule] = {cell[1]: _at_least(right[cell], totals[cell], share) for cell in cells}
    return table


def _at_least(right: int, total: int, towards: float) -> float:
    """The lower end of the interval around a share that is drawn towards another."""
    return round(wilson_lower(_drawn(right, total, towards), total + WEIGHT), 2)


def wilson_lower(share: float, count: int, z: float = NORMAL_95) -> float:
    """The lower end of the score interval of a share of so many (Wilson 1927)."""
    middle = share + z * z / (2 * count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - half) / (1 + z * z / count)


def _cell(pair: Pair) -> Cell:
    assert pair.found
    return rule_of(pair.found.explanation), speaker_key(has_speaker=bool(pair.found.parts["speaker"]))


def _drawn(right: int, total: int, towards: float) -> float:
    return (right + WEIGHT * towards) / (total + WEIGHT)


def write(table: dict[str, dict[str, float]], path: Path = TABLE) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    fitted = fit(read_claims(read_articles(UNSEEN)))
    write(fitted)
    sys.stdout.write(f"{len(fitted)} rules\n")
