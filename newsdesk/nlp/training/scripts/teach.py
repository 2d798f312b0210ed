"""HanTa tags free text: what the tagger learns from beside the treebank.

Usage: teach.py DATA OUTPUT

Texts: news (Wikinews), encyclopedia and news (GermEval), newswire (SmartData), and a sample of parliament.
Each line of OUTPUT is [[word, STTS tag], ...]. Signs are tagged by rule: HanTa takes quotation marks for
foreign matter, and the words beside them too, so it sees the sentence without them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from newsdesk.nlp.training.scripts.readers import (
    SentenceSplitter,
    read_articles,
    read_germeval,
    read_protocols,
    read_smartdata,
)

PROTOCOL_PARAGRAPHS = 9000
_SIGNS = (
    dict.fromkeys(".:!?;", "$.") | {",": "$,"} | dict.fromkeys("%§€$°", "NN") | dict.fromkeys("&+", "KON")
)
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
def teacher() -> Any:
    """HanTa with its German model, loaded once a process; only the training's environment has it."""
    from HanTa import HanoverTagger

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


def _lines_of_smartdata(data: Path) -> Iterator[str]:
    for name in ("train", "test"):
        for document in read_smartdata(data / f"smartdata/{name}.json.gz"):
            yield from (line.strip() for line in document.text.split("\n") if len(line) >= 30)


def tag_of_sign(word: str) -> str:
    """The STTS tag of a token without letters and digits; empty for a word."""
    if any(character.isalnum() for character in word):
        return ""
    return _SIGNS.get(word, "$(")


def tag(words: list[str]) -> list[tuple[str, str]]:
    """(word, STTS tag) for the words of one sentence."""
    shown = [word for word in words if tag_of_sign(word) != "$("]
    taught = iter(teacher().tag_sent(shown, taglevel=1)) if shown else iter(())
    tags = [_tag(word, taught) for word in words]
    return list(zip(words, tags, strict=True))


def _tag(word: str, taught: Iterator[tuple[str, str, str]]) -> str:
    """The sign's tag, or that of the next taught word."""
    sign = tag_of_sign(word)
    if sign == "$(":
        return sign
    _, _, tag = next(taught)
    return sign or stts(tag)


def main(data: Path, output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    with Pool(2) as pool, output.open("w", encoding="utf-8") as file:
        for tagged in pool.imap(tag, sentences(data), chunksize=200):
            file.write(json.dumps(tagged, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
