"""Reports that run on over several sentences."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claims_of


def test_sentences_in_konjunktiv_have_the_speaker_before_them() -> None:
    first, second, third = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Man habe ihn geprüft. Es gehe niemand ein Risiko ein."
    )
    assert second.claim.type == third.claim.type == "IndirectFreeIndirect"
    assert second.quote == "Man habe ihn geprüft."
    assert second.claim.speaker == third.claim.speaker == first.claim.speaker
    assert third.claim.speaker_entity == "Ada Muster"


def test_a_sentence_in_the_indicative_ends_the_report() -> None:
    assert len(claims_of("Der Damm sei sicher, sagte Ada Muster. Er wurde im Mai gebaut.")) == 1


def test_a_sentence_about_the_speaker_can_begin_a_report() -> None:
    (claim,) = claims_of("Die Landrätin Ada Muster bat um Geduld. Man habe den Damm geprüft.")
    assert claim.quote == "Man habe den Damm geprüft."
    assert claim.speaker == "Die Landrätin Ada Muster"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Muster kam zu Fuß. Sei es aus Not, sei es aus Spaß.",
        "Ada Muster kam zu Fuß. Der Bus fährt, es sei denn, es schneit.",
        "Der Damm sei sicher, sagte Ada Muster. Ich habe ihn gesehen.",
        "Ada Muster kam zu Fuß. Das könnte teuer werden.",
    ],
)
def test_other_uses_of_the_konjunktiv_begin_no_report(text: str) -> None:
    assert all(claim.claim.type != "IndirectFreeIndirect" for claim in claims_of(text))


def test_a_frame_of_its_own_claims_the_sentence_before() -> None:
    (claim,) = claims_of("Der Damm wird im Mai erhöht. Das teilte die Behörde am Montag mit.")
    assert claim.quote == "Der Damm wird im Mai erhöht"
    assert claim.frame == "Das teilte die Behörde am Montag mit"
    assert claim.speaker == "die Behörde"


def test_a_frame_of_its_own_behind_hearsay_leaves_it_hearsay() -> None:
    (claim,) = claims_of("Der Wärter soll den Damm geöffnet haben. Das berichtete der Anzeiger.")
    assert claim.claim.certainty == "unknown"
    assert claim.speaker == "der Anzeiger"


def test_a_frame_of_its_own_that_denies_knowledge_claims_nothing() -> None:
    assert claims_of("Der Damm wird im Mai erhöht. Das sagte die Behörde aber nicht.") == []
