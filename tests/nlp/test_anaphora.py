"""Frames in a sentence of their own behind the claim."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("frame", "speaker", "cue"),
    [
        ("Das teilte die Behörde am Montag mit", "die Behörde", "teilte | mit"),
        ("Dies hat ein Sprecher bestätigt", "ein Sprecher", "hat | bestätigt"),
        ("Das geht aus einem Bericht der Stadt hervor", "einem Bericht der Stadt", "geht | hervor"),
        ("Darauf wies die Behörde hin", "die Behörde", "wies | hin"),
        ("Zu diesem Ergebnis kommt eine Studie", "eine Studie", "Ergebnis kommt"),
        ("Diese Entscheidung gab die Behörde bekannt", "die Behörde", "Entscheidung gab | bekannt"),
        ("So heißt es in einem Bericht der Stadt", "einem Bericht der Stadt", "heißt es"),
    ],
)
def test_the_sentence_before_is_the_claim(frame: str, speaker: str, cue: str) -> None:
    claim = claim_of(f"Der Damm am Ufer ist alt. {frame}.")
    assert claim.quote == "Der Damm am Ufer ist alt"
    assert (claim.frame, claim.speaker, claim.cue) == (frame, speaker, cue)


def test_a_relative_clause_behind_the_verb_is_no_part_of_the_frame() -> None:
    claim = claim_of("Der Damm ist alt. Das geht aus einem Bericht hervor, der am Montag erschien.")
    assert claim.frame == "Das geht aus einem Bericht hervor"


def test_two_sentences_that_hang_together_at_the_beginning_of_a_paragraph_are_one_claim() -> None:
    claim = claim_of("Der Damm ist alt. Er soll im Mai geöffnet werden. Das gab die Behörde bekannt.")
    assert claim.quote == "Der Damm ist alt. Er soll im Mai geöffnet werden"


def test_a_dateline_is_no_part_of_what_is_claimed() -> None:
    claim = claim_of("Streit\n\nOldenburg. Die Stadt will den Damm erhöhen. Das teilte die Behörde mit.")
    assert claim.quote == "Die Stadt will den Damm erhöhen"


def test_what_one_speaker_said_another_one_confirms() -> None:
    first, second = claims_of("Laut Anzeiger ist der Damm alt. Das bestätigte die Behörde.")
    assert first.speaker == "Anzeiger"
    assert (second.quote, second.speaker) == ("ist der Damm alt", "die Behörde")


def test_what_is_denied_is_negated() -> None:
    claim = claim_of("Der Damm ist alt. Das dementierte die Behörde.")
    assert claim.claim.polarity == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm ist alt. Das teilte die Behörde nicht mit.",
        "Der Damm ist alt. Das bedauerte die Behörde.",
        "Der Damm ist alt. Darauf beschloss der Rat den Bau.",
        "Der Damm ist alt. Das Amt erlitt einen Schaden.",
    ],
)
def test_other_sentences_with_das_are_no_frames(text: str) -> None:
    assert claims_of(text) == []


def test_a_frame_behind_a_frame_is_about_the_same_claim() -> None:
    first, second = claims_of(
        "Der Damm am Ufer ist alt. Das teilte die Stadt mit. Das bestätigte die Behörde."
    )
    assert first.quote == second.quote == "Der Damm am Ufer ist alt"


def test_the_place_that_an_article_begins_with_is_no_part_of_the_claim() -> None:
    text = "Der Hafen wächst\n\nNeustadt. Die Hafenstadt baut den Damm aus. Das kündigte Ada Muster an."
    assert claim_of(text).quote == "Die Hafenstadt baut den Damm aus"
