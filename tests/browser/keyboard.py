"""A keyboard that counts: every key that goes down counts, Shift and the like too."""

from __future__ import annotations

from playwright.sync_api import Page, expect


class Keyboard:
    """The keyboard of a page. `pressed` are the chords in their order, as Playwright names them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed: list[str] = []

    def press(self, *chords: str) -> None:
        for chord in chords:
            self.page.keyboard.press(chord)
            self.pressed.append(chord)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += words

    @property
    def count(self) -> int:
        """How many keys went down."""
        return sum(map(keys_of, self.pressed))


def keys_of(chord: str) -> int:
    """The keys of a chord; a capital letter is one with Shift."""
    return len(chord[:-1].split("+")) + (len(chord) == 1 and chord.isupper())


def selected(page: Page) -> str:
    words: str = page.evaluate("document.getSelection().toString()")
    return words


def announced(page: Page, words: str) -> None:
    """Screen readers are told `words`, among others."""
    expect(page.locator("#announce")).to_contain_text(words)


def statuses(page: Page) -> list[str]:
    """What the notes say of their claims, in the order of the page."""
    found: list[str] = page.locator(".note").evaluate_all("all => all.map(each => each.dataset.status)")
    return found
