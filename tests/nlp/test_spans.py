from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.spans import (
    Segment,
    Span,
    paragraphs,
    segments,
    without_overlaps,
)

PIECES = [
    "a",
    "Ä",
    "e\u0301",
    "\u0308",
    "😀",
    "👩‍👩‍👧",
    "שלום",
    "\u202eab",
    "한",
    " ",
    "\t",
    "\n",
    "\r\n",
    '"',
    "„",
    "ß",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS.filter(bool))
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = [
        Span(min(start, end - 1), max(start + 1, end), draw(st.sampled_from("abcd")))
        for start, end in draw(st.lists(pairs, max_size=12))
    ]
    return text, spans


@given(texts_with_spans())
def test_joined_segments_give_back_the_text(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    assert "".join(text[s.start_char : s.end_char] for s in segments(text, spans)) == text


@given(texts_with_spans())
def test_segments_of_a_key_give_back_what_its_spans_cover(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    for key in {span.key for span in spans}:
        covered = {i for span in spans if span.key == key for i in range(span.start_char, span.end_char)}
        marked = {i for s in segments(text, spans) if key in s.keys for i in range(s.start_char, s.end_char)}
        assert marked == covered


@given(texts_with_spans(), st.randoms(use_true_random=False))
def test_the_order_of_spans_does_not_matter(
    given_text: tuple[str, list[Span]], shuffler: random.Random
) -> None:
    text, spans = given_text
    shuffled = list(spans)
    shuffler.shuffle(shuffled)
    assert segments(text, shuffled) == segments(text, spans)


def test_keys_stand_outermost_first() -> None:
    spans = [Span(2, 4, "inner"), Span(0, 6, "outer"), Span(1, 5, "z"), Span(1, 5, "y")]
    assert segments("abcdef", spans)[2] == Segment(2, 4, ("outer", "y", "z", "inner"))


def test_a_key_that_covers_a_segment_twice_stands_once() -> None:
    assert segments("abc", [Span(0, 3, "k"), Span(1, 2, "k")])[1].keys == ("k",)


def test_an_empty_text_has_no_segments() -> None:
    assert segments("", []) == []


@pytest.mark.parametrize("span", [Span(1, 1, "k"), Span(2, 1, "k"), Span(-1, 2, "k"), Span(0, 4, "k")])
def test_an_empty_span_and_one_outside_the_text_are_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        segments("abc", [span])


def test_a_hundred_thousand_words_with_five_thousand_spans_are_cut_without_a_gap() -> None:
    text = "Wort " * 100_000
    chance = random.Random(7)
    starts = [chance.randrange(len(text) - 200) for _ in range(5_000)]
    spans = [Span(start, start + chance.randrange(1, 200), str(i)) for i, start in enumerate(starts)]
    found = segments(text, spans)
    assert "".join(text[segment.start_char : segment.end_char] for segment in found) == text
    assert {key for segment in found for key in segment.keys} == {span.key for span in spans}


@given(TEXTS)
def test_paragraphs_are_what_stands_between_newlines(text: str) -> None:
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == [line for line in text.split("\n") if line]


def test_of_overlapping_items_the_better_ranked_stay() -> None:
    ranked = [(4, 9), (0, 5), (0, 2), (9, 10)]
    kept, lost = without_overlaps(ranked, lambda item: range(*item))
    assert kept == [(0, 2), (4, 9), (9, 10)]
    assert lost == [(0, 5)]
