"""Deciding in the page: what is sent, what is drawn anew, what comes back, and what two people see of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.templatetags.static import static
from playwright.sync_api import APIResponse, BrowserType, Locator, Page, Route, expect

from newsdesk.accounts.models import Desk, Membership, Role, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.chains import in_order
from newsdesk.annotation.models import Decision, DecisionKind, Item
from newsdesk.annotation.services import Act
from newsdesk.demo import builders
from tests.browser.conftest import SESSION, PageOf, session_of
from tests.browser.test_outbox import KEPT
from tests.services.chromium import chromium_flags, find_chromium
from tests.services.processes import wait_until
from tests.web.annotated import TEXT, build_dike

LOAD = """async ([decisions, outbox, presence]) => {
  window.outbox = await import(outbox);
  window.decisions = await import(decisions);
  window.presence = await import(presence);
  window.claim = (row) => {
    const { item, head, value } = document.querySelector(`.note[data-row="${row}"]`).dataset;
    const named = { item_kind: "claim", item: item || null, row: { claim: row }, head: head || null };
    return { ...named, value: JSON.parse(value) };
  };
  await outbox.ready;
}"""


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    """Der Deich bei Norderkoog sei sicher, sagte Wiebke Harms."""
    return run.claims.get(ordinal=0)


@pytest.fixture
def colleague(desk: Desk) -> User:
    user = builders.build_user("ada@example.org", name="Ada")
    Membership.objects.create(desk=desk, user=user, role=Role.REVIEWER)
    return user


def open_article(page: Page, run: PipelineRun) -> Page:
    page.goto(f"/articles/{run.text.article_id}/")
    page.evaluate(LOAD, [static(f"js/{name}.js") for name in ("decisions", "outbox", "presence")])
    return page


def note(page: Page, claim: Claim) -> Locator:
    return page.locator(f'.note[data-row="{claim.pk}"]')


def decide(page: Page, kind: str, claim: Claim, **options: Any) -> str:
    """Decides about a claim as the page shows it, and says the decision's name."""
    code = "([kind, row, options]) => decisions.decide(kind, claim(row), options)"
    return str(page.evaluate(code, [kind, claim.pk, options]))


def wait_for_answers(page: Page) -> None:
    wait_until(lambda: page.evaluate("outbox.state().waiting") == 0)


