"""How far a negation reaches."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import clause_of, negated, tagged


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Er kommt/VVFIN nicht .", ["kommt nicht"], id="at the end"),
        pytest.param(
            "Er hat/VAFIN das nicht gesagt/VVPP .", ["hat", "nicht gesagt"], id="before a participle"
        ),
        pytest.param(
            "Er kommt/VVFIN heute nicht nach Hause .", ["kommt", "nicht nach Hause"], id="before a phrase"
        ),
        pytest.param("Er ist/VAFIN nicht krank/ADJD .", ["ist nicht krank"], id="before an adjective"),
        pytest.param("Sie nehmen/VVFIN nicht teil/PTKVZ .", ["nehmen nicht teil"], id="before a prefix"),
        pytest.param("Es heißt/VVFIN , dass er nicht komme/VVFIN .", ["nicht komme"], id="verb at the end"),
        pytest.param("Er hat/VAFIN kein Geld .", ["hat kein Geld"], id="kein"),
        pytest.param("Kein Mensch kam/VVFIN .", ["Kein Mensch kam"], id="kein before the verb"),
        pytest.param("Niemand hat/VAFIN gelacht/VVPP .", ["Niemand hat gelacht"], id="niemand"),
        pytest.param("Er hat/VAFIN nie gelacht/VVPP .", ["hat nie gelacht"], id="nie"),
        pytest.param("Davon weiß/VVFIN er nichts .", ["weiß", "nichts"], id="nichts"),
        pytest.param("Er hat/VAFIN weder Geld noch Zeit .", ["hat weder Geld noch Zeit"], id="weder … noch"),
        pytest.param("Er kommt/VVFIN nicht mehr .", ["kommt nicht mehr"], id="nicht mehr"),
        pytest.param("Das ist/VAFIN aber kein Zufall .", ["ist", "kein Zufall"], id="aber inside the clause"),
        pytest.param(
            "Er ist/VAFIN nicht da , etwa am Montag .", ["ist nicht da"], id="not what a comma adds to it"
        ),
        pytest.param("Er hat/VAFIN noch nicht bezahlt/VVPP .", ["hat", "nicht bezahlt"], id="noch nicht"),
    ],
)
def test_it_reaches_the_predicate_and_what_follows(sentence: str, expected: list[str]) -> None:
    assert negated(sentence) == expected
    assert find_clauses(tagged(sentence))[-1].is_negated


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Er kam/VVFIN nicht am Montag , sondern am Dienstag .",
            ["nicht am Montag"],
            id="nicht X, sondern Y",
        ),
        pytest.param("Das ist/VAFIN kein Unfall , sondern Mord .", ["kein Unfall"], id="kein X, sondern Y"),
        pytest.param(
            "Sie sagt/VVFIN , dass er nicht am Montag komme/VVFIN , sondern am Dienstag .",
            ["nicht am Montag"],
            id="nicht X, sondern Y around the verb",
        ),
        pytest.param(
            "Er wohne/VVFIN nicht in Kiel , sagte/VVFIN er , sondern in Bonn .",
            ["nicht in Kiel"],
            id="nicht X, sondern Y around a frame",
        ),
        pytest.param(
            "Die Lage sei/VAFIN ernst/ADJD , aber nicht schlimm/ADJD .",
            ["nicht schlimm"],
            id="X, aber nicht Y",
        ),
        pytest.param(
            "Er schweigt/VVFIN , weil sie zwar reich/ADJD , aber nicht klug/ADJD sei/VAFIN .",
            ["nicht klug"],
            id="X, aber nicht Y before the verb",
        ),
        pytest.param("Er schweigt/VVFIN , nicht weil er lügt/VVFIN .", ["nicht"], id="not for that reason"),
        pytest.param("Er ist/VAFIN arm/ADJD und nicht reich/ADJD .", ["nicht reich"], id="X und nicht Y"),
        pytest.param("Nicht alle kamen/VVFIN .", ["Nicht alle"], id="before the verb"),
        pytest.param(
            "Nicht der Minister hat/VAFIN gelogen/VVPP .", ["Nicht der Minister"], id="not he but another"
        ),
        pytest.param(
            "Die nicht genannte/ADJA Quelle lügt/VVFIN .",
            ["nicht genannte"],
            id="inside a noun phrase at the start",
        ),
        pytest.param(
            "Er nennt/VVFIN eine bisher nicht bekannte/ADJA Zahl .",
            ["nicht bekannte"],
            id="inside a noun phrase",
        ),
        pytest.param("Sie warten/VVFIN keine 20 Minuten .", ["keine 20"], id="fewer than a number"),
        pytest.param("Er sagt/VVFIN nichts als die Wahrheit .", ["nichts"], id="nothing but"),
        pytest.param("Es regnet/VVFIN wie/KOKOM noch nie .", ["nie"], id="wie noch nie"),
        pytest.param("Er kommt/VVFIN nicht selten .", ["nicht selten"], id="a degree"),
        pytest.param("Es fragt/VVFIN sich , ob er kommt/VVFIN oder nicht .", ["nicht"], id="oder nicht"),
    ],
)
def test_it_keeps_to_one_phrase(sentence: str, expected: list[str]) -> None:
    assert negated(sentence) == expected
    assert not any(clause.is_negated for clause in find_clauses(tagged(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Er hat/VAFIN nicht nur Geld , sondern auch Zeit .",
        "Das liegt/VVFIN nicht zuletzt am Wetter .",
        "Er hat/VAFIN kaum Zeit .",
        "Er hat/VAFIN Zeit .",
        "Ohne/APPR Geld geht/VVFIN es .",
        "Der Pilot Nie/NE fliegt/VVFIN .",
    ],
)
def test_nothing_is_negated(sentence: str) -> None:
    assert negated(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sie sagt/VVFIN nicht , dass er lügt/VVFIN .", ["sagt nicht"]),
        ("Sie sagt/VVFIN , dass er nicht lügt/VVFIN .", ["nicht lügt"]),
        ("Der Mann , der/PRELS nicht kam/VVFIN , lachte/VVFIN .", ["nicht kam"]),
        ("Er hat/VAFIN den Mann , der/PRELS kam/VVFIN , nicht gesehen/VVPP .", ["hat", "nicht gesehen"]),
        (
            "Kein Mann , der/PRELS kam/VVFIN , hat/VAFIN gelacht/VVPP , auch gestern .",
            ["Kein Mann", "hat gelacht"],
        ),
        ("Er kam/VVFIN nicht und/KON sie ging/VVFIN .", ["kam nicht"]),
        ("Er kam/VVFIN nicht , sondern blieb/VVFIN .", ["kam nicht"]),
    ],
)
def test_it_never_leaves_its_clause(sentence: str, expected: list[str]) -> None:
    assert negated(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Er ging/VVFIN , ohne die Tür zu/PTKZU schließen/VVINF .", ["ohne die Tür zu schließen"]),
        ("Er ging/VVFIN , ohne/KOUI dass sie es sah/VVFIN .", ["ohne dass sie es sah"]),
    ],
)
def test_ohne_negates_all_of_its_clause(sentence: str, expected: list[str]) -> None:
    assert negated(sentence) == expected


def test_the_frame_of_a_denial_is_not_negated() -> None:
    sentence = "Er habe/VAFIN das Geld nicht genommen/VVPP , sagte/VVFIN er ."
    assert clause_of(sentence, "habe").is_negated
    assert not clause_of(sentence, "sagte").is_negated


def test_a_headline_without_verb_is_not_negated_but_has_a_range() -> None:
    (found,) = find_clauses(tagged("Kein Geld für Schulen"))
    assert found.negations == ((0, 4),)
    assert not found.is_negated
