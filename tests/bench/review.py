"""Reviewing a long article: how soon its page is ready, and how soon each thing that people do is answered.

Two articles alike: nothing is decided in the one, and its page is what everything else is compared with, turn
by turn, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psutil
from playwright.sync_api import CDPSession, Page

from tests.bench.pages import CSRF, LONG_TASKS, SETTLE_MS, Browserless, browser_context, long_article
from tests.bench.report import Figure, percentile
from tests.bench.stores import available_stores
from tests.faults.installation import Installation, family

WORDS = 20_000
SPANS = (600, 3_000)
OPENINGS, TURNS, WHOLE_ACTS, WARM = 20, 40, 5, 3
OPEN_MS, ANSWER_MS = 1_000, 150
PLAIN = "page without decisions"
AT_ONCE = ("accept", "correct", "add", "undo")
OPENED = """
JSON.stringify([performance.getEntriesByType("navigation")[0].loadEventEnd, longTasks])
"""
BY_KEY = """
window.pressed = []; window.drawn = [];
document.addEventListener("keydown", (event) => event.key === "a" && pressed.push(event.timeStamp), true);
document.addEventListener("newsdesk:redrawn", () =>
  requestAnimationFrame(() => setTimeout(() => drawn.push(performance.now()))));
"""
DRAWN = "JSON.stringify(drawn.length < pressed.length ? null : drawn.at(-1) - pressed.at(-1))"
MATERIAL = """
from newsdesk.analysis.models import Mention, PipelineRun
from newsdesk.annotation.machine import claim_value, claims_with_spans, mention_value
run = PipelineRun.objects.get(text__article={article})
text = run.text.text
claims = claims_with_spans(run.claims.values_list("pk", flat=True))
result = {{
    "text": text,
    "run": run.pk,
    "claims": [[pk, claim_value(claim, text, {{}})] for pk, claim in sorted(claims.items())],
    "mentions": [[mention.pk, mention_value(mention, text)] for mention in run.mentions.order_by("pk")],
}}
"""
Act = dict[str, Any]
Row = tuple[int, dict[str, Any]]


class Reviewer(Browserless):
    """Decides about one article as its page does, and notes how long each answer took, in milliseconds."""

    def __init__(self, installed: Installation, web: subprocess.Popen[bytes], path: str) -> None:
        super().__init__(installed)
        self.path = path
        self.processes = [psutil.Process(web.pid), *family(web)]
        material = installed.execute(MATERIAL.format(article=path.split("/")[2]))
        self.text: str = material["text"]
        self.run: int = material["run"]
        self.claims: list[Row] = material["claims"]
        self.mentions: list[Row] = material["mentions"]
        self.times: dict[str, list[float]] = defaultdict(list)
        self.work: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Notes how long the block takes, and how long the server computes for it."""
        work, started = self.computed(), time.perf_counter()
        yield
        self.times[name].append(1_000 * (time.perf_counter() - started))
        self.work[name].append(1_000 * (self.computed() - work))

    def computed(self) -> float:
        times = [process.cpu_times() for process in self.processes]
        return sum(each.user + each.system for each in times)

    def look(self, name: str, path: str) -> None:
        with self.timed(name):
            self.ask(path)

    def post(self, name: str, body: dict[str, Any], *, to: str = "decisions/") -> None:
        """Raises HTTPError where it is refused."""
        headers = {"Cookie": self.cookies, "X-CSRFToken": CSRF, "HX-Request": "true"}
        headers["Content-Type"] = "application/json"
        url = f"{self.address}{self.path}{to}"
        request = urllib.request.Request(url, data=json.dumps(body).encode(), headers=headers)
        with self.timed(name), self.opener.open(request, timeout=60) as answer:
            answer.read()

    def decide(self, name: str, kind: str, **fields: Any) -> Act:
        act = {"uuid": str(uuid4()), "kind": kind} | fields
        self.post(name, {"version": 1, "acts": [act]})
        return act

    def turn(self, number: int) -> None:
        """One of each decision, at places that are strewn over the text."""
        pk, value = self.claims[strewn(number, len(self.claims))]
        self.decide("accept", "accept", row={"claim": pk})
        pk, value = self.mentions[strewn(number, len(self.mentions))]
        self.decide("correct", "correct", row={"mention": pk}, value=value | {"label": "EVENT"})
        start = self.text.index(" ", strewn(number, len(self.text) - 100)) + 1
        end = self.text.index(" ", start + 1)
        span = {"start_char": start, "end_char": end, "exact": self.text[start:end]}
        item = str(uuid4())
        added = self.decide("add", "add", item=item, item_kind="mention", value=span | {"label": "WORK"})
        undone = {"item": item, "previous": added["uuid"], "undoes": added["uuid"]}
        self.decide("undo", "undo", **undone)
        moment = datetime.now(UTC).isoformat()
        self.post("presence", {"at": moment, "run": self.run}, to="presence/")

    def whole_act(self) -> None:
        """Accept-all of everything that is open, and its undo."""
        batch = str(uuid4())
        rows = {"claims": [pk for pk, _ in self.claims], "mentions": [pk for pk, _ in self.mentions]}
        self.look("preview of accept all", f"{self.path}accept-all/")
        self.post("accept all", {"version": 1, "accept_all": rows, "batch": batch})
        self.post("undo of accept all", {"version": 1, "undo_batch": batch, "batch": str(uuid4())})


