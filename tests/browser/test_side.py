"""What stands beside the text counts what was decided, soon and once, and nobody who uses it is disturbed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, PipelineRun
from tests.browser.conftest import PageOf
from tests.browser.test_decisions import decide, decide_elsewhere, note, open_article
from tests.web.annotated import build_dike, build_long

WIDE = {"width": 1600, "height": 500}


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    return run.claims.get(ordinal=0)


def asked_for(page: Page) -> list[str]:
    """The addresses of the column that the page asks for from now on."""
    asked: list[str] = []

    def hear(request: Any) -> None:
        if "/side/" in request.url:
            asked.append(request.url)

    page.on("request", hear)
    return asked


def test_what_was_decided_is_counted_once_for_several_decisions(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer, viewport=WIDE), run)
    asked = asked_for(page)
    expect(page.locator("#speaker-1 .count")).to_have_text("2")

    decide(page, "reject", claim)
    decide(page, "accept", run.claims.get(ordinal=2))

    expect(page.locator("#filters .tally")).to_contain_text("2 claims · 1 rejected")
    expect(page.locator("#speaker-1 .count")).to_have_text("1")
    assert len(asked) == 1


def test_what_others_decide_is_counted_with_the_filters_of_the_page(
    page_of: PageOf, reader: User, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reader, viewport=WIDE), run)
    page.locator("#unnamed").click()
    expect(page.locator(".note")).to_have_count(1)
    decide_elsewhere(reviewer, claim, "reject")

    page.evaluate("presence.look()")

    expect(page.locator("#filters .tally")).to_contain_text("1 rejected")
    expect(page.locator("#unnamed[aria-current]")).to_have_count(1)


def test_focus_scroll_light_and_what_is_unfolded_stay(
    page_of: PageOf, reviewer: User, desk: Desk, owner: User
) -> None:
    run = build_long(desk, owner, 3_000, 300)
    page = open_article(page_of(reviewer, viewport=WIDE), run)
    page.locator("#more-speakers summary").click()
    entity = page.locator("[data-entity]").first
    entity.click()
    speaker = page.locator("#more-speakers a").last
    name = speaker.locator("bdi").inner_text()
    speaker.focus()
    scrolled = page.locator("#side").evaluate("(side) => side.scrollTop")
    assert scrolled > 0
    page.locator("#side").evaluate("(side) => { side.isOld = true; }")
    tally = page.locator("#filters .tally")

    decide(page, "reject", run.claims.get(ordinal=0))
    expect(tally).to_contain_text("1 rejected")

    assert not page.locator("#side").evaluate("(side) => side.isOld")
    assert page.locator("#side").evaluate("(side) => side.scrollTop") == scrolled
    assert page.locator("#more-speakers").get_attribute("open") is not None
    expect(page.locator(":focus bdi")).to_have_text(name)
    assert entity.get_attribute("aria-current") == "true"


def test_the_first_claim_brings_the_filters(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    """They stand where there was nothing to filter; a link in them works like any other."""
    page = open_article(page_of(reviewer, viewport=WIDE), run)
    page.locator("#filters").evaluate("(filters) => { filters.hidden = true; filters.replaceChildren(); }")

    decide(page, "reject", claim)
    expect(page.locator("#filters .tally")).to_contain_text("1 rejected")
    page.locator("#unnamed").click()

    expect(page.locator("#unnamed[aria-current]")).to_have_count(1)
    expect(note(page, claim)).to_have_count(0)
