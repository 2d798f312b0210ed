"""Comments in the page: escaped, for members alone, and each answer no more than what has changed."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import pytest

from newsdesk.accounts.models import Desk, Membership, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation import anchoring
from newsdesk.annotation import services as annotation
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import MAX_CHARS, Comment, CommentMention
from newsdesk.annotation.models import Decision, Item
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web.annotated import build_dike, query_count
from tests.web.deciding import act, post

HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    return run.claims.order_by("ordinal")[0]


def write(user: User, article: Article, text: str = "Stimmt das?", **fields: Any) -> Comment:
    return services.write(user=user, article=article, uuid=uuid4(), text=text, **fields)


def on_article(article: Article) -> str:
    return f"/articles/{article.pk}/comments/"


def on_claim(claim: Claim) -> str:
    return f"/articles/{claim.run.text.article_id}/claims/{claim.pk}/comments/"


class Elements(HTMLParser):
    """The tags of an answer with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def ids(response: Any, start: str) -> list[str]:
    found = [each.get("id") or "" for _, each in Elements(response.text).found]
    return [each for each in found if each.startswith(start)]


def fields_of(response: Any) -> dict[str, str | None]:
    inputs = [each for tag, each in Elements(response.text).found if tag == "input"]
    return {each["name"] or "": each.get("value") for each in inputs}


# --- Reading ----------------------------------------------------------------------------------------


def test_a_comment_is_shown_escaped_with_its_paragraphs_and_no_link(
    client_of: ClientOf, annotator: User, reader: User, article: Article
) -> None:
    write(annotator, article, "<b>Ja</b> & https://example.org/\n\nZweiter\nAbsatz")
    page = client_of(reader).get(on_article(article), headers=HTMX).text
    assert "<p>&lt;b&gt;Ja&lt;/b&gt; &amp; https://example.org/</p>" in page
    assert "<p>Zweiter\nAbsatz</p>" in page
    assert "<a " not in page


def test_members_who_are_named_stand_out(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article
) -> None:
    write(annotator, article, "Bitte @Reviewer und @Niemand")
    page = client_of(annotator).get(on_article(article), headers=HTMX).text
    assert 'Bitte <b class="named">@Reviewer</b> und @Niemand' in page


def test_without_htmx_it_is_a_page_of_its_own(client_of: ClientOf, reader: User, claim: Claim) -> None:
    page = client_of(reader).get(on_claim(claim))
    assert "<h1>Comments on a claim</h1>" in page.text
    assert "HX-Request" in page["Vary"]


def test_each_thing_shows_its_own_comments(
    client_of: ClientOf, annotator: User, run: PipelineRun, article: Article, claim: Claim
) -> None:
    mention = run.mentions.all()[0]
    comments = [
        write(annotator, article),
        write(annotator, article, row=claim),
        write(annotator, article, row=mention),
    ]
    mentions_url = f"/articles/{article.pk}/mentions/{mention.pk}/comments/"
    client = client_of(annotator)
    for url, comment in zip((on_article(article), on_claim(claim), mentions_url), comments, strict=True):
        assert ids(client.get(url, headers=HTMX), "comment-" + str(comment.pk)[:4]) == [
            f"comment-{comment.pk}"
        ]


def test_an_item_is_found_by_its_name_too(
    client_of: ClientOf, annotator: User, article: Article, claim: Claim
) -> None:
    comment = write(annotator, article, row=claim)
    assert comment.item is not None
    by_item = f"/articles/{article.pk}/claims/{comment.item.pk.hex}/comments/"
    assert f"comment-{comment.pk}" in client_of(annotator).get(by_item, headers=HTMX).text


@pytest.mark.parametrize("key", ["0", "9" * 31, "z" * 32, "f" * 32, "x", "¹"])
def test_what_names_nothing_is_not_found(
    client_of: ClientOf, reader: User, article: Article, key: str
) -> None:
    for kind in ("claims", "mentions"):
        url = f"/articles/{article.pk}/{kind}/{key}/comments/"
        assert client_of(reader).get(url, headers=HTMX).status_code == 404


