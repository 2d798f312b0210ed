"""News in other languages, of our own writing: what must never be read as German."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = tuple(sorted(path.stem for path in TEXTS.glob("*.txt")))


@cache
def paragraphs_in(language: str) -> tuple[str, ...]:
    """The paragraphs of texts/<language>.txt: news of three sentences each."""
    return tuple((TEXTS / f"{language}.txt").read_text("utf-8").strip().split("\n\n"))


def article_in(language: str) -> str:
    return "\n\n".join(paragraphs_in(language))
