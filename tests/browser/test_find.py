"""Searching in the text by keyboard: `/`, Enter, Shift+Enter, Esc."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.demo import builders
from tests.browser.conftest import PageOf
from tests.web.annotated import build_long

TEXT = (
    "Der Rat tagt\n"
    "Der Deich.* hält, sagt der  Rat. So\u00adft ist x\u0303. Über über.\n"
    "Kein Rat 👩\u200d🚒 hilft."
)


@pytest.fixture
def text_page(page_of: PageOf, desk: Desk, owner: User) -> Page:
    article = builders.build_article(desk, owner, TEXT)
    page = page_of(owner, viewport={"width": 1400, "height": 900})
    page.goto(reverse("article-detail", args=[article.pk]))
    page.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
    return page


def seen(page: Page) -> tuple[int, str] | None:
    """Where the selection begins, and its exact text."""
    span = page.evaluate("() => window.caret.selected()")
    return (span["start"], TEXT[span["start"] : span["end"]]) if span else None


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_enter_selects_one_place_after_the_other_and_shift_goes_back(text_page: Page) -> None:
    rats = [(start, "Rat") for start in (TEXT.index("Rat"), TEXT.index("Rat."), TEXT.index("Rat 👩"))]

    search(text_page, "rat")
    assert seen(text_page) == rats[0]
    expect(text_page.locator("#find output")).to_have_text("1 of 3")

    steps = []
    for key in ("Enter", "Enter", "Enter", "Shift+Enter", "Shift+Enter"):
        text_page.keyboard.press(key)
        steps.append(seen(text_page))
    assert steps == [rats[1], rats[2], rats[0], rats[2], rats[1]]


def test_escape_leaves_the_cursor_where_it_was_found(text_page: Page) -> None:
    search(text_page, "hält")
    text_page.keyboard.press("Escape")

    assert text_page.locator("#find").is_hidden()
    assert seen(text_page) == (TEXT.index("hält"), "hält")
    assert text_page.evaluate("() => document.getSelection().toString()") == "hält"
    text_page.keyboard.press("ArrowRight")
    assert seen(text_page) == (TEXT.index("sagt der"), "sagt")


def test_other_words_can_be_typed_after_a_place_was_found(text_page: Page) -> None:
    search(text_page, "hält")

    text_page.keyboard.press("Control+a")
    text_page.keyboard.type("Kein")
    text_page.keyboard.press("Enter")

    assert text_page.locator("#find-field").input_value() == "Kein"
    assert seen(text_page) == (TEXT.index("Kein"), "Kein")


def test_leaving_without_a_place_gives_the_selection_back(text_page: Page) -> None:
    text_page.evaluate("() => window.caret.select(4, 7)")

    search(text_page, "nirgends")

    expect(text_page.locator("#find output")).to_have_text("not found")
    text_page.keyboard.press("Escape")
    assert seen(text_page) == (4, "Rat")
    assert text_page.evaluate("() => document.getSelection().toString()") == "Rat"


def test_the_focus_goes_back_to_where_it_was(text_page: Page) -> None:
    text_page.locator("[data-help]").focus()

    search(text_page, "hält")
    assert Axe().run(text_page).violations_count == 0
    text_page.keyboard.press("Escape")

    expect(text_page.locator("[data-help]")).to_be_focused()
    assert text_page.evaluate("() => document.getSelection().toString()") == "hält"


def test_it_begins_at_the_cursor(text_page: Page) -> None:
    text_page.evaluate("(start) => window.caret.select(start, start + 3)", TEXT.index("Rat."))

    search(text_page, "rat")

    assert seen(text_page) == (TEXT.index("Rat."), "Rat")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("deich.*", "Deich.*", id="signs are themselves"),
        pytest.param("sagt der rat", "sagt der  Rat", id="any blanks"),
        pytest.param("soft", "So\u00adft", id="soft hyphens"),
        pytest.param("über", "Über", id="umlauts"),
        pytest.param("u\u0308ber", "Über", id="umlauts in two parts"),
        pytest.param("x", None, id="no half of a character"),
        pytest.param("👩", None, id="no half of an emoji"),
        pytest.param("   ", None, id="nothing"),
    ],
)
def test_what_is_found(text_page: Page, typed: str, found: str | None) -> None:
    text_page.keyboard.press("/")
    text_page.locator("#find-field").fill(typed)
    text_page.keyboard.press("Enter")

    place = seen(text_page)
    assert (place and place[1]) == found


def test_a_place_stands_free_on_a_phone_between_the_field_and_what_is_said_of_it(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    run = build_long(desk, owner, 1_000, 10)
    page = page_of(owner, viewport={"width": 390, "height": 780})
    page.goto(reverse("article-detail", args=[run.text.article_id]))

    search(page, "haushalt")
    for _ in range(5):
        page.keyboard.press("Enter")
    expect(page.locator("#covering")).to_be_visible()
    page.wait_for_timeout(500)

    box = page.evaluate("() => document.getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    form, panel = page.locator("#find").bounding_box(), page.locator("#covering").bounding_box()
    assert form is not None
    assert panel is not None
    assert form["y"] + form["height"] < box["top"] < box["bottom"] < panel["y"]


def test_what_stands_in_a_later_piece_of_a_long_text_is_found(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    run = build_long(desk, owner, 20_000, 10)
    text = run.text.text
    last = text.split("\n")[-1]
    page = page_of(owner)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    page.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
    assert page.locator(".text", has_text=last[-30:]).count() == 0 or text.count(last[-30:]) > 1

    page.keyboard.press("/")
    page.locator("#find-field").fill("no such word anywhere")
    page.keyboard.press("Enter")

    expect(page.locator("#find output")).to_have_text("not found", timeout=20_000)
    assert page.locator("#more").count() == 0, "all of it was looked at"
