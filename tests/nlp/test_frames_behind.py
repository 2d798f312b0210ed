"""Indirect speech with its frame behind it, or within it."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


def test_a_clause_before_sagte_x() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster.")
    assert claim.claim.type == "Indirect"
    assert claim.quote == "Der Damm sei sicher"
    assert claim.frame == ", sagte Ada Muster"
    assert claim.claim.explanation == "clause before ', sagte X', Konjunktiv"


def test_a_clause_in_the_indicative_before_sagte_x() -> None:
    claim = claim_of("Der Damm ist sicher, sagte Ada Muster.")
    assert claim.quote == "Der Damm ist sicher"
    assert claim.claim.explanation == "clause before ', sagte X'"


def test_a_separated_verb_is_one_cue_in_two_parts() -> None:
    claim = claim_of("Der Damm sei sicher, teilte die Behörde am Montag mit.")
    assert claim.cue == "teilte | mit"
    assert claim.speaker == "die Behörde"


def test_the_speaker_keeps_its_apposition_and_leaves_its_relative_clause() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster, Leiterin der Behörde, die seit Mai im Amt ist.")
    assert claim.speaker == "Ada Muster, Leiterin der Behörde"
    assert claim.quote == "Der Damm sei sicher"
    assert claim.frame.endswith("im Amt ist")


def test_a_frame_in_the_middle_leaves_a_quote_in_two_parts() -> None:
    claim = claim_of("Man habe, sagte Ada Muster, alle Dämme geprüft.")
    assert claim.quote == "Man habe | alle Dämme geprüft"


def test_the_addressee_stands_before_the_speaker() -> None:
    claim = claim_of("Der Damm sei sicher, sagte der Zeitung ein Sprecher.")
    assert claim.speaker == "ein Sprecher"
    assert claim.addressee == "der Zeitung"


def test_wie_x_mitteilte_is_a_frame_behind_and_in_front() -> None:
    behind = claim_of("Der Damm ist sicher, wie die Behörde mitteilte.")
    assert behind.quote == "Der Damm ist sicher"
    assert behind.speaker == "die Behörde"
    in_front = claim_of("Wie die Behörde mitteilte, ist der Damm sicher.")
    assert in_front.quote == "ist der Damm sicher"
    assert in_front.speaker == "die Behörde"


@pytest.mark.parametrize(
    "text",
    [
        "Als sie ankam, sagte sie guten Tag.",
        "Ada Muster, Leiterin der Behörde, forderte mehr Geld.",
        "Die Behörde, die am Ufer steht, meldete einen Schaden.",
        "Wann der Damm bricht, sagte sie nicht.",
        "Er kam aus dem Haus, rief seinen Hund und ging.",
    ],
)
def test_a_verb_behind_a_comma_is_not_always_a_frame(text: str) -> None:
    assert claims_of(text) == []
