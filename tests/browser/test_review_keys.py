"""Reviewing by keyboard: what is current, what keys decide, and that nothing of it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Decision, DecisionKind
from newsdesk.nlp import Claim
from tests.browser.conftest import PageOf
from tests.browser.keyboard import announced, selected, statuses
from tests.browser.test_decisions import decide_elsewhere
from tests.services.processes import wait_until
from tests.web.annotated import PHRASE, TEXT, build_dike, build_reading, spans

SAID = """() => {
  window.said = [];
  const place = document.querySelector("#announce");
  new MutationObserver(() => said.push(place.textContent)).observe(place, { childList: true });
}"""
WIDE = {"width": 1600, "height": 1000}


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def page(page_of: PageOf, run: PipelineRun, owner: User) -> Page:
    return opened(page_of(owner, viewport=WIDE), run)


def opened(page: Page, run: PipelineRun) -> Page:
    page.goto(reverse("article-detail", args=[run.text.article_id]))
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def current(page: Page) -> Locator:
    """The number of the claim that is current."""
    return page.locator(".note.is-open .number")


def decided(page: Page, status: str, count: int = 1) -> None:
    expect(page.locator(f".note.status-{status}")).to_have_count(count)


def decision() -> Decision:
    return Decision.objects.latest("at")


def stored() -> dict[str, Any]:
    value: dict[str, Any] | None = decision().value
    assert value is not None
    return value


# --- Going from item to item ------------------------------------------------------------------------


def test_accepting_goes_on_to_the_next_open_claim(page: Page) -> None:
    press(page, "j", "a")

    expect(current(page)).to_have_text("2")
    announced(page, "Accepted. Claim 2 of 3, suggested, asserted: Wiebke Harms: Man habe alles geprüft.")
    decided(page, "accepted")
    press(page, "k")
    expect(current(page)).to_have_text("3")  # the other end: the first is not open any more
    press(page, "K", "K")
    expect(current(page)).to_have_text("1")


def test_after_the_last_open_claim_the_page_says_so(page: Page, run: PipelineRun) -> None:
    press(page, "j", "a", "a", "a")

    announced(page, "No claim is open any more. s: mentions")
    decided(page, "accepted", 3)
    assert statuses(page) == ["accepted"] * 3
    press(page, "j")
    announced(page, "No claim is open any more. s: mentions")
    press(page, "s", "j", *["a"] * len(run.mentions.all()))
    announced(page, "Nothing is open any more")


def test_the_focus_follows_what_is_current_and_outlives_a_swap(page: Page) -> None:
    press(page, "j", "a")
    decided(page, "accepted")

    expect(page.locator(".note.is-open .note-head")).to_be_focused()
    expect(current(page)).to_have_text("2")


def test_mentions_have_a_card(page: Page) -> None:
    press(page, "s", "j")

    card = page.locator("#mention-card")
    expect(card).to_contain_text("Mention 1 of 4, suggested")
    expect(card).to_be_focused()
    expect(page.locator(".text .is-current")).to_have_text("Norderkoog")
    expect(card.locator("[aria-pressed=true]")).to_contain_text("place")
    press(page, "a")
    expect(card).to_contain_text("Mention 2 of 4")
    press(page, "Escape")
    expect(card).to_be_hidden()


def test_both_kinds_come_in_the_order_of_the_text(page: Page) -> None:
    press(page, "s", "s", "j")
    expect(current(page)).to_have_text("1")
    press(page, "j")
    expect(page.locator("#mention-card .dock-words")).to_have_text("Norderkoog")
    expect(page.locator(".note.is-open")).to_have_count(0)


def build_two_far_apart(desk: Desk, owner: User) -> PipelineRun:
    """A claim at the beginning of a long text, and one at its end."""
    text = "Titel\n" + "\n".join(["Der Rat vertagte die Entscheidung. " * 20] * 120)
    places = [text.index("Der Rat"), text.rindex("Der Rat")]
    return build_reading(
        desk, owner, text, claims=[Claim(type="Direct", quote=((start, start + 30),)) for start in places]
    )


def test_the_next_open_claim_is_looked_for_in_the_rest_of_a_long_text(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    page = opened(page_of(owner, viewport=WIDE), build_two_far_apart(desk, owner))

    press(page, "j", "a")

    expect(current(page)).to_have_text("2")


DRAWN_BETWEEN = """document.addEventListener("htmx:afterSwap", () =>
  document.dispatchEvent(new CustomEvent("newsdesk:settled")))"""


def test_an_answer_that_comes_while_a_piece_is_put_in_place_leads_nowhere_else(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    """The links of a piece are links like others until it has settled."""
    page = opened(page_of(owner, viewport=WIDE), build_two_far_apart(desk, owner))
    page.evaluate(DRAWN_BETWEEN)

    press(page, "j", "a")

    expect(current(page)).to_have_text("2")
    assert "/pieces/" not in page.url


# --- Deciding ---------------------------------------------------------------------------------------


def test_rejecting_with_a_reason(page: Page) -> None:
    press(page, "j", "R")
    expect(page.get_by_label("Reason, for the others")).to_be_focused()
    page.keyboard.type("kein Bericht")
    press(page, "Enter")

    expect(current(page)).to_have_text("2")
    decided(page, "rejected")
    assert decision().reason == "kein Bericht"


def test_undo_shows_what_has_come_back(page: Page) -> None:
    press(page, "j", "r")
    decided(page, "rejected")
    expect(current(page)).to_have_text("2")

    press(page, "u")
    decided(page, "suggested", 3)
    expect(current(page)).to_have_text("1")
    press(page, "U")
    decided(page, "rejected")


def test_undo_shows_what_it_took_back_however_soon_it_comes(page: Page) -> None:
    press(page, "j", "a")
    decided(page, "accepted")
    page.evaluate(SAID)
    page.context.set_offline(True)

    press(page, "r", "K", "K", "u")
    announced(page, "Taken back.")
    page.context.set_offline(False)

    expect(current(page)).to_have_text("2")
    announced(page, "Claim 2 of 3, suggested")
    assert not any("Claim 1 of 3" in words for words in page.evaluate("said")[3:])


def test_what_waits_can_be_taken_back_with_the_button(page: Page) -> None:
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    page.context.set_offline(True)
    press(page, "j", "a")
    undo.click()
    announced(page, "Taken back.")
    expect(undo).to_be_disabled()
    redo.click()
    announced(page, "Done again.")

    page.context.set_offline(False)
    decided(page, "accepted")


def test_the_history_of_a_claim_is_brought_into_view_and_told(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 640})
    press(page, "j", "a", "K")
    decided(page, "accepted")
    history = page.locator(".note.is-open").get_by_role("group", name="History")

    press(page, "h")
    expect(history).to_be_focused()
    box, foot = history.bounding_box(), page.locator(".review-foot").bounding_box()
    assert box is not None
    assert foot is not None
    assert box["y"] + box["height"] <= foot["y"]
    press(page, "h")
    expect(history).to_be_hidden()
    expect(page.locator(".note.is-open .note-head")).to_be_focused()


def test_the_bar_is_never_behind_the_card_of_a_mention(page: Page) -> None:
    press(page, "s", "j")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    lies_open = """link => {
      const { x, y, width, height } = link.getBoundingClientRect();
      return link.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }"""
    link = page.get_by_role("link", name="Next article")
    wait_until(lambda: link.evaluate(lies_open))


def test_undo_without_a_connection_says_where_only_the_server_knows(page: Page) -> None:
    press(page, "j", "a", "r")
    decided(page, "rejected")
    page.context.set_offline(True)

    press(page, "u")
    announced(page, "Taken back.")
    press(page, "u")

    announced(page, "Only the server knows what that would be: this needs a connection.")
    assert Decision.objects.count() == 2
    page.context.set_offline(False)
    decided(page, "rejected", 0)
    press(page, "u")
    decided(page, "accepted", 0)


def test_a_digit_gives_the_current_mention_another_kind(page: Page) -> None:
    press(page, "s", "j", "2")

    expect(page.locator("#mention-card [aria-pressed=true]")).to_contain_text("organisation")
    assert decision().kind == DecisionKind.CORRECT
    assert stored()["label"] == "ORG"


def test_selected_words_become_a_mention(page: Page) -> None:
    press(page, "j", "t", "ArrowRight")
    assert selected(page) == "Deich"
    press(page, "m")
    announced(page, "Which kind?")
    press(page, "3")

    expect(page.locator("#mention-card")).to_contain_text("added")
    value = stored()
    assert (value["exact"], value["label"]) == ("Deich", "LOC")


TRANSLATE = """() => {
  const texts = document.createTreeWalker(document.querySelectorAll(".sheet .text")[1], NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace("Deich", "Teich");
}"""


def test_words_that_the_browser_has_changed_come_back_with_the_cursor_on_them(page: Page) -> None:
    """Some translate a page, and leave no sign of it."""
    page.evaluate(TRANSLATE)
    press(page, "j", "t", "ArrowRight")
    assert selected(page) == "Teich"
    press(page, "m", "3")

    expect(page.locator("#conflicts")).to_contain_text("another one there")
    expect(page.locator(".sheet")).not_to_contain_text("Teich")
    wait_until(lambda: selected(page) == "Deich")
    assert not Decision.objects.exists()
    press(page, "m", "3")
    expect(page.locator("#mention-card")).to_contain_text("added")


def test_nothing_more_in_a_paragraph_and_done_with_the_article(page: Page) -> None:
    press(page, "j", "x")
    expect(page.locator("p.text[data-status=nothing_here]")).to_have_count(1)

    press(page, "d")
    expect(page.locator("#review-bar")).to_have_attribute("data-status", "accepted")
    assert sorted(Decision.objects.values_list("kind", flat=True)) == ["accept", "nothing_here"]


def test_an_article_without_anything_is_read_with_nothing_here(page: Page, run: PipelineRun) -> None:
    scopes = page.locator("[data-scope=both]")
    scopes.click()
    for _ in range(run.claim_count + run.mention_count):
        press(page, "j", "r")
    expect(page.locator("#review-bar")).to_have_attribute("data-empty", "")

    press(page, "d")
    expect(page.locator("#review-bar")).to_have_attribute("data-status", "nothing_here")
    announced(page, "Nothing in this article")
    assert decision().kind == DecisionKind.NOTHING_HERE


def test_all_that_is_shown_is_accepted_after_a_look(page: Page) -> None:
    press(page, "A")
    expect(page.locator("#preview")).to_contain_text("3 claims")
    press(page, "Escape")
    expect(page.locator("#preview")).to_be_hidden()
    assert not Decision.objects.exists()

    press(page, "A")
    expect(page.get_by_role("button", name="Accept all of it")).to_be_focused()
    press(page, "Enter")
    decided(page, "accepted", 3)
    press(page, "u")
    decided(page, "suggested", 3)


# --- Claims that are written ------------------------------------------------------------------------


def test_a_digit_puts_the_cursor_on_the_words_of_a_role(page: Page) -> None:
    press(page, "j", "e")
    expect(page.locator("#claim-editor h2")).to_be_focused()
    press(page, "2")
    assert selected(page) == "Deichgräfin Wiebke Harms"

    press(page, "Shift+ArrowLeft", "2", "Enter")

    decided(page, "corrected")
    assert stored()["roles"]["speaker"][0]["exact"] == "Deichgräfin Wiebke"
    expect(current(page)).to_have_text("1")
    expect(page.locator(".note.is-open .note-head")).to_be_focused()


def test_a_letter_turns_a_list(page: Page) -> None:
    press(page, "j", "e", "c", "c")
    announced(page, "Certainty: ◔ possible")
    press(page, "Enter")

    decided(page, "corrected")
    assert stored()["certainty"] == "possible"


def test_the_lists_are_reached_by_tab_and_left_by_escape(page: Page) -> None:
    press(page, "j", "e", "Tab")
    expect(page.get_by_label("Speaker is")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Die Gräfin")
    press(page, "Enter")

    decided(page, "corrected")
    assert stored()["speaker_entity"] == "Die Gräfin"


def test_what_is_as_before_is_no_decision(page: Page) -> None:
    press(page, "j", "e", "Enter")

    expect(page.locator("#claim-editor")).to_be_hidden()
    expect(page.locator(".note.is-open .note-head")).to_be_focused()
    announced(page, "Left.")
    assert not Decision.objects.exists()


def test_a_quote_of_two_stretches(page: Page) -> None:
    press(page, "j", "j", "t")
    assert selected(page) == "Man"
    press(page, "1", "ArrowRight", "ArrowRight", "ArrowRight", "Shift+Digit1")
    expect(page.locator(".quote-row .stretch bdi")).to_have_text(["Man", "geprüft"])
    press(page, "Enter")

    decided(page, "added")
    stretches = [span["exact"] for span in stored()["roles"]["quote"]]
    assert stretches == ["Man", "geprüft"]


def test_escape_asks_only_where_something_would_be_lost(page: Page) -> None:
    press(page, "j", "e", "Escape")
    expect(page.locator("#claim-editor")).to_be_hidden()

    press(page, "e", "c", "Escape")
    expect(page.get_by_role("button", name="Go on with it")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#claim-editor")).to_be_visible()
    press(page, "j")
    announced(page, "This claim is unfinished")
    press(page, "Escape", "Tab", "Enter")

    expect(page.locator("#claim-editor")).to_be_hidden()
    assert not Decision.objects.exists()


def test_a_claim_needs_what_is_claimed(page: Page) -> None:
    press(page, "t", "2", "Enter")

    expect(page.locator("#claim-editor-error")).to_have_text(
        "What is claimed is missing: select its words and press 1."
    )
    assert not Decision.objects.exists()


def test_an_unfinished_claim_outlives_the_swap_of_its_paragraph(page: Page) -> None:
    press(page, "j", "a", "e", "c")
    decided(page, "accepted")

    expect(page.locator("#claim-editor")).to_be_visible()
    expect(page.locator("#claim-certainty")).to_have_value("probable")
    expect(page.locator(".quote-row .stretch bdi")).to_have_text("Man habe alles geprüft.")
    press(page, "Enter")
    decided(page, "corrected")


def test_a_word_of_a_role_is_taken_away(page: Page) -> None:
    press(page, "j", "e")
    page.get_by_role("button", name="Take “das Deichamt” away").click()
    expect(page.locator(".evidence-row .role-name")).to_be_focused()
    press(page, "3", "Delete", "Enter")

    decided(page, "corrected")
    assert {"evidence", "cue"}.isdisjoint(stored()["roles"])


# --- What the server refuses ---------------------------------------------------------------------------


def test_what_is_refused_is_not_left_told_as_done(page: Page, run: PipelineRun, reviewer: User) -> None:
    claim = run.claims.get(ordinal=0)
    press(page, "j")
    page.evaluate(SAID)
    decide_elsewhere(reviewer, claim, "reject")

    press(page, "a")
    announced(page, "A decision was not stored.")

    expect(page.locator("#conflicts section")).to_be_visible()
    said = page.evaluate("said")
    assert said[0].startswith("Accepted.")
    assert said.count("A decision was not stored.") == 1
    assert said[-1] == "A decision was not stored."


# --- Who may not --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["reader", "older reading"])
def test_keys_decide_nothing_where_nobody_may(
    who: str, page_of: PageOf, run: PipelineRun, request: pytest.FixtureRequest, owner: User, desk: Desk
) -> None:
    user = request.getfixturevalue("reader") if who == "reader" else owner
    page = page_of(user, viewport=WIDE)
    address = reverse("article-detail", args=[run.text.article_id])
    page.goto(address)
    if who == "older reading":
        page.evaluate("delete document.querySelector('#reader').dataset.decide")

    press(page, "j", "a", "r", "x", "d")

    expect(current(page)).to_have_text("1")
    expect(page.locator(".note.is-open")).to_have_count(1)
    page.wait_for_timeout(300)
    assert not Decision.objects.exists()


def test_a_claim_inside_another_says_so(page_of: PageOf, desk: Desk, owner: User) -> None:
    text = "Titel\nDer Bericht sagt, Harms habe gesagt, der Deich halte."
    quote = spans(text, "Harms habe gesagt, der Deich halte")
    run = build_reading(desk, owner, text, claims=[Claim(type="Indirect", quote=quote)])
    page = opened(page_of(owner, viewport=WIDE), run)

    press(page, "/")
    page.keyboard.type("der Deich halte")
    press(page, "Enter", "Escape", "1")
    expect(page.get_by_label("Stands inside")).to_contain_text("1. nobody named")
    press(page, "Enter")

    decided(page, "added")
    assert stored()["parent"] is not None


def test_a_claim_is_not_left_before_all_of_its_text_is_there(page: Page, desk: Desk, owner: User) -> None:
    """A part of it lies in the next piece of a long text: without its words nothing can be sent."""
    text = "\n".join([TEXT, *[f"{PHRASE}."] * 700, "So steht es beim Pegelamt."])
    parts = [spans(text, words) for words in ("Der Deich bei Norderkoog sei sicher", "Pegelamt")]
    claim = Claim(type="Indirect", quote=parts[0], evidence=parts[1], speaker_kind="none")
    run = build_reading(desk, owner, text, claims=[claim])
    opened(page, run)
    press(page, "j", "e", "c", "c", "Enter")

    announced(page, "A part of this claim lies where the text is not loaded yet: scroll to it first.")
    expect(page.locator("#claim-editor")).to_be_visible()
    while page.locator("#more").count():
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("#claim-editor [type=submit]").click()
    decided(page, "corrected")
