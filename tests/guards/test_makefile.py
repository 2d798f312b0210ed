"""What the Makefile names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_folder_of_tests_that_it_names_exists() -> None:
    """pytest ends without a single test where one of several folders is missing."""
    named = re.findall(r"\btests/\w+", (ROOT / "Makefile").read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).is_dir()] == []
