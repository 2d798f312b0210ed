"""What is selected in a page is what the article has there: any text, any way to select, two browsers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.templatetags.static import static
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.annotation.models import Decision
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, pipeline_info
from newsdesk.nlp.records import digest
from newsdesk.parsing import parse
from tests.browser.conftest import PageOf
from tests.browser.drivers import ChromiumDriver, Driver, firefox_as
from tests.browser.selecting import make, selected_in
from tests.browser.selection_cases import Case, case, marks_in, raw_text
from tests.services.firefox import Firefox
from tests.services.processes import wait_until

WINDOW = {"width": 1500, "height": 1500}
FEW, MANY = 24, 504
PATIENCE_SECONDS = 60.0
LABELS = ("PER", "ORG", "LOC", "NORP", "WEAPON", "EVENT", "LAW", "WORK")  # by the digits from 1 on

DriverOf = Callable[[User], Driver]


@pytest.fixture(params=["chromium", "firefox"])
def driver_of(request: pytest.FixtureRequest, site: str) -> Iterator[DriverOf]:
    """A window of each browser, logged in as somebody."""
    with ExitStack() as windows:
        if request.param == "chromium":
            page_of: PageOf = request.getfixturevalue("page_of")
            yield lambda user: ChromiumDriver(page_of(user, viewport=WINDOW))
        else:
            firefox: Firefox = request.getfixturevalue("firefox")
            yield lambda user: windows.enter_context(firefox_as(firefox, user, site, WINDOW))


def build(desk: Desk, user: User, number: int) -> PipelineRun:
    """An article of a random text, with random mentions that cut it into segments."""
    chance = random.Random(f"text {number}")
    document = parse(raw_text(chance), filename=f"{number}.txt")
    mentions = tuple(marks_in(document.text, chance))

    def execute(run_id: int) -> None:
        run = PipelineRun.objects.claim(run_id)
        assert run is not None
        write_analysis(run, Analysis(digest(document.text), "de", pipeline_info(), mentions), 0.1)

    return builders.build_run(desk, user, document, execute=execute)


def told_by(driver: Driver) -> tuple[int, int] | None:
    """What the page's own modules say is selected."""
    span = driver.evaluate("(url) => import(url).then((caret) => caret.selected())", static("js/caret.js"))
    return span and (span["start"], span["end"])


def exact_by(driver: Driver, span: tuple[int, int]) -> str | None:
    exact: str | None = driver.evaluate(
        "([url, start, end]) => import(url).then((offsets) => offsets.exactOf(start, end))",
        [static("js/offsets.js"), *span],
    )
    return exact


def check(driver: Driver, run: PipelineRun, number: int) -> bool:
    """Whether something was selected; what was is the same on the way to the database and back."""
    text, chosen = run.text.text, case(number)
    make(driver, text, chosen)
    span = selected_in(driver, text)
    assert told_by(driver) == span, chosen
    if span is None:
        return False
    assert exact_by(driver, span) == text[slice(*span)], chosen

    decision = labelled(driver, run, chosen, label := LABELS[number % len(LABELS)])
    start, end = span
    kept = {"start_char": start, "end_char": end, "label": label}
    assert decision.value is not None
    assert {name: decision.value[name] for name in (*kept, "exact")} == {**kept, "exact": text[start:end]}, (
        chosen
    )

    show(driver, run)
    assert shown(driver, decision) == {**kept, "words": text[start:end].replace("\n", "")}, chosen
    return True


def show(driver: Driver, run: PipelineRun) -> None:
    driver.open(reverse("article-detail", args=[run.text.article_id]))


def labelled(driver: Driver, run: PipelineRun, chosen: Case, label: str) -> Decision:
    """The decision that is stored when somebody labels what is selected."""
    known = set(Decision.objects.filter(item__layer__text=run.text).values_list("pk", flat=True))
    new = Decision.objects.filter(item__layer__text=run.text).exclude(pk__in=known)
    driver.press("m")
    driver.press(str(LABELS.index(label) + 1))
    try:
        wait_until(new.exists, seconds=PATIENCE_SECONDS)
    except TimeoutError:
        told = driver.evaluate("() => document.querySelector('#announce').textContent")
        pytest.fail(f"{chosen}: nothing was stored; the page said: {told}")
    return new.get()


def shown(driver: Driver, decision: Decision) -> dict[str, Any]:
    """The mention as the page has it, and the words that are marked as it."""
    found: dict[str, Any] = driver.evaluate(
        """(item) => {
          const margins = [...document.querySelectorAll("[data-mentions]")];
          const mentions = margins.flatMap((each) => JSON.parse(each.dataset.mentions));
          const mention = mentions.find((each) => each.item?.replaceAll("-", "") === item);
          const segments = [...document.querySelectorAll(`.text [data-k~="m${mention?.id}"]`)];
          return {
            start_char: mention?.start,
            end_char: mention?.end,
            label: mention?.label,
            words: segments.map((each) => each.textContent).join(""),
          };
        }""",
        decision.item_id.hex,
    )
    return found


def check_all(driver_of: DriverOf, desk: Desk, user: User, count: int) -> None:
    driver = driver_of(user)
    hits = 0
    for first in range(0, count, len(LABELS)):
        run = build(desk, user, first)
        show(driver, run)
        hits += sum(check(driver, run, number) for number in range(first, first + len(LABELS)))
    assert hits >= 0.9 * count, "most ways to select do select something"


def test_selected_characters_stay_what_they_are(driver_of: DriverOf, desk: Desk, owner: User) -> None:
    check_all(driver_of, desk, owner, FEW)


@pytest.mark.long
def test_hundreds_of_selections_stay_what_they_are(driver_of: DriverOf, desk: Desk, owner: User) -> None:
    check_all(driver_of, desk, owner, MANY)
