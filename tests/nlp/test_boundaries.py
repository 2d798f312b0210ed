"""Clauses side by side: where each begins, for whoever moves through a text clause by clause."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsdesk.nlp import analyse
from tests.nlp.multilingual import article_in
from tests.texts import demo_texts

PARTS = st.sampled_from(
    [
        "Der Rat, der tagte,",
        "sagte:",
        "„Er komme",
        "“, sagte sie.",
        "und",
        "(wie man hört)",
        "😀",
        "Ja!",
        "\n",
        "er ging,",
    ]
)


def clauses_of(text: str) -> list[str]:
    return [text[start:end] for start, end in analyse(text, language="de").clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(
            "Der Damm halte, sagte die Landrätin.", ["Der Damm halte,", "sagte die Landrätin."], id="report"
        ),
        pytest.param(
            "„Der Damm hält“, sagte sie. „Er hält.“",
            ["„Der Damm hält“,", "sagte sie.", "„Er hält.“"],
            id="closing marks belong to what is before, opening ones to what follows",
        ),
        pytest.param(
            "Die Familie, die den Hof hält, erwägt einen Verkauf.",
            ["Die Familie,", "die den Hof hält,", "erwägt einen Verkauf."],
            id="an interrupted clause",
        ),
        pytest.param(
            "Sie sagte, dass er gehe, und er ging.",
            ["Sie sagte,", "dass er gehe,", "und er ging."],
            id="a conjunction begins its clause",
        ),
        pytest.param("Ein Satz.\nNoch einer.", ["Ein Satz.", "Noch einer."], id="paragraphs"),
        pytest.param("Titel ohne Verb", ["Titel ohne Verb"], id="no predicate"),
        pytest.param("„…“", ["„…“"], id="only marks"),
        pytest.param(" \n ", [], id="blank"),
    ],
)
def test_clauses_stand_side_by_side(text: str, clauses: list[str]) -> None:
    assert clauses_of(text) == clauses


@pytest.mark.parametrize("text", demo_texts()[:6])
def test_every_sentence_begins_a_clause_and_nothing_is_left_out(text: str) -> None:
    analysis = analyse(text)

    starts = {start for start, _ in analysis.clauses}
    assert {start for start, _ in analysis.sentences} <= starts
    assert len(starts) > len(analysis.sentences)
    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in analysis.clauses).split())


@given(st.lists(PARTS, max_size=8).map(" ".join))
@hypothesis_settings(max_examples=100)
def test_clauses_neither_overlap_nor_leave_anything_but_blanks(text: str) -> None:
    spans = analyse(text, language="de").clauses
    bounds = [0, *(bound for span in spans for bound in span), len(text)]
    assert bounds == sorted(bounds)
    assert all(start < end for start, end in spans)
    assert not "".join(text[a:b] for a, b in list(pairwise(bounds))[::2]).strip()


def test_a_foreign_text_has_sentences_and_no_clauses() -> None:
    analysis = analyse(article_in("en"))
    assert analysis.sentences
    assert analysis.clauses == ()