def test_a_claim_is_not_found_as_a_mention_or_in_another_article(
    client_of: ClientOf, annotator: User, desk: Desk, owner: User, article: Article, claim: Claim
) -> None:
    item = write(annotator, article, row=claim).item
    assert item is not None
    other = build_dike(desk, owner).text.article
    for url in (
        f"/articles/{other.pk}/claims/{claim.pk}/comments/",
        f"/articles/{other.pk}/claims/{item.pk.hex}/comments/",
        f"/articles/{article.pk}/mentions/{item.pk.hex}/comments/",
    ):
        assert client_of(annotator).get(url, headers=HTMX).status_code == 404


def test_looking_makes_no_item(client_of: ClientOf, annotator: User, claim: Claim) -> None:
    client_of(annotator).get(on_claim(claim), headers=HTMX)
    assert not Item.objects.exists()


def test_a_reader_gets_no_form(client_of: ClientOf, reader: User, annotator: User, claim: Claim) -> None:
    write(annotator, claim.run.text.article, row=claim)
    tags = [tag for tag, _ in Elements(client_of(reader).get(on_claim(claim), headers=HTMX).text).found]
    assert not {"form", "textarea", "button"} & set(tags)


def test_more_comments_take_no_more_queries(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article, claim: Claim
) -> None:
    client = client_of(reviewer)

    def add() -> None:
        first = write(annotator, article, "@Reviewer", row=claim)
        write(reviewer, article, "@Annotator", reply_to=first)
        services.set_resolved(user=reviewer, comment=write(annotator, article, row=claim), is_resolved=True)

    def look() -> None:
        assert client.get(on_claim(claim), headers=HTMX).status_code == 200

    add()
    once = query_count(look)
    for _ in range(3):
        add()
    assert query_count(look) == once


# --- Writing ----------------------------------------------------------------------------------------


def test_a_first_comment_is_answered_with_its_thread_and_an_empty_form(
    client_of: ClientOf, annotator: User, claim: Claim
) -> None:
    client = client_of(annotator)
    sent = {"uuid": str(uuid4()), "text": "Stimmt das?"}
    answer = client.post(on_claim(claim), sent, headers=HTMX)
    assert (answer.status_code, ids(answer, "comment-" + sent["uuid"])) == (200, [f"comment-{sent['uuid']}"])
    assert fields_of(answer)["uuid"] != sent["uuid"]
    assert Comment.objects.get().item.anchors.get().claim == claim  # type: ignore[union-attr]
    assert not Decision.objects.exists()
    again = client.post(on_claim(claim), sent, headers=HTMX)
    assert ids(again, "comment-" + sent["uuid"]) == ids(answer, "comment-" + sent["uuid"])
    assert Comment.objects.count() == 1


