"""Clauses of texts that no tagger has read: the forms of the words must do."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import untagged


@pytest.mark.parametrize(
    ("sentence", "moods"),
    [
        ("Der Minister sei krank .", ["konjunktiv1"]),
        ("Er habe das Geld nicht genommen , sagte Müller .", ["konjunktiv1", "indicative"]),
        ("Die Polizei teilte mit , dass der Täter geflohen sei .", ["indicative", "konjunktiv1"]),
        ("Wenn die Preise stiegen , würden viele wegziehen .", ["konjunktiv2", "konjunktiv2"]),
        ("Die Stadt will die Brücke bauen und sucht Geld .", ["indicative", "indicative"]),
        ("Ich habe den Zug verpasst .", ["indicative"]),
        ("Die Lage bleibe ernst , hieß es .", ["konjunktiv1", "indicative"]),
        ("Der Mann , der den Zug fuhr , wurde verletzt .", ["indicative", "indicative"]),
        ("Zwei Männer sollen getötet worden sein .", ["indicative"]),
    ],
)
def test_moods_are_read_from_the_forms(sentence: str, moods: list[str]) -> None:
    assert [clause.mood for clause in find_clauses(untagged(sentence))] == moods


@pytest.mark.parametrize(
    ("sentence", "tense", "modality"),
    [
        ("Zwei Männer sollen getötet worden sein .", "past", "evidential"),
        ("Er habe gelogen .", "past", None),
        ("Die Bahn wird die Preise erhöhen .", "future", None),
        ("Die Preise dürften steigen .", "present", "epistemic"),
    ],
)
def test_tense_and_modality_are_read_from_the_forms(sentence: str, tense: str, modality: str | None) -> None:
    (found,) = find_clauses(untagged(sentence))
    assert (found.tense, found.modality) == (tense, modality)


def test_infinitives_and_negations_are_found() -> None:
    words = untagged("Er ging , ohne die Tür zu schließen .")
    outer, inner = find_clauses(words)
    assert (outer.kind, inner.kind) == ("main", "infinitive")
    assert [words.phrase(*span) for span in inner.negations] == ["ohne die Tür zu schließen"]


def test_an_adjective_before_a_noun_is_no_verb() -> None:
    words = untagged("Die verspäteten Züge sind voll .")
    (found,) = find_clauses(words)
    assert [words.exact[index] for index in found.predicate] == ["sind"]