def hold(page: Page, address: str) -> list[Route]:
    """The requests of a page that are answered by nobody."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held


def wait_for_held(page: Page, held: Sequence[Any], count: int = 1) -> None:
    """A page has to be asked something, or nobody is told of its requests."""
    wait_until(lambda: page.evaluate("true") and len(held) >= count)


def decide_elsewhere(user: User, row: Claim | Mention, kind: str = "accept", **fields: Any) -> Decision:
    layer = services.layer_of(row.run.text)
    about = {"anchors__claim" if isinstance(row, Claim) else "anchors__mention": row}
    head = Item.objects.filter(**about).values_list("head", flat=True).first()
    act = Act(uuid=uuid4(), kind=kind, row=row, previous=head, **fields)
    [decision] = services.decide(user=user, layer=layer, acts=[act])
    return decision


def kinds_of(claim: Claim) -> list[str]:
    """What was decided about a claim, first to last."""
    decisions = Decision.objects.filter(item__anchors__claim=claim)
    return [decision.kind for decision in in_order(decisions)]


def refuse_and_undo(page: Page, colleague: User, claim: Claim) -> None:
    """Leaves a rejection that is refused, as somebody was first, and its undo, which waits behind it."""
    decide_elsewhere(colleague, claim)
    page.context.set_offline(True)
    decide(page, "reject", claim)
    page.evaluate("decisions.undo()")
    page.context.set_offline(False)
    expect(page.locator("#conflicts section")).to_be_visible()


# --- One person -----------------------------------------------------------------------------------


def test_an_accepted_claim_is_marked_at_once_and_only_its_paragraph_is_drawn_anew(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    page.evaluate("for (const each of document.querySelectorAll('.margin')) each.isOld = true")
    page.context.set_offline(True)
    name = decide(page, "accept", claim)
    expect(note(page, claim)).to_have_class(re.compile("is-sending"))

    page.context.set_offline(False)

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    expect(note(page, claim)).to_have_attribute("data-head", name)
    expect(note(page, claim)).not_to_have_class(re.compile("is-sending"))
    old = page.evaluate(
        "[...document.querySelectorAll('.row > .margin[id]')].map((each) => Boolean(each.isOld))"
    )
    assert old.count(False) == 1
    assert kinds_of(claim) == ["accept"]


def test_decisions_about_one_claim_follow_one_another_before_any_is_answered(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    page.context.set_offline(True)
    decide(page, "accept", claim)
    decide(page, "reject", claim, reason="not said")
    assert page.evaluate("decisions.undo()")
    assert page.evaluate("decisions.undo()")
    assert page.evaluate("decisions.redo()")

    page.context.set_offline(False)
    wait_for_answers(page)

    assert kinds_of(claim) == ["accept", "reject", "undo", "undo", "undo"]
    expect(note(page, claim)).to_have_attribute("data-status", "accepted")


def test_what_waits_and_what_is_stored_about_one_claim_are_taken_back_in_turn(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    decide_elsewhere(reviewer, claim)
    page = open_article(page_of(reviewer), run)
    page.context.set_offline(True)
    decide(page, "reject", claim)
    assert page.evaluate("decisions.undo()")
    assert page.evaluate("decisions.undo()")

    page.context.set_offline(False)
    wait_for_answers(page)

    assert kinds_of(claim) == ["accept", "reject", "undo", "undo"]
    expect(note(page, claim)).to_have_attribute("data-status", "suggested")


def test_a_redo_brings_back_first_what_was_taken_back_last(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    """That is a decision which only the server knows; what waits was taken back before it."""
    decide_elsewhere(reviewer, claim)
    page = open_article(page_of(reviewer), run)
    page.context.set_offline(True)
    decide(page, "reject", claim)
    page.evaluate("decisions.undo()")
    page.evaluate("decisions.undo()")
    assert page.evaluate("decisions.redo()") is None

    page.context.set_offline(False)
    wait_for_answers(page)
    page.evaluate("decisions.redo()")
    wait_until(lambda: kinds_of(claim) == ["accept", "reject", "undo", "undo", "undo"])

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")


def test_undo_and_redo_go_on_with_what_the_server_knows(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    decide_elsewhere(reviewer, claim)
    page = open_article(page_of(reviewer), run)
    decide(page, "reject", claim)
    wait_for_answers(page)

    assert all(page.evaluate("Promise.all([decisions.undo(), decisions.undo()])"))
    wait_for_answers(page)
    expect(note(page, claim)).to_have_attribute("data-status", "suggested")
    assert page.evaluate("decisions.undo()") is False
    assert all(page.evaluate("Promise.all([decisions.redo(), decisions.redo()])"))

    expect(note(page, claim)).to_have_attribute("data-status", "rejected")
    assert kinds_of(claim) == ["accept", "reject", "undo", "undo", "undo", "undo"]


def test_a_new_claim_and_its_correction_are_kept_without_a_word_of_the_text(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    page.context.set_offline(True)
    start = TEXT.index("Der Deich bei Norderkoog sei")
    value = {"roles": {"quote": [[start, start + 9], [start + 25, start + 35]]}, "parent": str(claim.pk)}
    attributes = {
        "type": "Indirect",
        "medium": "Speech",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
        "speaker_kind": "named",
        "speaker_entity": "Wiebke Harms",
    }
    new = {"item_kind": "claim", "item": None, "row": None, "head": None}
    page.evaluate(
        "([target, value]) => decisions.decide('add', target, { value })", [new, value | attributes]
    )
    decide(page, "correct", claim, value=page.evaluate("(row) => claim(row).value", claim.pk))

    kept = json.dumps(page.evaluate(KEPT, reviewer.pk))
    assert "sha256" in kept
    words = set(re.findall(r"\w{3,}", TEXT)) - {"Wiebke", "Harms"}  # a name is a value
    assert {word for word in words if word in kept} == set()

    page.context.set_offline(False)
    wait_for_answers(page)
    [stored] = Decision.objects.filter(kind=DecisionKind.ADD).values_list("value", flat=True)
    assert stored is not None
    assert [span["exact"] for span in stored["roles"]["quote"]] == ["Der Deich", "sei sicher"]
    assert stored["parent"] == str(Item.objects.get(anchors__claim=claim).pk)


def test_a_claim_that_is_not_sent_yet_is_noted_beside_its_words(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    value = page.evaluate("(row) => claim(row).value", claim.pk)
    start = TEXT.index("soll es im Mai")
    value["roles"] = {"quote": [[start, start + 4], [start + 8, start + 14]]}
    new = {"item_kind": "claim", "item": str(uuid4()), "row": None, "head": None}
    beside = page.locator(f"#n{TEXT.rindex(chr(10)) + 1} .unsent-note")
    page.context.set_offline(True)

    page.evaluate("([target, value]) => decisions.decide('add', target, { value })", [new, value])
    expect(beside).to_have_text("+ added, not sent yet: soll … im Mai")
    decide(page, "accept", claim)
    expect(beside).to_have_count(1)
    page.evaluate("decisions.undo()")
    page.evaluate("decisions.undo()")
    expect(beside).to_have_count(0)
    page.evaluate("decisions.redo()")
    expect(beside).to_have_count(1)

    page.context.set_offline(False)
    expect(page.locator(f'.note[data-item="{new["item"]}"]')).to_have_attribute("data-status", "added")
    expect(page.locator(".unsent-note")).to_have_count(0)


def test_a_mention_that_is_not_sent_yet_is_noted_beside_its_words(
    page_of: PageOf, reviewer: User, run: PipelineRun
) -> None:
    page = open_article(page_of(reviewer), run)
    start = TEXT.index("Risse")
    new = {"item_kind": "mention", "item": str(uuid4()), "row": None, "head": None}
    page.context.set_offline(True)

    page.evaluate(
        "([target, value]) => decisions.decide('add', target, { value })",
        [new, {"start": start, "end": start + len("Risse"), "label": "EVENT"}],
    )
    expect(page.locator(".unsent-note")).to_have_text("+ added, not sent yet: Risse")

    page.context.set_offline(False)
    expect(page.locator(".text [data-k]").get_by_text("Risse", exact=True)).to_be_visible()
    expect(page.locator(".unsent-note")).to_have_count(0)


def test_acceptance_of_all_and_its_undo_go_as_one(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    rows = [list(run.mentions.values_list("pk", flat=True)), list(run.claims.values_list("pk", flat=True))]
    page.evaluate("([mentions, claims]) => decisions.acceptAll({ mentions, claims })", rows)
    page.evaluate("decisions.undo()")
    page.evaluate("decisions.redo()")
    wait_for_answers(page)

    expect(page.locator('.note[data-status="accepted"]')).to_have_count(3)
    assert Decision.objects.filter(kind=DecisionKind.ACCEPT).count() == 7
    assert Decision.objects.filter(kind=DecisionKind.UNDO).count() == 14


@pytest.mark.parametrize("is_offline", [False, True])
def test_what_is_decided_on_top_of_all_follows_it_before_it_is_answered(
    is_offline: bool, page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    rows = [list(run.mentions.values_list("pk", flat=True)), list(run.claims.values_list("pk", flat=True))]
    page.context.set_offline(is_offline)
    page.evaluate("([mentions, claims]) => { decisions.acceptAll({ mentions, claims }); }", rows)
    decide(page, "reject", claim)
    page.evaluate("decisions.undo()")
    page.evaluate("decisions.undo()")
    decide(page, "reject", claim)

    page.context.set_offline(False)

    wait_until(lambda: kinds_of(claim) == ["accept", "reject", "undo", "undo", "reject"])
    expect(note(page, claim)).to_have_attribute("data-status", "rejected")


def test_a_decision_about_something_else_needs_nothing_of_what_was_refused_before(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    page.evaluate("decisions.acceptAll({ claims: [0] })")
    decide(page, "reject", claim)

    wait_until(lambda: kinds_of(claim) == ["reject"])
    assert page.evaluate("outbox.state().refused.length") == 1


def test_a_reader_of_an_older_reading_decides_nothing(
    page_of: PageOf, reader: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reader), run)

    assert decide(page, "accept", claim) == "None"
    assert Decision.objects.count() == 0


def test_over_plain_http_decisions_wait_in_the_page(
    site: str, browser_type: BrowserType, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    """Such a page has no hashes, no locks and no function for random names."""
    flags = [*chromium_flags(), "--host-resolver-rules=MAP testserver 127.0.0.1"]
    with browser_type.launch(executable_path=find_chromium(), args=flags) as browser:
        address = f"http://testserver:{urlsplit(site).port}"
        context = browser.new_context(base_url=address, locale="en-GB")
        context.add_cookies([{"name": SESSION, "value": session_of(reviewer), "url": address}])
        page = open_article(context.new_page(), run)
        assert page.evaluate("isSecureContext || Boolean(crypto.subtle || navigator.locks)") is False
        context.set_offline(True)
        decide(page, "correct", claim, value=page.evaluate("(row) => claim(row).value", claim.pk))
        expect(page.get_by_text("This browser cannot keep it: leave the page open.")).to_be_visible()

        context.set_offline(False)

        expect(note(page, claim)).to_have_attribute("data-status", "corrected")
        assert kinds_of(claim) == ["correct"]


# --- Two people -----------------------------------------------------------------------------------


@pytest.fixture
def accepted(page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim) -> Page:
    """The page of somebody who has accepted the claim, and opened its note."""
    decide_elsewhere(reviewer, claim)
    page = open_article(page_of(reviewer), run)
    note(page, claim).locator(".note-head").click()
    return page


def history_of(page: Page, claim: Claim) -> Locator:
    return note(page, claim).get_by_role("group", name="History")


def open_history(page: Page, claim: Claim) -> Locator:
    page.keyboard.press("h")
    history = history_of(page, claim)
    expect(history).to_contain_text("accepted")
    expect(history).to_be_focused()
    return history


def test_an_open_history_stays_and_follows_what_is_decided(accepted: Page, owner: User, claim: Claim) -> None:
    history = open_history(accepted, claim)

    decide_elsewhere(owner, claim, "reject", reason="not said")
    accepted.evaluate("presence.look()")

    expect(note(accepted, claim)).to_have_attribute("data-status", "rejected")
    expect(history).to_contain_text("not said")
    expect(history).to_be_focused()


BOXES = """(notes) => notes.map((note) => {
  const { top, bottom } = note.getBoundingClientRect();
  const sheet = note.closest(".sheet").getBoundingClientRect().top;
  return [top - sheet, bottom - sheet];
})"""


def test_the_notes_make_room_for_an_open_history(accepted: Page, claim: Claim) -> None:
    def boxes() -> list[tuple[float, float]]:
        found = sorted(accepted.locator(".sheet .note").evaluate_all(BOXES))
        assert all(upper[1] <= lower[0] for upper, lower in pairwise(found))
        return found

    history = open_history(accepted, claim)
    opened = boxes()
    accepted.keyboard.press("h")
    expect(history).to_be_hidden()

    assert boxes()[-1] < opened[-1]


def test_a_history_whose_paragraph_is_drawn_anew_meanwhile_is_focused_all_the_same(
    accepted: Page, owner: User, claim: Claim
) -> None:
    held = hold(accepted, "**/items/**")
    accepted.keyboard.press("h")
    wait_for_held(accepted, held)
    decide_elsewhere(owner, claim, "reject", reason="not said")
    accepted.evaluate("presence.look()")
    wait_for_held(accepted, held, 2)

    for route in held:
        route.continue_()

    history = history_of(accepted, claim)
    expect(history).to_contain_text("not said")
    expect(history).to_be_focused()


def test_a_history_that_cannot_be_read_anew_is_put_away(accepted: Page, owner: User, claim: Claim) -> None:
    history = open_history(accepted, claim)
    accepted.route("**/items/**", lambda route: route.fulfill(status=404))

    decide_elsewhere(owner, claim, "reject")
    accepted.evaluate("presence.look()")

    expect(history).to_be_hidden()
    expect(note(accepted, claim)).to_have_attribute("data-status", "rejected")
    expect(note(accepted, claim).locator(".note-head")).to_be_focused()
    expect(accepted.locator("#announce")).to_contain_text("the server does not answer")


def test_a_history_that_is_read_anew_holds_up_nothing_else(accepted: Page, owner: User, claim: Claim) -> None:
    open_history(accepted, claim)
    held = hold(accepted, "**/items/**")
    decide_elsewhere(owner, claim, "reject")
    accepted.evaluate("presence.look()")
    wait_for_held(accepted, held)

    accepted.keyboard.press("A")

    expect(accepted.locator("#preview")).to_contain_text("Accept 2 suggestions")


def test_the_history_of_one_mention_is_not_told_of_another(
    page_of: PageOf, reviewer: User, run: PipelineRun
) -> None:
    for name, reason in (("Norderkoog", "not there"), ("Wiebke Harms", "not her")):
        decide_elsewhere(reviewer, run.mentions.get(canonical=name), "reject", reason=reason)
    page = open_article(page_of(reviewer), run)
    page.keyboard.press("s")
    page.keyboard.press("J")
    card = page.locator("#mention-card")
    expect(card).to_contain_text("Norderkoog")
    held = hold(page, "**/items/**")
    page.keyboard.press("h")
    wait_for_held(page, held)

    page.keyboard.press("J")
    expect(card).to_contain_text("Wiebke Harms")
    page.keyboard.press("h")
    item = Item.objects.get(anchors__mention=run.mentions.get(canonical="Wiebke Harms"))
    wait_until(lambda: page.evaluate("true") and any(str(item.pk) in each.request.url for each in held))
    for route in held:
        route.continue_()

    expect(card).to_contain_text("not her")
    expect(card).not_to_contain_text("not there")


def test_the_second_of_two_sees_both_versions_and_keeps_theirs(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    decide_elsewhere(colleague, claim)
    decide(page, "reject", claim)

    section = page.locator("#conflicts section")
    expect(section).to_contain_text("Ada has decided about this claim in the meantime")
    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    page.reload()
    expect(section).to_contain_text("Ada has decided")  # kept until somebody has chosen
    section.get_by_role("button", name="Keep theirs").click()

    expect(section).to_have_count(0)
    assert kinds_of(claim) == ["accept"]
    assert page.evaluate(KEPT, reviewer.pk) == []


def test_the_second_of_two_puts_theirs_on_top_with_what_followed(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    decide_elsewhere(colleague, claim)
    page.context.set_offline(True)
    decide(page, "reject", claim)
    page.evaluate("decisions.undo()")
    page.context.set_offline(False)

    page.locator("#conflicts").get_by_role("button", name="Put mine on top").click()

    wait_until(lambda: kinds_of(claim) == ["accept", "reject", "undo"])
    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    expect(page.locator("#conflicts section")).to_have_count(0)


def test_what_was_refused_gives_its_reason_and_gives_way_to_the_next_decision(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    value = page.evaluate("(row) => claim(row).value", claim.pk)
    decide(page, "correct", claim, value=value | {"certainty": "perhaps"})
    section = page.locator("#conflicts .refused")
    expect(section).to_contain_text("Not stored: corrected, claim 1")
    expect(section).to_contain_text("perhaps")

    decide(page, "accept", claim)

    expect(section).to_have_count(0)
    wait_until(lambda: kinds_of(claim) == ["accept"])


def test_what_waits_behind_a_refused_decision_holds_up_nothing_else(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    refuse_and_undo(page, colleague, claim)
    other = run.claims.get(ordinal=1)

    decide(page, "accept", other)
    wait_until(lambda: kinds_of(other) == ["accept"])
    page.evaluate("decisions.redo()")
    decide(page, "reject", other)

    wait_until(lambda: kinds_of(other) == ["accept", "reject"])
    expect(page.locator("#conflicts section")).to_have_count(1)


def test_what_waits_behind_a_refused_decision_keeps_no_other_from_being_taken_back(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    refuse_and_undo(page, colleague, claim)
    other = run.claims.get(ordinal=1)
    decide(page, "accept", other)
    expect(note(page, other)).to_have_attribute("data-status", "accepted")

    assert page.evaluate("decisions.undo()")

    wait_until(lambda: kinds_of(other) == ["accept", "undo"])


def test_another_page_of_the_same_person_follows(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    one = open_article(page_of(reviewer), run)
    other = open_article(one.context.new_page(), run)
    decide(one, "accept", claim)

    expect(note(other, claim)).to_have_attribute("data-status", "accepted")
    decide(other, "reject", claim)

    expect(note(one, claim)).to_have_attribute("data-status", "rejected")
    assert kinds_of(claim) == ["accept", "reject"]


def test_a_page_follows_what_another_one_has_stored_before_it_shows_that(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    """Whatever else is drawn meanwhile, and whatever was decided about the same claim before."""
    decide_elsewhere(reviewer, claim)
    one = open_article(page_of(reviewer), run)
    other = open_article(one.context.new_page(), run)
    other.evaluate("presence.look()")  # what is asked at first is answered
    held = hold(other, "**/presence/")
    decide(one, "reject", claim)
    wait_for_held(other, held)

    decide(other, "accept", run.claims.get(ordinal=2))
    wait_for_answers(other)
    expect(note(other, claim)).to_have_attribute("data-status", "accepted")
    decide(other, "reject", claim, reason="not said")

    wait_until(lambda: kinds_of(claim) == ["accept", "reject", "reject"])


def test_what_a_page_has_not_sent_when_it_is_closed_is_sent_by_another(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    other = page.context.new_page()
    other.goto("/accounts/sessions/")
    page.route("**/decisions/", lambda route: route.abort("internetdisconnected"))
    decide(page, "accept", claim)
    expect(page.locator("#outbox-state")).to_contain_text("no connection")

    page.close()

    wait_until(lambda: other.evaluate("true") and kinds_of(claim) == ["accept"])


def test_what_another_page_has_taken_back_is_not_taken_back_again(
    page_of: PageOf, reviewer: User, run: PipelineRun, claim: Claim
) -> None:
    first = run.claims.get(ordinal=1)
    for each in (first, claim):
        decide_elsewhere(reviewer, each)
    one = open_article(page_of(reviewer), run)
    other = open_article(one.context.new_page(), run)
    other.evaluate("presence.look()")  # what is asked at first is answered
    held = hold(other, "**/presence/")
    one.evaluate("decisions.undo()")
    wait_for_held(other, held)

    other.evaluate("void decisions.undo()")
    other.unroute("**/presence/")
    held[0].fallback()

    wait_until(lambda: (kinds_of(claim), kinds_of(first)) == (["accept", "undo"],) * 2)


# --- Presence -------------------------------------------------------------------------------------


def test_people_see_one_another_and_what_the_others_decide(
    page_of: PageOf, reader: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    ada = open_article(page_of(colleague), run)
    page = open_article(page_of(reader), run)
    expect(page.locator("#presence")).to_contain_text("Ada is here too")
    ada.evaluate("presence.look()")
    expect(ada.locator("#presence")).to_contain_text("Reader is here too")

    decide(ada, "accept", claim)
    wait_for_answers(ada)
    page.evaluate("presence.look()")

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")


def test_what_others_decide_moves_neither_text_nor_focus_nor_the_open_claim(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer, viewport={"width": 1200, "height": 300}), run)
    last = page.locator(".text").last
    last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    note(page, claim).locator(".note-head").evaluate("(head) => head.focus({ preventScroll: true })")
    before = last.bounding_box()
    decide_elsewhere(colleague, claim)

    page.evaluate("presence.look()")

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    assert last.bounding_box() == before
    expect(note(page, claim).locator(".note-head")).to_be_focused()


def test_what_somebody_writes_is_not_replaced_under_their_hands(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    note(page, claim).evaluate("(note) => note.append(document.createElement('textarea'))")
    field = note(page, claim).locator("textarea")
    field.fill("Is that")
    decide_elsewhere(colleague, claim)
    page.evaluate("presence.look()")
    expect(page.locator("#presence-late")).to_be_visible()
    expect(note(page, claim)).to_have_attribute("data-status", "suggested")

    assert field.input_value() == "Is that"
    field.fill("")
    field.blur()

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    expect(page.locator("#presence-late")).to_be_hidden()


def test_what_others_decide_is_not_drawn_as_it_was_before_ones_own_decision(
    page_of: PageOf, reviewer: User, colleague: User, run: PipelineRun, claim: Claim
) -> None:
    page = open_article(page_of(reviewer), run)
    page.evaluate("presence.look()")
    other = run.claims.get(ordinal=1)
    decide_elsewhere(colleague, other)
    held: list[tuple[Route, APIResponse]] = []

    def answer_late(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/presence/", answer_late)
    page.evaluate("window.looked = presence.look(); null")
    wait_for_held(page, held)
    decide(page, "accept", claim)
    expect(note(page, claim)).to_have_attribute("data-status", "accepted")

    route, before = held[0]
    route.fulfill(response=before)
    page.evaluate("looked")

    expect(note(page, claim)).to_have_attribute("data-status", "accepted")
    expect(note(page, other)).to_have_attribute("data-status", "accepted")


def test_a_hidden_page_asks_nothing(page_of: PageOf, reviewer: User, run: PipelineRun) -> None:
    page = page_of(reviewer)
    page.add_init_script("Object.defineProperty(document, 'hidden', { get: () => true })")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    open_article(page, run)
    page.wait_for_timeout(300)

    assert not any("/presence/" in url for url in asked)
