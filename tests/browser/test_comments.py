"""Comments in a browser: by keyboard, with members offered after an @, and no word lost on the way."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import Comment, CommentMention
from newsdesk.articles.models import Article
from tests.browser.conftest import SESSION, PageOf
from tests.web.annotated import build_dike

KEPT = """async () => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const kept = [Object.entries(localStorage), Object.entries(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      kept.push(name, await answered(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  return kept;
}"""
LABEL = "Comment, @ mentions a member"
REPLY = "Reply, @ mentions a member"


@pytest.fixture
def article(desk: Desk, owner: User) -> Article:
    return build_dike(desk, owner).text.article


def write(user: User, article: Article, text: str = "Stimmt das?", **fields: Any) -> Comment:
    return services.write(user=user, article=article, uuid=uuid4(), text=text, **fields)


def texts() -> list[str]:
    return list(Comment.objects.order_by("at").values_list("text", flat=True))


def open_page(page: Page, article: Article) -> None:
    page.goto(f"/articles/{article.pk}/comments/")


def test_a_thread_by_keyboard_alone(
    page_of: PageOf, annotator: User, reviewer: User, article: Article
) -> None:
    page = page_of(annotator)
    open_page(page, article)
    page.get_by_label(LABEL).focus()
    page.keyboard.type("Bitte @rev")
    expect(page.get_by_role("option")).to_have_text(["Reviewer reviewer@example.org"])
    page.keyboard.press("Enter")
    page.keyboard.type("prüfen")
    page.keyboard.press("Control+Enter")
    said = page.locator(".comment")
    expect(said.locator(".comment-text")).to_have_text("Bitte @Reviewer prüfen")
    expect(said).to_be_focused()
    expect(page.get_by_label(LABEL)).to_have_value("")
    assert list(CommentMention.objects.values_list("user", flat=True)) == [reviewer.pk]

    page.get_by_text("Reply", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(REPLY)).to_be_focused()
    page.keyboard.type("Danke")
    page.keyboard.press("Control+Enter")
    expect(said).to_have_count(2)
    expect(said.nth(1)).to_be_focused()

    page.get_by_role("button", name="Resolve").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.talk > summary")).to_be_focused()
    assert texts() == ["Bitte @Reviewer prüfen", "Danke"]


def test_members_are_chosen_from_a_list(
    page_of: PageOf, annotator: User, reviewer: User, reader: User, article: Article
) -> None:
    page = page_of(annotator)
    open_page(page, article)
    field = page.get_by_label(LABEL)
    field.focus()
    page.keyboard.type("Hallo @")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_focused()
    page.keyboard.type("olga ow")
    page.get_by_role("option", name="Olga Owner").click()
    expect(field).to_have_value("Hallo @Olga Owner ")
    page.keyboard.type("mail@rev")
    expect(options).to_have_count(0)


def test_a_failed_send_keeps_the_words_and_says_so(
    page_of: PageOf, annotator: User, article: Article, complaints: list[str]
) -> None:
    page = page_of(annotator)
    open_page(page, article)
    page.context.set_offline(True)
    page.get_by_label(LABEL).fill("Nicht verlieren")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert").filter(has_text="Not sent")).to_be_visible()
    expect(page.get_by_label(LABEL)).to_have_value("Nicht verlieren")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment-text")).to_have_text("Nicht verlieren")
    expect(page.get_by_role("alert").filter(has_text="Not sent")).to_be_hidden()
    assert texts() == ["Nicht verlieren"]
    complaints.clear()


def test_a_lost_answer_makes_no_second_comment(
    page_of: PageOf, annotator: User, article: Article, complaints: list[str]
) -> None:
    page = page_of(annotator)
    open_page(page, article)

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/comments/", lose)
    page.get_by_label(LABEL).fill("Einmal")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert").filter(has_text="Not sent")).to_be_visible()
    page.unroute("**/comments/")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment-text")).to_have_text("Einmal")
    assert texts() == ["Einmal"]
    complaints.clear()


def test_who_was_signed_out_keeps_the_words_and_sends_them_after_signing_in(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    open_page(page, article)
    session = [each for each in page.context.cookies() if each["name"] == SESSION]
    page.context.clear_cookies(name=SESSION)
    page.get_by_label(LABEL).fill("Noch da")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert").filter(has_text="signed out")).to_be_visible()
    page.context.clear_cookies(name="csrftoken")
    page.context.add_cookies(session)  # type: ignore[arg-type]
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment-text")).to_have_text("Noch da")


def test_what_is_being_written_outlives_the_swap_of_its_thread(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    write(annotator, article)
    page = page_of(annotator)
    open_page(page, article)
    page.get_by_label(LABEL).fill("Ein neuer Anfang")
    page.get_by_text("Reply", exact=True).click()
    page.get_by_label(REPLY).fill("Halb fertig")
    page.get_by_role("button", name="Resolve").click()
    page.locator("details.talk > summary").click()
    page.get_by_role("button", name="Open again").click()
    expect(page.get_by_label(REPLY)).to_have_value("Halb fertig")
    expect(page.get_by_label(LABEL)).to_have_value("Ein neuer Anfang")


def test_nothing_that_is_written_enters_the_browsers_storage(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    open_page(page, article)
    page.get_by_label(LABEL).fill("Vertraulich")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment-text")).to_have_text("Vertraulich")
    assert "Vertraulich" not in json.dumps(page.evaluate(KEPT))


def test_an_own_comment_is_withdrawn_after_a_second_press(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    write(annotator, article, "Unsinn")
    page = page_of(annotator)
    open_page(page, article)
    page.get_by_text("Withdraw", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take its words away").click()
    expect(page.locator(".comment")).to_contain_text("withdrawn")
    assert texts() == [""]


def test_a_mention_is_seen_when_its_thread_is_opened(
    page_of: PageOf, annotator: User, reviewer: User, article: Article
) -> None:
    write(annotator, article, "@Reviewer")
    page = page_of(reviewer)
    open_page(page, article)
    expect(page.locator(".unread")).to_have_count(0)
    assert not CommentMention.objects.unread_by(reviewer).exists()
    expect(page.locator(".comment .new")).to_be_visible()


def test_without_scripts_a_thread_is_written_replied_to_and_resolved(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator, java_script_enabled=False)
    open_page(page, article)
    page.get_by_label(LABEL).fill("Ohne Skript")
    page.get_by_role("button", name="Send the comment").click()
    page.get_by_text("Reply", exact=True).click()
    page.get_by_label(REPLY).fill("Auch so")
    page.get_by_role("button", name="Send the reply").click()
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("Resolved by")).to_be_visible()
    assert texts() == ["Ohne Skript", "Auch so"]


# --- In the reader ----------------------------------------------------------------------------------


def first_note(page: Page, article: Article) -> Locator:
    """The note of the first claim, open."""
    page.goto(f"/articles/{article.pk}/")
    note = page.locator(".note").first
    note.locator(".note-head").click()
    return note


def test_the_comments_of_a_claim_open_inside_its_note(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    note = first_note(page, article)
    button = note.get_by_role("link", name="Comments")
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("o")
    expect(note.get_by_label(LABEL)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("Stimmt das?")
    page.keyboard.press("Control+Enter")
    expect(note.locator(".comment")).to_be_focused()
    expect(button).to_have_accessible_name("Comments 1")
    expect(note.locator(".said")).to_have_text("Open threads: 1")
    page.keyboard.press("o")
    expect(note.locator(".comment")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert Comment.objects.get().item is not None


def test_notes_make_room_for_comments(page_of: PageOf, annotator: User, article: Article) -> None:
    claim = article.texts.get().runs.get().claims.order_by("ordinal")[0]
    for number in range(4):
        write(annotator, article, f"Zeile {number}\n\nund noch eine", row=claim)
    page = page_of(annotator, viewport={"width": 1280, "height": 900})
    note = first_note(page, article)
    note.get_by_role("link", name="Comments").click()
    expect(note.locator(".comment")).to_have_count(4)
    note.get_by_text("Reply", exact=True).first.click()
    expect(note.get_by_label(REPLY).first).to_be_focused()
    boxes = [each.bounding_box() for each in page.locator(".note").all()]
    shown = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
    assert all(first[1] <= second[0] for first, second in pairwise(shown))


def test_what_is_written_in_a_note_outlives_a_decision_beside_it(
    page_of: PageOf, reviewer: User, article: Article
) -> None:
    page = page_of(reviewer)
    note = first_note(page, article)
    note.get_by_role("link", name="Comments").click()
    note.get_by_label(LABEL).fill("Halb fertig")
    note.locator(".note-head").focus()
    page.keyboard.press("a")
    expect(note).to_have_attribute("data-status", "accepted")
    note.locator(".note-head").click()
    expect(note.get_by_label(LABEL)).to_have_value("Halb fertig")
    expect(note.get_by_role("link", name="Comments")).to_have_attribute("aria-expanded", "true")
    note.get_by_role("button", name="Send the comment").click()
    expect(note.locator(".comment-text")).to_have_text("Halb fertig")


def test_what_is_written_in_a_note_outlives_a_filter(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    first_note(page, article)
    second = page.locator(".note").nth(1).get_attribute("id")
    note = page.locator(f"#{second}")
    note.locator(".note-head").click()
    note.get_by_role("link", name="Comments").click()
    note.get_by_label(LABEL).fill("Halb fertig")
    page.locator(".note-head").first.click()  # a filter leaves the open note
    page.locator("#certainty-2").click()
    expect(note).to_have_count(0)
    page.get_by_role("link", name="show all").click()
    note.locator(".note-head").click()
    note.get_by_role("link", name="Comments").click()
    expect(note.get_by_label(LABEL)).to_have_value("Halb fertig")


@pytest.mark.parametrize("person", ["annotator", "reviewer"])
def test_a_mention_is_commented_on_in_its_card(
    page_of: PageOf, request: pytest.FixtureRequest, person: str, article: Article
) -> None:
    page = page_of(request.getfixturevalue(person))
    page.goto(f"/articles/{article.pk}/")
    page.locator(".text .mention", has_text="Deichamt").click()
    card = page.locator("#mention-card")
    expect(card.locator(".dock-words")).to_have_text("Deichamt")
    page.keyboard.press("o")
    card.get_by_label(LABEL).fill("Welches?")
    page.keyboard.press("Control+Enter")
    expect(card.locator(".comment-text")).to_have_text("Welches?")
    expect(card.get_by_role("link", name="Comments")).to_have_accessible_name("Comments 1")
    item = Comment.objects.get().item
    assert item is not None
    assert item.kind == "mention"


def test_the_cursor_in_the_text_finds_the_comments_of_a_mention(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("/")
    page.keyboard.type("im Mai")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    card = page.locator("#mention-card")
    expect(card.locator(".dock-words")).to_have_text("im Mai")
    expect(card.get_by_label(LABEL)).to_be_focused()


def test_without_anything_chosen_the_key_leads_to_the_article(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    page = page_of(annotator)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("o")
    expect(page.locator(".under-article").get_by_label(LABEL)).to_be_focused()


@pytest.mark.parametrize("kind", ["claims", "mentions", ""])
def test_the_inbox_leads_to_the_comment(
    page_of: PageOf, annotator: User, reviewer: User, article: Article, kind: str
) -> None:
    run = article.texts.get().runs.get()
    fields = {"row": getattr(run, kind).order_by("-pk").first()} if kind else {}
    comment = write(annotator, article, "@Reviewer, schau", **fields)
    page = page_of(reviewer)
    page.goto("/desks/desk/")
    page.get_by_role("link", name="@Reviewer, schau").click()
    said = page.locator(f"[id='comment-{comment.pk}']")
    expect(said).to_be_in_viewport()
    expect(page.locator(".unread")).to_have_count(0)
    page.goto("/desks/desk/")
    expect(page.get_by_text("You were mentioned")).to_have_count(0)


def test_the_comments_of_an_article_lie_at_its_foot_without_scripts(
    page_of: PageOf, annotator: User, article: Article
) -> None:
    write(annotator, article, "Schon da")
    page = page_of(annotator, java_script_enabled=False)
    page.goto(f"/articles/{article.pk}/")
    expect(page.locator(".under-article .comment-text")).to_have_text("Schon da")
    page.get_by_label(LABEL).fill("Ohne Skript")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment-text")).to_have_count(2)
    assert texts() == ["Schon da", "Ohne Skript"]
