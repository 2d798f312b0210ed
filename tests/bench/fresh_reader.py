"""Reads the texts of a JSON list on standard input; prints its load time and its memory as JSON."""

from __future__ import annotations

import json
import sys
import time

import psutil


def main() -> None:
    started = time.perf_counter()
    import spacy  # noqa: F401  (its own share)

    imported = time.perf_counter()
    from newsdesk.nlp import analyse, warm_up

    warm_up()
    loaded = time.perf_counter()
    words = 0
    for text in json.load(sys.stdin):
        analyse(text, language="de")
        words += len(text.split())
    memory = psutil.Process().memory_info().rss / 1e6
    figures = {
        "import_s": imported - started,
        "load_s": loaded - imported,
        "words": words,
        "memory_mb": memory,
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
