"""HanTa tags free text: what the tagger learns from beside the treebank.

Usage: teach.py DATA OUTPUT

Texts: news (Wikinews), encyclopedia and news (GermEval), newswire (SmartData), and a sample of parliament.
Each line of OUTPUT is [[word, STTS tag], ...].
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path

from HanTa import HanoverTagger

from newsdesk.nlp.training.scripts.readers import (
    SentenceSplitter,
    read_articles,
    read_germeval,
    read_protocols,
    read_smartdata,
)

PROTOCOL_PARAGRAPHS = 6000
_STTS = {"ADJ(A)": "ADJA", "ADJ(D)": "ADJD", "NNA": "NN", "NNI": "NN", "PROAV": "PAV", "PIDAT": "PIAT"}


def stts(tag: str) -> str:
    """HanTa's spelling of a tag in that of the treebank: VV(FIN) -> VVFIN."""
    return tag if tag.startswith("$") else _STTS.get(tag) or re.sub(r"[()]", "", tag)


def sentences(data: Path) -> Iterator[list[str]]:
    """All free text, in a fixed order."""
    split = SentenceSplitter()
    for name in ("train", "dev", "texts_to_annotate"):
        for text in read_articles(data / f"quotation_corpus/{name}.jsonl"):
            yield from split(text)
    for sentence in read_germeval(data / "germeval2014/NER-de-test.tsv"):
        yield [word for word, _ in sentence]
    for line in dict.fromkeys(_lines_of_smartdata(data)):
        yield from split(line)
    for paragraph in read_protocols(data / "bundestag/protocols.txt.xz", PROTOCOL_PARAGRAPHS, seed=1):
        yield from split(paragraph)


@cache
def teacher() -> HanoverTagger.HanoverTagger:
    """HanTa with its German model, loaded once a process."""
    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


def _lines_of_smartdata(data: Path) -> Iterator[str]:
    for name in ("train", "test"):
        for document in read_smartdata(data / f"smartdata/{name}.json.gz"):
            yield from (line.strip() for line in document.text.split("\n") if len(line) >= 30)


def tag(words: list[str]) -> list[tuple[str, str]]:
    """(word, STTS tag) for the words of one sentence."""
    return [(word, stts(tag)) for word, _, tag in teacher().tag_sent(words, taglevel=1)]


def main(data: Path, output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    with Pool(2) as pool, output.open("w", encoding="utf-8") as file:
        for tagged in pool.imap(tag, sentences(data), chunksize=200):
            file.write(json.dumps(tagged, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
