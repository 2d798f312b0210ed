"""Long texts are cut into pieces, short ones stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.web.reader import pieces
from newsdesk.web.reader.marks import paragraphs_in
from newsdesk.web.reader.pieces import LONGEST_PIECE, PIECE_CHARS, piece_at, pieces_of

SENTENCE = "Der Rat vertagte die Entscheidung über den Haushalt. "


def test_a_text_of_five_thousand_words_is_one_piece() -> None:
    [piece] = pieces_of(SENTENCE * 720)

    assert piece.is_whole
    assert (piece.previous, piece.next) == (None, None)


def test_a_long_text_is_cut_between_paragraphs() -> None:
    paragraph = SENTENCE * 10 + "\n"
    text = paragraph * 300

    found = pieces_of(text)

    assert len(found) > 3
    assert all(text[piece.end_char - 1] == "\n" for piece in found[:-1])
    assert all(PIECE_CHARS <= piece.end_char - piece.start_char <= LONGEST_PIECE for piece in found[:-1])


def test_a_paragraph_longer_than_a_piece_is_cut_at_a_blank() -> None:
    text = SENTENCE * 2_000

    found = pieces_of(text)

    assert all(text[piece.end_char - 1].isspace() for piece in found[:-1])
    assert paragraphs_in(text, found[1])[0].is_continued
    assert not paragraphs_in(text, found[0])[0].is_continued


def test_a_text_without_any_blank_is_cut_all_the_same() -> None:
    assert len(pieces_of("x" * 200_000)) > 3


@given(st.lists(st.text(alphabet="ab \n\t\u00a0😀", max_size=40), max_size=40))
def test_pieces_cover_the_text_without_gap_or_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "WHOLE_CHARS", 60)
        patch.setattr(pieces, "PIECE_CHARS", 20)
        patch.setattr(pieces, "LONGEST_PIECE", 30)
        found = pieces_of(text)

    assert "".join(text[piece.start_char : piece.end_char] for piece in found) == text
    assert [piece.number for piece in found] == list(range(1, len(found) + 1))
    for piece in found:
        for offset in range(piece.start_char, piece.end_char):
            assert piece_at(found, offset) == piece
