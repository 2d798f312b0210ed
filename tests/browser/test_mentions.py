"""What a mention means is shown beside it and in the list of what covers a selection."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.nlp import Mention
from tests.browser.conftest import PageOf
from tests.web.annotated import build_reading, mention

TEXT = (
    "Neuer Kurs in Marvenien\n"
    "Die marvenischen Streitkräfte hätten vergangene Woche mehr als 10.000 Soldaten verlegt, so Amtschefin "
    "Jette Molander am Mittwoch. Die Adorfsprecherin schwieg, und der Umzug dauert bis Ende Oktober."
)


def mentions() -> list[Mention]:
    return [
        mention(TEXT, "marvenischen Streitkräfte", "ORG", subtype="MILITARY"),
        mention(TEXT, "marvenischen", "NORP", canonical="Marvenien", nested=True),
        mention(TEXT, "vergangene Woche", "DATE", value="2026-W09"),
        mention(TEXT, "mehr als 10.000", "QUANTITY", value=10_000, comparator=">", unit="Soldaten"),
        mention(TEXT, "Jette Molander", "PER", title="Amtschefin"),
        mention(TEXT, "Mittwoch", "DATE", value="2026-03-04"),
        mention(TEXT, "Adorf", "LOC", inside_token=True),
        mention(TEXT, "Ende Oktober", "DATE", value="2026-10-21/2026-10-31", vague=True),
    ]


def open_page(page: Page, run: PipelineRun) -> None:
    page.goto(reverse("article-detail", args=[run.text.article_id]))


def shown_beside(page: Page, exact: str) -> str:
    """The pseudo-content that appears when the pointer is on a stretch of the text."""
    segment = page.locator(".text [data-words]", has_text=exact).first
    segment.hover()
    content = segment.evaluate("element => getComputedStyle(element, '::after').content")
    return str(content)


def test_the_pointer_shows_what_a_mention_means(page_of: PageOf, desk: Desk, owner: User) -> None:
    page = page_of(owner, viewport={"width": 1600, "height": 1000})
    open_page(page, build_reading(desk, owner, TEXT, mentions=mentions()))

    assert "person · Amtschefin" in shown_beside(page, "Jette Molander")
    assert "quantity · more than 10,000 Soldaten" in shown_beside(page, "mehr als 10.000")
    assert "date · Mar" in shown_beside(page, "Mittwoch")
    assert "nationality or group · Marvenien" in shown_beside(page, "marvenischen")
    assert "organisation, armed forces" in shown_beside(page, "marvenischen")


@pytest.mark.parametrize("width", [360, 1024, 1600])
def test_what_it_shows_never_widens_the_page(page_of: PageOf, desk: Desk, owner: User, width: int) -> None:
    page = page_of(owner, viewport={"width": width, "height": 900})
    open_page(page, build_reading(desk, owner, TEXT, mentions=mentions()))

    for segment in page.locator(".text [data-words]").all():
        segment.hover()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), segment.inner_text()


def test_the_list_of_a_selection_says_what_the_mentions_mean(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    page = page_of(owner, viewport={"width": 1600, "height": 1000})
    open_page(page, build_reading(desk, owner, TEXT, mentions=mentions()))

    page.locator(".text [data-words]", has_text="Mittwoch").dblclick()

    expect(page.locator("#covering li small")).to_have_text("date · March 4, 2026")


def test_a_selection_over_a_nested_mention_names_both(page_of: PageOf, desk: Desk, owner: User) -> None:
    page = page_of(owner, viewport={"width": 1600, "height": 1000})
    open_page(page, build_reading(desk, owner, TEXT, mentions=mentions()))

    page.locator(".text .within").dblclick()

    expect(page.locator("#covering li a")).to_have_text(["marvenischen Streitkräfte", "Marvenien"])
