"""The keyboard cursor and the search in Firefox, which cuts words and keeps selections in its own way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.templatetags.static import static
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.demo import builders
from tests.browser.drivers import FirefoxDriver, firefox_as
from tests.services.firefox import Firefox

TEXT = (
    "Deich hält\n"
    "„Der US-Deich sei sicher“, sagte z.B. Gräfin Wiebke Harms, die es 👩\u200d🚒 weiß. Man prüfe.\n\n"
    "שלום עולם טוב"
)
WINDOW = {"width": 1400, "height": 900}


@pytest.fixture
def window(firefox: Firefox, site: str, desk: Desk, owner: User) -> Iterator[FirefoxDriver]:
    article = builders.build_article(desk, owner, TEXT)
    with firefox_as(firefox, owner, site, WINDOW) as driver:
        driver.open(reverse("article-detail", args=[article.pk]))
        driver.evaluate("(url) => import(url).then((all) => { window.caret = all; })", static("js/caret.js"))
        yield driver


def put(window: FirefoxDriver, words: str) -> None:
    start = TEXT.index(words)
    window.evaluate("([start, end]) => window.caret.select(start, end)", [start, start + len(words)])


def seen(window: FirefoxDriver) -> str:
    span = window.evaluate("() => window.caret.selected()")
    return TEXT[span["start"] : span["end"]] if span else ""


def press(window: FirefoxDriver, *keys: str) -> list[str]:
    """What is selected after each of the keys."""
    result = []
    for key in keys:
        window.press(key)
        result.append(seen(window))
    return result


def test_keys_move_and_grow_the_cursor(window: FirefoxDriver) -> None:
    assert press(window, "t", "ArrowRight", "ArrowRight", "ArrowRight") == [
        "Deich",
        "hält",
        "Der",
        "US-Deich",
    ]
    assert press(window, ".", "ArrowRight", "Shift+ArrowRight") == ["sagte", "z.B.", "z.B. Gräfin"]
    assert press(window, "ArrowDown", ",") == ["Man", "die"]
    assert press(window, "Escape", "ArrowRight") == ["", ""]
    put(window, "👩\u200d🚒")
    assert press(window, "ArrowLeft", "ArrowRight", "ArrowRight") == ["es", "👩\u200d🚒", "weiß"]
    put(window, "שלום")
    assert press(window, "ArrowLeft", "Shift+ArrowLeft") == ["עולם", "עולם טוב"]


def test_a_swap_of_the_text_keeps_what_is_selected(window: FirefoxDriver) -> None:
    put(window, "Gräfin Wiebke")

    window.evaluate(
        """() => {
          for (const text of document.querySelectorAll(".text")) text.replaceWith(text.cloneNode(true));
        }"""
    )

    assert seen(window) == "Gräfin Wiebke"
    assert press(window, "Shift+ArrowRight") == ["Gräfin Wiebke Harms"]


def test_searching_selects_and_gives_the_keys_back(window: FirefoxDriver) -> None:
    """Quick find, which Firefox has on the same key, stays away."""
    window.press("/")
    for letter in "wieb":
        window.press(letter)
    window.press("Enter")
    assert seen(window) == "Wieb"

    for letter in "ke":
        window.press(letter)
    window.press("Enter")
    assert window.evaluate("() => document.querySelector('#find-field').value") == "wiebke"
    assert seen(window) == "Wiebke"

    assert press(window, "Escape", "Shift+ArrowRight") == ["Wiebke", "Wiebke Harms"]
