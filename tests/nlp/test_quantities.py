"""Quantities and sums of money: the two files of cases, single forms, and what holds of any text."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.records import Mention
from tests.nlp.scoring import failures, find_all, load_cases, share_right

MUST = 0.95
WORDS = [
    *(
        "mehr",
        "als",
        "bis",
        "zu",
        "zwischen",
        "und",
        "rund",
        "um",
        "die",
        "nicht",
        "einmal",
        "minus",
        "ein",
        "eine",
    ),
    *(
        "10.000",
        "10",
        "000",
        "3,5",
        "-5",
        "20–30",
        "0441",
        "3:1",
        "99999999999999999999",
        "1.2.3",
        "²",
        "€",
        "%",
    ),
    *(
        "Millionen",
        "Milliarden",
        "Euro",
        "Prozent",
        "km",
        "/",
        "h",
        "Dutzend",
        "Hunderte",
        "Hälfte",
        "Drittel",
    ),
    *("zwei", "dreißig", "zweitausend", "halbe", "jeder", "fünfte", "dreimal", "Dreifache", "170mm-Haubitze"),
    *(
        "Soldaten",
        "russische",
        "Leopard",
        "Artikel",
        ",",
        ".",
        "\n",
        "😀",
        "Zwei-Prozent-Ziel",
        "Millionenbetrag",
    ),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def quantities_of(text: str) -> list[tuple[str, object, str | None]]:
    found = find_all(text, None, "quantities")
    return [(text[mention.start_char : mention.end_char], mention.value, mention.unit) for mention in found]


def quantity_of(text: str) -> Mention:
    (mention,) = find_all(text, None, "quantities")
    return mention


@pytest.mark.parametrize("name", ["quantities_grammar", "quantities_blind"])
def test_quantities_are_kept_beside_all_other_mentions(name: str) -> None:
    wrong = list(failures(name))
    assert share_right(name) >= 0.99, "\n".join(map(str, wrong))


@pytest.mark.parametrize("with_model", [pytest.param(True, id="model"), pytest.param(False, id="rules")])
@pytest.mark.parametrize("name", ["quantities_grammar", "quantities_blind"])
def test_quantities_are_read_as_the_cases_say(name: str, with_model: bool) -> None:
    wrong = list(failures(name, partial(find_all, with_model=with_model)))
    assert 1 - len(wrong) / len(load_cases(name)) >= MUST, "\n".join(map(str, wrong))


@given(st.one_of(TEXTS, st.text(alphabet=st.characters(codec="utf-8"), max_size=60)))
def test_any_text_has_quantities_inside_it_in_order_with_numbers(text: str) -> None:
    end = 0
    for mention in find_all(text, None, "quantities"):
        assert end <= mention.start_char < mention.end_char <= len(text)
        assert mention.label in ("QUANTITY", "MONEY")
        values = mention.value if isinstance(mention.value, tuple) else (mention.value,)
        assert all(value is None or isinstance(value, int | float) for value in values)
        end = mention.end_char


@pytest.mark.parametrize(
    "text",
    ["Es waren 99999999999999999999 Milliarden Sterne.", "Es waren " + "9" * 150 + " Sterne."],
)
def test_a_number_beyond_all_counting_has_no_value(text: str) -> None:
    mention = quantity_of(text)
    assert (mention.value, mention.vague) == (None, False)


@pytest.mark.parametrize(
    ("text", "exact", "value", "unit"),
    [
        ("Die 170mm-Haubitze feuerte.", "170mm", 170, "mm"),
        ("Das 240-mm-Rohr barst.", "240-mm", 240, "mm"),
        ("Am Zwei-Prozent-Ziel hielt sie fest.", "Zwei-Prozent", 2, "Prozent"),
        ("Das 20-Millionen-Euro-Paket kam.", "20-Millionen-Euro", 20_000_000, "EUR"),
        ("Der Zwei-Tore-Vorsprung schmolz.", "Zwei", 2, "Tore"),
        ("Das 1,5-Grad-Ziel wankt.", "1,5-Grad", 1.5, "Grad"),
    ],
)
def test_a_measure_in_a_compound_lies_inside_its_token(
    text: str, exact: str, value: float, unit: str
) -> None:
    mention = quantity_of(text)
    assert (text[mention.start_char : mention.end_char], mention.value, mention.unit) == (exact, value, unit)
    assert mention.inside_token


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es kamen fast jeder Fünfte.", ("fast jeder Fünfte", 0.2, None)),
        ("Das sind mehr als doppelt so viele.", ("mehr als doppelt", 2, "×")),
        ("Sie zahlten rund €12.", ("rund €12", 12, "EUR")),
        ("Es kostet 20 kanadische Dollar.", ("20 kanadische Dollar", 20, "CAD")),
        ("Es fuhr 80 Kilometer pro Stunde.", ("80 Kilometer pro Stunde", 80, "km/h")),
        ("Es sind 800.000 bis 1,2 Millionen.", ("800.000 bis 1,2 Millionen", (800_000.0, 1_200_000.0), None)),
        ("Es wog 20 t. Dann fiel es.", ("20 t", 20, "t")),
        ("Sie war drei Mal dort.", ("drei Mal", 3, "×")),
        ("Es sind drei Berliner Schulen.", ("drei", 3, "Schulen")),
        ("Sie zahlten ihm 150 Deutsche Mark.", ("150 Deutsche Mark", 150, "DEM")),
        ("Er kam mit rund 120 anderen Personen.", ("rund 120", 120, "Personen")),
        ("Es fehlt über ein Drittel der Stimmen.", ("über ein Drittel", 0.3333, None)),
        ("Es kamen zwei Geräte- und Leiterwagen.", ("zwei", 2, None)),
        ("Sie kommt jeden dritten Tag.", ("jeden dritten", 0.3333, "Tag")),
        ("Es kostet 50 Cent.", ("50 Cent", 0.5, "EUR")),
        ("Sie haben sechs „Fink“-Raketen.", ("sechs", 6, "„Fink“-Raketen")),
    ],
)
def test_forms_combine(text: str, expected: tuple[str, object, str | None]) -> None:
    assert quantities_of(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Der Leopard 2 fuhr.",
            "Artikel fünf gilt.",
            "Die A 7 ist gesperrt.",
            "Sie kam auf Platz drei.",
            "Im Jahr 2024.",
        ),
        *(
            "Es endete zwei zu eins.",
            "Es endete 3 : 1.",
            "Ruf 0441 998877 an.",
            "Die Nummer 112.",
            "In der zweiten Hälfte.",
        ),
        *(
            "Nicht außer Acht lassen.",
            "Jeden zweiten Montag.",
            "Linien 5, 10, 18 und 58.",
            "Sie sind acht und elf Jahre alt.",
            "Der Club „911“ brannte.",
            "Nach Art. 51 der Charta.",
            "Petra Muster (43) ging.",
            "Auf Position zwei lag er.",
            "In der Saison 2023/24.",
            "Drei lange Tage.",
            "Ein Mann kam.",
        ),
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert quantities_of(text) == []


def test_numbers_that_are_compared_with_zu_count_a_noun() -> None:
    assert quantities_of("Es waren elf zu drei Schüsse.") == [("elf", 11, None), ("drei", 3, "Schüsse")]


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        *(("Kindern", "Kinder"), ("Windrädern", "Windräder"), ("Helfern", "Helfer"), ("Bauern", "Bauern")),
        *(
            ("Erwachsenen", "Erwachsene"),
            ("Schiffen", "Schiffe"),
            ("Soldaten", "Soldaten"),
            ("Frauen", "Frauen"),
        ),
        *(("Vögeln", "Vögel"), ("Regeln", "Regeln"), ("Punkten", "Punkte"), ("Autoren", "Autoren")),
        ("Frauen", "Frauen"),
    ],
)
def test_the_unit_is_the_nominative_of_the_counted_noun(noun: str, unit: str) -> None:
    assert quantity_of(f"Sie kam mit zwanzig {noun} an.").unit == unit


def test_text_without_umlauts_is_read_too() -> None:
    assert quantities_of("Ueber fuenfzig Dörfer, die Haelfte, dreissig Häuser.") == [
        ("Ueber fuenfzig", 50, "Dörfer"),
        ("Haelfte", 0.5, None),
        ("dreissig", 30, "Häuser"),
    ]


def test_a_contract_over_a_sum_is_compared_with_nothing() -> None:
    assert quantity_of("Ein Vertrag über 20 Panzer entstand.").comparator is None
    assert quantity_of("Sie haben über 20 Panzer.").comparator == ">"
