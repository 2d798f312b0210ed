"""Somebody reviews, and something dies or is cut in the middle: each decision is stored, and stored once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, Route, expect

from tests.faults.desk import PASSWORD
from tests.faults.installation import Installation, command_of, installation, kill_session
from tests.services.chromium import chromium_flags, find_chromium
from tests.services.processes import wait_until
from tests.services.requirements import Missing, skip_or_fail

pytestmark = [pytest.mark.fault, pytest.mark.browser]

COUNT = 50
PATIENCE = 60
DECIDE = """async ([article, names, claims]) => {
  const rest = { item: null, item_kind: null, previous: null, undoes: null, value: null, reason: "" };
  for (const [index, name] of names.entries()) {
    const act = { uuid: name, kind: "accept", row: { claim: claims[index] }, ...rest };
    const body = { version: 1, batch: null, acts: [act] };
    await outbox.enqueue({ article, url: `/articles/${article}/decisions/`, body });
  }
}"""


class Desk:
    """The installation, its people, and a browser for each of them."""

    def __init__(self, installed: Installation, browser_type: BrowserType) -> None:
        self.installed = installed
        self.address = f"http://localhost:{installed.port}"
        self.people = self.ask("build()")
        self.browser_type = browser_type
        self.contexts: list[BrowserContext] = []

    def ask(self, question: str) -> Any:
        return self.installed.execute(f"from tests.faults.desk import *\nresult = {question}")

    def browser(self, profile: Path, name: str = "", **options: Any) -> BrowserContext:
        """A browser of its own with what lies in the profile; logged in as the person, if one is named."""
        context = self.browser_type.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            args=chromium_flags(),
            base_url=self.address,
            locale="en-GB",
            **options,
        )
        self.contexts.append(context)
        if name:
            session = self.people[name]["session"]
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.address, "expires": 4e9}]
            )
        return context

    def check(self, article: dict[str, Any], names: Sequence[str], *, most_of_one: int = 1) -> None:
        """That these decisions are stored, each once, and what is computed from them is right."""
        wait_until(lambda: set(names) <= set(self.stored(article)["names"]), seconds=PATIENCE, every=0.5)
        stored = self.stored(article)
        assert stored["names"] == sorted(names)
        assert stored["most_of_one"] == most_of_one
        assert "No difference" in self.installed.manage("rebuild", "--check")

    def stored(self, article: dict[str, Any]) -> dict[str, Any]:
        stored: dict[str, Any] = self.ask(f"stored({article['pk']})")
        return stored


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, browser_type: BrowserType, patient_expect: None
) -> Iterator[Desk]:
    try:
        find_chromium()
    except Missing as missing:
        skip_or_fail("browser", missing)
    with installation(tmp_path_factory.mktemp("desk")) as installed:
        installed.manage("migrate", "--verbosity", "0")
        installed.manage("createcachetable")
        installed.manage("collectstatic", "--noinput", "--verbosity", "0")
        yield Desk(installed, browser_type)


@pytest.fixture
def article(desk: Desk) -> dict[str, Any]:
    article: dict[str, Any] = desk.ask("article()")
    return article


@pytest.fixture
def web(desk: Desk) -> Iterator[list[Any]]:
    """The web server's process; a test that kills it puts the next one into the list."""
    processes = [desk.installed.start_web()]
    yield processes
    for context in desk.contexts:
        context.close()
    desk.contexts.clear()
    kill_session(processes[-1])


def outbox_of(page: Page) -> str:
    """The address of the outbox's module, as this page loads it."""
    found = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    address: str = next(name for name in found if "/outbox." in name)
    return address


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    open_outbox(page)
    return page


def open_outbox(page: Page) -> None:
    load = "(url) => import(url).then((all) => { window.outbox = all; return all.ready; })"
    page.evaluate(load, outbox_of(page))


def decide(page: Page, article: dict[str, Any], names: Sequence[str], *, first: int = 0) -> None:
    """Accepts as many claims as there are names; returns when all of them are kept."""
    claims = article["claims"][first : first + len(names)]
    page.evaluate(DECIDE, [article["pk"], names, claims])


def new_names(count: int) -> list[str]:
    return [str(uuid.uuid4()) for _ in range(count)]


def pending(page: Page) -> int:
    return int(page.evaluate("outbox.pending().length"))


