"""Words, clauses and sentences in the page: from what the reading found, or from punctuation."""

from __future__ import annotations

from typing import Any

import pytest
from django.templatetags.static import static
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from newsdesk.accounts.models import User
from newsdesk.nlp.sentences import find_sentences
from newsdesk.parsing.ingest import ingest_text
from tests.browser.conftest import PageOf
from tests.nlp.multilingual import LANGUAGES, article_in

ALPHABET = 'abA.!?…。 Äß\u00a0\t1(»"“”)’😀é,;:-–שx'


@pytest.fixture
def bench(page_of: PageOf, owner: User) -> Page:
    page = page_of(None)
    page.goto("/accounts/login/")
    page.evaluate(
        "(url) => import(url).then((all) => { window.boundaries = all; })", static("js/boundaries.js")
    )
    return page


def boundaries(page: Page, text: str, **attributes: str) -> dict[str, list[str]]:
    """The exact text of every boundary in a paragraph that begins at 100."""
    seen: dict[str, Any] = page.evaluate(
        """([text, attributes]) => {
          const paragraph = document.createElement("p");
          paragraph.textContent = text;
          Object.assign(paragraph.dataset, { start: "100", ...attributes });
          document.body.replaceChildren(paragraph);
          return window.boundaries.boundariesOf(paragraph);
        }""",
        [text, attributes],
    )
    return {
        kind: [text[each["start"] - 100 : each["end"] - 100] for each in found]
        for kind, found in seen.items()
        if kind != "text"
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Der US-Präsident kommt.", ["Der", "US-Präsident", "kommt"], id="compound"),
        pytest.param("Ein- und -ausfuhr", ["Ein-", "und", "-ausfuhr"], id="parts of compounds"),
        pytest.param("E-Mail-Adresse, 2014-2022", ["E-Mail-Adresse", "2014-2022"], id="several hyphens"),
        pytest.param("Wort - Wort – Wort", ["Wort", "Wort", "Wort"], id="dashes"),
        pytest.param("Macron’s l'Homme Grass'", ["Macron’s", "l'Homme", "Grass"], id="apostrophes"),
        pytest.param("z.B. J. R. Muster a.D.", ["z.B.", "J.", "R.", "Muster", "a.D."], id="abbreviations"),
        pytest.param("am 17. März 1.000,50 €", ["am", "17", "März", "1.000,50", "€"], id="numbers"),
        pytest.param("38 % von §5", ["38", "%", "von", "§", "5"], id="signs"),
        pytest.param(
            "So\u00adft Bu\u0308rger x\u0303y", ["So\u00adft", "Bu\u0308rger", "x\u0303y"], id="inside words"
        ),
        pytest.param("👩\u200d🚒👍🏽 🇩🇪a", ["👩\u200d🚒", "👍🏽", "🇩🇪", "a"], id="emoji"),
        pytest.param("שלום עולם, שלום", ["שלום", "עולם", "שלום"], id="right to left"),
        pytest.param("„Ja“, … (Nein)", ["Ja", "Nein"], id="marks"),
        pytest.param("a\u00a0 b", ["a", "b"], id="blanks"),
        pytest.param(" … ", [], id="no word"),
    ],
)
def test_words(bench: Page, text: str, words: list[str]) -> None:
    assert boundaries(bench, text)["words"] == words


def test_words_without_the_browsers_own_knowledge(bench: Page) -> None:
    bench.evaluate("() => { Intl.Segmenter = undefined; }")

    found = boundaries(bench, "„Der US-Präsident, 😀 z.B. Büro“")["words"]

    assert found == ["Der", "US-Präsident", "😀", "z.B.", "Büro"]


def test_clauses_and_sentences_are_those_of_the_reading(bench: Page) -> None:
    text = "Das 😀 sei so, sagte, wer da war. Es regnet"

    found = boundaries(bench, text, clauses="0 14 21 33", sentences="0 33")

    assert found["sentences"] == ["Das 😀 sei so, sagte, wer da war.", "Es regnet"]
    assert found["clauses"] == ["Das 😀 sei so", "sagte", "wer da war", "Es regnet"]


def test_what_begins_before_the_paragraph_is_cut_to_it(bench: Page) -> None:
    """As in a long paragraph that comes in pieces."""
    found = boundaries(bench, "und ging. Es regnet", clauses="10", sentences="10")

    assert found["sentences"] == ["und ging.", "Es regnet"]
    assert found["clauses"] == ["und ging", "Es regnet"]


def test_clauses_by_punctuation_where_nothing_has_read_the_text(bench: Page) -> None:
    found = boundaries(bench, "It rains, she said; 1,5 litres – or more. No.")

    assert found["clauses"] == ["It rains", "she said", "1,5 litres", "or more", "No"]
    assert found["sentences"] == ["It rains, she said; 1,5 litres – or more.", "No."]


@pytest.mark.parametrize(
    ("text", "clause", "quotations"),
    [
        pytest.param("„Es regnet“", "„Es regnet“", ["„Es regnet“"], id="whole"),
        pytest.param("»Es regnet«", "»Es regnet«", ["»Es regnet«"], id="pointing inwards"),
        pytest.param('"Es regnet."', '"Es regnet."', ['"Es regnet."'], id="straight"),
        pytest.param("er komme „bald“.", "er komme „bald“", ["„bald“"], id="a part at the end"),
        pytest.param("„Es ‚regnet‘ so“", "„Es ‚regnet‘ so“", ["‚regnet‘", "„Es ‚regnet‘ so“"], id="nested"),
        pytest.param("„Es regnet", "Es regnet", [], id="never closed"),
        pytest.param("Es regnet“.", "Es regnet", [], id="never opened"),
        pytest.param("(er kam)", "(er kam)", [], id="brackets"),
        pytest.param("38 Prozent, 20 %", "38 Prozent, 20 %", [], id="sign at the end"),
        pytest.param("Macron’s ‚Ja‘ wie's", "Macron’s ‚Ja‘ wie's", ["‚Ja‘"], id="apostrophes"),
    ],
)
def test_a_clause_keeps_marks_whose_other_half_it_has(
    bench: Page, text: str, clause: str, quotations: list[str]
) -> None:
    found = boundaries(bench, text, clauses="0")

    assert found["clauses"] == [clause]
    assert found["quotations"] == quotations


@given(text=st.text(alphabet=ALPHABET, max_size=40))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sentences_are_cut_as_the_server_cuts_them(bench: Page, text: str) -> None:
    text = ingest_text(text).replace("\n", " ")

    assert boundaries(bench, text)["sentences"] == [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_many_languages_are_cut_as_the_server_cuts_them(bench: Page, language: str) -> None:
    for paragraph in article_in(language).split("\n"):
        expected = [paragraph[start:end] for start, end in find_sentences(paragraph)]
        assert boundaries(bench, paragraph)["sentences"] == expected


def test_a_long_paragraph_of_marks_is_read_at_once(bench: Page) -> None:
    """Its boundaries are found in linear time, or this would not end."""
    found = boundaries(bench, "(„a, b. " * 4_000)

    assert len(found["words"]) == 8_000
