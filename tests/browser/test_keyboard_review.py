"""A demo article reviewed from its first claim to the next article, by keyboard alone, and recorded.

`pytest -s tests/browser/test_keyboard_review.py` tells how many keys it took, and where the recording lies:
`playwright show-trace` shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import ArticleState, Item
from newsdesk.demo import builders
from tests.browser.conftest import PageOf
from tests.browser.keyboard import Keyboard, selected

WIDE = {"width": 1600, "height": 1000}
ARTICLE = "theaterfoerderung"
MOST_KEYS = 150


@pytest.fixture
def runs(transactional_db: None, desk: Desk, owner: User) -> list[PipelineRun]:
    """The article and another one that is open."""
    return [builders.build_run(desk, owner, builders.parse_demo(name)) for name in (ARTICLE, "moorstudie")]


@pytest.fixture
def page(page_of: PageOf, owner: User) -> Page:
    page = page_of(owner, viewport=WIDE)
    page.context.tracing.start(screenshots=True, snapshots=True)
    return page


def test_a_whole_article(
    page: Page, runs: list[PipelineRun], tmp_path: Path, tell: Callable[[str], None]
) -> None:
    page.goto(reverse("article-detail", args=[runs[0].text.article_id]))
    keys = Keyboard(page)

    review_claims(keys)
    add_what_was_missed(keys)
    review_mentions(keys)
    expect(page.locator(".note.status-suggested")).to_have_count(0)
    expect(page.locator(".is-sending")).to_have_count(0)
    keys.press("d")
    expect(page.locator("#review-bar")).to_have_attribute("data-status", "accepted")
    keys.press("n")
    page.wait_for_url(f"**{reverse('article-detail', args=[runs[1].text.article_id])}")

    page.context.tracing.stop(path=tmp_path / "review.zip")
    tell(f"{ARTICLE}: {runs[0].claim_count} claims and {runs[0].mention_count} mentions in {keys.count} keys")
    tell(f"recorded in {tmp_path / 'review.zip'}")
    kinds = Counter(Item.objects.values_list("kind", "holds__kind"))
    assert kinds["claim", "correct"] == 2
    assert kinds["claim", "reject"] == 1
    assert kinds["claim", "add"] == 1
    assert kinds["mention", "correct"] >= 1
    state = ArticleState.objects.get(layer__text=runs[0].text)
    assert (state.open_claims, state.open_mentions, state.is_done) == (0, 0, True)
    assert keys.count <= MOST_KEYS, keys.pressed


def review_claims(keys: Keyboard) -> None:
    """Claim by claim: most are right, the ends of one and the speaker of one are not, and one is no claim."""
    done = set()
    keys.press("j")
    while (quote := current_quote(keys.page)) not in done:
        done.add(quote)
        if quote.startswith("Wenn es dabei bleibe"):
            keys.press("e", "1", "Shift+ArrowDown", "1", "Enter", "j")
        elif quote.startswith("trifft die Kürzung"):
            keys.press("e", "2", "ArrowLeft", "ArrowRight", "ArrowRight", *["Shift+ArrowRight"] * 3)
            assert selected(keys.page) == "des Kulturökonomen Leander Voigt"
            keys.press("2", "Enter", "j")
        elif quote.startswith("„nie Gegenstand"):
            keys.press("r")
        else:
            keys.press("a")


def current_quote(page: Page) -> str:
    return page.locator(".note.is-open .what").inner_text()


def add_what_was_missed(keys: Keyboard) -> None:
    keys.press("/")
    keys.type("Für die K")
    keys.press("Enter", "Escape", "+", "1")
    keys.press(
        ".", "3", ".", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "2", "Enter"
    )
    expect(keys.page.locator(".note.status-added .who")).to_have_text("Jette Olufsen")


def review_mentions(keys: Keyboard) -> None:
    """One is of another kind, the others are right: they are looked at in the text and accepted at once."""
    keys.press("/")
    keys.type("Hamlet")
    keys.press("Enter", "Escape", "m", "8")
    expect(keys.page.locator("#mention-card [aria-pressed=true]")).to_contain_text("work")
    keys.press("s", "A")
    expect(keys.page.get_by_role("button", name="Accept all of it")).to_be_focused()
    keys.press("Enter")
