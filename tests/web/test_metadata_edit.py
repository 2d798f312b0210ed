"""Correcting the details of an article."""

from __future__ import annotations

from datetime import date

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
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
