"""The tense of a clause is that of its whole predicate."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import tagged


def tense(sentence: str) -> str | None:
    """The tense of the only clause, or of the last one."""
    return find_clauses(tagged(sentence))[-1].tense


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Er ging/VVFIN .", id="Präteritum"),
        pytest.param("Er sagte/VVFIN nichts .", id="Präteritum of a weak verb"),
        pytest.param("Er war/VAFIN krank/ADJD .", id="war"),
        pytest.param("Er hat/VAFIN gelogen/VVPP .", id="Perfekt with haben"),
        pytest.param("Er ist/VAFIN gegangen/VVPP .", id="Perfekt with sein"),
        pytest.param("Er ist/VAFIN angekommen/VVPP .", id="Perfekt with a prefix"),
        pytest.param("Er hatte/VAFIN gelogen/VVPP .", id="Plusquamperfekt"),
        pytest.param("Er war/VAFIN gegangen/VVPP .", id="Plusquamperfekt with sein"),
        pytest.param("Er wurde/VAFIN gewählt/VVPP .", id="passive in the Präteritum"),
        pytest.param("Er ist/VAFIN gewählt/VVPP worden/VAPP .", id="passive in the Perfekt"),
        pytest.param("Er habe/VAFIN gelogen/VVPP .", id="Konjunktiv I"),
        pytest.param("Er sei/VAFIN gestorben/VVPP .", id="Konjunktiv I with sein"),
        pytest.param("Er sei/VAFIN gewählt/VVPP worden/VAPP .", id="Konjunktiv I of the passive"),
        pytest.param("Er hätte/VAFIN gelogen/VVPP .", id="Konjunktiv II"),
        pytest.param("Er hätte/VAFIN kommen/VVINF müssen/VMINF .", id="Ersatzinfinitiv"),
        pytest.param("Er hat/VAFIN gehen/VVINF wollen/VMINF .", id="Ersatzinfinitiv in the indicative"),
        pytest.param("Er soll/VMFIN getötet/VVPP worden/VAPP sein/VAINF .", id="sollen, passive"),
        pytest.param("Er soll/VMFIN gelogen/VVPP haben/VAINF .", id="sollen, active"),
        pytest.param("Er muss/VMFIN geflohen/VVPP sein/VAINF .", id="müssen"),
        pytest.param("Er konnte/VMFIN gehen/VVINF .", id="modal in the Präteritum"),
        pytest.param("Er scheint/VVFIN gelogen/VVPP zu/PTKZU haben/VAINF .", id="scheinen"),
        pytest.param("Er wird/VAFIN gelogen/VVPP haben/VAINF .", id="a guess about the past"),
        pytest.param(
            "Er behauptet/VVFIN , alles gesehen/VVPP zu/PTKZU haben/VAINF .", id="perfect infinitive"
        ),
        pytest.param("Es heißt/VVFIN , dass er gelogen/VVPP habe/VAFIN .", id="verb at the end"),
        pytest.param("Es heißt/VVFIN , dass er gelogen/VVPP haben/VAINF soll/VMFIN .", id="modal at the end"),
    ],
)
def test_past(sentence: str) -> None:
    assert tense(sentence) == "past"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Er geht/VVFIN .", id="Präsens"),
        pytest.param("Er wird/VAFIN gewählt/VVPP .", id="passive"),
        pytest.param("Er wird/VAFIN Arzt .", id="werden alone"),
        pytest.param("Das Tor ist/VAFIN geschlossen/VVPP .", id="a state"),
        pytest.param("Das Tor sei/VAFIN geschlossen/VVPP .", id="a state in Konjunktiv"),
        pytest.param("Er habe/VAFIN Geld .", id="Konjunktiv I"),
        pytest.param("Er wäre/VAFIN gern reich/ADJD .", id="Konjunktiv II"),
        pytest.param("Er würde/VAFIN gern kommen/VVINF .", id="würde without report"),
        pytest.param("Er muss/VMFIN gehen/VVINF .", id="modal"),
        pytest.param("Das Tor soll/VMFIN geschlossen/VVPP sein/VAINF .", id="modal and state"),
        pytest.param("Er soll/VMFIN Geld haben/VAINF .", id="modal and haben alone"),
        pytest.param("Er hat/VAFIN viel zu/PTKZU tun/VVINF .", id="haben with zu"),
        pytest.param("Das ist/VAFIN zu/PTKZU klären/VVINF .", id="sein with zu"),
        pytest.param(
            "Sie sagte/VVFIN , die Ärzte fehlten/VVFIN .", id="Konjunktiv that looks like a preterite"
        ),
        pytest.param("Die Firma will/VMFIN das bis 2030 erreicht/VVPP haben/VAINF .", id="a deadline"),
    ],
)
def test_present(sentence: str) -> None:
    assert tense(sentence) == "present"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Er wird/VAFIN kommen/VVINF .", id="werden with an infinitive"),
        pytest.param("Er werde/VAFIN kommen/VVINF .", id="Konjunktiv I"),
        pytest.param("Er wird/VAFIN gewählt/VVPP werden/VAINF .", id="passive"),
        pytest.param("Er wird/VAFIN nicht kommen/VVINF können/VMINF .", id="modal"),
        pytest.param("Sie sagte/VVFIN , die Leute würden/VAFIN kommen/VVINF .", id="würden in a report"),
        pytest.param("Es heißt/VVFIN , dass er kommen/VVINF werde/VAFIN .", id="verb at the end"),
        pytest.param("Bis Mai wird/VAFIN man das Haus gebaut/VVPP haben/VAINF .", id="a deadline"),
    ],
)
def test_future(sentence: str) -> None:
    assert tense(sentence) == "future"


@pytest.mark.parametrize(
    "sentence", ["Kein Geld für Schulen", "Er droht/VVFIN , alles zu/PTKZU zerstören/VVINF ."]
)
def test_without_finite_verb_there_is_no_tense(sentence: str) -> None:
    assert tense(sentence) is None
