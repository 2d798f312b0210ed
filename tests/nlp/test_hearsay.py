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


def test_hearsay_in_a_relative_clause_is_that_clause() -> None:
    claim = claim_of("Gesucht wird ein Wärter, der den Damm geöffnet haben soll.")
    assert claim.quote == "der den Damm geöffnet haben soll"


def test_hearsay_begins_behind_a_colon() -> None:
    claim = claim_of("Ein zweiter Fall wurde bekannt: Der Wärter soll ein Tor geöffnet haben.")
    assert claim.quote == "Der Wärter soll ein Tor geöffnet haben."


def test_a_witness_tells_an_own_story() -> None:
    claim = claim_of("Anwohner wollen am Abend einen Knall gehört haben.")
    assert claim.claim.type == "FreeIndirect"
    assert claim.quote == "Anwohner wollen am Abend einen Knall gehört haben."
    assert claim.speaker == "Anwohner"
    assert claim.claim.medium == "Speech"


@pytest.mark.parametrize(
    "text",
    ["Angeblich hat der Wärter den Damm geöffnet.", "Der Damm ist angeblich hundert Jahre alt."],
)
def test_angeblich_is_hearsay(text: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.claim.certainty) == (text, "unknown")
    assert claim.claim.speaker_kind == "none"


def test_hearsay_behind_the_story_of_a_witness_is_nobodys() -> None:
    _, hearsay = claims_of("Anwohner wollen einen Knall gehört haben. Angeblich brannte es.")
    assert hearsay.speaker == ""


def test_hearsay_behind_indirect_speech_has_its_speaker() -> None:
    _, hearsay, more = claims_of(
        "Laut Polizei ist der Damm offen. Der Wärter soll ihn geöffnet haben. Danach regnete es. "
        "Die Tore sollen beschädigt worden sein."
    )
    assert hearsay.speaker == "Polizei"
    assert hearsay.claim.certainty == "unknown"
    assert more.speaker == ""


@pytest.mark.parametrize(
    "text",
    [
        "Die angeblich alte Münze ist neu.",
        "Wer den Damm geöffnet haben soll, weiß niemand.",
        "Anwohner wollen den Damm erhöhen.",
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


def test_angeblich_in_konjunktiv_is_what_somebody_says() -> None:
    act, rest = claims_of("Ein Gast schilderte es anders. Angeblich sei nur ein Arzt da gewesen.")
    assert rest.claim.type == "IndirectFreeIndirect"
    assert rest.speaker == act.speaker == "Ein Gast"