def strewn(number: int, length: int) -> int:
    """The place of the turn `number` in a list, each at another one."""
    return (number * length) // (TURNS + WARM)


def latencies() -> Iterator[Figure]:
    """Each store, with few spans and with many."""
    for store, installed in available_stores():
        web = installed.start_web()
        for spans in SPANS:
            name = f"{spans:,} spans ({store})"
            plain, path = (long_article(installed, WORDS, spans) for _ in range(2))
            reviewer = Reviewer(installed, web, path)
            for number in range(WARM + TURNS):
                reviewer.look(PLAIN, plain)
                reviewer.look("page", path)
                reviewer.turn(number)
            yield from opened(installed, plain, path, name)
            yield from accepted_by_key(installed, path, name)
            for _ in range(WHOLE_ACTS):
                reviewer.whole_act()
            yield from answered(reviewer, name)


def opened(installed: Installation, plain: str, path: str, name: str) -> Iterator[Figure]:
    """Until the browser is free after the page has come, from the request on."""
    with browser_context(installed) as context:
        context.add_init_script(LONG_TASKS)
        page = context.new_page()
        address = f"http://localhost:{installed.port}"
        times: dict[str, list[float]] = {plain: [], path: []}
        work: dict[str, list[float]] = {plain: [], path: []}
        for number in range(1 + OPENINGS):
            for each, seen in times.items():
                taken, worked = open_ms(page, address + each)
                if number:  # the first fills the browser's cache
                    seen.append(taken)
                    work[each].append(worked)
    yield from two_figures(f"open, {name}", times[path], OPEN_MS)
    yield ratio(f"open, {name}", times[path], times[plain])
    yield Figure(f"open, {name}: browser's own work", statistics.mean(work[path]), "ms")


def open_ms(page: Page, url: str) -> tuple[float, float]:
    """Milliseconds until the page is ready, and how long the page's thread has computed."""
    page.goto("about:blank")
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = computed_in(browser)
    page.goto(url)
    page.wait_for_timeout(SETTLE_MS)
    load, tasks = json.loads(page.evaluate(OPENED))
    worked = computed_in(browser) - before
    browser.detach()
    return max([load, *(start + duration for start, duration in tasks)]), worked


def accepted_by_key(installed: Installation, path: str, name: str) -> Iterator[Figure]:
    """From the press of a key until the page shows what the server has stored."""
    with browser_context(installed) as context:
        page = context.new_page()
        page.goto(f"http://localhost:{installed.port}{path}")
        page.wait_for_timeout(SETTLE_MS)
        page.evaluate(BY_KEY)
        page.keyboard.press("j")
        times = [accept_ms(page) for _ in range(WARM + TURNS)][WARM:]
    yield from two_figures(f"accept, from key to page, {name}", times, None)


def accept_ms(page: Page) -> float:
    page.keyboard.press("a")
    while (taken := json.loads(page.evaluate(DRAWN))) is None:
        page.wait_for_timeout(20)
    page.wait_for_timeout(100)
    page.evaluate("pressed.length = drawn.length = 0")
    return float(taken)


def computed_in(browser: CDPSession) -> float:
    metrics = browser.send("Performance.getMetrics")["metrics"]
    return 1_000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def answered(reviewer: Reviewer, name: str) -> Iterator[Figure]:
    plain = reviewer.times[PLAIN][WARM:]
    for what, taken in reviewer.times.items():
        warm = slice(WARM if len(taken) > WHOLE_ACTS else 0, None)
        goal = ANSWER_MS if what in AT_ONCE else None
        yield from two_figures(f"{what}, {name}", taken[warm], goal)
        if what != PLAIN:
            yield ratio(f"{what}, {name}", taken[warm], plain)
        yield Figure(f"{what}, {name}: server's own work", statistics.mean(reviewer.work[what][warm]), "ms")


def two_figures(name: str, times: list[float], goal: float | None) -> list[Figure]:
    return [
        Figure(f"{name}: median of {len(times)}", statistics.median(times), "ms"),
        Figure(f"{name}: 95th percentile", percentile(times, 0.95), "ms", goal),
    ]


def ratio(name: str, times: list[float], plain: list[float]) -> Figure:
    """How much that is of the same page without decisions, in the same run."""
    share = statistics.median(times) / statistics.median(plain)
    return Figure(f"{name}: median, of a page without decisions", 100 * share, "%")
