"""Asks HanTa for the tags that each frequent word can have by its form.

Usage: lexicon.py OUTPUT

Each line of OUTPUT is [word, [STTS tag, ...]], the likeliest first. The words are the most frequent of
spacy-lookups-data's German cluster table, which is in the order of frequency.
"""

from __future__ import annotations

import json
import sys
from multiprocessing import Pool
from pathlib import Path

from newsdesk.nlp.training.scripts.class_tables import read_clusters
from newsdesk.nlp.training.scripts.teach import stts, teacher

WORDS = 300_000
TAGS = 3
FARTHEST = 6.0
"""Tags whose logarithmic probability lies farther below the best one's are left out."""


def frequent_words() -> list[str]:
    """The most frequent words of letters and hyphens."""
    words = (word for word in read_clusters() if word.replace("-", "").isalpha())
    return [word for word, _ in zip(words, range(WORDS), strict=False)]


def possible_tags(word: str) -> list[str]:
    """The likeliest tags of one word outside any sentence."""
    analyses = teacher().tag_word(word)
    if not analyses:
        return []
    nearest = analyses[0][1] - FARTHEST
    return list(dict.fromkeys(stts(tag) for tag, likelihood in analyses if likelihood > nearest))[:TAGS]


def main(output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    words = frequent_words()
    with Pool(2) as pool, output.open("w", encoding="utf-8") as file:
        for word, tags in zip(words, pool.imap(possible_tags, words, chunksize=500), strict=True):
            if tags:
                file.write(json.dumps([word, tags], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
