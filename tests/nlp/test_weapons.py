"""Weapons by kind and by name."""

from __future__ import annotations

import pytest

from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sie lieferten Raketen, Landminen und Waffen.", ["Raketen", "Landminen"]),
        ("Es kamen Kampfdrohnen und Schützenpanzer.", ["Kampfdrohnen", "Schützenpanzer"]),
        ("Sie bekamen den Leopard 2 und zwei Panzerhaubitzen 2000.", ["Leopard 2", "Panzerhaubitzen 2000"]),
        ("Es waren Haubitzen vom Typ „Muster“.", ["Haubitzen", "Muster"]),
        ('Es flogen "Storm Shadow"-Raketen.', ['"Storm Shadow"-Raketen']),
        ("Es flogen Storm-Shadow-Raketen.", ["Storm-Shadow-Raketen"]),
        ("Die Zerstörer „Muster“ und „Probe“ kamen.", ["Zerstörer", "Muster", "Probe"]),
    ],
)
def test_weapons_are_found_by_name_and_by_kind(text: str, names: list[str]) -> None:
    assert names_of(text, "WEAPON") == names


@pytest.mark.parametrize(
    "text",
    [
        "Die Termine und die Goldminen liegen fern.",
        "Im Erdgeschoss lag eine Tintenpatrone.",
        "Ein Leopard saß im Baum.",
        "Es ist ein Auto vom Typ „Muster“.",
    ],
)
def test_other_words_with_these_endings_are_no_weapons(text: str) -> None:
    assert names_of(text, "WEAPON") == []


@pytest.mark.parametrize("text", ['Es flogen "Storm Shadow"-Raketen.', "Es flogen Storm-Shadow-Raketen."])
def test_the_name_of_the_system_is_what_is_meant(text: str) -> None:
    ((_, mention),) = mentions_of(text, "WEAPON")
    assert mention.canonical == "Storm Shadow"


def test_the_bare_word_waffen_is_marked_with_its_owner_only() -> None:
    assert names_of("Waffen und Schuss-Waffen kamen.", "WEAPON") == []
    assert names_of("Nato-Waffen kamen.", "WEAPON") == ["Nato-Waffen"]


@pytest.mark.parametrize(
    ("form", "canonical"),
    [("Marschflugkörpern", "Marschflugkörper"), ("Waffensystemen", "Waffensysteme"), ("Raketen", None)],
)
def test_a_dative_plural_means_its_nominative(form: str, canonical: str | None) -> None:
    ((_, mention),) = mentions_of(f"Sie droht mit {form} von dort.", "WEAPON")
    assert mention.canonical == canonical
