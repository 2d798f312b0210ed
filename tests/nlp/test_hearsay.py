"""The evidential sollen."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Der Wärter soll den Damm geöffnet haben.",
        "Der Wärter soll am Abend geflohen sein.",
        "Der Damm soll im Mai beschädigt worden sein.",
        "Die Wärter sollen den Damm geöffnet haben.",
    ],
)
def test_sollen_with_a_perfect_infinitive_is_hearsay(text: str) -> None:
    claim = claim_of(text)
    assert claim.claim.certainty == "unknown"
    assert claim.claim.tense == "past"
    assert claim.hedge in ("soll", "sollen")
    assert claim.quote == text
    assert claim.claim.speaker_kind == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm soll im Mai erhöht werden.",
        "Die Wärter sollen den Damm bewachen.",
        "Das Tor soll nachts geschlossen sein.",
        "Sie sollten den Damm geöffnet haben.",
    ],
)
def test_a_plan_or_a_duty_is_no_hearsay(text: str) -> None:
    assert claims_of(text) == []


def test_hearsay_with_a_source_stays_hearsay() -> None:
    claim = claim_of("Der Wärter soll laut Polizei den Damm geöffnet haben.")
    assert claim.speaker == "Polizei"
    assert claim.claim.certainty == "unknown"
    assert claim.hedge == "soll"
