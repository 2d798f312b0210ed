from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Ada Muster", "named"),
        ("die Landrätin", "office"),
        ("die Forscher", "group"),
        ("die Polizei", "group"),
        ("ein Sprecher der Polizei", "anonymous"),
        ("mehrere Augenzeugen", "anonymous"),
        ("Regierungskreise", "anonymous"),
        ("die Landkreise", "group"),
    ],
)
def test_the_kind_of_a_speaker(speaker: str, kind: str) -> None:
    assert claim_of(f"Der Damm sei sicher, sagte {speaker}.").claim.speaker_kind == kind


def test_a_surname_means_the_full_name() -> None:
    _, second = claims_of("Der Damm sei sicher, sagte Ada Muster.\nDer Deich sei hoch, sagte Muster später.")
    assert second.speaker == "Muster"
    assert second.claim.speaker_entity == "Ada Muster"


def test_sie_means_the_woman_who_spoke_last() -> None:
    _, second = claims_of("Der Damm sei sicher, sagte Landrätin Ada Muster.\nDer Deich sei hoch, sagte sie.")
    assert second.speaker == "sie"
    assert second.claim.speaker_entity == "Ada Muster"


def test_er_does_not_mean_a_woman() -> None:
    _, second = claims_of("Der Damm sei sicher, sagte Landrätin Ada Muster.\nDer Deich sei hoch, sagte er.")
    assert second.claim.speaker_entity is None


def test_two_candidates_leave_a_pronoun_open() -> None:
    claim = claim_of("Bürgermeister Hans Beispiel traf Minister Karl Probe.\nDer Damm sei sicher, sagte er.")
    assert claim.claim.speaker_entity is None
