"""How well German is read, how fast, and with how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.report import Figure, say
from tests.texts import article_of

GOALS = {
    "STTS tags": 95,
    "finite verbs, precision": 96.5,
    "finite verbs, recall": 95.5,
    "Konjunktiv, precision": 92,
    "Konjunktiv, recall": 92,
    "sentences, F1": 95,
    "names, all, F1": 70,
}
MENTIONS_GOAL, CASES_GOAL, SPEED_GOAL = 85, 95, 4_500
WORDS, MANY_WORDS = 50_000, 1_000_000
LOAD_GOAL, MEMORY_GOAL = 1.5, 500


def data_folder() -> Path | None:
    """The folder of the corpora: NEWSDESK_DATA, if it is set and there."""
    folder = Path(os.environ.get("NEWSDESK_DATA", "no such folder"))
    return folder if folder.is_dir() else None


def scores() -> Iterator[Figure]:
    """Against the corpora, against annotated articles, against the cases of dates and quantities."""
    data = data_folder()
    if data is None:
        say("  (NEWSDESK_DATA names no folder: the corpora are left out)")
    else:
        from newsdesk.nlp.training.scripts.evaluate import MEASURES

        for measure in MEASURES.values():
            for score in measure(data):
                name = f"{score.what} ({score.test_set})"
                yield Figure(name, score.figure, "%", GOALS.get(score.what), at_least=True)
    yield from annotated_articles()
    yield from cases()


def annotated_articles() -> Iterator[Figure]:
    """Flat mentions, exact spans and labels."""
    from tests.nlp.scoring import ARTICLES, annotated, flat_f1, reference_folder

    own = annotated(ARTICLES)
    yield Figure(
        f"mentions of {len(own)} own articles, F1", 100 * flat_f1(own), "%", MENTIONS_GOAL, at_least=True
    )
    if reference := reference_folder():
        found = 100 * flat_f1(annotated(reference))
        yield Figure("mentions of the reference article, F1", found, "%", MENTIONS_GOAL, at_least=True)


def cases() -> Iterator[Figure]:
    """The share of cases whose mentions are all right."""
    from tests.nlp.scoring import case_names, share_right

    for name in case_names():
        yield Figure(f"cases of {name}", 100 * share_right(name), "%", CASES_GOAL, at_least=True)


def news(words: int) -> list[str]:
    """Articles of at least so many words together: real ones where the corpora are."""
    data = data_folder()
    if data is None:
        return article_of(words).split("\n\n")
    from newsdesk.nlp.training.scripts.readers import read_articles

    texts: list[str] = []
    for name in ("train", "dev", "texts_to_annotate"):
        texts += read_articles(data / f"quotation_corpus/{name}.jsonl")
    chosen, count = [], 0
    for number in range(10_000_000):
        text = texts[number % len(texts)]
        chosen.append(text)
        count += len(text.split())
        if count >= words:
            break
    return chosen


def speed() -> Iterator[Figure]:
    """Words a second through all components, beside spaCy's bare tokenizer, in one process."""
    import spacy

    from newsdesk.nlp import warm_up
    from newsdesk.nlp.pipeline import load_pipeline

    texts = news(WORDS)
    words = sum(len(text.split()) for text in texts)
    warm_up()
    bare: Any = spacy.blank("de")
    bare_seconds = seconds_of(bare, texts)
    ours = seconds_of(load_pipeline("de"), texts)
    yield Figure("spaCy's blank tokenizer", words / bare_seconds, "words/s")
    yield Figure("all components, nlp.pipe", words / ours, "words/s", SPEED_GOAL, at_least=True)
    yield Figure("all components, as a multiple of the tokenizer's time", ours / bare_seconds, "×")


def seconds_of(nlp: Any, texts: list[str]) -> float:
    started = time.perf_counter()
    with nlp.memory_zone():
        for _doc in nlp.pipe(texts):
            pass
    return time.perf_counter() - started


def process() -> Iterator[Figure]:
    """A fresh process: the time until it has read its first sentence, its memory in the end."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.fresh_reader"],
        input=json.dumps(news(MANY_WORDS)),
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(answer.stdout)
    yield Figure("importing spaCy", figures["import_s"], "s")
    yield Figure("load time behind that, until the first sentence is read", figures["load_s"], "s", LOAD_GOAL)
    yield Figure(f"resident memory after {figures['words']:,} words", figures["memory_mb"], "MB", MEMORY_GOAL)


def profile() -> Iterator[Figure]:
    """Where the time goes: each component's share."""
    from newsdesk.nlp.pipeline import load_pipeline, readings

    nlp = load_pipeline("de")
    spent = dict.fromkeys(["tokens", *nlp.pipe_names], 0.0)
    words = 0
    for text in news(WORDS // 2):
        started = time.perf_counter()
        with nlp.memory_zone():
            doc = nlp.make_doc(text)
            readings(doc).published_at = date(2024, 11, 20)
            words += len(readings(doc).words)
            for name, component in [("tokens", None), *nlp.pipeline]:
                doc = component(doc) if component else doc
                now = time.perf_counter()
                spent[name] += now - started
                started = now
    for name, seconds in spent.items():
        yield Figure(f"{name}, per word", 1e6 * seconds / words, "µs")
        yield Figure(f"{name}, share", 100 * seconds / sum(spent.values()), "%")
