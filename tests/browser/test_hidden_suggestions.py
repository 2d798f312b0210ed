"""An article that hides its suggestions: reviewed without them, submitted by a key, then they are there."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.accounts.services import set_hidden_share
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Decision
from newsdesk.articles.models import Article
from tests.browser.conftest import PageOf
from tests.web.annotated import build_dike

WIDE = {"width": 1600, "height": 1000}


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    set_hidden_share(user=owner, desk=desk, share=100)
    return build_dike(desk, owner)


@pytest.fixture
def address(run: PipelineRun) -> str:
    return reverse("article-detail", args=[run.text.article_id])


def add_a_place(page: Page) -> None:
    """Finds a name by keyboard and says that it is a place."""
    page.keyboard.press("/")
    page.keyboard.type("Norderkoog sei")
    for key in ("Enter", "Escape", "-", "m", "3"):
        page.keyboard.press(key)


def test_a_reviewer_finds_things_alone_submits_and_sees_the_suggestions(
    page_of: PageOf, address: str, run: PipelineRun, reviewer: User
) -> None:
    page = page_of(reviewer, viewport=WIDE)
    page.goto(address)
    expect(page.locator("#hidden")).to_contain_text("is hidden in this article")
    expect(page.locator(".note")).to_have_count(0)
    expect(page.locator(".text .mention")).to_have_count(0)

    add_a_place(page)
    expect(page.locator(".text .mention")).to_have_count(1)
    expect(page.locator(".note")).to_have_count(0)

    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.locator("#hidden")).to_contain_text("The article is submitted.")
    expect(page.locator(".note")).to_have_count(3)
    assert not Article.objects.get().hides_suggestions
    assert Decision.objects.count() == 2

    page.locator("#hidden a").click()
    expect(page.locator(".note")).to_have_count(3)
    expect(page.locator("#hidden")).to_have_count(0)


def test_who_only_reads_is_told_and_sees_nothing(page_of: PageOf, address: str, reader: User) -> None:
    page = page_of(reader, viewport=WIDE)
    page.goto(address)
    expect(page.locator("#hidden")).to_contain_text("when a reviewer says that it is done")
    expect(page.locator(".note")).to_have_count(0)
    expect(page.locator(".filters, .side [data-entity]")).to_have_count(0)
