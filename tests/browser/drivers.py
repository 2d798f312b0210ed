"""Chromium and Firefox behind one face, for what both have to do alike."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Protocol

from playwright.sync_api import Page

from newsdesk.accounts.models import User
from tests.browser.conftest import SESSION, session_of
from tests.services.firefox import Firefox

Point = tuple[float, float]
PATIENCE_MS = 60_000
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Shift": "\ue008",
}


class Driver(Protocol):
    """One window. `evaluate` takes the source of a function, and awaits what it gives."""

    def open(self, path: str) -> None: ...

    def evaluate(self, function: str, argument: Any = None) -> Any: ...

    def drag(self, start: Point, end: Point) -> None: ...

    def click(self, point: Point, times: int) -> None: ...

    def press(self, key: str) -> None: ...


class ChromiumDriver:
    """A page of Playwright's, whose addresses may be relative."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE_MS)
        self.page = page

    def open(self, path: str) -> None:
        self.page.goto(path, wait_until="load")

    def evaluate(self, function: str, argument: Any = None) -> Any:
        return self.page.evaluate(function, argument)

    def drag(self, start: Point, end: Point) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=2)
        self.page.mouse.up()

    def click(self, point: Point, times: int) -> None:
        self.page.mouse.click(*point, click_count=times)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


class FirefoxDriver:
    """A session of Marionette's."""

    def __init__(self, marionette: Any, base: str) -> None:
        self.marionette = marionette
        self.base = base

    def log_in(self, user: User) -> None:
        self.open("/accounts/login/")
        self.marionette.delete_all_cookies()
        self.marionette.add_cookie({"name": SESSION, "value": session_of(user), "path": "/"})

    def open(self, path: str) -> None:
        self.marionette.navigate(f"{self.base}{path}")

    def evaluate(self, function: str, argument: Any = None) -> Any:
        script = f"return ({function})(arguments[0]);"
        return self.marionette.execute_script(script, [argument], sandbox=None)  # as the page's own scripts

    def drag(self, start: Point, end: Point) -> None:
        with self.mouse() as mouse:
            mouse.pointer_move(*rounded(start)).pointer_down(0)
            mouse.pointer_move(*rounded(end)).pointer_up(0)

    def click(self, point: Point, times: int) -> None:
        with self.mouse() as mouse:
            mouse.pointer_move(*rounded(point))
            for _ in range(times):
                mouse.pointer_down(0).pointer_up(0)

    def press(self, key: str) -> None:
        *held, last = key.split("+") if key != "+" else [key]
        keys = [KEYS.get(each, each) for each in (*held, last)]
        with self.actions("key", "keyboard", None) as keyboard:
            for each in keys:
                keyboard.key_down(each)
            for each in reversed(keys):
                keyboard.key_up(each)

    def mouse(self) -> contextlib.AbstractContextManager[Any]:
        return self.actions("pointer", "mouse", {"pointerType": "mouse"})

    @contextlib.contextmanager
    def actions(self, kind: str, name: str, parameters: dict[str, str] | None) -> Iterator[Any]:
        """What is done inside happens when the block ends."""
        from marionette_driver.marionette import ActionSequence

        sequence = ActionSequence(self.marionette, kind, name, parameters)
        yield sequence
        sequence.perform()


def rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


@contextlib.contextmanager
def firefox_as(firefox: Firefox, user: User, base: str, window: dict[str, int]) -> Iterator[FirefoxDriver]:
    """A window of Firefox of that size, logged in as `user`."""
    marionette = firefox.connect()
    try:
        marionette.set_window_rect(**window)
        driver = FirefoxDriver(marionette, base)
        driver.log_in(user)
        yield driver
    finally:
        marionette.navigate("about:blank")  # the window stays open, and a page would go on asking
        marionette.delete_session()
