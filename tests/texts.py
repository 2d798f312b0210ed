"""Any number of different articles, made by shuffling and renumbering the paragraphs of the demo's."""

from __future__ import annotations

import random
import re
from functools import cache

from newsdesk.demo.builders import demo_files
from newsdesk.parsing import parse


@cache
def demo_texts() -> tuple[str, ...]:
    return tuple(parse(path.read_bytes(), filename=path.name).text for path in demo_files())


def varied_article(number: int) -> str:
    """The article with this number, always the same; about as long as the demo article that it comes from."""
    source = demo_texts()[number % len(demo_texts())]
    chance = random.Random(number)
    title, *paragraphs = source.split("\n\n")
    chance.shuffle(paragraphs)
    body = re.sub(r"\d", lambda _digit: str(chance.randrange(1, 10)), "\n\n".join(paragraphs))
    return f"{title} ({number})\n\n{body}"


def article_of(words: int, number: int = 0) -> str:
    """An article of at least so many words, less than a paragraph more."""
    paragraphs: list[str] = []
    count = 0
    for part in range(10_000):
        for paragraph in varied_article(number + part).split("\n\n"):
            paragraphs.append(paragraph)
            count += len(paragraph.split())
            if count >= words:
                return "\n\n".join(paragraphs)
    raise ValueError(f"too long: {words}")
