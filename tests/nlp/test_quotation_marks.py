from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.quotation import find_quotations
from newsdesk.nlp.words import Words, split_words


def words_of(text: str) -> Words:
    """Words as a tokenizer would give them, marks apart."""
    tokens, cursor = [], 0
    for mark in '„“”»«›‹‚‘".,\n':
        text = text.replace(mark, f"\0{mark}\0")
    for piece in text.split("\0"):
        for word in piece.split(" ") if piece != "\n" else [piece]:
            tokens.append((word, cursor)) if word else None
            cursor += len(word) + 1
        cursor -= 1
    return split_words(text.replace("\0", ""), tokens)


def quotations_of(text: str) -> list[str]:
    words = words_of(text)
    return [words.phrase(first, last + 1) for first, last in find_quotations(words)]


@pytest.mark.parametrize(
    "quotation",
    ["„Ja gut“", "“Ja gut”", '"Ja gut"', "»Ja gut«", "«Ja gut»", "‚Ja gut‘", "›Ja gut‹", "„Ja gut”"],
)
def test_all_kinds_of_marks_are_paired(quotation: str) -> None:
    assert quotations_of(f"Sie sagte {quotation} und ging") == [quotation]


def test_the_outer_of_two_nested_quotations_is_found() -> None:
    assert quotations_of("„Er rief ‚Ja‘ und ging“") == ["„Er rief ‚Ja‘ und ging“"]


def test_a_mark_without_a_partner_is_left_alone() -> None:
    assert quotations_of("Sie sagte „Ja und ging") == []


def test_a_quotation_does_not_leave_its_paragraph() -> None:
    assert quotations_of('Sie sagte "Ja\nund "ging') == []
