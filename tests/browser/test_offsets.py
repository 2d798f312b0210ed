"""Offsets in the page: what the browser counts and what the text counts, for any text."""

from __future__ import annotations

from typing import Any

import pytest
from django.templatetags.static import static
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from newsdesk.accounts.models import User
from newsdesk.parsing.ingest import ingest_text
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.marks import draw, marks_of, paragraphs_in
from newsdesk.web.reader.pieces import pieces_of
from newsdesk.web.templatetags.annotated import annotated
from tests.browser.conftest import PageOf
from tests.web.test_reader_marks import claim, reading

ALPHABET = "ab<&\"' \t\r\n\u00adé e\u0301 שלום \u202e\u202c 😀 👩\u200d🚒 \u2028\x85\u00a0"

# A range between two UTF-16 offsets of a paragraph's text, as a selection with the mouse makes one; and what
# the module tells of it.
HELPERS = """
  window.rangeIn = (paragraph, from, to) => {
    const placeOf = (offset) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      for (; offset > node.length; node = walker.nextNode()) offset -= node.length;
      return [node, offset];
    };
    const range = document.createRange();
    range.setStart(...placeOf(from));
    range.setEnd(...placeOf(to));
    return range;
  };
  window.offsetsOf = (range) => window.offsets.spanOf(range);
"""

texts = st.text(alphabet=ALPHABET, max_size=60)


def pairs_up_to(largest: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, largest), st.integers(0, largest))


@pytest.fixture
def bench(page_of: PageOf, owner: User) -> Page:
    """A page of our own origin with the module of offsets at hand."""
    page = page_of(None)
    page.goto("/accounts/login/")
    page.evaluate("(url) => import(url).then((all) => { window.offsets = all; })", static("js/offsets.js"))
    page.evaluate(f"() => {{ {HELPERS} }}")
    return page


def utf16_length(text: str) -> int:
    """What a browser calls `text.length`."""
    return len(text.encode("utf-16-le")) // 2


def stored(text: str) -> str:
    return ingest_text(text)


def page_html(text: str, spans: list[tuple[int, int]]) -> str:
    """The paragraphs of a text as the reader draws them, each span the quote of a claim of its own."""
    rows = reading(
        *(claim(n, start_char=span[0], spans={"quote": [span]}) for n, span in enumerate(spans, start=1))
    )
    found = paragraphs_in(text, pieces_of(text)[0])
    draw(text, found, marks_of(text, rows, list(rows.claims.values()), Filters(), None))
    ends = [0, *(paragraph.end_char for paragraph in found)]
    return "".join(
        f'<p class="text" dir="auto" data-start="{paragraph.start}" data-gap="{paragraph.start_char - end}">'
        f"{annotated(paragraph)}</p>"
        for paragraph, end in zip(found, ends, strict=False)
    )


@given(text=texts, data=st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_joined_segments_and_exact_spans_in_the_dom(bench: Page, text: str, data: st.DataObject) -> None:
    text = stored(text)
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=6))
    spans = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]

    seen = bench.evaluate(
        """([html, count]) => {
          document.body.innerHTML = html;
          const all = (selector) => [...document.querySelectorAll(selector)];
          const texts = (selector) => all(selector).map((each) => each.textContent);
          const numbers = Array.from({ length: count }, (_, index) => index + 1);
          return {
            paragraphs: texts("[data-start]"),
            spans: numbers.map((number) => texts(`[data-k~="c${number}-quote"]`).join("")),
            nested: document.querySelectorAll("[data-start] span span").length,
          };
        }""",
        [page_html(text, spans), len(spans)],
    )

    assert seen["paragraphs"] == [line for line in text.split("\n") if line]
    assert seen["spans"] == [text[start:end].replace("\n", "") for start, end in spans]
    assert seen["nested"] == 0


@given(text=texts, data=st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_selection_is_told_in_code_points_of_the_text(bench: Page, text: str, data: st.DataObject) -> None:
    text = stored(text)
    lines = paragraphs_in(text, pieces_of(text)[0])
    assume(lines)
    line = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(line.start_char, line.end_char - 1))
    end = data.draw(st.integers(start + 1, line.end_char))

    def before(offset: int) -> int:
        return utf16_length(text[line.start_char : offset])

    seen = bench.evaluate(
        """([html, paragraph, from, to]) => {
          document.body.innerHTML = html;
          const range = window.rangeIn(document.querySelectorAll("[data-start]")[paragraph], from, to);
          return { exact: range.toString(), offsets: window.offsetsOf(range) };
        }""",
        [page_html(text, [(start, end)]), lines.index(line), before(start), before(end)],
    )

    assert seen["exact"] == text[start:end]
    assert (seen["offsets"]["start"], seen["offsets"]["end"]) == (start, end)


