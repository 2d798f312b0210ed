"""The registry of languages: what is known by its folder, and what a tag means."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newsdesk.nlp.languages import DEFAULT_LANGUAGE, has_rules, language_code, language_codes, rules_of
from newsdesk.nlp.pipeline import load_pipeline, readings


def test_german_is_known_and_the_default() -> None:
    assert language_codes() == ("de",)
    assert DEFAULT_LANGUAGE in language_codes()


@pytest.mark.parametrize("code", language_codes())
def test_each_language_has_rules_that_the_pipeline_can_ask(code: str) -> None:
    doc = load_pipeline(code)("Ada Muster 17.")
    assert doc.lang_ == code
    assert readings(doc).words.sentences == [(0, len(readings(doc).words))]


@pytest.mark.parametrize(
    ("tag", "code"),
    [(None, "de"), ("", "de"), ("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_CH", "de"), ("pt-BR", "pt")],
)
def test_a_tag_means_the_language_before_its_first_hyphen(tag: str | None, code: str) -> None:
    assert language_code(tag) == code


@pytest.mark.parametrize(
    ("tag", "expected"), [(None, True), ("de-CH", True), ("en", False), ("und", False), ("dea", False)]
)
def test_there_are_rules_for_a_language_or_there_are_none(tag: str | None, expected: bool) -> None:
    assert has_rules(tag) is expected


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(ModuleNotFoundError):
        rules_of("en")


def test_a_language_is_imported_with_its_first_text_only() -> None:
    program = (
        "import sys\nfrom newsdesk.nlp import languages\nlanguages.has_rules('de')\n"
        "before = 'newsdesk.nlp.languages.de.rules' in sys.modules\nlanguages.rules_of('de')\n"
        "print(before, 'newsdesk.nlp.languages.de.rules' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
