"""Cases of claims, attribute by attribute: how many are right, and how many claims are false."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsdesk.nlp.records import is_inside
from tests.nlp.claim_cases import (
    VALUES,
    Case,
    claim_files,
    differences,
    false_claims,
    free_files,
    main,
    read_cases,
    read_free,
    wrong_cases,
)

LEAST_RIGHT = 0.95  # of the cases of a file
MOST_FALSE = 2  # claims in a file
LEAST_CASES = 8  # for each value
LEAST_TEXTS = 20

every_claim_file = pytest.mark.parametrize("path", claim_files(), ids=lambda path: path.stem)
every_free_file = pytest.mark.parametrize("path", free_files(), ids=lambda path: path.stem)


@every_claim_file
def test_a_file_has_enough_cases_for_each_value(path: Path) -> None:
    cases = read_cases(path)
    counts = Counter(case.value for case in cases)
    assert set(counts) == set(VALUES)
    assert min(counts.values()) >= LEAST_CASES
    assert len({case.id for case in cases}) == len({case.text for case in cases}) == len(cases)


@every_claim_file
def test_each_case_expects_the_field_that_its_value_names(path: Path) -> None:
    assert [case.id for case in read_cases(path) if not expects_its_value(case)] == []


def expects_its_value(case: Case) -> bool:
    field, value = case.value.split(":")
    if field == "chain":
        return case.tests_parent and (case.parent is None) == (value == "none")
    if field == "evidence":
        return bool(case.roles["evidence"]) == (value == "given")
    return case.choices[field] == value


@every_claim_file
def test_a_claim_lies_inside_its_parent(path: Path) -> None:
    nested = [
        (case.id, case.roles["quote"], case.parent["quote"]) for case in read_cases(path) if case.parent
    ]
    assert [name for name, quote, outer in nested if not is_inside(quote, outer)] == []


@every_free_file
def test_a_file_has_enough_texts_without_claims(path: Path) -> None:
    texts = read_free(path)
    assert len(texts) >= LEAST_TEXTS
    assert len({free.id for free in texts}) == len({free.text for free in texts}) == len(texts)


@every_claim_file
def test_cases_are_right(path: Path) -> None:
    cases = read_cases(path)
    wrong = wrong_cases(cases)
    assert 1 - len(wrong) / len(cases) >= LEAST_RIGHT, f"wrong: {' '.join(wrong)}"


@every_free_file
def test_few_claims_are_found_where_there_are_none(path: Path) -> None:
    false = [free.id for free in read_free(path) for _ in false_claims(free)]
    assert len(false) <= MOST_FALSE, f"false claims in: {' '.join(false)}"


# --- The scorer ------------------------------------------------------------------------------------

TEXT = "Der Damm könnte brechen, sagte Ada Muster."
QUOTE = ((0, 23),)


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        ({}, []),
        ({"choices": {"certainty": "possible"}}, []),
        ({"choices": {"certainty": "certain"}}, ["certainty: expected certain, got possible"]),
        ({"roles": {"quote": QUOTE, "hedge": ((9, 15),)}}, []),
        ({"roles": {"quote": QUOTE, "hedge": ()}}, ["hedge: expected –, got könnte"]),
        ({"roles": {"quote": QUOTE, "evidence": ((31, 41),)}}, ["evidence: expected Ada Muster, got –"]),
        ({"roles": {"quote": ((31, 41),)}}, ["quote: expected Ada Muster, got Der Damm könnte brechen"]),
        ({"tests_parent": True}, []),
        (
            {"tests_parent": True, "parent": {"quote": QUOTE, "speaker": ((31, 41),)}},
            ["parent: expected [Ada Muster] Der Damm könnte brechen, got –"],
        ),
    ],
)
def test_a_case_is_right_if_every_expected_field_is(expected: dict[str, Any], wrong: list[str]) -> None:
    given: dict[str, Any] = {"roles": {"quote": QUOTE}, "choices": {}} | expected
    case = Case("a-01", "certainty:possible", TEXT, **given)
    assert [str(difference) for difference in differences(case)] == wrong


def test_the_command_prints_the_cases_that_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["certainty-possible-01"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("claims_blind: ")
    assert lines[1].startswith("  certainty:possible ")
    assert not any("tense:past" in line for line in lines)
