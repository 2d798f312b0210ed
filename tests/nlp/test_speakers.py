from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Ada Muster", "named"),
        ("die Landrätin", "office"),
        ("die Forscher", "group"),
        ("die Polizei", "office"),
        ("ein Sprecher der Polizei", "office"),
        ("ein Augenzeuge", "anonymous"),
        ("zwei Diplomaten", "anonymous"),
        ("die Anwohner", "group"),
        ("die Buchhalterin des Vereins", "office"),
        ("das Bündnis", "group"),
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


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Ministerin Ada Muster kam nach Ulm.\nDer Deich sei hoch, sagte die Ministerin.", "Ada Muster"),
        ("Kultusministerin Ada Muster kam.\nDer Deich sei hoch, sagte die Ministerin.", "Ada Muster"),
        ("Ada Muster (SPD) kam nach Ulm.\nDer Deich sei hoch, sagte die SPD-Politikerin.", "Ada Muster"),
        (
            "Ada Muster (46) kam nach Ulm.\nBerta Probe auch.\nDas sei gut, sagte die 46-Jährige.",
            "Ada Muster",
        ),
        ("Berta Probe sagte, der Damm sei alt. Die Forscherin sagte, er breche.", "Berta Probe"),
        ("Ada Muster und Hans Beispiel sagten, der Damm sei alt.", None),
        ("Ministerin Ada von der Mühle kam nach Ulm. Von der Mühle sagte, er sei alt.", "Ada von der Mühle"),
        ("Landrätin warnt vor Flut.\nDer Damm sei alt, sagte Landrätin Ada Muster.", "Ada Muster"),
        ("Ada Muster traf Hans Beispiel.\nDer Deich sei hoch, sagte er.", "Hans Beispiel"),
        ("Ada Muster sagte, der Deich sei hoch.\nDer Damm sei sicher, sagte die 46-Jährige.", "Ada Muster"),
        ("Ada Muster sagte, der Deich sei hoch.\nIhrer Ansicht nach ist der Damm sicher.", "Ada Muster"),
        ("Nach Ansicht der Geologin Ada Muster ist der Damm sicher.", "Ada Muster"),
        ("Ada Muster, die den Bau leitet, sagte, der Damm sei sicher.", "Ada Muster"),
        ("Der Damm sei sicher, schreibt die Zeitung „Hafenblick“.", "Hafenblick"),
        ("Der Anwalt von Ada Muster sagte, der Damm sei sicher.", None),
        ("Nach Angaben der Behörde ist der Damm sicher.", None),
        ("In einer Mitteilung heißt es, der Damm sei sicher.", None),
        ("Ein Augenzeuge sagte, der Damm sei gebrochen.", None),
        (
            "Direktor Hans Beispiel kam. Ein Angehöriger sah zu.\nDas sei gut, sagte der Mann.",
            None,
        ),
        ("Direktor Hans Beispiel kam. Ein Zeuge sah zu. Er sagte, der Damm sei sicher.", None),
        ("Direktor Hans Beispiel kam. Eine Zeugin sah zu. Er sagte, es sei gut.", "Hans Beispiel"),
        ("Direktor Hans Beispiel kam. Das sei gut, sagte der Mann.", None),
        ("Die Ökologin Ada Muster kam. Die Norwegerin sagte, es sei gut.", "Ada Muster"),
        ("Die Ökologin Ada Muster kam. Die Norweger sagten, es sei gut.", None),
        ("Minister Hans Beispiel traf Minister Karl Probe. Der Minister sagte, es sei gut.", None),
        ("Minister Hans Beispiel kam. Die Minister sagten, es sei gut.", None),
        ("Der Autor Hans Beispiel kam. Nach Angaben der Autoren ist es gut.", None),
        ("Der Landrat von Ulm, Hans Beispiel, kam. Der Landrat sagte, es sei gut.", "Hans Beispiel"),
        ("Hans Beispiel, Landrat von Ulm, kam. Der Landrat sagte, es sei gut.", "Hans Beispiel"),
    ],
)
def test_whom_a_speaker_means(text: str, entity: str | None) -> None:
    assert claims_of(text)[-1].claim.speaker_entity == entity


def test_a_speaker_does_not_end_with_a_preposition() -> None:
    claim = claim_of("Wie das Bundesamt am Dienstag mitteilte, ist die Zahl der Fälle gestiegen.")
    assert claim.speaker == "das Bundesamt"
