"""The pages: from the paste to the annotated text, what a page weighs, when it is ready."""

from __future__ import annotations

import html
import json
import re
import statistics
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlencode

import psutil
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.report import Figure, median_and_p95
from tests.bench.stores import available_stores, embedded, upload, wait_until_read
from tests.faults.installation import Installation, family
from tests.services.chromium import chromium_flags, find_chromium
from tests.texts import article_of

CSRF = "c" * 32
SAMPLES = 40
WARM_SAMPLES = 5
WORDS = 500
ROUNDS = 20
SETTLE_MS = 1_500
POLL = re.compile(r'<div id="upload-poll" hx-get="([^"]+)" hx-trigger="load delay:(\d+)ms')
LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push([task.startTime, task.duration]);
}).observe({ type: "longtask", buffered: true });
"""
READY = "({ end: performance.getEntriesByType('navigation')[0].responseEnd, tasks: longTasks })"


class Browserless:
    """Speaks HTTP as the page does, logged in, without a browser's own time."""

    class KeepRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(
            self,
            req: urllib.request.Request,
            fp: IO[bytes],
            code: int,
            msg: str,
            headers: HTTPMessage,
            newurl: str,
        ) -> None:
            return None

        def http_error_302(
            self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: HTTPMessage
        ) -> Any:
            return fp

    def __init__(self, installed: Installation) -> None:
        self.address = f"http://localhost:{installed.port}"
        self.cookies = f"sessionid={installed.session}; csrftoken={CSRF}"
        self.opener = urllib.request.build_opener(self.KeepRedirect)

    def ask(
        self, path: str, *, fields: dict[str, str] | None = None, htmx: bool = False
    ) -> tuple[str, HTTPMessage]:
        """The answer's text and headers; `fields` make it a POST."""
        headers = {"Cookie": self.cookies} | ({"HX-Request": "true"} if htmx else {})
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF}).encode() if fields is not None else None
        request = urllib.request.Request(self.address + path, data=body, headers=headers)
        with self.opener.open(request, timeout=60) as answer:
            return answer.read().decode(), answer.headers

    def paste_to_article(self, text: str) -> float:
        """Seconds from the paste until the annotated article is here, at the page's own pace of polls."""
        started = time.perf_counter()
        _body, headers = self.ask("/desks/desk/upload/", fields={"text": text})
        page, headers = self.ask(headers["Location"])
        while "HX-Redirect" not in headers:
            poll = POLL.search(page)
            if poll is None:
                raise ValueError(page)
            time.sleep(int(poll[2]) / 1_000)
            page, headers = self.ask(html.unescape(poll[1]), htmx=True)
        article, _headers = self.ask(headers["HX-Redirect"])
        seconds = time.perf_counter() - started
        if "<mark" not in article and "data-k" not in article:
            raise ValueError("the article has no annotation")
        return seconds


def upload_to_page() -> Iterator[Figure]:
    """A pasted article of 500 words with a warm worker, polled for as the page does."""
    for name, installed in available_stores():
        installed.start_web()
        installed.start_worker()
        browser = Browserless(installed)
        texts = [f"{uuid.uuid4()}\n\n{article_of(WORDS, n)}" for n in range(WARM_SAMPLES + SAMPLES)]
        times = [1_000 * browser.paste_to_article(text) for text in texts][WARM_SAMPLES:]
        yield from median_and_p95(f"paste to annotated page ({name})", times, "ms", 1_000)


@contextmanager
def browser_context(installed: Installation) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=chromium_flags())
        context = browser.new_context(viewport={"width": 1600, "height": 1000})
        url = f"http://localhost:{installed.port}"
        context.add_cookies([{"name": "sessionid", "value": installed.session, "url": url}])
        yield context
        browser.close()


