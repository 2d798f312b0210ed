"""Certainty, polarity and tense, as the text words them."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of


@pytest.mark.parametrize(
    ("quote", "certainty", "hedge"),
    [
        ("Der Damm sei sicher", "certain", ""),
        ("Der Damm sei vermutlich sicher", "probable", "vermutlich"),
        ("Der Damm werde voraussichtlich erhöht", "probable", "voraussichtlich"),
        ("Der Damm dürfte sicher sein", "probable", "dürfte"),
        ("Der Damm könnte brechen", "possible", "könnte"),
        ("Der Damm sei möglicherweise sicher", "possible", "möglicherweise"),
        ("Der Damm sei angeblich sicher", "unknown", "angeblich"),
    ],
)
def test_certainty_is_what_the_source_commits_to(quote: str, certainty: str, hedge: str) -> None:
    claim = claim_of(f"{quote}, sagte Ada Muster.")
    assert claim.claim.certainty == certainty
    assert claim.hedge == hedge


@pytest.mark.parametrize(
    ("quote", "polarity"),
    [
        ("Der Damm sei sicher", "affirmed"),
        ("Der Damm sei nicht sicher", "negated"),
        ("Es gebe keinen Damm", "negated"),
        ("Der Damm, der nicht hoch sei, sei sicher", "affirmed"),
    ],
)
def test_polarity_is_that_of_the_main_clause(quote: str, polarity: str) -> None:
    assert claim_of(f"{quote}, sagte Ada Muster.").claim.polarity == polarity


@pytest.mark.parametrize(
    ("quote", "tense"),
    [
        ("Der Damm sei sicher", "present"),
        ("Der Damm habe gehalten", "past"),
        ("Der Damm sei im Mai gebaut worden", "past"),
        ("Der Damm war hoch", "past"),
        ("Der Damm werde bald brechen", "future"),
        ("Der Damm werde gerade erhöht", "present"),
    ],
)
def test_tense_is_that_of_what_is_claimed(quote: str, tense: str) -> None:
    assert claim_of(f"{quote}, sagte Ada Muster.").claim.tense == tense


def test_rules_know_no_confidence_and_say_which_rule_it_was() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster.").claim
    assert claim.confidence is None
    assert "sagte" in claim.explanation
