"""How surely German is told from other languages, and what telling them costs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.reading import data_folder
from tests.bench.report import Figure, say
from tests.nlp.multilingual import LANGUAGES, article_in, paragraphs_in
from tests.texts import demo_texts

RECALL_GOAL = 99.9
SPEECHES, SEED = 50_000, 3
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def detection() -> Iterator[Figure]:
    """German texts that are taken for German, paragraphs of them that are not, and other languages."""
    from newsdesk.nlp.detection import load_detection

    started = time.process_time()
    load_detection()
    yield Figure("loading the model of the detection", time.process_time() - started, "s")
    yield from german(list(articles()))
    yield from others()


def articles() -> Iterator[str]:
    """German articles: our own, and those of the corpora where they are."""
    yield from demo_texts()
    data = data_folder()
    if data is None:
        say("  (NEWSDESK_DATA names no folder: only the demo's articles are told)")
        return
    from newsdesk.nlp.training.scripts.readers import read_articles

    for path in sorted((data / "quotation_corpus").glob("*.jsonl")):
        yield from read_articles(path)


def german(texts: list[str]) -> Iterator[Figure]:
    from newsdesk.nlp.detection import detect_language, foreign_paragraphs

    for how, spelled in (
        ("", texts),
        (" in capitals", [text.upper() for text in texts]),
        (" without umlauts", [text.translate(UMLAUTS) for text in texts]),
    ):
        right = sum(detect_language(text).language == "de" for text in spelled)
        name = f"{len(texts):,} German articles{how} taken for German"
        yield Figure(name, 100 * right / len(texts), "%", RECALL_GOAL, at_least=True)

    started = time.process_time()
    foreign = sum(len(foreign_paragraphs(text, "de")) for text in texts)
    seconds, words = time.process_time() - started, sum(len(text.split()) for text in texts)
    yield Figure("paragraphs of them taken for another language", foreign, "paragraphs", 0)
    yield Figure("looking for such paragraphs", 1e6 * seconds / words, "µs/word")
    if data := data_folder():
        yield from speeches(data)


def speeches(data: Path) -> Iterator[Figure]:
    """In parliament people do quote in English and Sorbian: a handful of these paragraphs are."""
    from newsdesk.nlp.detection import foreign_paragraphs
    from newsdesk.nlp.training.scripts.readers import read_protocols

    paragraphs = read_protocols(data / "bundestag/protocols.txt.xz", SPEECHES, SEED)
    foreign = [text for text in paragraphs if foreign_paragraphs(text, "de")]
    yield Figure(
        f"of {len(paragraphs):,} paragraphs of speeches, taken for another language",
        len(foreign),
        "paragraphs",
    )
    for text in foreign:
        say(f"    {' '.join(text.split())[:100]}")


def others() -> Iterator[Figure]:
    """What is written in other languages, as articles, paragraphs, and sentences."""
    paragraphs = {code: paragraphs_in(code) for code in LANGUAGES}
    sentences = {
        code: [each for text in texts for each in re.split(r"(?<=[.!?»”\"]) (?=\w)", text)]
        for code, texts in paragraphs.items()
    }
    units: dict[str, dict[str, Sequence[str]]] = {
        "articles": {code: [article_in(code)] for code in LANGUAGES},
        "paragraphs": {**paragraphs},
        "sentences": {**sentences},
    }
    for what, texts in units.items():
        total, as_german, right = counted(texts.items())
        goal = None if what == "sentences" else 0
        name = f"{total} {what} in {len(texts)} other languages"
        yield Figure(f"{name}: taken for German", as_german, what, goal)
        yield Figure(f"{name}: taken for their own language", 100 * right / total, "%")


def counted(texts: Iterable[tuple[str, Iterable[str]]]) -> tuple[int, int, int]:
    """How many there are, how many are read as German, and how many are told right."""
    from newsdesk.nlp.detection import likely_language

    told = [(code, likely_language(text)) for code, each in texts for text in each]
    as_german = sum(found == "de" for _, found in told)
    return len(told), as_german, sum(code == found for code, found in told)
