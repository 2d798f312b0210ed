"""The stored form of a text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdesk.parsing import ParseError, ingest_text, is_ingested
from newsdesk.parsing.ingest import MAX_COMBINING_RUN

awkward = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            "\r\n\f\v\t\x00\x1c\x85\u2028\u2029\ufeff\xad\u202e\u0301\u0327\u0344\u0f73\u1100\u1161\u212b"
        ),
    )
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x85b\fc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\x0bd\x7fe\x9ff", "abcdef"),
        ("a\tb", "a\tb"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("Tu\u0308r", "Tür"),
        ("Tür\xadschloss \u2067x\u2069 \u202ey", "Tür\xadschloss \u2067x\u2069 \u202ey"),
        ("", ""),
    ],
)
def test_text_is_brought_into_stored_form(raw: str, stored: str) -> None:
    assert ingest_text(raw) == stored
    assert is_ingested(raw) == (raw == stored)


@given(awkward)
@example("\x00\ufeff\ufeffa")
@example("u\x00\u0308")
@example("\r\x00\n")
def test_ingesting_twice_changes_nothing(raw: str) -> None:
    once = ingest_text(raw)
    assert ingest_text(once) == once
    assert is_ingested(once)


@given(awkward)
def test_stored_form_is_composed_and_holds_no_controls(raw: str) -> None:
    stored = ingest_text(raw)
    assert unicodedata.is_normalized("NFC", stored)
    assert {char for char in stored if unicodedata.category(char) == "Cc"} <= {"\t", "\n"}
    assert not stored.startswith("\ufeff")
    assert not set(stored) & set("\u2028\u2029")


@pytest.mark.parametrize("raw", ["\ud800", "Bild \ude00 kaputt", "\udfff\ud800"])
def test_lone_surrogate_is_refused(raw: str) -> None:
    with pytest.raises(ParseError, match="surrogates"):
        ingest_text(raw)
    assert not is_ingested(raw)


def test_emoji_outside_the_basic_plane_is_kept() -> None:
    assert ingest_text("Sieg \U0001f3c6!") == "Sieg \U0001f3c6!"


@pytest.mark.parametrize("mark", ["\u0327", "\u0344", "\u0f73"])
def test_letter_under_a_tower_of_marks_is_refused(mark: str) -> None:
    with pytest.raises(ParseError, match="malformed"):
        ingest_text("a" + mark * (MAX_COMBINING_RUN + 1))


def test_long_text_in_another_script_is_no_tower_of_marks() -> None:
    text = "я" * (MAX_COMBINING_RUN * 3)
    assert ingest_text(text) == text
