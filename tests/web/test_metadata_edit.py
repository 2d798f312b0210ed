"""Correcting the details of an article."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles import services as articles
from newsdesk.articles.models import Article, ArticleText
from tests.conftest import ClientOf
from tests.web import reading

HTMX = {"HX-Request": "true"}


@pytest.fixture
def article(desk: Desk, owner: User) -> Article:
    return reading.an_article(desk, owner, title="Pegel", language="de")


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_annotators_and_above_may_correct(
    client_of: ClientOf, article: Article, reader: User, stranger: User, method: str
) -> None:
    url = f"/articles/{article.pk}/edit/"

    assert getattr(client_of(reader), method)(url, {"title": "Anders"}).status_code == 403
    assert getattr(client_of(stranger), method)(url, {"title": "Anders"}).status_code == 404
    assert Article.objects.get().title == "Pegel"


def test_the_form_holds_what_is_known(client_of: ClientOf, article: Article, annotator: User) -> None:
    Article.objects.update(published_at=date(2026, 3, 1), language="gsw")

    page = client_of(annotator).get(f"/articles/{article.pk}/edit/").content.decode()

    assert 'value="Pegel"' in page
    assert 'value="2026-03-01"' in page
    assert '<option value="gsw" selected>' in page, "a language that is not offered elsewhere is kept"


def test_a_correction_changes_the_details_and_not_the_text(
    client_of: ClientOf, article: Article, annotator: User
) -> None:
    text = ArticleText.objects.get().text
    fields = {"title": "Der Pegel", "outlet": "Nordblatt", "url": "https://example.org/a", "language": "de"}

    response = client_of(annotator).post(f"/articles/{article.pk}/edit/", fields)

    article.refresh_from_db()
    assert response.headers["Location"] == f"/articles/{article.pk}/"
    assert (article.title, article.outlet, article.url) == ("Der Pegel", "Nordblatt", "https://example.org/a")
    assert ArticleText.objects.get().text == text
    assert PipelineRun.objects.count() == 1


def test_a_new_date_has_the_article_read_again(
    client_of: ClientOf, article: Article, annotator: User
) -> None:
    client_of(annotator).post(f"/articles/{article.pk}/edit/", {"published_at": "2026-03-01"})

    assert PipelineRun.objects.latest("pk").published_at == date(2026, 3, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/a"},
        {"published_at": "gestern"},
        {"title": 501 * "x"},
        {"language": "xx"},
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client_of: ClientOf, article: Article, annotator: User, wrong: dict[str, str]
) -> None:
    response = client_of(annotator).post(f"/articles/{article.pk}/edit/", wrong, headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 422
    assert page.lstrip().startswith("<form")
    assert page.count("errorlist") == 1
    assert Article.objects.get().title == "Pegel"


class TestTwoPeopleAtOnce:
    """Whoever saves second is shown what the first has saved, and decides."""

    def basis_on(self, page: str) -> str:
        found = re.search(r'name="basis" value="(\w+)"', page)
        assert found
        return found[1]

    def post(self, client_of: ClientOf, user: User, article: Article, basis: str, **fields: str) -> Any:
        headers = HTMX if fields.pop("htmx", "") else {}
        data = {"title": "Pegel", "language": "de", "basis": basis} | fields
        return client_of(user).post(f"/articles/{article.pk}/edit/", data, headers=headers)

    @pytest.fixture
    def basis(self, client_of: ClientOf, article: Article, annotator: User) -> str:
        return self.basis_on(client_of(annotator).get(f"/articles/{article.pk}/edit/").content.decode())

    def test_the_second_gets_both_versions(
        self, client_of: ClientOf, article: Article, annotator: User, owner: User, basis: str
    ) -> None:
        self.post(client_of, owner, article, basis, outlet="Nordblatt", published_at="2026-03-01")

        for htmx in ("", "yes"):
            refused = self.post(client_of, annotator, article, basis, outlet="Südblatt", htmx=htmx)
            page = " ".join(refused.content.decode().split())

            assert refused.status_code == 409
            assert "<dt>Outlet</dt><dd><bdi>Nordblatt</bdi></dd>" in page
            assert "<dt>Date of publication</dt><dd><bdi>March 1, 2026</bdi></dd>" in page
            assert "<dt>Title</dt>" not in page, "both say the same of it"
            assert 'value="Südblatt"' in page
        assert Article.objects.get().outlet == "Nordblatt"

    def test_saving_again_replaces_what_was_shown(
        self, client_of: ClientOf, article: Article, annotator: User, owner: User, basis: str
    ) -> None:
        self.post(client_of, owner, article, basis, outlet="Nordblatt")
        refused = self.post(client_of, annotator, article, basis, outlet="Südblatt")

        again = self.basis_on(refused.content.decode())
        saved = self.post(client_of, annotator, article, again, outlet="Südblatt")

        assert saved.status_code == 302
        assert Article.objects.get().outlet == "Südblatt"

    def test_a_mistake_in_the_form_does_not_hide_the_other_version(
        self, client_of: ClientOf, article: Article, annotator: User, owner: User, basis: str
    ) -> None:
        self.post(client_of, owner, article, basis, outlet="Nordblatt")
        wrong = self.post(client_of, annotator, article, basis, url="nonsense")

        assert wrong.status_code == 422
        still = self.basis_on(wrong.content.decode())
        assert self.post(client_of, annotator, article, still, outlet="Südblatt").status_code == 409

    def test_two_who_save_the_same_are_both_content(
        self, client_of: ClientOf, article: Article, annotator: User, owner: User, basis: str
    ) -> None:
        for user in (owner, annotator):
            assert self.post(client_of, user, article, basis, outlet="Nordblatt").status_code == 302


def test_the_admin_writes_only_what_its_form_shows(article: Article, owner: User) -> None:
    stale = Article.objects.get()
    Article.objects.update(published_at=date(2026, 3, 1))

    articles.update_metadata(user=owner, article=stale, fields={"title": "Der Pegel"})

    assert Article.objects.get().published_at == date(2026, 3, 1)
