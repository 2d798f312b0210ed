from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.name_table import people_adjectives, people_nouns, rows
from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Die russische Küste ist lang.", "russische", "Russland"),
        ("Er trug finnischen Käse.", "finnischen", "Finnland"),
        ("US-amerikanische Schiffe kamen.", "US-amerikanische", "USA"),
        ("Britische Schiffe kamen.", "Britische", "Großbritannien"),
        ("Die Französin kam.", "Französin", "Frankreich"),
        ("Zwei Polen und drei Isländer kamen.", "Isländer", "Island"),
        ("Die Schwedinnen kamen.", "Schwedinnen", "Schweden"),
        ("Ostukrainische Orte brannten.", "Ostukrainische", "Ukraine"),
        ("Die deutsch-polnische Grenze ist lang.", "deutsch-polnische", "Polen"),
        ("Viele Schiiten kamen.", "Schiiten", None),
        ("Die Christdemokraten kamen.", "Christdemokraten", "CDU"),
    ],
)
def test_adjectives_and_nouns_mean_their_state(text: str, name: str, state: str | None) -> None:
    assert (name, state) in [(exact, mention.canonical) for exact, mention in mentions_of(text, "NORP")]


@pytest.mark.parametrize(
    "text",
    [
        "Sie sprach deutsch.",
        "Sie übersetzte es ins Finnische, das war schwer.",
        "Das war komisch und praktisch.",
        "Er aß einen Fisch.",
    ],
)
def test_other_adjectives_are_no_nationalities(text: str) -> None:
    assert names_of(text, "NORP") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sie flog nach Norwegen.", "Norwegen"),
        ("Die Küste Norwegens ist lang.", "Norwegens"),
        ("Sie kam aus Burkina Faso zurück.", "Burkina Faso"),
        ("In den Vereinigten Staaten regnet es.", "Vereinigten Staaten"),
        ("Sie wohnt in Leipzig.", "Leipzig"),
    ],
)
def test_states_and_places_are_found(text: str, name: str) -> None:
    assert names_of(text, "LOC") == [name]


def test_every_adjective_and_noun_of_the_states_is_known_in_its_forms() -> None:
    for row in rows("states"):
        assert all(adjective + "en" in people_adjectives() for adjective in row.get("adjectives", ()))
        assert all(noun in people_nouns() for pair in row.get("nouns", ()) for noun in pair)
