"""The inbox shows a desk's articles, newest first, and finds them again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts import services as accounts
from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.stretches import article_item
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web import reading
from tests.web.annotated import build_dike

INBOX = "/desks/desk/"
HTMX = {"HX-Request": "true"}


def titles(client_of: ClientOf, user: User, query: str = "") -> list[str]:
    response = client_of(user).get(INBOX + query)
    assert response.status_code == 200
    return [row.article.title for row in response.context["rows"]]


def test_home_leads_to_the_first_desk(client_of: ClientOf, reader: User) -> None:
    assert client_of(reader).get("/").headers["Location"] == INBOX


def test_somebody_without_a_desk_is_told_how_to_get_on_one(client_of: ClientOf, stranger: User) -> None:
    response = client_of(stranger).get("/")

    assert response.status_code == 200
    assert "invitation" in response.content.decode()


def test_only_who_may_upload_is_led_there(client_of: ClientOf, reader: User, annotator: User) -> None:
    pages = {user: client_of(user).get(INBOX).content.decode() for user in (reader, annotator)}

    assert f"{INBOX}upload/" not in pages[reader]
    assert f"{INBOX}upload/" in pages[annotator]


def test_a_stranger_finds_no_inbox(client_of: ClientOf, desk: Desk, stranger: User) -> None:
    assert client_of(stranger).get(INBOX).status_code == 404


def test_it_shows_only_articles_of_its_own_desk(
    client_of: ClientOf, desk: Desk, reader: User, other_desk: Desk, stranger: User
) -> None:
    reading.an_article(other_desk, stranger, title="Anderswo")
    reading.an_article(desk, reader, title="Hier")

    assert titles(client_of, reader) == ["Hier"]


def test_the_newest_article_stands_first_with_its_figures(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    reading.an_article(desk, owner, title="Alt")
    reading.an_article(desk, owner, title="Neu", outlet="Nordblatt")

    response = client_of(reader).get(INBOX)

    newest, oldest = response.context["rows"]
    assert (newest.article.title, oldest.article.title) == ("Neu", "Alt")
    assert (newest.reading.claim_count, newest.reading.mention_count, newest.reading.word_count) == (2, 4, 5)
    assert "Nordblatt" in response.content.decode()


def test_an_article_that_is_read_again_keeps_its_figures(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    article = reading.an_article(desk, owner)
    text = ArticleText.objects.get(article=article)
    PipelineRun.objects.create(text=text, pipeline="p", version="2", fingerprint="new")

    row = client_of(reader).get(INBOX).context["rows"][0]

    assert (row.reading.state.value, row.reading.claim_count) == ("waiting", 2)


def test_a_failure_says_why_and_leads_to_the_history(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    article = reading.an_article(desk, owner, title="Pegel")
    reading.set_state(article, WorkState.FAILED, error_code="worker_lost")

    page = client_of(reader).get(INBOX).content.decode()

    assert "The worker that was reading “Pegel” stopped" in page
    assert f"/articles/{article.pk}/runs/" in page


@pytest.mark.parametrize("query", ["überfall", "ÜBERFALL", "nordblatt", "uberfall nord".replace("u", "ü", 1)])
def test_the_search_knows_title_and_outlet_in_any_case(
    client_of: ClientOf, desk: Desk, owner: User, reader: User, query: str
) -> None:
    reading.an_article(desk, owner, title="Überfall am Hafen", outlet="Nordblatt")
    reading.an_article(desk, owner, title="Markttag", outlet="Taldorfer Anzeiger")

    assert titles(client_of, reader, f"?q={query}") == ["Überfall am Hafen"]


def test_the_search_takes_signs_of_patterns_as_they_are(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    reading.an_article(desk, owner, title="Wer war's? (Teil 1)")
    reading.an_article(desk, owner, title="Markttag")

    assert titles(client_of, reader, "?q=(Teil") == ["Wer war's? (Teil 1)"]
    assert titles(client_of, reader, "?q=.*") == []


def test_a_letter_with_its_accent_apart_finds_the_same(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    reading.an_article(desk, owner, title="Überfall")

    assert titles(client_of, reader, "?q=U\u0308berfall") == ["Überfall"]


def test_articles_can_be_chosen_by_state(client_of: ClientOf, desk: Desk, owner: User, reader: User) -> None:
    failed = reading.an_article(desk, owner, title="Gescheitert")
    reading.set_state(failed, WorkState.FAILED, error_code="too_slow", error_params={"limit": 240})
    reading.an_article(desk, owner, title="Gelesen")

    assert titles(client_of, reader, "?state=failed") == ["Gescheitert"]
    assert titles(client_of, reader, "?state=read") == ["Gelesen"]
    assert titles(client_of, reader, "?state=waiting") == []


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?page=nonsense", "?page=99", "?q=%00", "?q=" + "x" * 300]
)
def test_an_address_that_makes_no_sense_shows_a_page(
    client_of: ClientOf, desk: Desk, owner: User, reader: User, query: str
) -> None:
    reading.an_article(desk, owner)

    assert client_of(reader).get(INBOX + query).status_code == 200


def test_htmx_gets_the_list_alone_and_a_clean_address(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    reading.an_article(desk, owner, title="Pegel")

    response = client_of(reader).get(INBOX + "?q=pegel&state=", headers=HTMX)

    assert response.content.decode().lstrip().startswith('<div id="list">')
    assert response.headers["HX-Push-Url"] == INBOX + "?q=pegel"
    assert "HX-Request" in response.headers["Vary"]


def test_an_empty_desk_invites_those_who_may_upload(
    client_of: ClientOf, desk: Desk, annotator: User, reader: User
) -> None:
    assert "/desks/desk/upload/" in invitation(client_of, annotator)
    assert "/desks/desk/upload/" not in invitation(client_of, reader)


def invitation(client_of: ClientOf, user: User) -> str:
    return client_of(user).get(INBOX, headers=HTMX).content.decode()


def test_uploads_that_are_being_read_are_named(
    client_of: ClientOf, desk: Desk, annotator: User, reader: User
) -> None:
    upload = reading.an_upload(desk, annotator, "Es regne, sagte er.")

    assert f"/uploads/{upload.pk}/" in client_of(reader).get(INBOX).content.decode()

    reading.read_files(upload)
    assert f"/uploads/{upload.pk}/" not in client_of(reader).get(INBOX).content.decode()


def test_twice_as_many_articles_take_as_many_queries(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    client = client_of(reader)
    counts = []
    for _ in range(2):
        reading.some_articles(desk, owner, 5)
        with CaptureQueriesContext(connection) as queries:
            client.get(INBOX + "?q=e&state=read")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_twenty_thousand_articles_are_paginated(client_of: ClientOf, desk: Desk, reader: User) -> None:
    Article.objects.bulk_create(
        [Article(desk=desk, created_by=reader, title=f"Titel {number}") for number in range(20_000)],
        batch_size=2_000,
    )

    first, last = titles(client_of, reader), titles(client_of, reader, "?page=400")

    assert (first[0], len(first)) == ("Titel 19999", 50)
    assert (last[-1], len(last)) == ("Titel 0", 50)
    assert "Page 400 of 400" in " ".join(client_of(reader).get(INBOX + "?page=400").content.decode().split())


def be_done(user: User, article: Article) -> None:
    """Decides that the desk is done with an article."""
    layer = services.layer_of(article.texts.get())
    act = services.Act(uuid=uuid4(), kind="accept", item=article_item(layer), item_kind="article")
    services.decide(user=user, layer=layer, acts=[act])


def test_what_is_to_be_reviewed_and_what_is_done_can_be_chosen(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    be_done(owner, reading.an_article(desk, owner, title="Fertig"))
    reading.an_article(desk, owner, title="Offen")
    reading.set_state(reading.an_article(desk, owner, title="Wartet"), WorkState.QUEUED)

    assert titles(client_of, reader, "?state=open") == ["Offen"]
    assert titles(client_of, reader, "?state=done") == ["Fertig"]
    assert titles(client_of, reader, "?state=read") == ["Offen", "Fertig"]


def test_a_row_says_how_far_the_review_is(client_of: ClientOf, desk: Desk, owner: User, reader: User) -> None:
    reading.set_state(reading.an_article(desk, owner), WorkState.QUEUED)
    be_done(owner, reading.an_article(desk, owner))
    begun = build_dike(desk, owner)
    act = services.Act(uuid=uuid4(), kind="reject", row=begun.claims.get(ordinal=0))
    services.decide(user=owner, layer=services.layer_of(begun.text), acts=[act])
    reading.an_article(desk, owner)

    rows = client_of(reader).get(INBOX).context["rows"]

    assert [(row.look, row.state) for row in rows] == [
        ("open", "to review"),
        ("begun", "1 of 7"),
        ("done", "done"),
        ("waiting", "waiting"),
    ]


def test_what_is_hidden_is_not_counted(client_of: ClientOf, desk: Desk, owner: User, reader: User) -> None:
    accounts.set_hidden_share(user=owner, desk=desk, share=100)
    run = build_dike(desk, owner)
    value = {"start_char": 4, "end_char": 9, "exact": "Deich", "label": "LOC"}
    act = services.Act(uuid=uuid4(), kind="add", item=uuid4(), item_kind="mention", value=value)
    services.decide(user=owner, layer=services.layer_of(run.text), acts=[act])

    [row] = client_of(reader).get(INBOX).context["rows"]

    assert (row.look, row.state) == ("begun", "begun")


def test_the_next_article_follows_and_after_the_last_comes_the_inbox(
    client_of: ClientOf, desk: Desk, owner: User, reader: User, stranger: User
) -> None:
    old, new = reading.some_articles(desk, owner, 2)
    path = f"/articles/{new.pk}/next/"

    assert client_of(reader).get(path).headers["Location"] == f"/articles/{old.pk}/"
    assert client_of(stranger).get(path).status_code == 404
    be_done(owner, old)
    page = client_of(reader).get(path, follow=True)
    assert page.redirect_chain == [(INBOX, 302)]
    assert "No other article of this desk is left to review." in page.content.decode()
