"""The page of the pipelines fits small and large windows, and axe-core finds nothing to object to."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from newsdesk.accounts.models import Desk, User
from tests.browser.conftest import PageOf
from tests.browser.test_accessibility import objections
from tests.nlp import stand_in
from tests.web import reading
from tests.web.test_pipelines import PAGE, make_older


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_it_fits_and_can_be_read_by_everybody(
    page_of: PageOf,
    desk: Desk,
    owner: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: str,
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    stand_in.build_package(tmp_path, spacy.blank("fr"), name="fr_stand_in")
    reading.some_articles(desk, owner, 3)
    make_older(2)
    page = page_of(owner, viewport={"width": width, "height": 900}, color_scheme=scheme)
    with stand_in.installed(tmp_path, monkeypatch):
        page.goto(PAGE)

    assert page.locator(".pipeline h2", has_text="_stand_in").count() == 2
    assert page.locator(".message.warning").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert objections(page) == []
