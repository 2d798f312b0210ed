"""Our scripts import one another in one direction, and in rows that are not too long to be named by hashes."""

from __future__ import annotations

import re
from pathlib import Path

from newsdesk.web.staticfiles import HashedStaticFilesStorage

FOLDER = Path(__file__).resolve().parents[2] / "static/js"
IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["']\./([\w.-]+)["'];""", re.MULTILINE)
IMPORTS = {path.name: IMPORT.findall(path.read_text("utf-8")) for path in FOLDER.glob("*.js")}


def rows_from(name: str, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """All rows of scripts in which each imports the next, from this one on."""
    row = (*before, name)
    if name in before or not IMPORTS[name]:
        return [row]
    return [found for each in IMPORTS[name] for found in rows_from(each, row)]


def test_imports_are_seen() -> None:
    assert "offsets.js" in IMPORTS["reader.js"]


def test_every_import_is_there() -> None:
    assert {name for names in IMPORTS.values() for name in names} <= IMPORTS.keys()


def test_no_script_comes_back_to_itself() -> None:
    assert [row for name in IMPORTS for row in rows_from(name) if row[-1] in row[:-1]] == []


def test_no_row_of_imports_is_deeper_than_names_are_worked_out() -> None:
    deepest = max((row for name in IMPORTS for row in rows_from(name)), key=len)
    assert len(deepest) < HashedStaticFilesStorage.max_post_process_passes, deepest
