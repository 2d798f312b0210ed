from __future__ import annotations

from datetime import date

import pytest

from newsdesk.nlp import analyse
from tests.nlp.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Am 3. Mai 2024 kam sie.", "3. Mai 2024", "2024-05-03"),
        ("Am 31.12.2025 kam sie.", "31.12.2025", "2025-12-31"),
        ("Im Mai 2024 kam sie.", "Mai 2024", "2024-05"),
        ("Im Jahr 2024 kam sie.", "2024", "2024"),
        ("Das sind sechs Prozent mehr als 2024.", "2024", "2024"),
        ("Am Mittwoch kam sie.", "Mittwoch", None),
        ("Am Dienstagabend kam sie.", "Dienstagabend", None),
        ("Vergangene Woche kam sie.", "Vergangene Woche", None),
        ("Am 31. Februar 2024 kam sie.", "31. Februar 2024", None),
    ],
)
def test_dates_stand_without_their_preposition(text: str, name: str, value: str | None) -> None:
    assert [(exact, m.value) for exact, m in mentions_of(text, "DATE")] == [(name, value)]


def test_a_day_without_a_year_takes_that_of_publication() -> None:
    (mention,) = analyse("Am 3. Mai kam sie.", published_at=date(2026, 4, 1)).mentions
    assert mention.value == "2026-05-03"


@pytest.mark.parametrize(
    ("text", "name", "value", "unit", "comparator"),
    [
        ("Es kamen mehr als 10.000 Menschen.", "mehr als 10.000", 10000, None, ">"),
        ("Es kamen rund 50 Menschen.", "rund 50", 50, None, "≈"),
        ("Es fielen 3,5 Prozent.", "3,5 Prozent", 3.5, "Prozent", None),
        ("Es waren knapp 2 Millionen Menschen.", "knapp 2 Millionen", 2_000_000, None, "<"),
    ],
)
def test_quantities_carry_value_unit_and_comparator(
    text: str, name: str, value: float, unit: str | None, comparator: str | None
) -> None:
    ((exact, mention),) = mentions_of(text, "QUANTITY")
    assert (exact, mention.value, mention.unit, mention.comparator) == (name, value, unit, comparator)


def test_money_is_a_number_and_a_currency() -> None:
    ((exact, mention),) = mentions_of("Der Damm kostet rund 1,9 Milliarden Euro.", "MONEY")
    assert exact == "rund 1,9 Milliarden Euro"
    assert mention.value == pytest.approx(1.9e9)
    assert mention.unit == "EUR"


def test_a_year_is_no_quantity() -> None:
    assert names_of("Das war 2024 in Rom.", "QUANTITY") == []
