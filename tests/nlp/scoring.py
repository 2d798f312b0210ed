"""Scores the reading of German against annotated articles, and against cases of dates and quantities."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.nlp import Mention, analyse
from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.languages.de.quantities import find_quantities
from newsdesk.nlp.pipeline import load_pipeline, readings
from newsdesk.nlp.records import flat
from newsdesk.nlp.words import Words

CASES = Path(__file__).parent / "cases"
ARTICLES = Path(__file__).parent / "gold"
LABELS = {"dates": ("DATE",), "quantities": ("QUANTITY", "MONEY")}
FIELDS = ("exact", "start_char", "label", "subtype", "value", "unit", "comparator", "vague")
Spans = set[tuple[int, int, str]]
Row = tuple[Any, ...]
Finder = Callable[[str, date | None, str], list[Mention]]


# --- Articles with all their mentions --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its annotated mentions as records."""

    name: str
    text: str
    published_at: date | None
    mentions: list[dict[str, Any]]


def reference_folder() -> Path | None:
    """The folder of the reference article that lies beside the repository, if it is there."""
    beside = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared"))
    return beside / "gold" if (beside / "gold" / "article.mentions.json").is_file() else None


def annotated(folder: Path) -> list[Annotated]:
    """The annotated articles of a folder, by name."""
    return [_annotated(path) for path in sorted(folder.glob("*.mentions.json"))]


def _annotated(path: Path) -> Annotated:
    record = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".mentions.json")
    text = path.with_name(f"{name}.txt").read_text("utf-8")
    return Annotated(name, text, _day(record.get("published_at")), record["mentions"])


def wanted_spans(article: Annotated) -> Spans:
    """The flat spans of the annotation: those that are neither nested nor inside a word."""
    outer = (each for each in article.mentions if not each.get("nested") and not each.get("inside_token"))
    return {(each["start_char"], each["end_char"], each["label"]) for each in outer}


def found_spans(article: Annotated) -> Spans:
    """The flat spans that the pipeline finds."""
    found = analyse(article.text, published_at=article.published_at, language="de").mentions
    return {(mention.start_char, mention.end_char, mention.label) for mention in flat(found)}


def flat_f1(articles: list[Annotated]) -> float:
    """F1 (0..1) over all articles: exact spans and labels."""
    pairs = [(found_spans(article), wanted_spans(article)) for article in articles]
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 2 * right / max(1, sum(len(found) + len(wanted) for found, wanted in pairs))


# --- Cases: sentences with all mentions of a kind --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that was read wrong: its text, what is expected and what was found."""

    text: str
    expected: list[Row]
    found: list[Row]

    def __str__(self) -> str:
        missing = [row for row in self.expected if row not in self.found]
        surplus = [row for row in self.found if row not in self.expected]
        return f"{self.text}\n    expected {missing}\n    found    {surplus}"


def case_names() -> list[str]:
    """The files of cases by their names, which begin with a kind: dates or quantities."""
    return sorted(path.stem for kind in LABELS for path in CASES.glob(f"{kind}_*.jsonl"))


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of tests/nlp/cases/<name>.jsonl."""
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


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
    """The mentions of a text that the finder of a kind finds, whatever else is found there."""
    words = words_of(text, with_model=with_model)
    return find_dates(words, published_at) if kind == "dates" else find_quantities(words)


def keep_all(text: str, published_at: date | None, kind: str) -> list[Mention]:
    """The mentions of a kind that are left beside those of the other kinds, but for nested ones."""
    found = analyse(text, published_at=published_at, language="de").mentions
    return [mention for mention in found if mention.label in LABELS[kind] and not mention.nested]


def failures(name: str, find: Finder = keep_all) -> Iterator[Failure]:
    """The cases of a file in which a mention is missing, surplus or read wrong."""
    kind = name.partition("_")[0]
    for case in load_cases(name):
        found = find(case["text"], _day(case["published_at"]), kind)
        expected_rows = [_row(mention) for mention in case["mentions"]]
        found_rows = [_row(_record(mention, case["text"])) for mention in found]
        if sorted(map(str, expected_rows)) != sorted(map(str, found_rows)):
            yield Failure(case["text"], expected_rows, found_rows)


def share_right(name: str) -> float:
    """The share (0..1) of the cases of a file whose mentions are all right in every field."""
    return 1 - len(list(failures(name))) / len(load_cases(name))


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


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