def test_without_htmx_writing_leads_back_to_the_comment(
    client_of: ClientOf, annotator: User, article: Article
) -> None:
    name = uuid4()
    answer = client_of(annotator).post(on_article(article), {"uuid": str(name), "text": "Ja"})
    assert (answer.status_code, answer["Location"]) == (302, f"{on_article(article)}#comment-{name}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" ", "Write something first."), ("ä" * (MAX_CHARS + 1), "4,000 characters; this one has 4,001.")],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_is_refused_is_kept_in_the_form(
    client_of: ClientOf, annotator: User, article: Article, text: str, sentence: str, headers: dict[str, str]
) -> None:
    first = write(annotator, article)
    for url in (on_article(article), f"/comments/{first.pk}/replies/"):
        name = str(uuid4())
        answer = client_of(annotator).post(url, {"uuid": name, "text": text}, headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert text in answer.text
        assert f'value="{name}"' in answer.text
    assert Comment.objects.count() == 1


def test_a_comment_changed_after_an_answer_was_lost_is_not_lost_either(
    client_of: ClientOf, annotator: User, article: Article
) -> None:
    first = write(annotator, article, "Erst so")
    sent = {"uuid": str(first.pk), "text": "Dann anders"}
    answer = client_of(annotator).post(on_article(article), sent, headers=HTMX)
    assert answer.status_code == 409
    assert "Erst so" in answer.text
    assert "Dann anders</textarea>" in answer.text
    assert f'name="uuid" value="{first.pk}"' not in answer.text


def test_somebody_elses_comment_is_not_shown_for_its_name(
    client_of: ClientOf, annotator: User, stranger: User, other_desk: Desk
) -> None:
    theirs = write(stranger, build_dike(other_desk, stranger).text.article, "Geheim")
    membership = Membership.objects.get(user=annotator)
    ours = build_dike(membership.desk, annotator).text.article
    sent = {"uuid": str(theirs.pk), "text": "Ah"}
    answer = client_of(annotator).post(on_article(ours), sent, headers=HTMX)
    assert (answer.status_code, "Geheim" in answer.text) == (409, False)


def test_words_are_stored_whatever_name_they_are_sent_under(
    client_of: ClientOf, annotator: User, article: Article
) -> None:
    client_of(annotator).post(on_article(article), {"uuid": "none", "text": "Ja"}, headers=HTMX)
    assert Comment.objects.get().text == "Ja"


def test_a_reply_is_answered_with_its_thread_alone(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article
) -> None:
    first, other = write(annotator, article, "Eins"), write(annotator, article, "Zwei")
    sent = {"uuid": str(uuid4()), "text": "Ja"}
    answer = client_of(reviewer).post(f"/comments/{first.pk}/replies/", sent, headers=HTMX)
    assert ids(answer, "talk-") == [f"talk-{first.pk}"]
    assert ids(answer, "comment-") == [f"comment-{first.pk}", f"comment-{sent['uuid']}"]
    assert str(other.pk) not in answer.text


def test_a_thread_is_resolved_and_opened_again(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article
) -> None:
    first = write(annotator, article)
    url = f"/comments/{first.pk}/resolve/"
    answer = client_of(reviewer).post(url, {"resolved": "1"}, headers=HTMX)
    assert "Resolved by <bdi>Reviewer</bdi>" in answer.text
    assert Comment.objects.get().resolved_by == reviewer
    answer = client_of(annotator).post(url, {"resolved": "0"}, headers=HTMX)
    assert "Resolved by" not in answer.text
    assert Comment.objects.get().resolved_by is None


def test_only_who_may_resolve_is_offered_it(
    client_of: ClientOf, annotator: User, reviewer: User, owner: User, article: Article
) -> None:
    first = write(owner, article)
    url = f"/comments/{first.pk}/resolve/"
    offered = {
        user: url in client_of(user).get(on_article(article), headers=HTMX).text
        for user in (annotator, reviewer, owner)
    }
    assert offered == {annotator: False, reviewer: True, owner: True}


def test_a_withdrawn_comment_leaves_a_line(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article
) -> None:
    first = write(annotator, article, "Unsinn")
    write(reviewer, article, "Warum?", reply_to=first)
    url = f"/comments/{first.pk}/withdraw/"
    offered = {
        user: url in client_of(user).get(on_article(article), headers=HTMX).text
        for user in (annotator, reviewer)
    }
    answer = client_of(annotator).post(url, headers=HTMX)
    assert offered == {annotator: True, reviewer: False}
    assert ("withdrawn" in answer.text, "Unsinn" in answer.text, "Warum?" in answer.text) == (
        True,
        False,
        True,
    )
    assert url not in answer.text


# --- Mentioned --------------------------------------------------------------------------------------


def test_who_can_be_mentioned_are_the_active_members(
    client_of: ClientOf, desk: Desk, annotator: User, reviewer: User, reader: User, stranger: User
) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    options = Elements(client_of(annotator).get("/desks/desk/people/").text).found
    names = [each["data-name"] for tag, each in options if tag == "li"]
    assert names == ["Olga Owner", "Reader"]


def test_a_mention_is_new_until_its_thread_is_opened(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article, claim: Claim
) -> None:
    comment = write(annotator, article, "@Reviewer", row=claim)
    client = client_of(reviewer)
    seen = f"/comments/{comment.pk}/seen/"
    before = client.get(on_claim(claim), headers=HTMX).text
    assert (seen in before, "is-unread" in before) == (True, True)
    assert CommentMention.objects.unread_by(reviewer).exists()
    assert client.post(seen, headers=HTMX).content == b""
    after = client.get(on_claim(claim), headers=HTMX).text
    assert (seen in after, "is-unread" in after) == (False, False)


def test_the_inbox_lists_what_is_new_and_nobody_elses(
    client_of: ClientOf,
    annotator: User,
    reviewer: User,
    article: Article,
    claim: Claim,
    other_desk: Desk,
    stranger: User,
) -> None:
    Membership.objects.create(desk=other_desk, user=reviewer, role=10)
    elsewhere = write(stranger, build_dike(other_desk, stranger).text.article, "@Reviewer anderswo")
    comments = [write(annotator, article, "@Reviewer <i>"), write(annotator, article, "@Reviewer", row=claim)]
    write(annotator, article, "@Olga Owner")

    def listed(user: User, desk: str = "desk") -> list[str]:
        page = client_of(user).get(f"/desks/{desk}/")
        assert ("You were mentioned" in page.text) == bool(page.context["mentions"])
        return [f"/comments/{each.pk}/" for each in page.context["mentions"] if str(each.pk) in page.text]

    assert listed(reviewer) == [f"/comments/{each.pk}/" for each in reversed(comments)]
    assert listed(reviewer, "other") == [f"/comments/{elsewhere.pk}/"]
    assert listed(annotator) == []
    client_of(reviewer).post(f"/comments/{comments[0].pk}/seen/")
    assert listed(reviewer) == [f"/comments/{comments[1].pk}/"]
    services.withdraw(user=annotator, comment=comments[1])
    assert listed(reviewer) == []


def test_nobody_sees_for_somebody_else(
    client_of: ClientOf, annotator: User, reviewer: User, reader: User, article: Article
) -> None:
    comment = write(annotator, article, "@Reviewer")
    client_of(reader).post(f"/comments/{comment.pk}/seen/", headers=HTMX)
    assert CommentMention.objects.unread_by(reviewer).exists()


def test_a_comments_link_leads_to_where_it_stands(
    client_of: ClientOf, annotator: User, article: Article, claim: Claim, run: PipelineRun
) -> None:
    client = client_of(annotator)
    for fields in ({}, {"row": claim}, {"row": run.mentions.all()[0]}):
        comment = write(annotator, article, **fields)
        page = client.get(f"/comments/{comment.pk}/", follow=True)
        assert page.status_code == 200
        assert page.redirect_chain[-1][0].endswith(f"#comment-{comment.pk}")


def test_addresses_of_comments_take_uuids_only(client_of: ClientOf, reader: User, desk: Desk) -> None:
    assert client_of(reader).get(f"/comments/{UUID(int=7)}/").status_code == 404
    assert client_of(reader).get("/comments/7/").status_code == 404


def test_mentions_and_claims_are_reached_through_the_desk(
    client_of: ClientOf, stranger: User, other_desk: Desk, claim: Claim, run: PipelineRun
) -> None:
    mention: Mention = run.mentions.all()[0]
    client = client_of(stranger)
    assert client.get(on_claim(claim), headers=HTMX).status_code == 404
    url = f"/articles/{run.text.article_id}/mentions/{mention.pk}/comments/"
    assert client.get(url, headers=HTMX).status_code == 404


# --- In the reader ----------------------------------------------------------------------------------


def tags_of(page: Any, name: str) -> list[dict[str, str | None]]:
    return [each for tag, each in Elements(page.text).found if tag == name]


def buttons_of(page: Any) -> dict[str | None, str | None]:
    """What opens threads in the page: the place that they open in, and where they come from."""
    links = [each for each in tags_of(page, "a") if "data-comments" in each]
    return {each["aria-controls"]: each["href"] for each in links}


def test_each_note_opens_its_own_threads(
    client_of: ClientOf, reader: User, annotator: User, article: Article, run: PipelineRun, claim: Claim
) -> None:
    write(annotator, article, row=claim)
    page = client_of(reader).get(f"/articles/{article.pk}/")
    opened = {f"panel-claim-{each.pk}": on_claim(each) for each in run.claims.all()}
    assert opened.items() <= buttons_of(page).items()
    assert set(opened) <= {each.get("id") for each in tags_of(page, "div")}
    assert '<span class="count">1</span>' in page.text


def test_an_older_reading_has_no_comments(client_of: ClientOf, owner: User, article: Article) -> None:
    old = article.texts.get().runs.get()
    newer = {"text": old.text, "published_at": old.published_at}
    PipelineRun.objects.create(**newer, fingerprint="newer", state=WorkState.SUCCEEDED)
    page = client_of(owner).get(f"/articles/{article.pk}/?run={old.pk}")
    assert buttons_of(page) == {}


def test_the_foot_of_the_page_has_the_articles_threads(
    client_of: ClientOf, reader: User, annotator: User, article: Article, claim: Claim
) -> None:
    on_it, elsewhere = write(annotator, article), write(annotator, article, row=claim)
    page = client_of(reader).get(f"/articles/{article.pk}/")
    assert ids(page, "comment-") == [f"comment-{on_it.pk}"]
    assert str(elsewhere.pk) not in page.text
    part = client_of(reader).get(f"/articles/{article.pk}/", headers=HTMX)
    assert ids(part, "comment-") == []


def test_a_mention_says_how_much_is_said_of_it(
    client_of: ClientOf, annotator: User, article: Article, run: PipelineRun
) -> None:
    mention = run.mentions.order_by("start_char")[1]
    first = write(annotator, article, row=mention)
    write(annotator, article, reply_to=first)
    page = client_of(annotator).get(f"/articles/{article.pk}/")
    margins = [each["data-mentions"] for each in tags_of(page, "div") if "data-mentions" in each]
    listed = [each for margin in margins for each in json.loads(margin or "[]")]
    counts = {each["row"]: each["comments"] for each in listed}
    assert counts[mention.pk] == 2
    assert sum(counts.values()) == 2


def test_more_comments_cost_the_page_no_more_queries(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article, run: PipelineRun
) -> None:
    client = client_of(reviewer)

    def look() -> None:
        assert client.get(f"/articles/{article.pk}/").status_code == 200

    def add() -> None:
        for row in (*run.claims.all(), *run.mentions.all()):
            write(annotator, article, "@Reviewer", row=row)
        write(annotator, article, "@Reviewer")

    add()
    once = query_count(look)
    add()
    assert query_count(look) == once


def test_a_comments_link_opens_what_it_is_about(
    client_of: ClientOf, annotator: User, article: Article, claim: Claim, run: PipelineRun
) -> None:
    mention = run.mentions.all()[0]
    comments = [write(annotator, article, **fields) for fields in ({"row": claim}, {"row": mention})]
    found = [client_of(annotator).get(f"/comments/{each.pk}/")["Location"] for each in comments]
    assert found == [
        f"/articles/{article.pk}/claims/{claim.pk}/?comments={comments[0].pk}#comment-{comments[0].pk}",
        f"/articles/{article.pk}/?mention={mention.pk}&comments={comments[1].pk}#comment-{comments[1].pk}",
    ]


def test_a_comment_on_what_no_reading_has_any_more_is_found(
    client_of: ClientOf, annotator: User, article: Article, claim: Claim
) -> None:
    comment = write(annotator, article, row=claim)
    assert comment.item is not None
    again = PipelineRun.objects.create(
        text=claim.run.text, pipeline="p", version="9", fingerprint="new", state="succeeded", language="de"
    )
    anchoring.follow(annotation.layer_of(claim.run.text), again)
    page = client_of(annotator).get(f"/comments/{comment.pk}/", follow=True)
    assert page.redirect_chain[-1][0].startswith(
        f"/articles/{article.pk}/claims/{comment.item.pk.hex}/comments/"
    )
    assert "Stimmt das?" in page.text


def test_decisions_leave_the_counts_in_the_margin(
    client_of: ClientOf, annotator: User, reviewer: User, article: Article, claim: Claim
) -> None:
    write(annotator, article, row=claim)
    answer = post(client_of(reviewer), article, act("accept", row=claim))
    assert '<span class="count">1</span>' in answer.text
    assert f'id="panel-claim-{claim.pk}" hx-preserve' in answer.text
