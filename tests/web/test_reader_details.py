"""Dates, amounts and kinds of mentions are said in the reader's language, and oddities as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.annotation.reading import ReadMention
from newsdesk.web.reader.amounts import Amount, amount_words
from newsdesk.web.reader.details import SUBTYPES, Details
from newsdesk.web.reader.times import time_words

CASES = Path(__file__).resolve().parents[1] / "nlp/cases"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-11-20", "Nov. 20, 2024"),
        ("2024-11", "November 2024"),
        ("2024", "2024"),
        ("2024-W46", "week 46 (Nov\u00a011 – 17, 2024)"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("T14:30", "2:30 p.m."),
        ("2024-11-20T14:30", "Nov. 20, 2024, 2:30 p.m."),
        ("2024-06-01/2024-08-31", "Jun\u00a01 – Aug\u00a031, 2024"),
        ("2024-09/2024-12", "September – December 2024"),
        ("2014/2022", "2014 to 2022"),
        ("2024-W46/2024-11-20", "week 46 (Nov\u00a011 – 17, 2024) to Nov. 20, 2024"),
        ("2022/..", "from 2022 on"),
        ("../2024-11-22", "until Nov. 22, 2024"),
        ("P3D", "3 days"),
        ("P1Y6M", "1 year, 6 months"),
        ("PT90M", "90 minutes"),
        ("P1DT12H", "1 day, 12 hours"),
        ("P3W/P5W", "3 weeks to 5 weeks"),
    ],
)
def test_times_are_said_in_words(value: str, words: str) -> None:
    assert time_words(value).replace("\u2009", " ") == words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-10-21/2024-10-31", "about Oct 21 – 31, 2024"),
        ("2024-10", "about October 2024"),
        ("P3Y", "about 3 years"),
        ("2024-11-20/..", "in the time from Nov. 20, 2024 on"),
        ("../2024-11-20", "in the time up to Nov. 20, 2024"),
        ("", "no exact time"),
    ],
)
def test_what_is_vague_says_so(value: str, words: str) -> None:
    assert time_words(value, vague=True).replace("\u2009", " ") == words


def test_a_duration_says_what_it_is_compared_to() -> None:
    assert time_words("P3Y", comparator="<") == "less than 3 years"


def test_a_date_that_was_not_resolved_says_nothing() -> None:
    assert time_words("") == ""


@pytest.mark.parametrize(
    "value", ["2024-13-40", "2024-02-31/2024-03-01", "P", "PT", "soon", "-0044", "2023-W54"]
)
def test_what_is_no_date_is_shown_as_it_is(value: str) -> None:
    assert time_words(value) == value


@given(st.from_regex(r"[P.]?[-0-9TWQYMDHS/.:]{0,16}", fullmatch=True))
def test_no_value_breaks_the_page(value: str) -> None:
    with translation.override("en"):
        assert isinstance(time_words(value), str)


def test_the_words_are_those_of_the_readers_language() -> None:
    with translation.override("de"):
        assert time_words("2024-11-20") == "20. November 2024"
        assert time_words("2024-10-21/2024-10-31").replace("\u2009", " ") == "21.–31. Okt. 2024"
        assert amount_words(1234.5) == "1.234,5"
        assert amount_words(3_500_000_000, unit="EUR") == "3,5 Milliarden EUR"


@pytest.mark.parametrize(
    ("value", "options", "words"),
    [
        (10_000, {"unit": "Soldaten", "comparator": ">"}, "more than 10,000 Soldaten"),
        (50, {"comparator": "≈"}, "about 50"),
        (5, {"comparator": "≥"}, "at least 5"),
        (5.0, {"comparator": "≤"}, "at most 5"),
        (20, {"unit": "Prozent", "comparator": "<"}, "less than 20 %"),
        ((20, 30), {"unit": "Prozent"}, "20 to 30 %"),
        (0.3333, {}, "0.3333"),
        (-5, {}, "-5"),
        (310_000_000, {"unit": "EUR"}, "310 million EUR"),
        (1_234_567, {}, "1,234,567"),
        (1_500_000_000_000, {}, "1.5 trillion"),
        (10**18, {}, "1000000 trillion"),
        (3, {"unit": "×"}, "3 ×"),
        (40, {"vague": True}, "about 40"),
        (None, {"vague": True, "unit": "EUR"}, "no exact number, EUR"),
        (None, {"unit": "EUR"}, ""),
        (7, {"comparator": "!"}, "7"),
        (float("inf"), {}, "∞"),
    ],
)
def test_amounts_are_said_in_words(value: Amount, options: dict[str, str], words: str) -> None:
    assert amount_words(value, **options) == words  # type: ignore[arg-type]


def details_of(**fields: object) -> Details:
    return Details.of(ReadMention(id="1", start_char=0, end_char=1, **fields))  # type: ignore[arg-type]


def test_a_kind_is_said_as_closely_as_it_is_known() -> None:
    assert details_of(label="ORG", subtype="AGENCY").kind == "organisation, news agency"
    assert details_of(label="ORG", subtype="SOMETHING NEW").kind == "organisation"
    assert details_of(label="DATE", subtype="DURATION").kind == "period of time"
    assert len(SUBTYPES) >= 14


@pytest.mark.parametrize(
    ("fields", "meaning"),
    [
        ({"label": "PER", "title": "Pentagonchef"}, "Pentagonchef"),
        ({"label": "DATE", "value": "2024-11-20"}, "Nov. 20, 2024"),
        ({"label": "DATE", "value": 5}, ""),
        ({"label": "MONEY", "value": [2, 3], "unit": "EUR"}, "2 to 3 EUR"),
        ({"label": "QUANTITY", "value": "many"}, ""),
        ({"label": "LOC", "value": "2024"}, ""),
    ],
)
def test_a_meaning_is_the_office_the_date_or_the_amount(fields: dict[str, object], meaning: str) -> None:
    assert details_of(**fields).meaning == meaning


def values_of_cases() -> list[str]:
    """Every date and duration that the pipeline is specified to find."""
    lines = [
        line for file in sorted(CASES.glob("dates_*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    mentions = [mention for line in lines for mention in json.loads(line)["mentions"]]
    return sorted({mention["value"] for mention in mentions if isinstance(mention["value"], str)})


def test_every_value_that_the_pipeline_can_find_is_said_in_words() -> None:
    values = values_of_cases()
    assert len(values) > 50
    assert [value for value in values if time_words(value) == value and not value.isdigit()] == []
    assert [value for value in values if re.search(r"\bP\d|T\d|\.\.", time_words(value))] == []
