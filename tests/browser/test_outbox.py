"""Decided without a connection: kept on the device without its text, sent once, lost only knowingly."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.sessions.models import Session
from django.templatetags.static import static
from playwright.sync_api import BrowserContext, Page, Route, expect

from newsdesk.accounts.models import User
from tests.browser.conftest import SESSION, PageOf, session_of
from tests.services.processes import wait_until

PLACE = "/accounts/sessions/"  # any page with a login
URL = "/articles/7/decisions/"
EXACT = "Der Deich sei sicher"

LOAD = "(url) => import(url).then((all) => { window.outbox = all; return all.ready; })"
ENQUEUE = "(body) => outbox.enqueue({ article: 7, url: '/articles/7/decisions/', body })"
ENQUEUE_AND_LOOK = """async (bodies) => {
  const nameOf = (body) => body.acts[0].uuid;
  const sent = new Set();
  const { fetch } = window;
  window.fetch = (url, options) => {
    if (options?.body) sent.add(nameOf(JSON.parse(options.body)));
    return fetch(url, options);
  };
  const missing = [];
  for (const body of bodies) {
    await outbox.enqueue({ article: 7, url: "/articles/7/decisions/", body });
    const isThere = outbox.pending().some((entry) => nameOf(entry.body) === nameOf(body));
    if (!isThere && !sent.has(nameOf(body))) missing.push(nameOf(body));
  }
  return missing;
}"""
TRY_NOW = """() => {
  const button = document.querySelector("#unsent button");
  button?.click();
  return button?.textContent ?? "";
}"""
KEPT = """(user) => new Promise((resolve) => {
  const opening = indexedDB.open(`newsdesk-${user}`);
  opening.onsuccess = () => {
    const names = [...opening.result.objectStoreNames];
    if (!names.length) return resolve([]);
    const asked = opening.result.transaction(names).objectStore("entries").getAll();
    asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
  };
})"""

FULL = """() => {
  const fail = function fail() {
    const asked = this.count();
    this.transaction.abort();
    return asked;
  };
  Object.assign(IDBObjectStore.prototype, { put: fail, delete: fail });
}"""

HOLD = """(user) => new Promise((resolve) => {
  const opening = indexedDB.open(`newsdesk-${user}`);
  opening.onsuccess = () => { window.held = opening.result; resolve(); };
})"""

OpenAt = Callable[..., Page]


class Server:
    """Answers decisions in the place of the server, and notes what was sent."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.status = 200
        self.html = ""
        self.headers: dict[str, str] = {}

    def listen(self, context: BrowserContext) -> None:
        context.route("**/articles/*/decisions/", self.answer)

    def answer(self, route: Route) -> None:
        if self.status == 0:
            route.abort("connectionfailed")
            return
        self.bodies.append(json.loads(route.request.post_data or ""))
        route.fulfill(
            status=self.status, body=self.html, headers={"Content-Type": "text/html"} | self.headers
        )

    @property
    def names(self) -> list[str]:
        return [act["uuid"] for body in self.bodies for act in body["acts"]]


def body(name: str, **fields: Any) -> dict[str, Any]:
    act = {"uuid": name, "kind": "accept", "item": None, "row": {"claim": 1}, "previous": None, "value": None}
    return {"version": 1, "acts": [act | fields], "batch": None}


def enqueue(page: Page, name: str, **fields: Any) -> None:
    page.evaluate(ENQUEUE, body(name, **fields))


def wait_for(page: Page, *, pending: int) -> None:
    """The policy of our pages forbids what Playwright waits for functions with."""
    wait_until(lambda: page.evaluate("outbox.pending().length") == pending)


def try_now(page: Page) -> bool:
    """Presses the button, unless the page has tried by itself meanwhile."""
    words: str = page.evaluate(TRY_NOW)
    return words in ("Try now", "")


def unsent(page: Page) -> Any:
    return expect(page.locator("#unsent"))


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def open_at(page_of: PageOf, server: Server, complaints: list[str]) -> Iterator[OpenAt]:
    """A page of a person with the outbox at hand, in a browser of its own or beside another page."""

    def open_at(user: User, *, beside: Page | None = None, script: str = "") -> Page:
        page = beside.context.new_page() if beside else page_of(user)
        if beside is None:
            server.listen(page.context)
        if script:
            page.add_init_script(script)
        page.goto(PLACE)
        page.evaluate(LOAD, static("js/outbox.js"))
        return page

    yield open_at
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]


