"""The scripts' imports: each has a name by its content, so none may import itself by way of others."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

from newsdesk.web.staticfiles import HashedStaticFilesStorage

FOLDER = Path(settings.BASE_DIR) / "static" / "js"
IMPORTED = re.compile(
    r"""(?:(?:^|\s)(?:import|export)\s(?:[^"';]*\sfrom\s)?\s*|\bimport\()["']\./([\w.-]+)["']"""
)


@cache
def imports_of(name: str) -> tuple[str, ...]:
    return tuple(IMPORTED.findall((FOLDER / name).read_text("utf-8")))


def longest_way(name: str, way: tuple[str, ...] = ()) -> int:
    """How many steps of imports lead from a script to the farthest one."""
    assert name not in way, " → ".join([*way, name])
    return max((1 + longest_way(each, (*way, name)) for each in imports_of(name)), default=0)


def test_imports_end_and_are_named_in_the_passes_that_there_are() -> None:
    ways = {path.name: longest_way(path.name) for path in FOLDER.glob("*.js")}
    assert ways["reader.js"] > 0
    assert max(ways.values()) < HashedStaticFilesStorage.max_post_process_passes
