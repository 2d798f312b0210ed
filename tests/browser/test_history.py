"""The histories of an article and of one thing: readable in any width and light, and without a script."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.models import Item
from newsdesk.annotation.services import Act
from tests.annotation.items import value_of
from tests.browser.conftest import PageOf
from tests.browser.test_accessibility import objections
from tests.web.annotated import TEXT, build_dike
from tests.web.deciding import span

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    """A reading about which much was decided: one by one, at once, corrected, added, taken back."""
    run = build_dike(desk, owner)
    layer = services.layer_of(run.text)
    first, second, third = run.claims.order_by("ordinal")

    def decide(kind: str, **fields: object) -> Item:
        act = Act(uuid=uuid4(), kind=kind, **fields)  # type: ignore[arg-type]
        return services.decide(user=owner, layer=layer, acts=[act])[0].item

    value = value_of(layer, first) | {"certainty": "probable", "speaker_entity": LONG}
    head = decide("correct", row=first, value=value, reason=f"Es war die {LONG}.").head_id
    decide("undo", row=first, previous=head, undoes=head)
    decide("reject", row=second)
    decide("add", item=uuid4(), item_kind="mention", value={**span(TEXT, "Risse"), "label": "EVENT"})
    mentions = list(run.mentions.values_list("pk", flat=True))
    accept_rows(user=owner, layer=layer, run=run, mentions=mentions, claims=[third.pk], batch_id=uuid4())
    return run


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1024])
def test_histories_have_no_faults_and_do_not_scroll_sideways(
    width: int, scheme: str, page_of: PageOf, run: PipelineRun, reader: User
) -> None:
    page = page_of(reader, viewport={"width": width, "height": 800}, color_scheme=scheme)
    article = run.text.article_id
    item = Item.objects.get(anchors__claim=run.claims.get(ordinal=0)).pk
    for path in (reverse("article-decisions", args=[article]), reverse("item-history", args=[article, item])):
        page.goto(path)
        expect(page.locator(".acts > li").first).to_be_visible()
        assert objections(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_history_is_read_without_a_script_and_leads_to_its_claim(
    page_of: PageOf, run: PipelineRun, reader: User
) -> None:
    page = page_of(reader, java_script_enabled=False)
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    page.get_by_role("link", name="Decisions").click()
    rejected = page.locator(".acts > li").filter(has_text="rejected")

    rejected.get_by_role("link", name="its history").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History of a claim")
    page.locator(".about a").click()

    claim = run.claims.get(ordinal=1)
    expect(page).to_have_url(f"{page.url.split('/articles/')[0]}{claim_address(claim.pk, run)}")
    expect(page.locator(f"#claim-{claim.pk}")).to_be_visible()


def claim_address(claim: int, run: PipelineRun) -> str:
    return f"{reverse('claim-detail', args=[run.text.article_id, claim])}#claim-{claim}"