def test_the_network_is_cut_while_fifty_decisions_are_taken(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    context = desk.browser(tmp_path, "ada")
    page = visit(context, f"/articles/{article['pk']}/")
    names = new_names(COUNT)

    decide(page, article, names[:20])
    context.set_offline(True)
    decide(page, article, names[20:40], first=20)
    expect(page.get_by_text("not sent yet: no connection")).to_be_visible()
    context.set_offline(False)
    decide(page, article, names[40:], first=40)

    desk.check(article, names)
    wait_until(lambda: pending(page) == 0)


def test_the_network_is_cut_while_fifty_keys_are_pressed(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    """And the last twelve are taken back, half of them before the connection is there again."""
    context = desk.browser(tmp_path, "ada")
    page = visit(context, f"/articles/{article['pk']}/")
    page.keyboard.press("j")

    for number in range(COUNT):
        page.keyboard.press("a")
        if number == 20:
            context.set_offline(True)
    for _ in range(6):
        page.keyboard.press("u")
    context.set_offline(False)
    for _ in range(6):
        page.keyboard.press("u")

    wait_until(lambda: pending(page) == 0, seconds=PATIENCE)
    expect(page.locator('.note[data-status="accepted"]')).to_have_count(COUNT - 12)
    stored = desk.stored(article)
    assert (len(stored["names"]), stored["most_of_one"]) == (COUNT + 12, 2)
    assert stored["kinds"] == {"accept": COUNT, "undo": 12}
    desk.check(article, stored["names"], most_of_one=2)


def test_answers_are_lost_after_the_server_has_stored(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    context = desk.browser(tmp_path, "ada")
    page = visit(context, f"/articles/{article['pk']}/")
    names = new_names(COUNT)
    lost: list[int] = []

    def lose_every_third(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        if len(lost) % 3 == 0:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    context.route("**/decisions/*", lose_every_third)
    decide(page, article, names)
    while pending(page):
        page.evaluate("outbox.retry()")
        page.wait_for_timeout(100)

    assert len(lost) > COUNT
    desk.check(article, names)


def test_the_server_is_killed_and_started_again(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    page = visit(desk.browser(tmp_path, "ada"), f"/articles/{article['pk']}/")
    names = new_names(COUNT)

    decide(page, article, names[:25])
    kill_session(web[-1])
    decide(page, article, names[25:], first=25)
    expect(page.get_by_text("not sent yet: no connection")).to_be_visible()
    web.append(desk.installed.start_web())

    desk.check(article, names)
    wait_until(lambda: pending(page) == 0)


def test_two_tabs_of_one_person_decide(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    context = desk.browser(tmp_path, "ada")
    tabs = [visit(context, f"/articles/{article['pk']}/") for _ in range(2)]
    names = new_names(COUNT)

    context.set_offline(True)
    for number in range(5):
        some = slice(number * 10, number * 10 + 10)
        decide(tabs[number % 2], article, names[some], first=some.start)
    context.set_offline(False)

    desk.check(article, names)
    for tab in tabs:
        wait_until(lambda tab=tab: pending(tab) == 0)  # type: ignore[misc]


def test_two_people_decide_about_different_claims(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    names = new_names(COUNT)
    pages = [
        visit(desk.browser(tmp_path / name, name), f"/articles/{article['pk']}/") for name in desk.people
    ]
    for page, some in zip(pages, (slice(0, 25), slice(25, 50)), strict=True):
        page.context.set_offline(True)
        decide(page, article, names[some], first=some.start)

    for page in pages:  # both send at once
        page.context.set_offline(False)

    desk.check(article, names)
    assert desk.stored(article)["by"] == {"Ada": 25, "Ben": 25}


def test_two_people_decide_about_the_same_claims(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    """Whoever comes second is refused, keeps the decision, and chooses: one lets go, one goes on top."""
    ada, ben = (
        visit(desk.browser(tmp_path / name, name), f"/articles/{article['pk']}/") for name in desk.people
    )
    first, second = new_names(10), new_names(10)
    ben.context.set_offline(True)
    decide(ben, article, second)
    decide(ada, article, first)
    desk.check(article, first)

    ben.context.set_offline(False)
    wait_until(lambda: ben.evaluate("outbox.state().refused.length") == 10, seconds=PATIENCE)
    desk.check(article, first)
    ben.reload()
    open_outbox(ben)
    assert pending(ben) == 10, "what was refused is kept"
    for name in second[:5]:
        ben.evaluate("(name) => outbox.discard(name)", name)
    again = new_names(5)
    for before, mine, top in zip(first[5:], second[5:], again, strict=True):
        claim = article["claims"][second.index(mine)]
        act = {"uuid": top, "kind": "reject", "row": {"claim": claim}, "previous": before}
        ben.evaluate("([name, acts]) => outbox.replace(name, acts)", [mine, [act]])

    desk.check(article, first + again, most_of_one=2)
    wait_until(lambda: pending(ben) == 0)


def test_the_browser_is_killed_with_unsent_decisions(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    context = desk.browser(tmp_path, "ada")
    page = visit(context, f"/articles/{article['pk']}/")
    names = new_names(COUNT)
    decide(page, article, names[:10])
    kill_session(web[-1])
    decide(page, article, names[10:], first=10)
    kill_browser(tmp_path)
    desk.contexts.remove(context)

    web.append(desk.installed.start_web())
    visit(desk.browser(tmp_path, "ada"), "/desks/desk/")

    desk.check(article, names)


def test_a_login_ends_in_the_middle_and_begins_again(
    desk: Desk, web: list[Any], article: dict[str, Any], tmp_path: Path
) -> None:
    context = desk.browser(tmp_path, "ben")
    page = visit(context, f"/articles/{article['pk']}/")
    names = new_names(20)
    decide(page, article, names[:10])
    wait_until(lambda: pending(page) == 0, seconds=PATIENCE)
    context.clear_cookies(name="sessionid")
    decide(page, article, names[10:], first=10)

    page.get_by_role("link", name="Log in again").click()
    page.get_by_label("Email").fill("ben@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()

    page.wait_for_url(f"**/articles/{article['pk']}/")
    desk.check(article, names)


def kill_browser(profile: Path) -> None:
    """SIGKILL to all processes of the browser that has this profile."""
    found = [each for each in psutil.process_iter() if any(str(profile) in word for word in command_of(each))]
    assert found
    for process in [*found, *(child for each in found for child in each.children(recursive=True))]:
        if process.is_running():
            process.kill()
    psutil.wait_procs(found, timeout=10)
