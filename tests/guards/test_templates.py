"""What the content security policy forbids, and what would let article text out of its cage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
KEEPER = ROOT / "static/js/kept.js"  # holds what is not sent yet, without the text
STYLES = sorted((ROOT / "static").rglob("*.css"))
PYTHON = sorted((ROOT / "newsdesk").rglob("*.py"))

FORBIDDEN_IN_TEMPLATES = {
    "an inline style": r"<style\b|\sstyle\s*=",
    "an inline script": r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")",
    "an event handler": r"\son[a-z]+\s*=\s*[\"']",
    "an hx-on handler": r"\bhx-on[:\w-]*\s*=",
    "javascript: in a link": r"javascript:",
    "unescaped output": r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off",
    "a foreign address": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
    "a data: address": r"(?:src|href)\s*=\s*[\"']data:",
}
FORBIDDEN_IN_SCRIPTS = {
    "browser storage": r"\b(?:localStorage|sessionStorage|indexedDB)\b(?!\.removeItem\()",
    "evaluation of strings": r"\beval\(|new Function\(",
    "HTML from strings": r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write",
    "a foreign address": r"[\"'`]https?://(?!www\.w3\.org/)",
}
FORBIDDEN_IN_STYLES = {"a foreign address": r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//"}
FORBIDDEN_IN_PYTHON = {"text marked as safe": r"\bmark_safe\b|\bSafeString\(|\.__html__\b"}


def offences(files: list[Path], forbidden: dict[str, str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}: {name}: {found.group(0)!r}"
        for file in files
        for name, pattern in forbidden.items()
        for found in re.finditer(pattern, file.read_text("utf-8"), re.IGNORECASE)
    ]


def test_templates_carry_no_inline_code_and_no_unescaped_text() -> None:
    assert TEMPLATES
    assert offences(TEMPLATES, FORBIDDEN_IN_TEMPLATES) == []


def test_scripts_keep_nothing_and_evaluate_nothing() -> None:
    assert offences([script for script in SCRIPTS if script != KEEPER], FORBIDDEN_IN_SCRIPTS) == []


def test_styles_load_nothing_from_elsewhere() -> None:
    assert offences(STYLES, FORBIDDEN_IN_STYLES) == []


def test_python_marks_no_text_as_safe() -> None:
    assert offences(PYTHON, FORBIDDEN_IN_PYTHON) == []


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<p style="color:red">', "an inline style"),
        ("<script>go()</script>", "an inline script"),
        ('<a onclick="go()">', "an event handler"),
        ("{{ text|safe }}", "unescaped output"),
        ('<img src="data:image/png;base64,">', "a data: address"),
    ],
)
def test_the_guard_sees_what_it_forbids(markup: str, name: str) -> None:
    assert re.search(FORBIDDEN_IN_TEMPLATES[name], markup)


def test_the_guard_lets_json_data_pass() -> None:
    pattern = FORBIDDEN_IN_TEMPLATES["an inline script"]
    assert not re.search(pattern, '<script id="data" type="application/json">{}</script>')
    assert not re.search(pattern, '<script type="module" src="/static/a.js"></script>')
