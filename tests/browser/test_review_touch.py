"""Reviewing on a phone, by touch: what a key does has a button, above the text that it is about."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Decision
from tests.browser.conftest import PageOf
from tests.browser.test_reader import select
from tests.web.annotated import build_dike

PHONE = {"width": 360, "height": 780}


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def page(page_of: PageOf, run: PipelineRun, owner: User) -> Page:
    page = page_of(owner, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    return page


def touch(page: Page, name: str, within: str = "body") -> None:
    page.locator(within).get_by_role("button", name=name, exact=True).tap()


def let_go(page: Page) -> None:
    """What some browsers do to a selection when something else is touched."""
    page.evaluate("document.addEventListener('pointerup', () => getSelection().removeAllRanges())")


def test_a_claim_is_accepted_in_its_note(page: Page) -> None:
    page.locator(".note-head").first.tap()
    touch(page, "Accept", ".note.is-open")

    expect(page.locator(".note.status-accepted")).to_have_count(1)
    expect(page.locator(".note.is-open .number")).to_have_text("2")


@pytest.mark.parametrize("keeps", [True, False])
def test_a_claim_is_marked_by_touch(page: Page, keeps: bool) -> None:
    if not keeps:
        let_go(page)
    select(page, "Risse gegeben")
    touch(page, "what is claimed", "#covering")
    expect(page.locator("#claim-editor")).to_be_in_viewport()
    select(page, "Anwohnern")
    touch(page, "speaker", "#claim-editor")
    expect(page.locator(".speaker-row .stretch bdi")).to_have_text("Anwohnern")
    touch(page, "Save", "#claim-editor")

    expect(page.locator(".note.status-added .who")).to_contain_text("Anwohnern")
    value = Decision.objects.get().value
    assert value is not None
    assert [span["exact"] for span in value["roles"]["quote"]] == ["Risse gegeben"]


@pytest.mark.parametrize("keeps", [True, False])
def test_words_are_named_by_touch(page: Page, keeps: bool) -> None:
    if not keeps:
        let_go(page)
    select(page, "Anwohnern")
    touch(page, "nationality or group", "#covering")

    expect(page.locator("#mention-card")).to_contain_text("added")
    value = Decision.objects.get().value
    assert value is not None
    assert value["label"] == "NORP"


def test_a_second_touch_on_a_name_is_about_the_name(page: Page) -> None:
    name = page.locator("p.text .mention", has_text="Norderkoog").first
    name.tap()
    expect(page.locator(".note.is-open")).to_have_count(1)
    name.tap()

    expect(page.locator("#mention-card")).to_contain_text("Norderkoog")
    touch(page, "Reject", "#mention-card")
    expect(page.locator("p.text .mention", has_text="Norderkoog")).to_have_count(0)


def test_nothing_is_wider_than_the_phone(page: Page) -> None:
    page.locator(".note-head").first.tap()
    touch(page, "Correct", ".note.is-open")
    expect(page.locator("#claim-editor")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    quote = page.locator(".text .on-quote").first.bounding_box()
    dock = page.locator("#claim-editor").bounding_box()
    assert quote is not None
    assert dock is not None
    assert quote["y"] + quote["height"] <= dock["y"]
