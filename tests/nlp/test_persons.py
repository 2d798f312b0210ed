from __future__ import annotations

import pytest

from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Die Ministerin Ada Muster kam.", "Ada Muster", "Ministerin"),
        ("Umweltminister Karl Probe kam.", "Karl Probe", "Umweltminister"),
        ("Herr Probe kam.", "Probe", "Herr"),
        ("Professor Dr. Ada Muster kam.", "Ada Muster", "Professor Dr."),
        ("Die Abgeordnete Kim Min Jae kam.", "Kim Min Jae", "Abgeordnete"),
        ("Kanzlerin Ursula von der Probe kam.", "Ursula von der Probe", "Kanzlerin"),
    ],
)
def test_an_office_is_a_title_and_no_part_of_the_name(text: str, name: str, title: str) -> None:
    assert [(exact, m.title) for exact, m in mentions_of(text, "PER")] == [(name, title)]


@pytest.mark.parametrize("name", ["Hannah Muster", "Jürgen Probe-Beispiel", "Maria O'Muster"])
def test_a_given_name_and_a_surname_are_a_person(name: str) -> None:
    assert names_of(f"Am Montag kam {name} zurück.", "PER") == [name]


def test_a_later_surname_means_the_same_person() -> None:
    found = mentions_of("Hannah Muster kam. Später ging Muster. Auch Musters Hund ging.", "PER")
    assert [exact for exact, _ in found] == ["Hannah Muster", "Muster", "Musters"]
    assert [mention.canonical for _, mention in found] == [None, "Hannah Muster", "Hannah Muster"]


def test_a_surname_of_two_persons_is_a_person_and_means_neither() -> None:
    *_, (exact, mention) = mentions_of("Hannah Muster und Karl Muster kamen. Muster ging.", "PER")
    assert (exact, mention.canonical) == ("Muster", None)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister kam am Montag.",
        "Der Sprecher Norwegens kam.",
        "Die Leiterin Deutschlands größter Bank kam.",
        "Im Mai kam der Regen.",
        "Ein Ökonom der Universität Leipzig kam.",
    ],
)
def test_offices_without_a_name_are_no_persons(text: str) -> None:
    assert names_of(text, "PER") == []


def test_the_name_ends_before_an_institution() -> None:
    assert names_of("Der Forscher Karl Probe von der Universität kam.", "PER") == ["Karl Probe"]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Hannah Muster (SPD), die neue Ministerin, kam.", "Hannah Muster", "Ministerin"),
        ("Der Sprecher des Kremls, Karl Probe, kam.", "Karl Probe", "Sprecher"),
        ("Der Premier Thailands, Karl Probe, kam.", "Karl Probe", "Premier"),
        ("Der Pentagonchef Karl Probe kam.", "Karl Probe", "Pentagonchef"),
        ("Am Montag kam Karl Probe.", "Karl Probe", None),
    ],
)
def test_a_title_may_stand_behind_the_name_or_before_a_genitive(
    text: str, name: str, title: str | None
) -> None:
    assert [(exact, m.title) for exact, m in mentions_of(text, "PER")] == [(name, title)]


def test_a_surname_in_a_compound_and_in_the_genitive_means_its_person() -> None:
    found = mentions_of("Am Montag kam Hannah Muster. Musters Rede und die Muster-Rede folgten.", "PER")
    assert [(exact, m.canonical) for exact, m in found] == [
        ("Hannah Muster", None),
        ("Musters", "Hannah Muster"),
        ("Muster", "Hannah Muster"),
    ]