def test_what_is_decided_is_sent_in_its_order_and_kept_no_longer(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)

    for number in range(5):
        enqueue(page, f"decision-{number}")

    wait_for(page, pending=0)
    assert server.names == [f"decision-{number}" for number in range(5)]
    assert page.evaluate(KEPT, reviewer.pk) == []
    unsent(page).to_be_empty()


def test_without_a_connection_decisions_are_kept_and_counted_and_then_sent(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    page.context.set_offline(True)
    server.status = 0
    enqueue(page, "first")
    unsent(page).to_contain_text("1 decision not sent yet: no connection. It is kept on this device.")
    enqueue(page, "second")
    unsent(page).to_contain_text("2 decisions not sent yet: no connection. They are kept on this device.")

    server.status = 200
    page.context.set_offline(False)

    wait_for(page, pending=0)
    unsent(page).to_be_empty()
    assert server.names == ["first", "second"]


def test_a_decision_is_pending_until_it_is_answered_however_fast_they_come(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    """What is written down while an answer arrives is as pending as the rest: undo reads it there."""
    page = open_at(reviewer)

    missing = page.evaluate(ENQUEUE_AND_LOOK, [body(f"name-{number}") for number in range(80)])

    assert missing == []
    wait_for(page, pending=0)
    assert server.names == [f"name-{number}" for number in range(80)]


def test_the_next_page_sends_what_is_kept(open_at: OpenAt, server: Server, reviewer: User) -> None:
    page = open_at(reviewer)
    server.status = 0
    enqueue(page, "kept")
    unsent(page).to_contain_text("no connection")
    server.status = 200

    page.goto("/accounts/2fa/")

    page.evaluate(LOAD, static("js/outbox.js"))
    wait_for(page, pending=0)
    assert server.names == ["kept"]


def test_the_device_keeps_hashes_and_no_text(open_at: OpenAt, server: Server, reviewer: User) -> None:
    page = open_at(reviewer)
    server.status = 0
    span = {"start_char": 3, "end_char": 23, "exact": EXACT}
    enqueue(page, "correction", kind="correct", value={"roles": {"quote": [span]}, "type": "Direct"})

    [entry] = page.evaluate(KEPT, reviewer.pk)

    [kept] = entry["body"]["acts"][0]["value"]["roles"]["quote"]
    assert kept == {"start_char": 3, "end_char": 23, "sha256": sha256(EXACT.encode()).hexdigest()}
    assert "Deich" not in json.dumps(entry)


def test_a_lost_answer_is_asked_for_again_under_the_same_name(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 502
    enqueue(page, "once")
    unsent(page).to_contain_text("the server does not answer as it should")
    server.status = 200

    assert try_now(page)

    unsent(page).to_be_empty()
    assert set(server.names) == {"once"}


def test_a_refused_decision_stays_and_lets_others_pass(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 422
    enqueue(page, "refused")
    unsent(page).to_contain_text("1 decision could not be stored.")
    server.status = 200
    enqueue(page, "on-top", previous="refused")
    enqueue(page, "other", row={"claim": 2})
    wait_for(page, pending=2)

    assert server.names == ["refused", "other"]
    page.evaluate("outbox.discard('refused')")
    wait_for(page, pending=0)
    unsent(page).to_be_empty()
    assert page.evaluate(KEPT, reviewer.pk) == []
    assert server.names == ["refused", "other"]


def test_what_takes_back_a_refused_act_is_dropped_with_it(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 422
    page.evaluate(ENQUEUE, {"version": 1, "accept_all": {"claims": [1]}, "batch": "all"})
    unsent(page).to_contain_text("1 decision could not be stored.")
    page.evaluate(ENQUEUE, {"version": 1, "undo_batch": "all", "batch": "back"})
    page.evaluate(ENQUEUE, {"version": 1, "redo_batch": "back", "batch": "again"})

    page.evaluate("outbox.discard(outbox.pending()[0].id)")

    wait_for(page, pending=0)
    assert [sent["batch"] for sent in server.bodies] == ["all"]


def test_what_is_put_on_top_takes_its_followers_along(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 409
    enqueue(page, "mine")
    unsent(page).to_contain_text("could not be stored")
    enqueue(page, "after-mine", previous="mine")
    server.status = 200

    page.evaluate("(acts) => outbox.replace('mine', acts)", body("mine-again", previous="theirs")["acts"])

    wait_for(page, pending=0)
    assert server.names == ["mine", "mine-again", "after-mine"]
    assert [act["previous"] for sent in server.bodies for act in sent["acts"]] == [
        None,
        "theirs",
        "mine-again",
    ]


@pytest.mark.parametrize("status", [200, 422])
def test_what_an_answer_makes_of_an_entry_holds_where_it_cannot_be_written(
    status: int, open_at: OpenAt, server: Server, reviewer: User
) -> None:
    """The store is full, or broken: nothing is sent again and again for that."""
    page = open_at(reviewer)
    server.status = 0
    enqueue(page, "first")
    enqueue(page, "second", row={"claim": 2})
    page.evaluate(FULL)

    server.status = status
    page.evaluate("outbox.retry()")

    wait_until(lambda: page.evaluate("outbox.state().waiting") == 0)
    enqueue(page, "third", row={"claim": 3})
    wait_until(lambda: page.evaluate("outbox.state().waiting") == 0)
    assert server.names == ["first", "second", "third"]
    assert page.evaluate("outbox.state().refused.length") == (0 if status == 200 else 3)
    server.status = 200
    page.evaluate("outbox.retryRefused(() => true)")
    wait_for(page, pending=0)


def test_a_decision_that_breaks_the_server_does_not_hold_up_the_others(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 500
    enqueue(page, "poison")
    wait_until(lambda: try_now(page) and page.evaluate("outbox.state().refused.length") == 1, seconds=10)

    unsent(page).to_contain_text("1 decision could not be stored")


def test_what_was_decided_about_an_article_that_is_gone_can_be_let_go(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 404
    enqueue(page, "gone")

    page.get_by_role("button", name="Discard").click()

    wait_for(page, pending=0)
    unsent(page).to_be_empty()


def test_a_login_that_has_ended_keeps_what_is_decided_until_the_next(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 401
    enqueue(page, "waits")
    unsent(page).to_contain_text("1 decision not sent yet: you are logged out. It is kept on this device.")
    assert page.get_by_role("link", name="Log in again").get_attribute("href") == (
        "/accounts/login/?next=%2Faccounts%2Fsessions%2F"
    )

    server.status = 200
    page.goto(PLACE)

    wait_until(lambda: page.evaluate(KEPT, reviewer.pk) == [])
    assert set(server.names) == {"waits"}
    unsent(page).to_be_empty()


def test_a_page_whose_forms_are_out_of_date_asks_who_is_logged_in(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    """403 where a login has ended, or the token is of an older one; a real refusal stays one."""
    page = open_at(reviewer)
    server.status = 403
    enqueue(page, "refused")
    unsent(page).to_contain_text("could not be stored")
    assert server.names == ["refused", "refused"], "asked again with the token of the session"

    Session.objects.all().delete()
    enqueue(page, "waits", row={"claim": 2})

    unsent(page).to_contain_text("1 decision not sent yet: you are logged out")


def test_somebody_else_on_the_same_browser_neither_sees_nor_sends_them(
    open_at: OpenAt, server: Server, reviewer: User, owner: User
) -> None:
    page = open_at(reviewer)
    server.status = 0
    enqueue(page, "reviewers")
    unsent(page).to_contain_text("no connection")
    page.context.add_cookies([{"name": SESSION, "value": session_of(owner), "url": urljoin(page.url, "/")}])
    server.status = 403  # the old page's forms are no longer valid

    other = open_at(owner, beside=page)

    unsent(page).to_contain_text("1 decision not sent yet: you are logged out")
    expect(other.locator("#unsent")).to_be_empty()
    assert other.evaluate("outbox.pending().length") == 0
    assert server.names == ["reviewers"], "and was not sent as the other one"
    names = {each["name"] for each in page.evaluate("indexedDB.databases()")}
    assert names == {f"newsdesk-{reviewer.pk}", f"newsdesk-{owner.pk}"}


def test_two_pages_of_one_person_send_each_decision_once(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    one = open_at(reviewer)
    other = open_at(reviewer, beside=one)
    one.context.set_offline(True)
    server.status = 0
    for number in range(10):
        enqueue((one, other)[number % 2], f"decision-{number}")
    unsent(one).to_contain_text("10 decisions not sent yet")
    unsent(other).to_contain_text("10 decisions not sent yet")

    server.status = 200
    one.context.set_offline(False)

    wait_for(one, pending=0)
    wait_for(other, pending=0)
    unsent(other).to_be_empty()
    assert server.names == [f"decision-{number}" for number in range(10)]


@pytest.mark.parametrize(
    "lacking",
    [
        "Object.defineProperty(window, 'indexedDB', { value: undefined })",
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }",
    ],
)
def test_a_browser_that_keeps_nothing_says_so_and_asks_before_leaving(
    lacking: str, open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer, script=lacking)
    server.status = 0
    enqueue(page, "passing", value={"start_char": 3, "end_char": 23, "exact": EXACT})
    unsent(page).to_contain_text("1 decision not sent yet: no connection. This browser cannot keep it: leave")
    page.get_by_role("heading", name="Account").click()  # browsers ask only those who have touched the page
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()

    server.status = 200
    assert try_now(page)

    unsent(page).to_be_empty()
    assert server.bodies[-1]["acts"][0]["value"]["exact"] == EXACT


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Account").click()
    page.locator("#account-menu").get_by_role("button", name="Log out").click()


def test_logging_out_asks_about_what_is_unsent_and_then_forgets_it(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    server.status = 0
    enqueue(page, "unsent")
    unsent(page).to_contain_text("no connection")

    log_out(page)
    dialog = page.get_by_role("dialog", name="Log out all the same?")
    expect(dialog).to_contain_text("1 decision is not stored yet.")
    dialog.get_by_role("button", name="Stay logged in").click()
    assert [entry["body"]["acts"][0]["uuid"] for entry in page.evaluate(KEPT, reviewer.pk)] == ["unsent"]

    log_out(page)
    dialog.get_by_role("button", name="Log out and lose them").click()
    page.wait_for_url("**/accounts/login/")
    assert page.evaluate("indexedDB.databases()") == []


def test_logging_out_with_nothing_unsent_asks_nothing(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    page = open_at(reviewer)
    enqueue(page, "sent")
    wait_for(page, pending=0)

    log_out(page)

    page.wait_for_url("**/accounts/login/")
    assert page.evaluate("indexedDB.databases()") == []


def test_logging_out_waits_for_no_page_that_holds_what_is_kept(
    open_at: OpenAt, server: Server, reviewer: User
) -> None:
    """A browser puts pages to sleep, which then hear nothing."""
    page = open_at(reviewer)
    asleep = page.context.new_page()
    asleep.goto(PLACE)
    asleep.evaluate(HOLD, reviewer.pk)

    log_out(page)

    page.wait_for_url("**/accounts/login/")


def test_logging_out_works_without_scripts(page_of: PageOf, reviewer: User) -> None:
    page = page_of(reviewer, java_script_enabled=False)
    page.goto("/accounts/logout/")

    page.get_by_role("main").get_by_role("button", name="Log out").click()

    page.wait_for_url("**/accounts/login/")


@pytest.mark.parametrize("status", [200, 409])
def test_what_the_person_chooses_while_an_answer_is_under_way_holds(
    status: int, open_at: OpenAt, server: Server, reviewer: User
) -> None:
    """Dropped is dropped, and what was put in its place is sent."""
    page = open_at(reviewer)
    server.status = 0
    enqueue(page, "dropped")
    enqueue(page, "replaced", row={"claim": 2})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route("**/articles/*/decisions/", hold)
    instead = body("instead", row={"claim": 2})["acts"]
    page.evaluate("outbox.retry()")

    wait_for_request(page, held, 1)
    page.evaluate("outbox.discard('dropped')")
    held[0].fulfill(status=status)
    wait_for_request(page, held, 2)
    page.evaluate("(acts) => outbox.replace('replaced', acts)", instead)
    held[1].fulfill(status=status)
    wait_for_request(page, held, 3)
    held[2].fulfill(status=200)

    wait_for(page, pending=0)
    sent = [json.loads(route.request.post_data or "")["acts"][0]["uuid"] for route in held]
    assert sent == ["dropped", "replaced", "instead"]


def wait_for_request(page: Page, held: list[Route], count: int) -> None:
    """Playwright hands requests over while something is asked of it."""
    wait_until(lambda: page.evaluate("true") and len(held) == count)
