"""The layout and the direction of imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"nlp", "parsing", "common", "accounts", "articles", "analysis", "annotation", "demo", "web"}
VAGUE_NAMES = {"utils.py", "helpers.py", "misc.py", "util.py", "tools.py", "repositories.py"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_packages_are_those_of_the_design() -> None:
    assert {path.parent.name for path in (ROOT / "newsdesk").glob("*/__init__.py")} == PACKAGES


def test_no_module_has_a_vague_name() -> None:
    assert [path for path in (ROOT / "newsdesk").rglob("*.py") if path.name in VAGUE_NAMES] == []


def test_imports_go_one_way() -> None:
    checked = run("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("package", ["newsdesk.nlp", "newsdesk.parsing"])
def test_the_pure_packages_load_without_django_or_celery(package: str) -> None:
    program = (
        f"import sys, {package}\n"
        "print([name for name in ('django', 'celery', 'kombu', 'redis', 'spacy') if name in sys.modules])"
    )
    checked = run("-c", program)
    assert (checked.stdout.strip(), checked.returncode) == ("[]", 0), checked.stderr


def test_importing_the_whole_web_process_does_not_load_spacy() -> None:
    program = (
        "import sys, newsdesk.wsgi\n"
        "from django.urls import get_resolver\n"
        "assert get_resolver().reverse_dict is not None\n"
        "import newsdesk.analysis.tasks\n"
        "print('spacy' in sys.modules)"
    )
    checked = run("-c", program)
    assert (checked.stdout.strip(), checked.returncode) == ("False", 0), checked.stderr
