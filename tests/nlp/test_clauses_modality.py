"""What a modal verb, or one like it, makes of a clause."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import tagged


def modality(sentence: str) -> tuple[str | None, str | None]:
    """The modality of the last clause and the word that carries it."""
    words = tagged(sentence)
    found = find_clauses(words)[-1]
    return found.modality, None if found.modal is None else words.exact[found.modal]


@pytest.mark.parametrize(
    ("sentence", "expected", "word"),
    [
        ("Er kann/VMFIN schwimmen/VVINF .", "ability", "kann"),
        ("Er könne/VMFIN schwimmen/VVINF .", "ability", "könne"),
        ("Das lässt/VVFIN sich ändern/VVINF .", "ability", "lässt"),
        ("Das ist/VAFIN nicht zu/PTKZU ändern/VVINF .", "ability", "ist"),
        ("Schüsse waren/VAFIN zu/PTKZU hören/VVINF .", "ability", "waren"),
        ("Er wird/VAFIN kommen/VVINF können/VMINF .", "ability", "können"),
        ("Er muss/VMFIN gehen/VVINF .", "obligation", "muss"),
        ("Die Stadt müsste/VMFIN handeln/VVINF .", "obligation", "müsste"),
        ("Er hätte/VAFIN kommen/VVINF müssen/VMINF .", "obligation", "müssen"),
        ("Man sollte/VMFIN mehr lesen/VVINF .", "obligation", "sollte"),
        ("Du sollst/VMFIN nicht lügen/VVINF .", "obligation", "sollst"),
        ("Die Stadt hat/VAFIN Steuern zu/PTKZU zahlen/VVINF .", "obligation", "hat"),
        ("Die Steuer ist/VAFIN zu/PTKZU zahlen/VVINF .", "obligation", "ist"),
        ("Er braucht/VVFIN nicht zu/PTKZU kommen/VVINF .", "obligation", "braucht"),
        ("Er darf/VMFIN gehen/VVINF .", "permission", "darf"),
        ("Er dürfe/VMFIN nicht gehen/VVINF .", "permission", "dürfe"),
        ("Sie sagte/VVFIN , die Leute dürften/VMFIN nicht gehen/VVINF .", "permission", "dürften"),
        ("Er will/VMFIN gehen/VVINF .", "volition", "will"),
        ("Er möchte/VMFIN gehen/VVINF .", "volition", "möchte"),
        ("Möge/VMFIN er gewinnen/VVINF !", "volition", "Möge"),
        ("Die Firma will/VMFIN das bis 2030 erreicht/VVPP haben/VAINF .", "volition", "will"),
        ("Die Brücke soll/VMFIN gebaut/VVPP werden/VAINF .", "intention", "soll"),
        ("Der Bau sollte/VMFIN 1914 beginnen/VVINF .", "intention", "sollte"),
        ("Die Schule soll/VMFIN laut Zeitplan fertig/ADJD sein/VAINF .", "intention", "soll"),
        ("Die Brücke soll/VMFIN laut Stadt gebaut/VVPP werden/VAINF .", "intention", "soll"),
        ("Er soll/VMFIN laut Verein ab Mai hier spielen/VVINF .", "intention", "soll"),
        ("Er soll/VMFIN laut Zeugen in Kiel leben/VVINF .", "evidential", "soll"),
        ("Er soll/VMFIN gelogen/VVPP haben/VAINF .", "evidential", "soll"),
        ("Es hieß/VVFIN , damals sollte/VMFIN er gelogen/VVPP haben/VAINF .", "evidential", "sollte"),
        ("Er solle/VMFIN gelogen/VVPP haben/VAINF .", "evidential", "solle"),
        ("Zwei Männer sollen/VMFIN getötet/VVPP worden/VAPP sein/VAINF .", "evidential", "sollen"),
        ("Die Firma soll/VMFIN laut Zeugen pleite/ADJD sein/VAINF .", "evidential", "soll"),
        ("Er soll/VMFIN sich im Ausland aufhalten/VVINF .", "evidential", "soll"),
        ("Bis zu 60 Leute sollen/VMFIN gefehlt/VVPP haben/VAINF .", "evidential", "sollen"),
        ("Der Schaden soll/VMFIN eine Million betragen/VVINF .", "evidential", "soll"),
        ("Sie soll/VMFIN in Kiel wohnen/VVINF .", "evidential", "soll"),
        ("Dort sollen/VMFIN später Familien wohnen/VVINF .", "intention", "sollen"),
        ("Der Verein soll/VMFIN bereits mit ihm verhandeln/VVINF .", "evidential", "soll"),
        ("Die Zeitung soll/VMFIN im Herbst berichten/VVINF .", "intention", "soll"),
        ("Die Frau soll/VMFIN schwer krank/ADJD sein/VAINF .", "evidential", "soll"),
        ("Die Akten sollen/VMFIN lückenhaft/ADJD sein/VAINF .", "evidential", "sollen"),
        ("Die Beute soll/VMFIN einen Wert von tausend Euro haben/VAINF .", "evidential", "soll"),
        ("Sie soll/VMFIN im Gespräch sein/VAINF .", "evidential", "soll"),
        ("Er soll/VMFIN kurz vor dem Wechsel stehen/VVINF .", "evidential", "soll"),
        ("Sie sollen/VMFIN sich verschworen/VVINF haben/VAINF .", "evidential", "sollen"),
        ("Die Zahl soll/VMFIN hundert betragen/VVPP .", "evidential", "soll"),
        ("Das Motiv soll/VMFIN Neid sein/VAINF .", "evidential", "soll"),
        ("Der Park soll/VMFIN ein Ort der Ruhe sein/VAINF .", "intention", "soll"),
        ("Der Zeuge will/VMFIN ihn gesehen/VVPP haben/VAINF .", "evidential", "will"),
        ("Die Preise dürften/VMFIN steigen/VVINF .", "epistemic", "dürften"),
        ("Es könnte/VMFIN regnen/VVINF .", "epistemic", "könnte"),
        ("Das müsste/VMFIN reichen/VVINF .", "epistemic", "müsste"),
        ("Er muss/VMFIN gelogen/VVPP haben/VAINF .", "epistemic", "muss"),
        ("Er kann/VMFIN nicht gelogen/VVPP haben/VAINF .", "epistemic", "kann"),
        ("Das mag/VMFIN stimmen/VVINF .", "epistemic", "mag"),
        ("Er wird/VAFIN wohl kommen/VVINF .", "epistemic", "wird"),
        ("Er wird/VAFIN gelogen/VVPP haben/VAINF .", "epistemic", "wird"),
        ("Er scheint/VVFIN zu/PTKZU schlafen/VVINF .", "epistemic", "scheint"),
        ("Die Brücke droht/VVFIN einzustürzen/VVIZU .", "epistemic", "droht"),
        ("Wenn es regnen/VVINF sollte/VMFIN .", "epistemic", "sollte"),
    ],
)
def test_modals_have_their_sense_from_mood_and_infinitive(sentence: str, expected: str, word: str) -> None:
    assert modality(sentence) == (expected, word)


@pytest.mark.parametrize(
    "sentence",
    [
        "Er kommt/VVFIN .",
        "Er wird/VAFIN kommen/VVINF .",
        "Er hat/VAFIN Zeit zu/PTKZU lesen/VVINF .",
        "Er hat/VAFIN versucht/VVPP zu/PTKZU fliehen/VVINF .",
        "Er mag/VMFIN Kinder .",
        "Er braucht/VVFIN Geld .",
        "Er droht/VVFIN , das Dorf zu/PTKZU zerstören/VVINF .",
        "Er lässt/VVFIN das Haus bauen/VVINF .",
    ],
)
def test_other_clauses_have_none(sentence: str) -> None:
    assert modality(sentence) == (None, None)
