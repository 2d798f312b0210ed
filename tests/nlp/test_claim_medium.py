"""Spoken, written or thought: by the cue, the frame and the speaker."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claims_of


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Der Damm sei alt, sagte Ada Muster.", "Speech"),
        ("Der Damm sei alt, schrieb Ada Muster.", "Writing"),
        ("Ada Muster befürchtet, dass der Damm bricht.", "ST"),
        ("Der Damm sei alt, erklärte Ada Muster.", "Speech"),
        ("Der Damm sei alt, erklärte Ada Muster in einem Brief.", "Writing"),
        ("Der Damm sei alt, teilte Ada Muster schriftlich mit.", "Writing"),
        ("Die Stadt teilte mit, dass der Damm alt sei.", "SW"),
        ("Die Stadt erklärte auf einer Pressekonferenz, dass der Damm alt sei.", "Speech"),
        ("Der Minister kündigte an, den Damm zu erhöhen.", "Speech"),
        ("Die „Neue Uferzeitung“ berichtete, dass der Damm alt sei.", "Writing"),
        ("Der Fernsehsender berichtete, dass der Damm alt sei.", "SW"),
        ("Laut dem Gutachten ist der Damm alt.", "Writing"),
        ("Ein Sprecher der Zeitung erklärte, der Damm sei alt.", "Speech"),
    ],
)
def test_who_says_it_and_how_tells_the_medium(text: str, medium: str) -> None:
    assert claims_of(text)[0].claim.medium == medium


def test_what_goes_on_has_the_medium_of_what_it_goes_on() -> None:
    first, more = claims_of("Der Damm sei alt, erklärte Ada Muster in einem Brief. Er werde bald brechen.")
    assert more.claim.medium == first.claim.medium == "Writing"
