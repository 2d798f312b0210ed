"""Sources named by a preposition."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        ("Laut der Polizei ist der Damm sicher.", "ist der Damm sicher", "der Polizei", "Laut"),
        ("Der Damm ist laut Polizei sicher.", "Der Damm ist | sicher", "Polizei", "laut"),
        ("Der Polizei zufolge ist der Damm sicher.", "ist der Damm sicher", "Der Polizei", "zufolge"),
        (
            "Nach Angaben der Polizei ist der Damm sicher.",
            "ist der Damm sicher",
            "Angaben der Polizei",
            "Nach",
        ),
        ("Nach Polizeiangaben ist der Damm sicher.", "ist der Damm sicher", "Polizeiangaben", "Nach"),
        ("Ihrer Ansicht nach ist der Damm sicher.", "ist der Damm sicher", "Ihrer Ansicht", "nach"),
    ],
)
def test_a_source_in_front_or_in_the_middle(text: str, quote: str, speaker: str, cue: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.speaker, claim.cue) == (quote, speaker, cue)
    assert claim.claim.type == "Indirect"


def test_the_noun_of_saying_is_not_the_entity() -> None:
    assert (
        claim_of("Nach Angaben der Hafenverwaltung ruht der Bau.").claim.speaker_entity == "Hafenverwaltung"
    )


def test_an_estimate_is_probable() -> None:
    claim = claim_of("Nach Einschätzung der Polizei ist der Damm sicher.")
    assert claim.claim.certainty == "probable"
    assert claim.hedge == "Einschätzung"


def test_a_source_in_a_relative_clause_claims_that_clause_alone() -> None:
    claim = claim_of("Der Damm, der laut Polizei seit Mai steht, ist hoch.")
    assert claim.quote == "der | seit Mai steht"


def test_demnach_goes_back_to_the_source_before_it() -> None:
    _, second = claims_of("Laut einem Bericht bricht der Damm. Demnach ist das Ufer weich.")
    assert second.quote == "ist das Ufer weich"
    assert second.speaker == "einem Bericht"


@pytest.mark.parametrize(
    "text",
    [
        "Die Musik war laut und schlecht.",
        "Nach dem Regen war der Damm nass.",
        "Sie fuhren nach Norden an den Damm.",
        "Demnach ist das Ufer weich.",
    ],
)
def test_the_same_words_without_a_source_are_no_claims(text: str) -> None:
    assert claims_of(text) == []
