"""The keyboard cursor in the text: what each key selects, on any keyboard, and what a swap leaves of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.demo import builders
from tests.browser.conftest import PageOf
from tests.web.annotated import TEXT as DIKE
from tests.web.annotated import build_dike, build_long

TEXT = (
    "Deich hält\n"
    "„Der Deich sei sicher“, sagte Gräfin Wiebke Harms, die es weiß. Man prüfe.\n\n"
    "Laut Anwohnern gab es Risse.\n"
    "שלום עולם טוב"
)
WIDE = {"width": 1400, "height": 900}
# Keys as keyboards send them: what is printed on the key, where it lies, and whether Shift is held.
GERMAN = {
    "forward": (".", "Period", False),
    "back": (",", "Comma", False),
    "more": (":", "Period", True),
    "less": (";", "Comma", True),
    "grow": ("+", "BracketRight", False),
    "grow with Shift": ("*", "BracketRight", True),
    "shrink": ("-", "Slash", False),
    "shrink with Shift": ("_", "Slash", True),
}
AMERICAN = {
    "forward": (".", "Period", False),
    "back": (",", "Comma", False),
    "more": (">", "Period", True),
    "less": ("<", "Comma", True),
    "grow": ("=", "Equal", False),
    "grow with Shift": ("+", "Equal", True),
    "shrink": ("-", "Minus", False),
    "shrink with Shift": ("_", "Minus", True),
}
ACTIONS = {
    "forward": ["move", "clauses", 1],
    "back": ["move", "clauses", -1],
    "more": ["extend", "clauses", 1],
    "less": ["extend", "clauses", -1],
    "grow": ["grow"],
    "grow with Shift": ["grow"],
    "shrink": ["shrink"],
    "shrink with Shift": ["shrink"],
}


@pytest.fixture
def text_page(page_of: PageOf, desk: Desk, owner: User) -> Page:
    """The reader with the text, and the module of the cursor at hand."""
    article = builders.build_article(desk, owner, TEXT)
    page = page_of(owner, viewport=WIDE)
    page.goto(reverse("article-detail", args=[article.pk]))
    page.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
    return page


def put(page: Page, words: str) -> None:
    """Selects the first occurrence of some words."""
    start = TEXT.index(words)
    assert page.evaluate("([start, end]) => window.caret.select(start, end)", [start, start + len(words)])


def seen(page: Page) -> str:
    """The exact text of what is selected."""
    span = page.evaluate("() => window.caret.selected()")
    return TEXT[span["start"] : span["end"]] if span else ""


def press(page: Page, *keys: str) -> list[str]:
    """What is selected after each of the keys."""
    result = []
    for key in keys:
        page.keyboard.press(key)
        result.append(seen(page))
    return result


def test_t_begins_at_the_first_word_that_is_in_view(text_page: Page) -> None:
    assert press(text_page, "t") == ["Deich"]
    assert text_page.evaluate("() => document.getSelection().toString()") == "Deich"


def test_t_begins_at_the_current_item(text_page: Page) -> None:
    at = TEXT.index("Gräfin Wiebke")
    text_page.evaluate("(start) => window.caret.beginAt(() => ({ start, end: start + 9 }))", at)

    assert press(text_page, "t") == ["Gräfin"]


def test_arrows_go_from_word_to_word_over_the_ends_of_paragraphs(text_page: Page) -> None:
    put(text_page, "Deich")

    assert press(text_page, *["ArrowRight"] * 3) == ["hält", "Der", "Deich"]
    assert press(text_page, *["ArrowLeft"] * 3) == ["Der", "hält", "Deich"]
    assert press(text_page, "ArrowLeft") == ["Deich"], "there is nothing before it"


def test_a_paragraph_from_right_to_left_is_walked_as_it_is_read(text_page: Page) -> None:
    put(text_page, "שלום")

    assert press(text_page, "ArrowLeft", "ArrowLeft", "ArrowRight") == ["עולם", "טוב", "עולם"]
    assert press(text_page, "Shift+ArrowLeft") == ["עולם טוב"]


def test_comma_and_full_stop_go_from_clause_to_clause(text_page: Page) -> None:
    put(text_page, "Der")

    assert press(text_page, ".", ".", ".") == ["sagte", "die", "Man"]
    assert press(text_page, ",", ",", ",") == ["die", "sagte", "Der"]
    put(text_page, "weiß")
    assert press(text_page, ",") == ["die"], "to the beginning of the clause that it stands in"


def test_arrows_up_and_down_go_from_sentence_to_sentence(text_page: Page) -> None:
    put(text_page, "hält")

    assert press(text_page, "ArrowDown", "ArrowDown", "ArrowDown") == ["Der", "Man", "Laut"]
    assert press(text_page, "ArrowUp", "ArrowUp", "ArrowUp") == ["Man", "Der", "Deich"]


def test_shift_selects_more_and_less_by_words_on_either_side(text_page: Page) -> None:
    put(text_page, "Gräfin")

    assert press(text_page, "Shift+ArrowRight", "Shift+ArrowRight") == [
        "Gräfin Wiebke",
        "Gräfin Wiebke Harms",
    ]
    assert press(text_page, *["Shift+ArrowLeft"] * 4) == [
        "Gräfin Wiebke",
        "Gräfin",
        "sagte Gräfin",
        "sicher“, sagte Gräfin",
    ]
    assert press(text_page, *["Shift+ArrowRight"] * 3) == ["sagte Gräfin", "Gräfin", "Gräfin Wiebke"]


def test_shift_selects_to_the_end_of_a_clause_without_its_marks(text_page: Page) -> None:
    put(text_page, "Der")

    assert press(text_page, "Shift+Period") == ["Der Deich sei sicher"]
    assert press(text_page, "Shift+Period") == ["Der Deich sei sicher“, sagte Gräfin Wiebke Harms"]
    assert press(text_page, "Shift+Comma", "Shift+Comma") == ["Der Deich sei sicher“", "Der"]


def test_shift_selects_whole_sentences(text_page: Page) -> None:
    put(text_page, "Man")

    assert press(text_page, "Shift+ArrowDown", "Shift+ArrowDown") == [
        "Man prüfe.",
        "Man prüfe.\n\nLaut Anwohnern gab es Risse.",
    ]
    assert press(text_page, "Shift+ArrowUp") == ["Man prüfe."]


def test_plus_and_minus_select_what_is_around_and_back(text_page: Page) -> None:
    put(text_page, "Wiebke")

    larger = press(text_page, *["+"] * 9)

    sentence = "„Der Deich sei sicher“, sagte Gräfin Wiebke Harms, die es weiß."
    assert larger[-1] == f"{sentence} Man prüfe.", "the paragraph is the largest"
    assert "sagte Gräfin Wiebke Harms" in larger, "the clause"
    assert larger.index("sagte Gräfin Wiebke Harms") < larger.index(sentence)
    steps = list(dict.fromkeys(larger))
    assert press(text_page, *["-"] * len(steps)) == [*reversed(steps[:-1]), "Wiebke"]


def test_minus_finds_the_largest_part_with_the_first_word(text_page: Page) -> None:
    put(text_page, "„Der Deich sei sicher“, sagte Gräfin Wiebke Harms, die es weiß.")

    assert press(text_page, "-", "-") == ["„Der Deich sei sicher“", "Der"]


def test_a_part_of_a_word_grows_to_the_word(text_page: Page) -> None:
    put(text_page, "Anwoh")

    assert press(text_page, "+") == ["Anwohnern"]


def test_what_a_mouse_has_selected_stays_as_it_is(text_page: Page) -> None:
    """Parts of words, and from its end to its start."""
    text_page.evaluate(
        """([start, end]) => {
          window.caret.select(start, end);
          const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection();
          document.getSelection().setBaseAndExtent(focusNode, focusOffset, anchorNode, anchorOffset);
        }""",
        [TEXT.index("wohnern gab e"), TEXT.index("s Risse")],
    )

    assert seen(text_page) == "wohnern gab e"
    assert press(text_page, "Shift+ArrowLeft") == ["Anwohnern gab e"], "the end that was made last moves"


def test_escape_ends_the_cursor_and_then_keys_do_nothing(text_page: Page) -> None:
    put(text_page, "Der")

    assert press(text_page, "Escape", "ArrowRight", "+", ".") == ["", "", "", ""]


def test_keys_are_left_to_fields_and_to_the_browser(text_page: Page) -> None:
    put(text_page, "Der")

    assert press(text_page, "Control+ArrowRight", "Alt+.") == ["Der", "Der"]
    text_page.keyboard.press("?")
    assert press(text_page, "ArrowRight") == ["Der"], "a dialog is open"


@pytest.mark.parametrize("keyboard", [GERMAN, AMERICAN], ids=["German", "American"])
def test_signs_work_wherever_they_lie(text_page: Page, keyboard: dict[str, Any]) -> None:
    actions = {
        name: text_page.evaluate(
            "([key, code, shiftKey]) => window.caret.actionOf({ key, code, shiftKey })", list(sent)
        )
        for name, sent in keyboard.items()
    }

    assert actions == ACTIONS


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(("/", "Digit7", True), id="German: search"),
        pytest.param(("/", "Period", True), id="French: search"),
        pytest.param(("=", "Digit0", True), id="German: an equals sign"),
        pytest.param(("(", "Digit8", True), id="German: a digit with Shift"),
        pytest.param(("*", "Digit8", True), id="American: a digit with Shift"),
        pytest.param((">", "IntlBackslash", True), id="German: the key beside Y"),
        pytest.param(("<", "IntlBackslash", False), id="German: the same without Shift"),
        pytest.param(("?", "Minus", True), id="German: help"),
    ],
)
def test_other_signs_are_left_to_others(text_page: Page, sent: tuple[str, str, bool]) -> None:
    key, code, shift = sent

    assert (
        text_page.evaluate(
            "([key, code, shiftKey]) => window.caret.actionOf({ key, code, shiftKey })", [key, code, shift]
        )
        is None
    )


def test_a_german_keyboard_grows_a_clause(text_page: Page) -> None:
    """The event as it comes, and that nobody else gets it."""
    put(text_page, "Der")

    taken = text_page.evaluate(
        """() => {
          const sent = { key: ":", code: "Period", shiftKey: true, bubbles: true, cancelable: true };
          return !document.body.dispatchEvent(new KeyboardEvent("keydown", sent));
        }"""
    )

    assert taken
    assert seen(text_page) == "Der Deich sei sicher"


def test_a_swap_of_the_text_keeps_what_is_selected_and_its_direction(text_page: Page) -> None:
    put(text_page, "Gräfin Wiebke")
    press(text_page, *["Shift+ArrowLeft"] * 3)

    text_page.evaluate(
        """() => {
          for (const text of document.querySelectorAll(".text")) text.replaceWith(text.cloneNode(true));
        }"""
    )
    text_page.wait_for_timeout(50)

    assert seen(text_page) == "sicher“, sagte Gräfin"
    assert press(text_page, "Shift+ArrowRight") == ["sagte Gräfin"]


def test_a_decision_that_draws_the_paragraph_anew_leaves_the_cursor(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    run = build_dike(desk, owner)
    page = page_of(owner, viewport=WIDE)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    page.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
    start = DIKE.index("Wiebke")
    page.keyboard.press("j")
    page.evaluate("([start, end]) => window.caret.select(start, end)", [start, start + 6])
    before = page.locator(".text").nth(1).evaluate_handle("(text) => text")

    page.keyboard.press("a")
    page.wait_for_function("(text) => !text.isConnected", arg=before)
    page.wait_for_timeout(100)

    assert page.evaluate("() => document.getSelection().toString()") == "Wiebke"
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("() => document.getSelection().toString()") == "Wiebke Harms"


def test_listeners_are_told_of_each_change_once(text_page: Page) -> None:
    text_page.evaluate("() => { window.told = []; window.caret.onSelect((span) => window.told.push(span)); }")

    put(text_page, "Der")
    text_page.keyboard.press("ArrowRight")
    text_page.keyboard.press("Escape")
    text_page.wait_for_timeout(50)

    starts = [span and span["start"] for span in text_page.evaluate("() => window.told")]
    assert starts == [TEXT.index("Der"), TEXT.index("Der") + 4, None]


def test_what_is_selected_is_said(text_page: Page) -> None:
    put(text_page, "Der")
    expect(text_page.locator("#announce")).to_have_text("Der")

    press(text_page, "+", "+", "+", "+")

    expect(text_page.locator("#announce")).to_contain_text("Man prüfe.")


def test_the_cursor_is_brought_into_view_and_loads_what_comes_next(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    run = build_long(desk, owner, 20_000, 10)
    page = page_of(owner, viewport={"width": 700, "height": 500})
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    page.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
    last = page.evaluate(
        """() => {
          const text = [...document.querySelectorAll(".text")].at(-1);
          return Number(text.dataset.start) + [...text.textContent].length;
        }"""
    )

    page.evaluate("(end) => window.caret.select(end - 4, end)", last)

    box = page.evaluate("() => document.getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < box["bottom"] < 500
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(end) => (window.caret.selected()?.start ?? 0) > end", arg=last)
