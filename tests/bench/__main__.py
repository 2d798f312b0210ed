"""Measures and prints; exits with 1 if a goal was missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests import plugin  # noqa: F401  (a private folder and clean settings, before Django reads them)
from tests.bench.report import Figure, say

READING = ("scores", "speed", "process", "profile")
CLAIMS = ("claims", "own-claims", "claim-cases", "claim-speed")
SECTIONS = (
    "overhead",
    "throughput",
    "tokenizer",
    "upload",
    "page",
    "longtasks",
    "memory",
    "web",
    "review",
    *READING,
    "languages",
    *CLAIMS,
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="section", help=f"{', '.join(SECTIONS)} (default: all)"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"unknown section {', '.join(sorted(unknown))}")
    figures = []
    for name in arguments.sections or SECTIONS:
        say(f"\n{name}")
        started = time.perf_counter()
        for figure in measurements()[name]():
            say(f"  {figure.line()}")
            figures.append({"section": name, **asdict(figure), "is_met": figure.is_met})
        say(f"  ({time.perf_counter() - started:.0f} s)")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return int(not all(figure["is_met"] for figure in figures))


def measurements() -> dict[str, Callable[[], Iterator[Figure]]]:
    """The sections, imported once Django is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    import django

    django.setup()
    from tests.bench import claims, languages, pages, reading, review, work

    return dict(
        zip(
            SECTIONS,
            (
                work.overhead,
                work.throughput,
                work.tokenizer,
                pages.upload_to_page,
                pages.page_weight,
                pages.long_tasks,
                work.memory,
                pages.web_memory,
                review.latencies,
                reading.scores,
                reading.speed,
                reading.process,
                reading.profile,
                languages.detection,
                claims.corpus,
                claims.own,
                claims.cases,
                claims.speed,
            ),
            strict=True,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
