"""The spelling in which a model meets a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.normal import normal_form


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("„", '"'),
        ("»", '"'),
        ("‹Hafen›", '"Hafen"'),
        ("''", '"'),
        ("Selenskyj’s", "Selenskyj's"),
        ("—", "–"),
        ("...", "…"),
        ("Ver\u00adtrag", "Vertrag"),
        ("Größe", "Größe"),
    ],
)
def test_signs_are_unified(word: str, form: str) -> None:
    assert normal_form(word) == form


def test_a_word_of_nothing_but_invisible_signs_stays() -> None:
    assert normal_form("\u00ad") == "\u00ad"


@given(st.text(min_size=1))
def test_no_word_becomes_empty_and_twice_is_once(word: str) -> None:
    form = normal_form(word)

    assert form
    assert normal_form(form) == form