@given(text=texts)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_browser_converts_as_python_does(bench: Page, text: str) -> None:
    units = [utf16_length(text[:offset]) for offset in range(len(text) + 1)]

    seen = bench.evaluate(
        "([text, units]) => units.map((each) => window.offsets.fromUtf16(text, each))", [text, units]
    )
    back = bench.evaluate(
        "([text, count]) => Array.from({ length: count }, (_, each) => window.offsets.toUtf16(text, each))",
        [text, len(units)],
    )

    assert seen == list(range(len(text) + 1))
    assert back == units


@given(text=texts, data=st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stretch_of_the_text_is_found_in_the_page_and_told_as_it_was(
    bench: Page, text: str, data: st.DataObject
) -> None:
    """Whatever is marked around it, and over the ends of paragraphs."""
    text = stored(text)
    inside = [offset for offset, character in enumerate(text) if character != "\n"]
    assume(inside)
    start, last = sorted(data.draw(st.tuples(st.sampled_from(inside), st.sampled_from(inside))))
    marks = [
        (min(pair), max(pair) + 1) for pair in data.draw(st.lists(pairs_up_to(len(text) - 1), max_size=4))
    ]

    seen = bench.evaluate(
        """([html, start, end]) => {
          document.body.innerHTML = html;
          const range = window.offsets.rangeOf(start, end);
          return {
            words: range.toString(),
            exact: window.offsets.exactOf(start, end),
            span: window.offsets.spanOf(range),
            first: window.offsets.paragraphAt(start).dataset.start,
          };
        }""",
        [page_html(text, marks), start, last + 1],
    )

    assert seen["exact"] == text[start : last + 1]
    assert seen["words"] == text[start : last + 1].replace("\n", "")
    assert seen["span"] == {"start": start, "end": last + 1}
    assert int(seen["first"]) == (text.rfind("\n", 0, start) + 1)


def test_what_is_not_loaded_has_no_place_and_no_exact_text(bench: Page) -> None:
    bench.set_content(
        '<p data-start="10">zehn</p><p data-start="16" data-gap="2">zwei</p><p data-start="90">x</p>'
    )

    seen = bench.evaluate(
        """() => {
          const { exactOf, paragraphAt, rangeOf } = window.offsets;
          return {
            loaded: exactOf(12, 18),
            before: [exactOf(8, 12), rangeOf(8, 12)],
            behind: [exactOf(88, 92), rangeOf(16, 22)],
            between: exactOf(12, 91),
            empty: [exactOf(12, 12), rangeOf(12, 12)],
            newline: paragraphAt(14),
          };
        }"""
    )

    assert seen == {
        "loaded": "hn\n\nzw",
        "before": [None, None],
        "behind": [None, None],
        "between": None,
        "empty": [None, None],
        "newline": None,
    }


def offsets_of(page: Page, html: str, select: str) -> dict[str, Any] | None:
    result: dict[str, Any] | None = page.evaluate(
        f"""(html) => {{
          document.body.innerHTML = html;
          const range = document.createRange();
          const [one, two] = document.querySelectorAll("[data-start]");
          {select}
          return window.offsetsOf(range);
        }}""",
        html,
    )
    return result


def test_a_triple_click_that_ends_in_the_next_paragraph_selects_the_first_alone(bench: Page) -> None:
    html = page_html("eins\nzwei", [(1, 3)])

    assert offsets_of(bench, html, "range.setStart(one, 0); range.setEnd(two, 0);") == {"start": 0, "end": 4}


def test_a_selection_over_two_paragraphs_counts_the_newline_between(bench: Page) -> None:
    html = page_html("eins\nzwei", [])

    select = "range.setStart(one.firstChild, 2); range.setEnd(two.firstChild, 2);"

    assert offsets_of(bench, html, select) == {"start": 2, "end": 7}


def test_a_boundary_inside_a_surrogate_pair_takes_the_whole_character(bench: Page) -> None:
    html = page_html("a😀b", [])

    select = "range.setStart(one.firstChild, 2); range.setEnd(one.firstChild, 4);"

    assert offsets_of(bench, html, select) == {"start": 1, "end": 3}


def test_a_selection_outside_the_text_has_no_offsets(bench: Page) -> None:
    html = page_html("eins", []) + "<p>note</p>"

    select = "range.selectNodeContents(document.body.lastChild);"

    assert offsets_of(bench, html, select) is None


def test_blanks_tabs_and_soft_hyphens_are_kept(bench: Page) -> None:
    text = "  zwei  Blanks\tTab So\u00adft"

    bench.set_content(page_html(text, []))

    assert bench.locator("p").evaluate("(p) => p.textContent") == text