class Traffic:
    """Requests and transferred bytes of a page, headers included, as Chromium's network panel counts them."""

    def __init__(self, page: Page) -> None:
        self.requests = 0
        self.bytes = 0.0
        self.cached: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        session.on("Network.responseReceived", self.note_response)
        session.on("Network.loadingFinished", self.note_end)
        session.send("Network.enable")

    def note_response(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self.cached.add(event["requestId"])
        if event["requestId"] not in self.cached:
            self.requests += 1

    def note_end(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.cached:
            self.bytes += event["encodedDataLength"]


def page_weight() -> Iterator[Figure]:
    """The reader on the 500-word demo article, first visit and second."""
    with embedded() as installed:
        path = address_of_demo_article(installed)
        installed.start_web()
        with browser_context(installed) as context:
            for visit, requests in (("cold", 12), ("warm", 2)):
                page = context.new_page()
                traffic = Traffic(page)
                page.goto(f"http://localhost:{installed.port}{path}", wait_until="networkidle")
                yield Figure(f"reader, {visit}: requests", traffic.requests, "", requests)
                yield Figure(f"reader, {visit}: transferred", traffic.bytes / 1_000, "kB", 100)
                page.close()


def address_of_demo_article(installed: Installation) -> str:
    """The demo desk's longest article, which has about 500 words."""
    installed.manage("load_demo", "--owner", "owner@example.org")
    number = installed.execute(
        "from newsdesk.articles.models import ArticleText\n"
        "result = ArticleText.objects.order_by('-word_count').values_list('article_id', flat=True)[0]"
    )
    return f"/articles/{number}/"


def long_tasks() -> Iterator[Figure]:
    """When the browser is free again after a long article has come: last long task, median of 20."""
    with embedded() as installed:
        installed.start_web()
        with browser_context(installed) as context:
            context.add_init_script(LONG_TASKS)
            page = context.new_page()
            for words, spans, goal in ((5_000, 600, 300.0), (100_000, 5_000, None)):
                url = f"http://localhost:{installed.port}{long_article(installed, words, spans)}"
                page.goto(url)
                measured = [ready(page, url) for _ in range(ROUNDS)]
                name = f"{words:,} words, {spans:,} spans"
                last = statistics.median(moment for moment, _longest in measured)
                longest = statistics.median(duration for _moment, duration in measured)
                yield Figure(f"{name}: last long task ends after the response", last, "ms", goal)
                yield Figure(f"{name}: longest task", longest, "ms")


def long_article(installed: Installation, words: int, spans: int) -> str:
    number = installed.execute(
        "from tests.bench.long_article import build_long_article\n"
        f"result = build_long_article({words}, {spans})"
    )
    return f"/articles/{number}/"


def ready(page: Page, url: str) -> tuple[float, float]:
    """Milliseconds from the end of the response to the end of the last long task, and the longest task."""
    page.goto(url)
    page.wait_for_timeout(SETTLE_MS)
    seen = json.loads(page.evaluate(f"JSON.stringify({READY})"))
    ends = [start + duration - seen["end"] for start, duration in seen["tasks"]]
    return max([0.0, *ends]), max([0.0, *(duration for _start, duration in seen["tasks"])])


def web_memory() -> Iterator[Figure]:
    """A web process after two hundred pages; it never loads the pipeline."""
    with embedded() as installed:
        worker = installed.start_worker()
        upload(installed, 0, 50)
        wait_until_read(installed, 50)
        worker.terminate()
        web = installed.start_web()
        browser = Browserless(installed)
        for number in range(200):
            browser.ask(f"/articles/{1 + number % 50}/")
            browser.ask("/desks/desk/")
        processes = [psutil.Process(web.pid), *family(web)]
        largest = max(process.memory_full_info().rss for process in processes)
        own = sum(process.memory_full_info().uss for process in processes)
        yield Figure("web process, resident", largest / 1e6, "MB")
        yield Figure(f"web, {len(processes)} processes, own memory together", own / 1e6, "MB")
        loaded = any("spacy" in file.path for process in processes for file in process.memory_maps())
        yield Figure("web processes with spaCy loaded", float(loaded), "", 0)
