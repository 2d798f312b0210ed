"""What the browser keeps of a visit: the static files, and nothing of an article."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from tests.browser.conftest import PageOf
from tests.web.annotated import build_dike


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


def test_back_shows_the_page_before_and_the_filter_of_before(
    page_of: PageOf, owner: User, run: PipelineRun
) -> None:
    page = page_of(owner)
    page.goto("/desks/desk/claims/")
    claims = page.locator("td.what").count()
    page.get_by_label("Speaker", exact=True).press_sequentially("harms")
    expect(page.locator("td.what")).to_have_count(2)
    page.locator("td.what a").first.click()
    expect(page.locator(".note.is-open")).to_have_count(1)

    page.go_back()
    expect(page.locator("td.what")).to_have_count(2)
    while "speaker" in page.url:
        page.go_back()
        page.wait_for_timeout(300)  # htmx asks for the page before, in a request of its own
    expect(page.locator("td.what")).to_have_count(claims)


KEPT = "[...Object.entries(sessionStorage), ...Object.entries(localStorage)]"


def test_nothing_is_left_in_the_browsers_storage(page_of: PageOf, owner: User, run: PipelineRun) -> None:
    page = page_of(owner)
    kept = {}
    page.goto("/desks/desk/?q=Deich")
    kept["search"] = page.evaluate(KEPT)
    page.goto("/desks/desk/claims/")
    page.get_by_label("Speaker", exact=True).press_sequentially("harms")
    page.wait_for_url("**speaker=harms**")
    expect(page.locator("td.what")).to_have_count(2)
    kept["claims"] = page.evaluate(KEPT)
    page.goto(f"/articles/{run.text.article_id}/")
    page.locator(".speakers a").first.click()
    page.wait_for_url("**speaker=**")
    kept["reader"] = page.evaluate(KEPT)
    page.go_back()
    page.wait_for_timeout(300)
    kept["back"] = page.evaluate(KEPT)
    page.goto("/accounts/logout/")
    kept["other page"] = page.evaluate(KEPT)

    assert {where: what for where, what in kept.items() if what} == {}
