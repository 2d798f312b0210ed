"""A claim that the machine has missed, marked by keyboard alone in a sentence of a demo article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Decision
from newsdesk.demo import builders
from tests.browser.conftest import PageOf
from tests.browser.keyboard import Keyboard, selected

WIDE = {"width": 1600, "height": 1000}
ARTICLE = "theaterfoerderung"
# A report in the indicative, that no rule can tell from the paper's own words: the claim, the verb that
# reports it and the speaker lie apart from each other.
SENTENCE = (
    "Für die Kinderbühne gibt es schon keine Karten mehr, steht auf einem Zettel an der Kasse, "
    "unterschrieben von Dramaturgin Jette Olufsen."
)
QUOTE = "Für die Kinderbühne gibt es schon keine Karten mehr"
MOST_KEYS = 20


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    run = builders.build_run(desk, owner, builders.parse_demo(ARTICLE))
    assert SENTENCE in run.text.text
    return run


@pytest.fixture
def page(page_of: PageOf, run: PipelineRun, owner: User) -> Page:
    page = page_of(owner, viewport=WIDE)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    return page


def to_the_first_word(page: Page) -> None:
    """Puts the cursor on the first word of the sentence, by searching for it."""
    page.keyboard.press("/")
    page.keyboard.type("Für die Kinderbühne")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("-")
    assert selected(page) == "Für"


def test_a_claim_of_three_parts_needs_at_most_twenty_keys(page: Page, tell: Callable[[str], None]) -> None:
    to_the_first_word(page)
    keys = Keyboard(page)

    keys.press("Shift+Period", "1")
    keys.press(".", "3")
    keys.press(".", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "2")
    keys.press("Enter")

    note = page.locator(".note.status-added")
    expect(note.locator(".what")).to_have_text(QUOTE)
    expect(note.locator(".who")).to_have_text("Jette Olufsen")
    assert keys.count <= MOST_KEYS, keys.pressed
    value = Decision.objects.get().value
    assert value is not None
    assert {role: [span["exact"] for span in spans] for role, spans in value["roles"].items()} == {
        "quote": [QUOTE],
        "cue": ["steht"],
        "speaker": ["Dramaturgin Jette Olufsen"],
    }
    assert value["speaker_entity"] == "Jette Olufsen"
    assert value["speaker_kind"] == "named"
    assert (value["type"], value["certainty"], value["medium"]) == ("Indirect", "certain", "Speech")
    tell(f"a claim in {keys.count} keys: {' '.join(keys.pressed)}")


def test_the_machine_has_missed_it(run: PipelineRun) -> None:
    """Else the sentence shows nothing: another one must be found."""
    start = run.text.text.index(SENTENCE)
    here = run.claims.filter(spans__start_char__lt=start + len(SENTENCE), spans__end_char__gt=start)
    assert not here.exists()
