"""How well claims are found: against the quotation corpus, own annotated articles and own cases; how fast."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.reading import data_folder, news
from tests.bench.report import Figure, say

ROOT = Path(__file__).parents[2]
GOALS = {"quote": 70, "joint": 64, "claim@50": 86, "claim@80": 62, "speaker": 55}
ROWS = (
    "right",
    "claim@50",
    "claim@80",
    "joint",
    "roles",
    "quote",
    "speaker",
    "cue",
    "frame",
    "addressee",
    "type",
)
PRECISION_GOALS = ("claim@50",)
CASES_GOAL, FALSE_GOAL, SPEED_GOAL = 85, 2, 10_000
WORDS = 50_000


def corpus() -> Iterator[Figure]:
    """`manage.py extract` over a split of the corpus (NEWSDESK_CLAIMS_SPLIT, else dev)."""
    from tests.nlp.claim_scores import compare, corpus_claims, corpus_tokens

    data = data_folder()
    if data is None:
        say("  (NEWSDESK_DATA names no folder: the corpus is left out)")
        return
    split = os.environ.get("NEWSDESK_CLAIMS_SPLIT", "dev")
    lines = (data / f"quotation_corpus/{split}.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    found = extract([{"id": r["documentName"], "text": r["originalText"]} for r in records])
    articles = [
        compare(corpus_claims(record), found_claims(found[record["documentName"]], corpus_tokens(record)))
        for record in records
    ]
    yield from table(articles, f"corpus, {split}", GOALS)


def own() -> Iterator[Figure]:
    """The annotated articles of the project: those that rules were tried on, and those that none was."""
    from tests.nlp.annotated import ARTICLES, read_articles
    from tests.nlp.claim_confidence import UNSEEN

    tried = [*read_articles(ARTICLES), *read_articles(ARTICLES.parent / "gold")]
    for articles, name in ((tried, "own articles"), (read_articles(UNSEEN), "unseen own articles")):
        yield from table(_compared(articles), f"{len(articles)} {name}", {})


def _compared(articles: Sequence[Any]) -> list[Any]:
    from tests.nlp.claim_scores import compare, token_claim, word_tokens

    found = extract([{"id": article.name, "text": article.text} for article in articles])
    compared = []
    for article in articles:
        tokens = word_tokens(article.text)
        gold = [token_claim(claim, tokens) for claim in article.claims]
        compared.append(compare(gold, found_claims(found[article.name], tokens)))
    return compared


def cases() -> Iterator[Figure]:
    """The attribute cases, value by value, and the texts without a claim."""
    from tests.nlp.claim_cases import (
        VALUES,
        claim_files,
        false_claims,
        free_files,
        read_cases,
        read_free,
        wrong_cases,
    )

    for path in claim_files():
        read = read_cases(path)
        wrong = wrong_cases(read)
        yield Figure(
            f"{path.stem}, right", 100 - 100 * len(wrong) / len(read), "%", CASES_GOAL, at_least=True
        )
        for value in VALUES:
            members = [case for case in read if case.value == value]
            right = sum(case.id not in wrong for case in members)
            yield Figure(f"  {value}, right of {len(members)}", 100 * right / len(members), "%")
    for path in free_files():
        texts = read_free(path)
        false = sum(len(false_claims(text)) for text in texts)
        yield Figure(f"{path.stem}, false claims in {len(texts)} texts", false, "claims", FALSE_GOAL)


def speed() -> Iterator[Figure]:
    """The rules of claims alone, behind tags, clauses and mentions; one core."""
    from newsdesk.nlp.languages.de.claims import read_claims
    from newsdesk.nlp.pipeline import load_pipeline, readings

    nlp = load_pipeline("de")
    read = []
    with nlp.memory_zone(), nlp.select_pipes(disable=["newsdesk_claims"]):
        read = [readings(doc) for doc in nlp.pipe(news(WORDS))]
        started = time.perf_counter()
        for reading in read:
            read_claims(reading.words, reading.mentions)
        seconds = time.perf_counter() - started
        words = sum(len(reading.words) for reading in read)
    yield Figure(
        "claims, on top of the other components", words / seconds, "words/s", SPEED_GOAL, at_least=True
    )


def extract(texts: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """The records that `manage.py extract` prints for texts in German, by id."""
    lines = "".join(json.dumps({**text, "language": "de"}) + "\n" for text in texts)
    answer = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "extract", "-"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    records = map(json.loads, answer.stdout.splitlines())
    return {record["id"]: record for record in records}


def found_claims(record: dict[str, Any], tokens: list[tuple[int, int]]) -> list[Any]:
    from tests.nlp.claim_scores import PARTS, TokenClaim, tokens_in

    return [
        TokenClaim(
            claim["type"],
            claim["medium"],
            {part: tokens_in([(start, end) for start, end in claim[part]], tokens) for part in PARTS},
            claim["confidence"],
            claim["explanation"],
        )
        for claim in record["claims"]
    ]


def table(articles: Sequence[Any], name: str, goals: Mapping[str, float]) -> Iterator[Figure]:
    """Precision, recall and F1 of every row, recall by type, and how reliable confidences are."""
    from tests.nlp.claim_scores import figures, recall_by_type, reliability

    found = figures(articles)
    say(f"  {name}: {found['gold_claims']} claims annotated, {found['found_claims']} found")
    for row in ROWS:
        say(
            "    {:<10} P {:.3f}  R {:.3f}  F1 {:.3f}".format(
                row, *(found[f"{row}_{k}"] for k in ("p", "r", "f1"))
            )
        )
    for row, goal in goals.items():
        measure = "p" if row in PRECISION_GOALS else "f1"
        label = "precision" if measure == "p" else "F1"
        yield Figure(f"{row}, {label} ({name})", 100 * found[f"{row}_{measure}"], "%", goal, at_least=True)
    yield Figure(f"right claims ({name})", found["right"], "claims")
    yield Figure(f"false claims ({name})", found["false"], "claims")
    for kind, (hits, total) in recall_by_type(articles).items():
        yield Figure(f"recall of {kind} ({name}, {total} claims)", 100 * hits / total, "%")
    for confidence, share, count in reliability(articles):
        yield Figure(f"right of {count} claims at confidence {confidence:.2f} ({name})", 100 * share, "%")
