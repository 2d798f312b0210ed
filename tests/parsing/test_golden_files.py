"""Every file in the golden folder gives what the JSON file beside it says, or fails as that says."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from newsdesk.parsing import ParseError, is_ingested, parse, supported_media_types

GOLDEN = Path(__file__).parent / "golden"
SOURCES = sorted(path for path in GOLDEN.iterdir() if not path.name.endswith(".expected.json"))


def read_expected(source: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(source.with_name(f"{source.name}.expected.json").read_text("utf-8"))
    return expected


def outcome_of(source: Path) -> dict[str, Any]:
    try:
        document = parse(source.read_bytes(), filename=source.name)
    except ParseError as error:
        return {"error": error.code, "params": error.params}
    published_at = document.published_at.isoformat() if document.published_at else None
    return dataclasses.asdict(document) | {"published_at": published_at}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_file_is_read_as_its_golden_record_says(source: Path) -> None:
    assert outcome_of(source) == read_expected(source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_title_is_the_first_paragraph_where_there_is_one(source: Path) -> None:
    expected = read_expected(source)
    if expected.get("title"):
        assert expected["text"].split("\n")[0] == expected["title"]
        assert is_ingested(expected["text"])


def test_every_format_has_a_golden_file() -> None:
    read_types = {read_expected(source).get("media_type") for source in SOURCES}
    assert set(supported_media_types()) <= read_types


def test_no_golden_record_is_left_without_its_file() -> None:
    records = {path.name for path in GOLDEN.glob("*.expected.json")}
    assert records == {f"{source.name}.expected.json" for source in SOURCES}
