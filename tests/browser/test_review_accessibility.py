"""axe-core finds nothing to object to while somebody reviews, in whatever state, width and light."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from tests.browser.conftest import PageOf
from tests.browser.test_accessibility import objections
from tests.browser.test_reader import select
from tests.web.annotated import build_dike
from tests.web.deciding import act, post

HEIGHTS = {360: 780, 1024: 800, 1600: 1000}


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", HEIGHTS)
def test_every_state(
    width: int, scheme: str, page_of: PageOf, run: PipelineRun, owner: User, as_reviewer: Client
) -> None:
    page = page_of(owner, viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    found = {"bar": objections(page)}

    press(page, "j")
    found["claim"] = objections(page)
    press(page, "e", "c")
    found["editor"] = objections(page)
    press(page, "Escape")
    found["question"] = objections(page)
    press(page, "Tab", "Enter", "R")
    found["reason"] = objections(page)
    press(page, "Escape", "a")
    expect(page.locator(".note.status-accepted")).to_have_count(1)
    press(page, "K", "h")
    expect(page.locator(".note.is-open .history-of")).to_contain_text("accepted")
    found["history"] = objections(page)
    press(page, "Escape", "s", "j")
    found["mention"] = objections(page)
    press(page, "e")
    found["mention editor"] = objections(page)
    press(page, "Escape", "Escape", "A")
    expect(page.get_by_role("button", name="Accept all of it")).to_be_visible()
    found["preview"] = objections(page)
    press(page, "Escape")
    select(page, "Anwohnern")
    press(page, "m")
    found["selection"] = objections(page)
    press(page, "Escape", "Escape", "?")
    found["keys"] = objections(page)
    press(page, "Escape")
    page.evaluate("scrollTo(0, 0)")  # what is in sight comes next
    press(page, "s", "s", "j")
    expect(page.locator(".note.is-open .number")).to_have_text("2")
    second = run.claims.get(ordinal=1)
    assert post(as_reviewer, run.text.article, act("reject", row=second)).status_code == 200
    press(page, "a")
    expect(page.locator("#conflicts .conflict")).to_be_visible()
    found["conflict"] = objections(page)

    assert {state: each for state, each in found.items() if each} == {}
