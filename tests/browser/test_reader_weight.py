"""How light the reader is: few requests for any article, and few marks at once of a very long one."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Response, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from tests.browser.conftest import PageOf
from tests.services.processes import wait_until
from tests.web.annotated import build_dike, build_long

WIDE = {"width": 1600, "height": 1000}


def address(run: PipelineRun) -> str:
    return reverse("article-detail", args=[run.text.article_id])


def requests_of(page_of: PageOf, user: User, run: PipelineRun) -> list[Response]:
    page = page_of(user, viewport=WIDE)
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(address(run), wait_until="networkidle")
    return answers


def test_the_reader_needs_few_requests(page_of: PageOf, desk: Desk, owner: User, reader: User) -> None:
    answers = requests_of(page_of, reader, build_dike(desk, owner))

    kinds = [answer.request.resource_type for answer in answers]
    assert len(answers) <= 25
    assert kinds.count("stylesheet") <= 5
    assert kinds.count("script") <= 17


def test_reviewing_needs_a_few_more(page_of: PageOf, desk: Desk, owner: User) -> None:
    answers = requests_of(page_of, owner, build_dike(desk, owner))

    kinds = [answer.request.resource_type for answer in answers]
    assert len(answers) <= 36
    assert kinds.count("stylesheet") <= 6
    assert kinds.count("script") <= 26


def test_walking_a_very_long_text_does_not_freeze(page_of: PageOf, desk: Desk, owner: User) -> None:
    page = page_of(owner, viewport=WIDE)
    page.goto(address(build_long(desk, owner, 100_000, 5_000)))

    for _ in range(3):
        page.keyboard.press("j")

    assert page.locator(".note.is-open .number").inner_text() == "3"
    assert page.locator("#more").count() == 1
    assert page.locator(".text [data-k]").count() < 1_000


COUNT_SETTLED = """window.settled = 0;
document.addEventListener("newsdesk:settled", () => { window.settled += 1; })"""


def test_what_follows_a_piece_of_many_paragraphs_follows_once(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    page = page_of(owner, viewport=WIDE)
    page.goto(address(build_long(desk, owner, 20_000, 600)))
    page.evaluate(COUNT_SETTLED)
    rows = page.locator(".sheet .row")
    before = rows.count()

    page.locator("#more").click()

    expect(rows.nth(before + 10)).to_be_attached()
    wait_until(lambda: page.evaluate("window.settled") > 0)
    assert page.evaluate("window.settled") <= len(("the piece", "the next one, if in sight", "presence"))
