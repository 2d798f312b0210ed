"""What the rules say of themselves, said to people."""

from __future__ import annotations

import pytest
from django.utils import translation

from newsdesk.demo.builders import demo_files
from newsdesk.nlp import analyse
from newsdesk.nlp.languages.de.claims.confidence import rule_of
from newsdesk.nlp.languages.de.lexicons import load_json
from newsdesk.parsing import parse
from newsdesk.web.reader.explanations import PATTERNS, TEMPLATES, in_words


@pytest.mark.parametrize(
    ("explanation", "german"),
    [
        ("clause before ', sagte X', Konjunktiv", "Satz vor „sagte X“, im Konjunktiv"),
        ("clause before ', sagte X'", "Satz vor „sagte X“"),
        ("'teilte mit' with dass", "„teilte mit“ und ein Satz mit „dass“"),
        ("quotation that goes on", "fortgesetztes Zitat"),
    ],
)
def test_an_explanation_is_said_in_the_readers_language(explanation: str, german: str) -> None:
    with translation.override("de"):
        assert in_words(explanation) == german
    with translation.override("en"):
        assert in_words(explanation) == explanation


def test_an_unknown_explanation_stays_as_it_is() -> None:
    with translation.override("de"):
        assert in_words("100 % sure, 'sagte' alone") == "100 % sure, 'sagte' alone"


def test_every_explanation_of_the_demo_articles_is_known() -> None:
    texts = [parse(file.read_bytes(), filename=file.name).text for file in demo_files()]
    given = {claim.explanation for text in texts for claim in analyse(text).claims}

    assert given
    assert [text for text in given if not any(known.fullmatch(text) for known in PATTERNS.values())] == []


def test_every_rule_with_a_confidence_is_known() -> None:
    known = {rule_of(template % {"word": "sagte"}) for template in TEMPLATES}
    assert set(load_json("claim_confidence")) <= known
