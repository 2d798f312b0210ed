"""The mood of a clause: by its form, and by its context where the form has two readings."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import clause_of, tagged


def mood(sentence: str, verb: str) -> str | None:
    return clause_of(sentence, verb).mood


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Er sei/VAFIN krank/ADJD .", "sei"),
        ("Die Züge seien/VAFIN voll/ADJD .", "seien"),
        ("Die Stadt habe/VAFIN kein Geld .", "habe"),
        ("Die Brücke werde/VAFIN gebaut/VVPP .", "werde"),
        ("Man müsse/VMFIN warten/VVINF .", "müsse"),
        ("Sie sagt/VVFIN , die Lage verbessere/VVFIN sich .", "verbessere"),
        ("Sie sagt/VVFIN , das Haus koste/VVFIN viel .", "koste"),
        ("Sie sagt/VVFIN , der Betrieb arbeite/VVFIN gut .", "arbeite"),
        ("Sie sagt/VVFIN , er halte/VVFIN das für falsch/ADJD .", "halte"),
        ("Sie sagt/VVFIN , dass er nichts wisse/VVFIN .", "wisse"),
        ("Habe/VAFIN der Minister gelogen/VVPP ?", "Habe"),
        ("Sie sagt/VVFIN , er habe/VAFIN gesagt/VVPP , ich solle/VMFIN gehen/VVINF .", "solle"),
    ],
)
def test_the_first_konjunktiv_is_told_by_its_form(sentence: str, verb: str) -> None:
    assert mood(sentence, verb) == "konjunktiv1"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Er wäre/VAFIN gern Arzt .", "wäre"),
        ("Ich hätte/VAFIN das nicht gedacht/VVPP .", "hätte"),
        ("Die Preise könnten/VMFIN steigen/VVINF .", "könnten"),
        ("Das ginge/VVFIN zu weit .", "ginge"),
        ("Dann gäben/VVFIN sie nach/PTKVZ .", "gäben"),
        ("Sie möchte/VMFIN gehen/VVINF .", "möchte"),
    ],
)
def test_the_second_konjunktiv_is_told_by_its_vowel(sentence: str, verb: str) -> None:
    found = clause_of(sentence, verb)
    assert (found.mood, found.is_mood_certain) == ("konjunktiv2", True)
    assert found.is_konjunktiv


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        pytest.param("Ich habe/VAFIN Zeit .", "habe", id="ich before it"),
        pytest.param("Gestern habe/VAFIN ich gewartet/VVPP .", "habe", id="ich behind it"),
        pytest.param("Ich kam/VVFIN und/KON habe/VAFIN gewartet/VVPP .", "habe", id="ich before und"),
        pytest.param(
            "Ich war/VAFIN dort , habe/VAFIN ihn aber nie gesehen/VVPP .", "habe", id="ich before a comma"
        ),
        pytest.param(
            "Er weiß/VVFIN , dass ich störe/VVFIN und/KON Ärger bringe/VVFIN .", "bringe", id="dass ich … und"
        ),
        pytest.param("Habe/VAFIN lange gewartet/VVPP .", "Habe", id="no subject at all"),
    ],
)
def test_the_first_person_is_no_konjunktiv(sentence: str, verb: str) -> None:
    assert mood(sentence, verb) == "indicative"


def test_ich_in_another_clause_says_nothing() -> None:
    assert mood("Er sagt/VVFIN , dass ich bleibe/VVFIN , weil er komme/VVFIN .", "komme") == "konjunktiv1"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        pytest.param("Sie sagte/VVFIN , die Ärzte fehlten/VVFIN überall .", "fehlten", id="behind a frame"),
        pytest.param("Die Ärzte fehlten/VVFIN überall , sagte/VVFIN sie .", "fehlten", id="before a frame"),
        pytest.param(
            "Die Leute gingen/VVFIN weg/PTKVZ , teilte/VVFIN sie mit/PTKVZ .", "gingen", id="a strong verb"
        ),
        pytest.param(
            "Die Leute seien/VAFIN müde/ADJD und/KON blieben/VVFIN fort/PTKVZ .", "blieben", id="behind und"
        ),
        pytest.param(
            "Die Leute blieben/VVFIN fort/PTKVZ und/KON seien/VAFIN müde/ADJD .", "blieben", id="before und"
        ),
        pytest.param(
            "Sie sagt/VVFIN , dass er komme/VVFIN und/KON alle gingen/VVFIN .", "gingen", id="dass … und"
        ),
        pytest.param(
            "Die Lage sei/VAFIN ernst/ADJD , weil Ärzte fehlten/VVFIN .", "fehlten", id="below a Konjunktiv"
        ),
        pytest.param("Wenn Ärzte fehlten/VVFIN , wäre/VAFIN das schlimm/ADJD .", "fehlten", id="a condition"),
        pytest.param(
            "Wenn sie fehlte/VVFIN , wäre/VAFIN das schlimm/ADJD .",
            "fehlte",
            id="a condition in the singular",
        ),
        pytest.param(
            "Fehlten/VVFIN Ärzte , wäre/VAFIN das schlimm/ADJD .", "Fehlten", id="a condition without wenn"
        ),
        pytest.param(
            "Wenn er käme/VVFIN , blieben/VVFIN sie .", "blieben", id="what follows from a condition"
        ),
        pytest.param("Sie tun/VVFIN , als/KOUS ob/KOUS sie schliefen/VVFIN .", "schliefen", id="als ob"),
        pytest.param("Man sollte/VMFIN mehr lesen/VVINF .", "sollte", id="what should be"),
        pytest.param("Wenn es regnen/VVINF sollte/VMFIN , bleiben/VVFIN wir .", "sollte", id="what may be"),
        pytest.param(
            "Sollte/VMFIN es regnen/VVINF , bleiben/VVFIN wir .", "Sollte", id="what may be, without wenn"
        ),
        pytest.param("Er drohte/VVFIN , sollte/VMFIN sie kommen/VVINF .", "sollte", id="the same at the end"),
    ],
)
def test_forms_that_look_like_the_preterite_are_konjunktiv_where_the_context_asks_for_it(
    sentence: str, verb: str
) -> None:
    found = clause_of(sentence, verb)
    assert (found.mood, found.is_mood_certain) == ("konjunktiv2", False)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        pytest.param("Die Leute gingen/VVFIN nach Hause .", "gingen", id="no context"),
        pytest.param("Er lachte/VVFIN , die Leute gingen/VVFIN .", "gingen", id="no verb of reporting"),
        pytest.param("Sie sagten/VVFIN , er sei/VAFIN krank/ADJD .", "sagten", id="the frame itself"),
        pytest.param(
            "Die Ärzte lachten/VVFIN , forderten/VVFIN aber mehr Geld .", "lachten", id="a contrast, no frame"
        ),
        pytest.param("Er sagte/VVFIN , dass Ärzte fehlten/VVFIN .", "fehlten", id="dass alone"),
        pytest.param("„ Wir warteten/VVFIN lange “ , sagte/VVFIN sie .", "warteten", id="direct speech"),
        pytest.param(
            "Er sei/VAFIN froh/ADJD gewesen/VAPP , als/KOUS sie kamen/VVFIN .", "kamen", id="when it happened"
        ),
        pytest.param(
            "Sie lachte/VVFIN , sagte/VVFIN er .", "lachte", id="the singular has a form of its own"
        ),
        pytest.param("Wenn er kam/VVFIN , lachten/VVFIN alle .", "lachten", id="a condition in the past"),
        pytest.param("Der Bau sollte/VMFIN 1914 beginnen/VVINF .", "sollte", id="a plan of the past"),
        pytest.param(
            "Ursprünglich sollte/VMFIN der Flug zwei Tage dauern/VVINF .", "sollte", id="originally"
        ),
        pytest.param("Sie wollten/VMFIN gehen/VVINF .", "wollten", id="a will of the past"),
    ],
)
def test_they_are_indicative_elsewhere(sentence: str, verb: str) -> None:
    assert mood(sentence, verb) == "indicative"


def test_sollte_is_konjunktiv_unless_a_word_says_that_it_was_once_meant_to_be() -> None:
    assert mood("Es sollte/VMFIN nach Kiel fahren/VVINF .", "sollte") == "konjunktiv2"
    assert mood("Es sollte/VMFIN zunächst nach Kiel fahren/VVINF .", "sollte") == "indicative"


@pytest.mark.parametrize(
    "sentence",
    ["Er sei/ADV krank/ADJD .", "Man müsse/VVINF warten/VVINF .", "Das wäre/ADJA gut/ADJD ."],
)
def test_an_unmistakable_form_is_finite_whatever_its_tag(sentence: str) -> None:
    (found,) = find_clauses(tagged(sentence))
    assert found.is_konjunktiv


def test_a_noun_is_no_verb() -> None:
    (found,) = find_clauses(tagged("Die Würde des Menschen ist/VAFIN unantastbar/ADJD ."))
    assert found.mood == "indicative"


@pytest.mark.parametrize(
    "sentence",
    ["Geh/VVIMP nach Hause !", "Kein Geld für Schulen", "Der Plan , das Haus zu/PTKZU bauen/VVINF"],
)
def test_clauses_without_an_indicative_or_konjunktiv_have_no_mood(sentence: str) -> None:
    assert [clause.mood for clause in find_clauses(tagged(sentence))] == [None] * len(
        find_clauses(tagged(sentence))
    )
