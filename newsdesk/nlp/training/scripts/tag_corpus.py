"""Makes the tagger's training documents: gold sentences several times over, and taught ones.

Usage: tag_corpus.py DATA TAUGHT TRAIN DEV
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from newsdesk.nlp.normal import normal_form
from newsdesk.nlp.training.scripts.readers import Tagged, more, read_conllu

SENTENCES_A_DOCUMENT = 6
GOLD_REPEATS = 4
SPELLED_OTHERWISE = 0.04
_WITHOUT_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


def gold(path: Path) -> list[Tagged]:
    return [[(word.form, word.tag) for word in words] for _, words in read_conllu(path)]


def taught(path: Path) -> list[Tagged]:
    with path.open(encoding="utf-8") as file:
        return [[(word, tag) for word, tag in json.loads(line)] for line in file]


def with_other_spellings(sentences: list[Tagged], chance: random.Random) -> Iterator[Tagged]:
    """A few sentences in capitals, in small letters or without umlauts, as the web writes them."""
    for sentence in sentences:
        if chance.random() >= SPELLED_OTHERWISE:
            yield sentence
            continue
        respell = chance.choice((str.upper, str.lower, lambda word: word.translate(_WITHOUT_UMLAUTS)))
        yield [(respell(word), tag) for word, tag in sentence]


def documents(sentences: list[Tagged], nlp: spacy.language.Language) -> Iterable[Doc]:
    """Some sentences a document, so that their borders are learned."""
    for first in range(0, len(sentences), SENTENCES_A_DOCUMENT):
        group = sentences[first : first + SENTENCES_A_DOCUMENT]
        words = [normal_form(word) for sentence in group for word, _ in sentence]
        tags = [tag for sentence in group for _, tag in sentence]
        starts: list[bool | int | None] = [place == 0 for sentence in group for place in range(len(sentence))]
        yield Doc(nlp.vocab, words=words, tags=tags, sent_starts=starts)


def save(docs: Iterable[Doc], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, attrs=["TAG", "SENT_START"]).to_disk(path)


def main(data: Path, lessons: Path, train: Path, dev: Path) -> None:
    nlp, chance = spacy.blank("de"), random.Random(1)
    files = [data / "ud_german/gsd-dev.conllu", *more("NEWSDESK_GSD_TRAIN")]
    treebank = [sentence for file in files for sentence in gold(file)]
    docs = list(documents(list(with_other_spellings(taught(lessons), chance)), nlp))
    for _ in range(GOLD_REPEATS):
        chance.shuffle(treebank)
        docs += documents(list(with_other_spellings(treebank, chance)), nlp)
    chance.shuffle(docs)
    save(docs, train)
    save(documents(treebank[:100], nlp), dev)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
