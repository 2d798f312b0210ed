"""Who speaks in a reporting clause."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claims_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Zeitung sagte Landrätin Ada Muster, der Damm sei sicher.", "Landrätin Ada Muster"),
        ("Der Damm sei sicher, sagte der Zeitung ein Sprecher.", "ein Sprecher"),
        ("Dem Sender sagte Ada Muster, dass der Damm sicher sei.", "Ada Muster"),
        ("Die Anwohner forderte er auf, das Haus zu verlassen.", "er"),
        ("Auf Anfrage hatte der Betreiber erklärt, der Damm sei sicher.", "der Betreiber"),
        ("Die Wache in Bad Beispiel teilte mit, dass der Damm sicher sei.", "Die Wache in Bad Beispiel"),
        (
            "Ada Muster, Leiterin der Wache am Hafen, sagte, der Damm sei sicher.",
            "Ada Muster, Leiterin der Wache am Hafen",
        ),
        (
            "Die Leiterin der Wache, Ada Muster, sagte, der Damm sei sicher.",
            "Die Leiterin der Wache, Ada Muster",
        ),
        ("Ada Muster, die seit Mai im Amt ist, sagte, der Damm sei sicher.", "Ada Muster"),
        ("Die Landrätin trat zurück und erklärte, dass der Damm sicher sei.", "Die Landrätin"),
        ("Auch die Wehr bestätigte den Bruch und kündigte an, den Damm zu sperren.", "die Wehr"),
        ("Von der Opposition wurde gefordert, den Damm zu sperren.", "der Opposition"),
        ("Dem Betreiber wird vorgeworfen, den Damm vernachlässigt zu haben.", ""),
        ("Ulms neuer Trainer Hans Beispiel sagte, der Platz sei nass.", "Ulms neuer Trainer Hans Beispiel"),
        (
            "Einer der Gutachter, Hans Beispiel, sagte, der Damm sei alt.",
            "Einer der Gutachter, Hans Beispiel",
        ),
        ("Von Seiten der Opposition wurde gefordert, den Damm zu sperren.", "der Opposition"),
        (
            "Der Damm sei alt, bestätigte auf Anfrage unserer Redaktion der Leiter der Wache, Karl Probe.",
            "der Leiter der Wache, Karl Probe",
        ),
        ("Der Damm sei alt, sagte der 52-Jährige am Montag.", "der 52-Jährige"),
        ("Ende Januar 2026 verkündete der Deutsche Bund, das Spiel falle aus.", "der Deutsche Bund"),
        ("Damals dachte niemand, dass der Damm brechen könne.", "niemand"),
        (
            "Der Damm sei alt, schreiben die Forscher um die Geologin Ada Muster.",
            "die Forscher um die Geologin Ada Muster",
        ),
        ("Der Damm sei alt, hieß es aus Regierungskreisen in Ulm.", "Regierungskreisen in Ulm"),
        (
            "Der Damm sei alt, sagte ein Feldwebel mit dem Kampfnamen »Dachs«.",
            "ein Feldwebel mit dem Kampfnamen »Dachs«",
        ),
        ("Rektor Tom Kern kam.\nKern warnte die Bürger davor, den Damm zu betreten.", "Kern"),
        ("Rektor Tom Kern kam.\nKern ist überzeugt, dass der Damm hält.", "Kern"),
        ("Die Behörden fordert sie auf, den Damm zu sperren.", "sie"),
        (
            "Außerdem wirft die Bürgerinitiative der Behörde vor, den Damm zu vernachlässigen.",
            "die Bürgerinitiative",
        ),
    ],
)
def test_the_subject_of_the_reporting_verb_speaks(text: str, speaker: str) -> None:
    assert [claim.speaker for claim in claims_of(text)][:1] == [speaker]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Der Damm sei sicher, sagte Ada Muster gegenüber dem Hafenfunk.", "dem Hafenfunk"),
        ("Der Damm sei sicher, sagte Ada Muster im Gespräch mit dem Hafenfunk.", "dem Hafenfunk"),
        ("In einem Interview mit der Inselpost sagte Ada Muster, der Damm sei sicher.", "der Inselpost"),
        ("Vor Journalisten sagte Ada Muster, der Damm sei sicher.", "Journalisten"),
        ("Der Zeitung sagte Ada Muster, der Damm sei sicher.", "Der Zeitung"),
        ("Ada Muster sagte Reportern, der Damm sei sicher.", "Reportern"),
        ("Ada Muster bat die Anwohner, das Haus zu verlassen.", "die Anwohner"),
        ("Die Anwohner wurden aufgefordert, das Haus zu verlassen.", "Die Anwohner"),
        ("Dem Betreiber wird vorgeworfen, den Damm vernachlässigt zu haben.", "Dem Betreiber"),
        ("Die Landrätin appellierte an die Anwohner, das Haus zu verlassen.", "die Anwohner"),
        ("Wie die Leiterin der Wache der Presse mitteilte, sei der Damm sicher.", "der Presse"),
        ("Nach Angaben eines Sprechers gegenüber der Inselpost ist der Damm sicher.", "der Inselpost"),
        ("Ihren Anhängern rief Ada Muster zu, der Streit gehe weiter.", "Ihren Anhängern"),
        ("„Ich fahre hin“, sagte Ada Muster nach der Sitzung der „Inselpost“.", "der „Inselpost“"),
        ("„Ich fahre hin“, sagte Ada Muster nach der Sitzung des Rates.", ""),
        ("Die Landrätin trat dem Eindruck entgegen, der Damm sei unsicher.", ""),
        ("Die Leiterin des Amtes, die gehen muss, sagte der dpa, der Damm sei alt.", "der dpa"),
        ("Auf Anfrage antwortete die Leiterin des Amtes der Zeitung, der Damm sei alt.", "der Zeitung"),
        ("Nicht nur die Stadt, auch der Kreis sagte, der Damm sei alt.", ""),
        ("Die Landrätin sagte zu den Vorwürfen, der Damm sei sicher.", ""),
        ("Die Leiterin der Wache, Ada Muster, sagte, der Damm sei sicher.", ""),
        ("Die Landrätin äußerte sich besorgt und sagte, der Damm sei alt.", ""),
    ],
)
def test_who_is_spoken_to(text: str, addressee: str) -> None:
    assert [claim.addressee for claim in claims_of(text)][:1] == [addressee]


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(
    ("text", "speaker", "addressee"),
    [
        (
            "Der Zeitung sagte Landrätin Ada Muster, der Damm sei sicher.",
            "Landrätin Ada Muster",
            "Der Zeitung",
        ),
        ("Der Damm sei sicher, sagte Ada Muster dem Sender.", "Ada Muster", "dem Sender"),
        (
            "Der für den Hafen zuständige Leiter sagte, der Damm sei alt.",
            "Der für den Hafen zuständige Leiter",
            "",
        ),
        ("Die Leiterin der Wache, Ada Muster, sagte, er sei alt.", "Die Leiterin der Wache, Ada Muster", ""),
        ("Die Landrätin trat zurück und erklärte, dass der Damm sicher sei.", "Die Landrätin", ""),
    ],
)
def test_subjects_without_a_trained_model(text: str, speaker: str, addressee: str) -> None:
    claim = claims_of(text)[0]
    assert (claim.speaker, claim.addressee) == (speaker, addressee)
