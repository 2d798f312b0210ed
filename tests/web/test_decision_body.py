"""What a page sends is read strictly: bad input is one sentence, and never an error of ours."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.web.review.body import (
    MAX_ACTS,
    MAX_ROWS,
    AcceptAll,
    Acts,
    BadBody,
    RedoBatch,
    Sent,
    SentAct,
    SentRow,
    UndoBatch,
    read_body,
)

ONE, TWO = UUID(int=1), UUID(int=2)


def body(**fields: Any) -> bytes:
    return json.dumps({"version": 1} | fields).encode()


def an_act(**fields: Any) -> dict[str, Any]:
    return {"uuid": str(ONE), "kind": "accept", "row": {"claim": 7}} | fields


def refusal(sent: bytes) -> str:
    with pytest.raises(BadBody) as refused:
        read_body(sent)
    return str(refused.value)


def test_a_decision_is_read_with_all_that_it_names() -> None:
    sent = body(
        acts=[
            an_act(item=TWO.hex, item_kind="claim", previous=str(TWO), value={"a": [1]}, reason=" not said ")
        ],
        batch=str(TWO),
    )
    act = SentAct(ONE, "accept", TWO, "claim", SentRow("claim", 7), TWO, None, {"a": [1]}, "not said")
    assert read_body(sent) == Sent(1, Acts((act,)), TWO)


def test_a_decision_may_come_after_whole_acts() -> None:
    act = SentAct(ONE, "accept", row=SentRow("claim", 7), after=(ONE, TWO))
    assert read_body(body(acts=[an_act(after=[str(ONE), str(TWO)])])) == Sent(1, Acts((act,)))


def test_what_is_null_is_as_good_as_absent() -> None:
    sent = an_act(item=None, item_kind=None, previous=None, undoes=None, value=None, reason=None)
    act = SentAct(ONE, "accept", row=SentRow("mention", 3))
    assert read_body(body(acts=[sent | {"row": {"mention": 3, "claim": None}}], batch=None)) == Sent(
        1, Acts((act,))
    )


def test_rows_to_accept_are_named_once_each() -> None:
    sent = body(accept_all={"mentions": [3, 1, 3], "claims": []}, batch=str(TWO))
    assert read_body(sent) == Sent(1, AcceptAll((3, 1), ()), TWO)


@pytest.mark.parametrize(("way", "wish"), [("undo_batch", UndoBatch), ("redo_batch", RedoBatch)])
def test_a_whole_act_is_taken_back_and_brought_back(way: str, wish: type) -> None:
    assert read_body(body(**{way: str(ONE), "batch": str(TWO)})) == Sent(1, wish(ONE), TWO)


@pytest.mark.parametrize("way", ["accept_all", "undo_batch", "redo_batch"])
def test_what_is_many_decisions_needs_a_name_as_a_whole(way: str) -> None:
    what: Any = {"claims": [1]} if way == "accept_all" else str(ONE)
    assert refusal(body(**{way: what})) == "“batch” is missing."


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "valid JSON"),
        (b"{", "valid JSON"),
        (b'{"version": 1} {}', "valid JSON"),
        (b"\xff\xfe", "valid JSON"),
        (b'{"version": 1, "acts": "\xc3"}', "valid JSON"),
        (b"[]", "“JSON” is not"),
        (b'"acts"', "“JSON” is not"),
        (b"null", "“JSON” is not"),
        (b"{}", "exactly one"),
        (body(), "exactly one"),
        (body(acts=[an_act()], undo_batch=str(ONE)), "exactly one"),
        (body(acts=[an_act()], text="Damm"), "“text” is unknown"),
        (json.dumps({"acts": [an_act()]}).encode(), "“version” is missing"),
        (body(acts=[an_act()], version="1"), "“version” is not"),
        (body(acts=[an_act()], version=True), "“version” is not"),
        (body(acts=[an_act()], version=-1), "“version” is not"),
        (body(acts=[]), "“acts” is missing"),
        (body(acts={}), "“acts” is not"),
        (body(acts=[None]), "“acts” is not"),
        (body(acts=[{"kind": "accept"}]), "“uuid” is missing"),
        (body(acts=[an_act(uuid=None)]), "“uuid” is missing"),
        (body(acts=[an_act(uuid=7)]), "“uuid” is not"),
        (body(acts=[an_act(uuid="7")]), "“uuid” is not"),
        (body(acts=[an_act(uuid=f"{{{ONE}}}")]), "“uuid” is not"),
        (body(acts=[an_act(previous="none")]), "“previous” is not"),
        (body(acts=[an_act(undoes=[])]), "“undoes” is not"),
        (body(acts=[an_act(after=str(ONE))]), "“after” is not"),
        (body(acts=[an_act(after=[None])]), "“after” is missing"),
        (body(acts=[an_act(after=[str(ONE)] * 101)]), "“after”: at most"),
        (body(acts=[an_act(kind=None)]), "“kind” is missing"),
        (body(acts=[an_act(kind="agree")]), "“kind” is not"),
        (body(acts=[an_act(kind=["accept"])]), "“kind” is not"),
        (body(acts=[an_act(item_kind="word")]), "“item_kind” is not"),
        (body(acts=[an_act(row=7)]), "“row” is not"),
        (body(acts=[an_act(row={})]), "“row” is not"),
        (body(acts=[an_act(row={"claim": 1, "mention": 1})]), "“row” is not"),
        (body(acts=[an_act(row={"claim": "1"})]), "“row” is not"),
        (body(acts=[an_act(reason=["no"])]), "“reason” is not"),
        (body(acts=[an_act(reason="x" * 501)]), "too long"),
        (body(acts=[an_act(value={"label": "x" * 501})]), "“label” is too long"),
        (body(acts=[an_act(value={"x" * 501: 1})]), "too long"),
        (body(acts=[an_act(value={"exact": "x" * 2_000_001})]), "too large"),
        (body(acts=[an_act(), an_act()]), "the same name"),
        (body(acts=[an_act(uuid=str(UUID(int=n))) for n in range(MAX_ACTS + 1)]), f"at most {MAX_ACTS}"),
        (body(accept_all={}, batch=str(TWO)), "“accept_all” is missing"),
        (body(accept_all={"claims": 1}, batch=str(TWO)), "“claims” is not"),
        (body(accept_all={"claims": ["1"]}, batch=str(TWO)), "“claims” is not"),
        (body(accept_all={"claims": [*range(MAX_ROWS + 1)]}, batch=str(TWO)), "“claims”: at most"),
        (body(undo_batch=1, batch=str(TWO)), "“undo_batch” is not"),
        (body(acts=[an_act(value=float("nan"))]), "whole ones"),
        (body(acts=[an_act(value={"start_char": float("inf")})]), "whole ones"),
        (body(acts=[an_act(value={"start_char": 1.5})]), "whole ones"),
        (body(acts=[an_act(value={"start_char": 2**63})]), "whole ones"),
        (b'{"version": 1' + b"0" * 5_000 + b"}", "whole ones"),
        (body(acts=[an_act(row={"claim": -(2**63)})]), "whole ones"),
        (body(acts=[an_act(reason="\ud83d")]), "no text has"),
        (body(acts=[an_act(value={"exact": "\udc00"})]), "no text has"),
        (body(acts=[an_act(value={"\ud800": 1})]), "no text has"),
        (body(acts=[an_act(reason="a\0b")]), "no text has"),
        (b"[" * 100_000, "too deeply"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "too deeply"),
        (body(acts=[an_act(value=json.loads("[" * 12 + "]" * 12))]), "too deeply"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_answered_with_one_sentence(sent: bytes, says: str) -> None:
    sentence = refusal(sent)
    assert says in sentence
    assert sentence.count(".") == 1
    assert len(sentence) < 200
    sentence.encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
ACT_FIELDS = ("uuid", "kind", "item", "item_kind", "row", "previous", "undoes", "value", "reason")
ACTS = st.lists(st.dictionaries(st.sampled_from(ACT_FIELDS), JSON, max_size=9), max_size=3)


@settings(max_examples=300)
@given(fields=st.dictionaries(st.sampled_from(["version", "acts", "accept_all", "batch", "x"]), JSON | ACTS))
def test_no_json_is_an_error_of_ours(fields: dict[str, Any]) -> None:
    for sent in (json.dumps(fields).encode(), json.dumps({"version": 1} | fields).encode()):
        try:
            assert isinstance(read_body(sent), Sent)
        except BadBody as refused:
            str(refused).encode()


@settings(max_examples=300)
@given(sent=st.binary(max_size=60))
def test_no_bytes_are_an_error_of_ours(sent: bytes) -> None:
    with pytest.raises(BadBody):
        read_body(sent)
