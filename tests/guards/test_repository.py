"""What must not be in the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "an absolute path of some machine": r"(?<![\w/.])/(?:work|root|home/\w+)/",
    "a package registry's address": r"files\.pythonhosted|pypi\.org|registry\.npmjs|deb\.debian\.org",
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "a line that was left for later": r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b",
}


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and not is_binary(path)]


def is_binary(path: Path) -> bool:
    """Whether a file is none of text: as git tells it, by a zero among its first bytes."""
    with path.open("rb") as file:
        return b"\0" in file.read(8_000)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in tracked_text_files()
        if (match := pattern.search(path.read_text("utf-8", "replace"))) and path != Path(__file__)
    ]
    assert found == []
