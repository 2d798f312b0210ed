"""Sentences without rules of a language: at stops, whatever the script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("“One.” Two", ["“One.”", "Two"]),
        ("« Un ! » Deux.", ["« Un !", "» Deux."]),
        ("It cost 3.5 million. Why?", ["It cost 3.5 million.", "Why?"]),
        ("J. R. Ashcombe came. He left.", ["J. R. Ashcombe came.", "He left."]),
        ("He saw etc. and left.", ["He saw etc. and left."]),
        ("今日は雨です。明日は晴れます！", ["今日は雨です。", "明日は晴れます！"]),
        ("「行こう。」彼は言った。", ["「行こう。」", "彼は言った。"]),
        ("هل جاء؟ نعم.", ["هل جاء؟", "نعم."]),
        ("बारिश हुई। धूप निकली।", ["बारिश हुई।", "धूप निकली।"]),
        ("Title\nOne. Two.\n\n  Three.  ", ["Title", "One.", "Two.", "Three."]),
    ],
)
def test_a_sentence_ends_at_its_stop_with_the_marks_behind_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aB.!?… \n\t„”」。؟1"), max_size=60))
def test_sentences_cover_everything_but_blanks(text: str) -> None:
    found = find_sentences(text)
    assert "".join("".join(sentence.split()) for sentence in sentences(text)) == "".join(text.split())
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert all(sentence == sentence.strip() != "" for sentence in sentences(text))
