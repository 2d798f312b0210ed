"""What pages say of articles in other languages fits every window, and axe-core does not object to it."""

from __future__ import annotations

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.demo import builders
from tests.browser.conftest import PageOf
from tests.browser.test_accessibility import objections
from tests.nlp.multilingual import article_in, paragraphs_in
from tests.texts import demo_texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1024, 1600])
def test_it_fits_and_can_be_read_by_everybody(
    page_of: PageOf, desk: Desk, owner: User, width: int, scheme: str
) -> None:
    english = builders.build_article(desk, owner, article_in("en"))
    german = demo_texts()[0].split("\n\n")
    mixed = builders.build_article(
        desk, owner, "\n\n".join([*german[:3], *paragraphs_in("en")[:2], *german[3:]])
    )
    builders.build_article(desk, owner, f"---\nlang: de\n---\n{article_in('fr')}", filename="a.md")
    page = page_of(owner, viewport={"width": width, "height": 900}, color_scheme=scheme)

    for path, words in {
        f"/articles/{english.pk}/": "This article is in English.",
        f"/articles/{mixed.pk}/": "In another language: not read",
        f"/articles/{english.pk}/runs/": "in English",
        f"/desks/{desk.slug}/": "marked as being in German, but seems to be in French",
    }.items():
        page.goto(path)
        assert page.get_by_text(words).first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert objections(page) == []


def test_the_link_of_the_notice_leads_to_the_language(page_of: PageOf, desk: Desk, owner: User) -> None:
    article = builders.build_article(desk, owner, article_in("en"))
    page = page_of(owner)
    page.goto(f"/articles/{article.pk}/")
    page.get_by_role("link", name="Set the language").click()

    assert page.url.endswith(f"/articles/{article.pk}/edit/#id_language")
    page.locator("#id_language:target").wait_for()
    assert page.locator("#id_language option:checked").inner_text() == "as the text shows: English"
