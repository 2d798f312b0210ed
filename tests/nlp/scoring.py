"""Scores the reading of German against annotated articles, and against cases of dates and quantities."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.nlp import Mention, analyse

CASES = Path(__file__).parent / "cases"
ARTICLES = Path(__file__).parent / "gold"
COUNTED = ("QUANTITY", "MONEY")
FIELDS = ("label", "subtype", "value", "unit", "comparator", "vague")
Spans = set[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its annotated mentions as records."""

    name: str
    text: str
    published_at: date | None
    mentions: list[dict[str, Any]]


def reference_folder() -> Path | None:
    """The folder of the reference article that lies beside the repository, if it is there."""
    shared = Path(os.environ.get("NEWSDESK_SHARED", Path(__file__).parents[3] / "shared"))
    return shared / "gold" if (shared / "gold" / "article.mentions.json").is_file() else None


def annotated(folder: Path) -> list[Annotated]:
    """The annotated articles of a folder, by name."""
    return [_annotated(path) for path in sorted(folder.glob("*.mentions.json"))]


def _annotated(path: Path) -> Annotated:
    record = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".mentions.json")
    text = path.with_name(f"{name}.txt").read_text("utf-8").rstrip("\n")
    return Annotated(name, text, _day(record.get("published_at")), record["mentions"])


def wanted_spans(article: Annotated) -> Spans:
    """The flat spans of the annotation: those that are neither nested nor inside a word."""
    flat = (m for m in article.mentions if not m.get("nested") and not m.get("inside_token"))
    return {(m["start_char"], m["end_char"], m["label"]) for m in flat}


def found_spans(article: Annotated) -> Spans:
    """The flat spans that the pipeline finds."""
    found = analyse(article.text, published_at=article.published_at, language="de").mentions
    flat = (mention for mention in found if not mention.nested and not mention.inside_token)
    return {(mention.start_char, mention.end_char, mention.label) for mention in flat}


def flat_f1(articles: list[Annotated]) -> float:
    """F1 in per cent over all articles: exact spans and labels."""
    pairs = [(found_spans(article), wanted_spans(article)) for article in articles]
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 200 * right / max(1, sum(len(found) + len(wanted) for found, wanted in pairs))


def case_files() -> list[Path]:
    """The files of cases, by name."""
    return sorted(CASES.glob("*.jsonl"))


def wrong_cases(path: Path) -> list[str]:
    """What is wrong in each case that is not read right, a line a case."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [complaint for case in lines if (complaint := _complaint(case, path))]


def share_right(path: Path) -> float:
    """The share (0..1) of cases whose mentions of that kind are all right in every field."""
    count = sum(1 for line in path.read_text("utf-8").splitlines() if line.strip())
    return 1 - len(wrong_cases(path)) / count


def _complaint(case: dict[str, Any], path: Path) -> str:
    labels = ("DATE",) if path.stem.startswith("dates") else COUNTED
    found = analyse(case["text"], published_at=_day(case["published_at"]), language="de").mentions
    ours = [_of_mention(mention) for mention in found if mention.label in labels and not mention.nested]
    wanted = [_of_case(mention) for mention in case["mentions"]]
    return "" if ours == wanted else f"{case['text']}\n  wanted {wanted}\n  found  {ours}"


def _of_mention(mention: Mention) -> tuple[Any, ...]:
    fields = (getattr(mention, field) for field in FIELDS)
    return (mention.start_char, mention.end_char, *map(_plain, fields))


def _of_case(mention: dict[str, Any]) -> tuple[Any, ...]:
    start = mention["start_char"]
    return (start, start + len(mention["exact"]), *(_plain(mention.get(field)) for field in FIELDS))


def _plain(value: Any) -> Any:
    """Numbers rounded to four digits, pairs as tuples, no vagueness as False."""
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    if isinstance(value, float):
        return round(value, 4)
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
