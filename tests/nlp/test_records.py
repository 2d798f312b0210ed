from __future__ import annotations

import json
from typing import Any

import pytest

from newsdesk.nlp.records import Analysis, Claim, Mention, PipelineInfo, RoleSpans, digest

PIPELINE = PipelineInfo("test", "1", "0")
TEXT = "Es regne, sagte Ada Muster."


def analysis_of(*claims: Claim) -> Analysis:
    return Analysis(digest(TEXT), "de", PIPELINE, (), claims)


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param(((3, 3),), id="empty"),
        pytest.param(((-1, 3),), id="before the text"),
        pytest.param(((4, 6), (0, 2)), id="unsorted"),
        pytest.param(((0, 4), (3, 6)), id="overlapping"),
        pytest.param(((0, 3), (3, 6)), id="touching"),
    ],
)
@pytest.mark.parametrize("role", ["quote", "speaker", "hedge"])
def test_spans_of_a_role_are_sorted_disjoint_apart_and_not_empty(role: str, spans: RoleSpans) -> None:
    roles: dict[str, Any] = {"quote": ((0, 8),), role: spans}
    with pytest.raises(ValueError, match=role):
        Claim(type="Indirect", **roles)


def test_a_claim_without_a_quote_is_refused() -> None:
    with pytest.raises(ValueError, match="quote"):
        Claim(type="Indirect", quote=())


@pytest.mark.parametrize("field", ["medium", "certainty", "polarity", "tense", "speaker_kind"])
def test_an_unknown_value_is_refused(field: str) -> None:
    values: dict[str, Any] = {field: "sometimes"}
    with pytest.raises(ValueError, match=field):
        Claim(type="Indirect", quote=((0, 8),), **values)


def test_a_confidence_lies_between_0_and_1() -> None:
    assert Claim(type="Indirect", quote=((0, 8),), confidence=1.0).confidence == 1.0
    with pytest.raises(ValueError, match="confidence"):
        Claim(type="Indirect", quote=((0, 8),), confidence=1.01)
    with pytest.raises(ValueError, match="confidence"):
        Mention(0, 2, "PER", confidence=-0.1)


def test_a_mention_has_one_of_the_labels() -> None:
    with pytest.raises(ValueError, match="label"):
        Mention(0, 2, "PERSON")


def test_a_quote_inside_its_parents_quote_is_accepted() -> None:
    outer = Claim(type="Indirect", quote=((0, 8),))
    inner = Claim(type="Indirect", quote=((3, 8),), parent=0)
    assert analysis_of(outer, inner).claims[1].parent == 0


def test_a_quote_outside_its_parents_quote_is_refused() -> None:
    outer = Claim(type="Indirect", quote=((0, 8),))
    inner = Claim(type="Indirect", quote=((3, 9),), parent=0)
    with pytest.raises(ValueError, match="inside"):
        analysis_of(outer, inner)


def test_parents_in_a_circle_are_refused() -> None:
    one = Claim(type="Indirect", quote=((0, 8),), parent=1)
    other = Claim(type="Indirect", quote=((0, 8),), parent=0)
    with pytest.raises(ValueError, match="circle"):
        analysis_of(one, other)


def test_a_parent_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no claim 5"):
        analysis_of(Claim(type="Indirect", quote=((0, 8),), parent=5))


def test_eight_parents_are_accepted_and_nine_refused() -> None:
    chain = [
        Claim(type="Indirect", quote=((0, 8),), parent=index - 1 if index else None) for index in range(10)
    ]
    assert len(analysis_of(*chain[:9]).claims) == 9
    with pytest.raises(ValueError, match="more than 8"):
        analysis_of(*chain)


def test_the_record_is_plain_json_with_exact_texts() -> None:
    mention = Mention(16, 26, "PER", canonical="Ada Muster", value=(1.0, 2.0))
    claim = Claim(type="Indirect", quote=((0, 8),), speaker=((16, 26),))
    record = Analysis(digest(TEXT), "de", PIPELINE, (mention,), (claim,)).to_record(TEXT, id="a")
    assert json.loads(json.dumps(record)) == record
    assert record["offset_unit"] == "codepoint"
    assert record["mentions"][0]["exact"] == "Ada Muster"
    assert record["mentions"][0]["value"] == [1.0, 2.0]
    assert record["claims"][0]["quote"] == [[0, 8]]
    assert record["claims"][0]["addressee"] == []
    assert record["claims"][0]["parent"] is None


def test_the_record_has_sentences_and_clauses_as_offsets() -> None:
    analysis = Analysis(digest(TEXT), "de", PIPELINE, sentences=((0, 27),), clauses=((0, 9), (10, 27)))
    record = analysis.to_record(TEXT, id="a")
    assert record["sentences"] == [[0, 27]]
    assert record["clauses"] == [[0, 9], [10, 27]]
    with pytest.raises(ValueError, match="after the text"):
        Analysis(digest(TEXT), "de", PIPELINE, clauses=((0, 28),)).to_record(TEXT, id="a")


def test_a_record_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the one"):
        analysis_of().to_record(TEXT + " ", id="a")


def test_a_record_with_a_span_behind_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="after the text"):
        analysis_of(Claim(type="Indirect", quote=((0, 900),))).to_record(TEXT, id="a")
