from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    "quotation",
    [
        "„Der Damm hält“",
        '"Der Damm hält"',
        "“Der Damm hält”",
        "»Der Damm hält«",
        "«Der Damm hält»",
        "‚Der Damm hält‘",
    ],
)
def test_a_quotation_before_its_frame(quotation: str) -> None:
    claim = claim_of(f"{quotation}, sagte die Landrätin Ada Muster am Montag.")
    assert claim.claim.type == "Direct"
    assert claim.quote == quotation
    assert claim.speaker == "die Landrätin Ada Muster"
    assert claim.cue == "sagte"
    assert claim.frame == ", sagte die Landrätin Ada Muster am Montag"
    assert claim.claim.speaker_entity == "Ada Muster"
    assert claim.claim.speaker_kind == "named"


def test_a_quotation_behind_its_frame() -> None:
    claim = claim_of("Ada Muster sagte am Montag: „Der Damm hält noch lange.“")
    assert claim.claim.type == "Direct"
    assert claim.quote == "„Der Damm hält noch lange.“"
    assert claim.speaker == "Ada Muster"
    assert claim.frame == "Ada Muster sagte am Montag:"


def test_a_quotation_around_its_frame_is_one_claim_in_two_parts() -> None:
    claim = claim_of("„Der Damm“, sagte Ada Muster, „hält noch lange.“")
    assert claim.quote == "„Der Damm“ | „hält noch lange.“"
    assert claim.frame == ", sagte Ada Muster,"


def test_a_quotation_of_several_sentences_is_one_claim() -> None:
    claim = claim_of("„Der Damm hält. Er ist hoch“, sagte Ada Muster.")
    assert claim.quote == "„Der Damm hält. Er ist hoch“"


def test_a_quotation_that_goes_on_has_the_speaker_before_it() -> None:
    first, second = claims_of("„Der Damm hält“, sagte Ada Muster. „Er ist hoch und fest gebaut.“")
    assert second.claim.type == "Direct"
    assert second.speaker == "Ada Muster"
    assert second.frame == ""
    assert second.claim.speaker_entity == first.claim.speaker_entity == "Ada Muster"


def test_so_and_a_name_frame_a_quotation() -> None:
    claim = claim_of("„Der Damm hält“, so Ada Muster.")
    assert claim.cue == "so"
    assert claim.speaker == "Ada Muster"


def test_a_document_says_in_writing() -> None:
    claim = claim_of("„Der Damm hält noch lange“, heißt es in dem Gutachten.")
    assert claim.cue == "heißt es"
    assert claim.speaker == "dem Gutachten"
    assert claim.claim.medium == "Writing"
    assert claim.claim.speaker_kind == "document"


def test_a_sentence_of_its_own_can_introduce_a_quotation() -> None:
    claim = claim_of("Ada Muster war zufrieden: „Der Damm hält noch lange.“")
    assert claim.quote == "„Der Damm hält noch lange.“"
    assert claim.speaker == "Ada Muster"


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Der lange Damm“ läuft seit Montag im Kino.",
        "Der sogenannte „Damm“ ist ein Hügel.",
        "Am Ufer steht das Gasthaus »Zum alten Damm« und eine Bank.",
        'Das Schiff "Ada" liegt im Hafen.',
    ],
)
def test_titles_and_scare_quotes_are_no_claims(text: str) -> None:
    assert claims_of(text) == []
