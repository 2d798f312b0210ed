"""Selecting in a page as people do, and what the page itself says was selected, character by character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsdesk.nlp.spans import paragraphs
from tests.browser.drivers import Driver, Point
from tests.browser.selection_cases import Case

# Nothing here uses the page's own modules: what they say is compared with it.
HELPERS = """
  const texts = () => [...document.querySelectorAll(".sheet .text")];
  const nodesOf = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const placeOf = ([number, unit]) => {
    for (const node of nodesOf(texts()[number])) {
      if (unit <= node.length) return [node, unit];
      unit -= node.length;
    }
    throw new Error("no such place");
  };
"""
# The rectangle of the character at a place.
BOX = """([number, unit, size, scrolls]) => {
  %s
  const range = document.createRange();
  range.setStart(...placeOf([number, unit]));
  range.setEnd(...placeOf([number, unit + size]));
  if (scrolls) texts()[number].scrollIntoView({ block: "center", behavior: "instant" });
  const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
  return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
}"""
EXTENT = """([anchor, focus]) => {
  %s
  document.getSelection().setBaseAndExtent(...placeOf(anchor), ...placeOf(focus));
}"""
# The first and the last UTF-16 unit of the paragraphs that is selected: [paragraph, unit], or null.
SELECTED = """() => {
  %s
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const found = [];
  for (const [number, paragraph] of texts().entries()) {
    let unit = 0;
    for (const node of nodesOf(paragraph)) {
      for (let index = 0; index < node.length; index += 1, unit += 1) {
        const isIn = range.comparePoint(node, index) === 0 && range.comparePoint(node, index + 1) === 0;
        if (isIn) found.push([number, unit]);
      }
    }
  }
  return found.length ? [found[0], found.at(-1)] : null;
}"""


def with_helpers(function: str) -> str:
    return function % HELPERS


@dataclass(frozen=True, slots=True)
class Place:
    """A character of the text: its paragraph, and its UTF-16 unit there."""

    offset: int
    paragraph: int
    unit: int
    size: int


def units(text: str) -> int:
    """What a browser calls the length of a text."""
    return len(text.encode("utf-16-le")) // 2


def place(text: str, offset: int) -> Place:
    """Where a character stands that is in a paragraph."""
    for number, (start, end) in enumerate(paragraphs(text)):
        if start <= offset < end:
            return Place(offset, number, units(text[start:offset]), units(text[offset]))
    raise ValueError(f"{offset} is between paragraphs")


def offset_of(text: str, paragraph: int, unit: int, *, is_end: bool) -> int:
    """The code point of a UTF-16 unit; behind the whole character for the last one that is selected."""
    start, end = paragraphs(text)[paragraph]
    before = start
    while before < end and units(text[start : before + 1]) <= unit:
        before += 1
    return before + is_end


def choose(text: str, case: Case) -> tuple[Place, Place]:
    """The two places of a case in the order of the text: in one paragraph, or in two where that is asked."""
    found = paragraphs(text)
    one, other, third, fourth = case.shares
    first = int(one * (len(found) - 1))
    last = first + 1 + int(other * (len(found) - first - 1)) if "over paragraphs" in case.kind else first
    offsets = sorted(at(found[number], share) for number, share in ((first, third), (last, fourth)))
    return place(text, offsets[0]), place(text, offsets[1])


def at(span: tuple[int, int], share: float) -> int:
    return span[0] + int(share * (span[1] - span[0]))


def make(driver: Driver, text: str, case: Case) -> None:
    """Selects something in the page."""
    one, other = choose(text, case)
    first, behind = [one.paragraph, one.unit], [other.paragraph, other.unit + other.size]
    match case.kind:
        case "drag" | "drag back" | "drag over paragraphs":
            ends = edges(driver, one, other)
            driver.drag(*(ends[::-1] if case.kind == "drag back" else ends))
        case "double click" | "triple click":
            driver.click(middle(box(driver, one)), 2 if case.kind == "double click" else 3)
        case "extent back":
            driver.evaluate(with_helpers(EXTENT), [behind, first])
        case _:
            driver.evaluate(with_helpers(EXTENT), [first, behind])
    if case.kind == "keys":
        for key in case.keys:
            driver.press(key)


def edges(driver: Driver, one: Place, other: Place) -> tuple[Point, Point]:
    """From just inside the first character to just inside the last; either may be read from right to left."""
    first, last = box(driver, one), box(driver, other, scrolls=False)
    return (first["left"] + 1, height(first)), (last["right"] - 1, height(last))


def box(driver: Driver, where: Place, *, scrolls: bool = True) -> dict[str, float]:
    found: dict[str, float] = driver.evaluate(
        with_helpers(BOX), [where.paragraph, where.unit, where.size, scrolls]
    )
    return found


def middle(of: dict[str, float]) -> Point:
    return (of["left"] + of["right"]) / 2, height(of)


def height(of: dict[str, float]) -> float:
    return (of["top"] + of["bottom"]) / 2


def selected_in(driver: Driver, text: str) -> tuple[int, int] | None:
    """What is selected, as offsets of the text: found without the page's own modules."""
    found: Any = driver.evaluate(with_helpers(SELECTED))
    if found is None:
        return None
    (first, first_unit), (last, last_unit) = found
    return (
        offset_of(text, first, first_unit, is_end=False),
        offset_of(text, last, last_unit, is_end=True),
    )
