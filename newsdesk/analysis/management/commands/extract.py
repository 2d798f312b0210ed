"""`manage.py extract FILE… | -`: who claims what, as JSON lines. Needs no database; the worker's own code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsdesk.nlp import analyse
from newsdesk.nlp.model import UnusablePipeline
from newsdesk.parsing import ParseError, ingest_text, is_ingested

STDIN = "-"
FIELDS = {"id", "text", "published_at", "language"}


@dataclass(frozen=True)
class Input:
    """A text to read; `place` names it in a complaint."""

    place: str
    id: str
    text: str
    published_at: date | None = None
    language: str | None = None


class Command(BaseCommand):
    help = (
        "Prints who claims what in German news texts, one JSON record a line. Reads UTF-8 files, or with "
        '"-" lines of JSON from standard input: {"id", "text", "published_at"?, "language"?}. '
        "What is not stated of the language is detected; only German texts have mentions and claims."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help='text files, or "-"')
        parser.add_argument(
            "--normalise",
            action="store_true",
            help='bring texts into stored form first, and print them in the record as "text"',
        )

    def handle(self, *args: Any, files: list[str], normalise: bool, **options: Any) -> None:
        for name in files:
            for given in read_lines(sys.stdin) if name == STDIN else [read_file(Path(name))]:
                record = record_of(given, normalise=normalise)
                self.stdout.write(json.dumps(record, ensure_ascii=False))


def record_of(given: Input, *, normalise: bool) -> dict[str, Any]:
    """The record of one text. Raises CommandError for a text that is not in stored form."""
    text = normalised(given) if normalise else given.text
    if not is_ingested(text):
        raise CommandError(f"{given.place}: the text is not in stored form; use --normalise")
    try:
        analysis = analyse(text, published_at=given.published_at, language=given.language)
    except UnusablePipeline as error:
        raise CommandError(f"NEWSDESK_PIPELINE={error.name}: {error.reason}") from error
    record = analysis.to_record(text, id=given.id)
    return record | {"text": text} if normalise else record


def normalised(given: Input) -> str:
    try:
        return ingest_text(given.text)
    except ParseError as error:
        raise CommandError(f"{given.place}: the text has no stored form: {error}") from error


def read_file(path: Path) -> Input:
    """The text of a file, line ends as they are. Raises CommandError."""
    try:
        return Input(str(path), path.name, path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: is not UTF-8: {error.reason} at byte {error.start}") from error


def read_lines(lines: TextIO | Iterable[str]) -> Iterator[Input]:
    """The texts of JSON lines; blank lines are skipped. Raises CommandError that names the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read_line(line, f"line {number}")


def read_line(line: str, place: str) -> Input:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise CommandError(f"{place}: is not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(fields, dict):
        raise CommandError(f"{place}: is not a JSON object")
    if unknown := fields.keys() - FIELDS:
        raise CommandError(f"{place}: unknown field {', '.join(sorted(unknown))}")
    return Input(
        place,
        id=string(fields, "id", place),
        text=string(fields, "text", place),
        published_at=day(fields, place),
        language=string(fields, "language", place) if fields.get("language") is not None else None,
    )


def string(fields: dict[str, Any], name: str, place: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise CommandError(f'{place}: "{name}" must be a string')
    return value


def day(fields: dict[str, Any], place: str) -> date | None:
    if fields.get("published_at") is None:
        return None
    try:
        return date.fromisoformat(string(fields, "published_at", place))
    except ValueError as error:
        raise CommandError(f'{place}: "published_at" must be a date like 2026-05-01') from error
