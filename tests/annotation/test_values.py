"""Values: every span is proven, by its text or the hash of it, and nothing comes in that cannot be stored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.annotation.values import (
    InvalidValue,
    OtherText,
    check_claim,
    check_mention,
    check_reason,
    check_stretch,
    spans_of,
)
from newsdesk.nlp.records import digest
from tests.annotation.acting import span

TEXT = "Grüße 🏳️‍🌈 aus Köln, sagte Zoé Müller."
CLAIM = {
    "type": "Indirect",
    "medium": "Speech",
    "certainty": "certain",
    "polarity": "affirmed",
    "tense": "present",
    "speaker_kind": "named",
}


def hashed(exact: str) -> dict[str, Any]:
    """A span as an outbox keeps it: without text."""
    found = span(TEXT, exact)
    return {"start_char": found["start_char"], "end_char": found["end_char"], "sha256": digest(exact)}


def claim(**roles: Any) -> dict[str, Any]:
    return {**CLAIM, "roles": roles}


@given(st.text(min_size=1), st.data())
def test_a_hash_stands_for_the_text_that_is_stored(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = {"start_char": start, "end_char": end}
    stored = place | {"exact": text[start:end]}
    assert check_stretch(place | {"sha256": digest(text[start:end])}, text) == stored
    assert check_stretch(stored, text) == stored
    assert check_stretch(stored | {"sha256": digest(text[start:end]).upper()}, text) == stored


def test_hashes_stand_for_text_in_mentions_and_claims() -> None:
    assert check_mention(hashed("Köln") | {"label": "LOC"}, TEXT) == span(TEXT, "Köln") | {"label": "LOC"}
    found = check_claim(claim(quote=[hashed("Grüße")], speaker=[span(TEXT, "Zoé Müller")], cue=[]), TEXT)
    assert found == claim(quote=[span(TEXT, "Grüße")], speaker=[span(TEXT, "Zoé Müller")], cue=[])
    assert sorted(spans_of(found)) == [(0, 5), (27, 37)]


@pytest.mark.parametrize(
    "proof",
    [
        {"sha256": digest("Koeln")},
        {"sha256": "x"},
        {"exact": "Koeln"},
        {"exact": "Köln", "sha256": digest("Koeln")},
        {"exact": "Koeln", "sha256": digest("Köln")},
        {"exact": "Ko\u0308ln"},
        {"exact": "\ud83c"},
    ],
)
def test_each_proof_that_is_given_has_to_fit(proof: dict[str, Any]) -> None:
    place = {name: value for name, value in span(TEXT, "Köln").items() if name != "exact"}
    with pytest.raises(OtherText):
        check_stretch(place | proof, TEXT)


@pytest.mark.parametrize("proof", [{}, {"exact": None}, {"sha256": 7}, {"exact": "Köln", "sha256": None}])
def test_a_span_without_proof_is_refused(proof: dict[str, Any]) -> None:
    place = {name: value for name, value in span(TEXT, "Köln").items() if name != "exact"}
    with pytest.raises(InvalidValue):
        check_stretch(place | proof, TEXT)


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (len(TEXT), len(TEXT) + 5, ""),
        (len(TEXT) - 1, len(TEXT) + 1, "."),
        (10**30, 10**30 + 1, ""),
    ],
)
@pytest.mark.parametrize("proof", ["exact", "sha256"])
def test_nothing_lies_beyond_the_end(start: int, end: int, exact: str, proof: str) -> None:
    proven = exact if proof == "exact" else digest(exact)
    with pytest.raises(OtherText):
        check_stretch({"start_char": start, "end_char": end, proof: proven}, TEXT)


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (3, 1), (-1, 2), (True, 2), (0, 1.0), ("0", 1), (None, 1)]
)
def test_offsets_are_whole_numbers_in_order(start: Any, end: Any) -> None:
    with pytest.raises(InvalidValue):
        check_stretch({"start_char": start, "end_char": end, "exact": "G"}, TEXT)


@pytest.mark.parametrize("canonical", ["", "x" * 301, 7, "a\x00b", "\udc80", ["Köln"]])
def test_a_name_is_text_that_every_database_takes(canonical: Any) -> None:
    with pytest.raises(InvalidValue):
        check_mention(span(TEXT, "Köln") | {"label": "LOC", "canonical": canonical}, TEXT)
    with pytest.raises(InvalidValue):
        check_claim(claim(quote=[span(TEXT, "Grüße")]) | {"speaker_entity": canonical}, TEXT)


@pytest.mark.parametrize("reason", [None, 7, "x" * 501, "a\x00b", "\ud800"])
def test_a_reason_is_text_that_every_database_takes(reason: Any) -> None:
    with pytest.raises(InvalidValue):
        check_reason(reason)
    assert check_reason("🏳️‍🌈 not said\n") == "🏳️‍🌈 not said\n"


@pytest.mark.parametrize(
    "roles",
    [
        {},
        {"quote": []},
        {"quote": {}},
        {"quote": [span(TEXT, "aus"), span(TEXT, "Grüße")]},
        {"quote": [span(TEXT, "aus"), span(TEXT, " Köln")]},
        {"quote": [span(TEXT, "aus Köln"), span(TEXT, "Köln")]},
        {"quote": [span(TEXT, "aus")], "topic": []},
        {"quote": [span(TEXT, "aus") | {"label": "LOC"}]},
        {"quote": ["aus"]},
    ],
)
def test_the_spans_of_a_role_are_sorted_apart_and_there(roles: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        check_claim({**CLAIM, "roles": roles}, TEXT)


@pytest.mark.parametrize("value", [None, [], "x", {}, {"roles": {}}, CLAIM | {"roles": []}])
def test_what_is_no_claim_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValue):
        check_claim(value, TEXT)
