"""Reads the training data: every corpus becomes sentences of plain words."""

from __future__ import annotations

import gzip
import html
import json
import lzma
import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

Tagged = list[tuple[str, str]]
CONTRACTIONS_TAG = "APPRART"


@dataclass(frozen=True, slots=True)
class UdWord:
    """One surface word of a UD treebank; `im` stays one word, with its first part's features."""

    form: str
    tag: str
    features: str
    space_after: bool


def more(variable: str) -> list[Path]:
    """The file that an environment variable names: a corpus that a user has beside the recipe's own."""
    named = os.environ.get(variable)
    return [Path(named)] if named else []


def read_conllu(path: Path) -> Iterator[tuple[str, list[UdWord]]]:
    """(raw text, words) by sentence."""
    text = ""
    words: list[UdWord] = []
    inside = -1
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            text = line.removeprefix("# text = ") if line.startswith("# text = ") else text
        elif not line:
            if words:
                yield text, words
            words, inside = [], -1
        else:
            number, form, _, _, tag, features, *_, misc = line.split("\t")
            space_after = "SpaceAfter=No" not in misc
            if "-" in number:
                inside = int(number.split("-")[1])
                words.append(UdWord(form, CONTRACTIONS_TAG, "_", space_after))
            elif "." not in number and int(number) > inside:
                words.append(UdWord(form, tag, features, space_after))


def read_germeval(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (word, BIO label of the outer names)."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line:
            _, form, outer, *_ = line.split("\t")
            words.append((form, outer))
        elif words:
            yield words
            words = []


@dataclass(frozen=True, slots=True)
class SmartDocument:
    """One text of the SmartData corpus and its entities as (start_char, end_char, type)."""

    text: str
    source: str
    entities: list[tuple[int, int, str]]


_NODE = re.compile(r'<NODE id="(\d+)" />')
_ENTITY = re.compile(r'<Entity id="\d+" startPos="(\d+)" endPos="(\d+)" type="([^"]*)"')
_SOURCE = re.compile(r'featureName="source" featureValue="([^"]*)"')


def read_smartdata(path: Path) -> Iterator[SmartDocument]:
    """The documents of one of its gzipped files."""
    stream = gzip.decompress(path.read_bytes()).decode("utf-8")
    decoder, cursor = json.JSONDecoder(), 0
    while (match := re.compile(r"\S").search(stream, cursor)) is not None:
        record, cursor = decoder.raw_decode(stream, match.start())
        yield _smart_document(record["raw"])


def _smart_document(raw: str) -> SmartDocument:
    body = raw[raw.index("<TEXT>") + len("<TEXT>") : raw.index("</TEXT>")]
    text, positions, cursor = "", {}, 0
    for node in _NODE.finditer(body):
        text += html.unescape(body[cursor : node.start()])
        positions[int(node[1])] = len(text)
        cursor = node.end()
    text += html.unescape(body[cursor:])
    entities = [
        (positions[int(start)], positions[int(end)], kind)
        for start, end, kind in _ENTITY.findall(raw)
        if int(start) in positions and int(end) in positions
    ]
    source = _SOURCE.search(raw)
    return SmartDocument(text, source[1] if source else "", entities)


def read_articles(path: Path) -> Iterator[str]:
    """The bare texts of a file of the quotation corpus."""
    for line in path.read_text("utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        yield record.get("originalText") or record["text"]


def read_protocols(path: Path, paragraphs: int, seed: int) -> list[str]:
    """A sample of paragraphs of speech."""
    lines = lzma.decompress(path.read_bytes()).decode("utf-8").split("\n")
    long_enough = [line.strip() for line in lines if len(line) > 80]
    return random.Random(seed).sample(long_enough, min(paragraphs, len(long_enough)))


class SentenceSplitter:
    """Plain text into sentences of words, as the product cuts words."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("de")
        self.nlp.add_pipe("sentencizer")

    def __call__(self, text: str) -> Iterator[list[str]]:
        """Sentences of 3 to 80 words, line by line."""
        for line in text.split("\n"):
            for sentence in self.nlp(line).sents:
                words = [token.text for token in sentence if not token.is_space]
                if 3 <= len(words) <= 80:
                    yield words
