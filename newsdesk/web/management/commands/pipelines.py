"""`manage.py pipelines`: what the page of the pipelines shows, for a terminal or a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from newsdesk.accounts.models import Desk
from newsdesk.web.pipelines import PipelineRow, ReadingCount, ScoreRow, pipeline_rows, reading_counts


class Command(BaseCommand):
    help = "Lists the installed pipelines with licence and scores, and which desks were read by which."
    requires_system_checks: list[str] = []  # it is what one looks at when a check complains

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        rows, counts = pipeline_rows(), counts_of_all_desks()
        if options["json"]:
            self.stdout.write(json.dumps(record_of(rows, counts), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join([*pipeline_lines(rows), *reading_lines(counts)]))


def counts_of_all_desks() -> list[ReadingCount] | None:
    """None where there is no database to ask, or none that has been migrated."""
    try:
        return reading_counts(Desk.objects.all())
    except DatabaseError:
        return None


def pipeline_lines(rows: list[PipelineRow]) -> Iterator[str]:
    for row in rows:
        pipeline = row.pipeline
        state = "  (in use)" if row.is_in_use and pipeline.usable else ""
        yield f"{pipeline.name} {pipeline.version}{state}"
        facts = {
            "cannot be used": row.reason,
            "what": pipeline.description,
            "language": row.language,
            "licence": pipeline.licence,
            "made by": pipeline.author,
            "gives": row.gives if pipeline.folder else "",
        }
        yield from (f"  {name + ':':<16}{value}" for name, value in facts.items() if value)
        for source in pipeline.sources:
            yield f"  {'made from:':<16}{source.name}  {source.licence}  {source.use}".rstrip()
        yield from (f"  {score_line(score)}" for score in row.scores)
        yield ""


def score_line(row: ScoreRow) -> str:
    score = row.score
    where = f"  on {score.test_set}" if score.test_set else ""
    how = f"  ({score.command})" if score.command else ""
    return f"{'score:':<16}{row.what} {score.figure:g} {score.unit}{where}{how}"


def reading_lines(counts: list[ReadingCount] | None) -> Iterator[str]:
    if counts is None:
        yield "The database cannot be asked which articles were read by what."
        return
    yield "Articles read:" if counts else "No article has been read yet."
    for each in counts:
        age = "" if each.is_current else "  (older)"
        yield f"  {each.desk.slug:<16}{each.count:>7}  {each.pipeline} {each.version}{age}"


def record_of(rows: list[PipelineRow], counts: list[ReadingCount] | None) -> dict[str, Any]:
    return {"pipelines": [pipeline_record(row) for row in rows], "readings": reading_records(counts)}


def pipeline_record(row: PipelineRow) -> dict[str, Any]:
    fields = asdict(row.pipeline)
    fields.pop("folder")
    return fields | {
        "in_use": row.is_in_use,
        "usable": row.pipeline.usable,
        "reason": str(row.pipeline.reason or ""),
    }


def reading_records(counts: list[ReadingCount] | None) -> list[dict[str, Any]] | None:
    if counts is None:
        return None
    return [
        {
            "desk": each.desk.slug,
            "pipeline": each.pipeline,
            "version": each.version,
            "articles": each.count,
            "current": each.is_current,
        }
        for each in counts
    ]
