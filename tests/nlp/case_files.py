"""Cases of dates and quantities: files of sentences with all mentions of a kind, and how to score them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.languages.de.quantities import find_quantities
from newsdesk.nlp.pipeline import load_pipeline, readings
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Words

FOLDER = Path(__file__).parent / "cases"
FIELDS = ("exact", "start_char", "label", "subtype", "value", "unit", "comparator", "vague")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Failure:
    """A case that was read wrong: its text, what is expected and what was found."""

    text: str
    expected: list[Row]
    found: list[Row]

    def __str__(self) -> str:
        missing = [row for row in self.expected if row not in self.found]
        surplus = [row for row in self.found if row not in self.expected]
        return f"{self.text}\n    expected {missing}\n    found    {surplus}"


def words_of(text: str, *, with_model: bool = True) -> Words:
    """The words of a text, with all that the components before the finders leave on them."""
    pipeline = load_pipeline()
    doc = pipeline.make_doc(text)
    for name, component in pipeline.pipeline:
        if name == "newsdesk_mentions":
            break
        if with_model or name != "newsdesk_model":
            doc = component(doc)
    return readings(doc).words


def find_all(text: str, published_at: date | None, kind: str, *, with_model: bool = False) -> list[Mention]:
    """The mentions of a text that the finder of a kind (dates, quantities) finds."""
    words = words_of(text, with_model=with_model)
    return find_dates(words, published_at) if kind == "dates" else find_quantities(words)


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of tests/nlp/cases/<name>.jsonl."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def failures(name: str, *, with_model: bool = True) -> Iterator[Failure]:
    """The cases of a file in which a mention is missing, surplus or read wrong."""
    kind = name.partition("_")[0]
    for case in load_cases(name):
        day = date.fromisoformat(case["published_at"]) if case["published_at"] else None
        found = find_all(case["text"], day, kind, with_model=with_model)
        expected_rows = [_row(mention) for mention in case["mentions"]]
        found_rows = [_row(_record(mention, case["text"])) for mention in found]
        if sorted(map(str, expected_rows)) != sorted(map(str, found_rows)):
            yield Failure(case["text"], expected_rows, found_rows)


def _record(mention: Mention, text: str) -> dict[str, Any]:
    exact = text[mention.start_char : mention.end_char]
    return {field: getattr(mention, field) for field in FIELDS if field != "exact"} | {"exact": exact}


def _row(record: dict[str, Any]) -> Row:
    return tuple(_comparable(record[field]) for field in FIELDS)


def _comparable(value: Any) -> Any:
    """Numbers as floats, pairs as tuples of them."""
    if isinstance(value, list | tuple):
        return tuple(map(_comparable, value))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return round(float(value), 4) if is_number else value
