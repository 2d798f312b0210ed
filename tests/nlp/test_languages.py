"""The registry of languages: what is known by its folder, and what a tag means."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk.nlp import analyse, languages, pipeline_info
from newsdesk.nlp.languages import DEFAULT_LANGUAGE, has_rules, language_code, language_codes, rules_of
from newsdesk.nlp.pipeline import load_pipeline, readings
from tests.nlp.multilingual import article_in
from tests.texts import demo_texts


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


SECOND_LANGUAGE = """
from dataclasses import replace
from newsdesk.nlp.languages import rules_of
from newsdesk.nlp.records import Claim, Mention

def find_mentions(words, published_at):
    return [Mention(*words.chars(i, i + 1), "PER") for i, word in enumerate(words.exact) if word == "Ada"]

def read_claims(words, mentions):
    said = words.exact.index("said")
    return [Claim("Indirect", (words.chars(0, said - 2),), speaker=(words.chars(said - 1, said),))]

RULES = replace(rules_of("de"), find_mentions=find_mentions, read_claims=read_claims)
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder en/ beside de/, for as long as a test runs."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en/__init__.py").touch()
    (tmp_path / "en/rules.py").write_text(SECOND_LANGUAGE, "utf-8")
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])
    language_codes.cache_clear()
    yield
    language_codes.cache_clear()
    rules_of.cache_clear()
    for name in [name for name in sys.modules if name.startswith("newsdesk.nlp.languages.en")]:
        del sys.modules[name]


@pytest.mark.usefixtures("english")
class TestASecondLanguage:
    TEXT = "The northern bridge stays closed until the spring, Ada said."

    def test_is_one_more_folder(self) -> None:
        assert language_codes() == ("de", "en")
        analysis = analyse(self.TEXT)
        assert (analysis.language, analysis.pipeline.name) == ("en", "en_newsdesk_rules")
        assert [self.TEXT[slice(*span)] for span in analysis.claims[0].quote] == [
            "The northern bridge stays closed until the spring"
        ]
        assert [self.TEXT[mention.start_char : mention.end_char] for mention in analysis.mentions] == ["Ada"]

    def test_leaves_german_as_it_was(self) -> None:
        german = demo_texts()[0]
        analysis = analyse(german)
        assert (analysis.language, analysis.pipeline) == ("de", pipeline_info("de"))
        assert analysis.pipeline.name.startswith("de_")
        assert analysis.pipeline != pipeline_info("en")
        assert len(analysis.claims) > 10

    def test_leaves_a_third_unread(self) -> None:
        assert analyse(article_in("nl")).pipeline.name == "no_rules"
