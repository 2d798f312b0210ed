"""What the content security policy would refuse in a page, found without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ADDRESSES = {"src", "href", "action"}
DATA = {"application/json", "text/template"}


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style":
            self.found.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.found.append("<script> without src")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            if name in {"src", "href", "action"} and (value or "").startswith(
                ("data:", "javascript:", "http")
            ):
                self.found.append(f"<{tag} {name}={value}>")


def refused_markup(html: str) -> list[str]:
    """Inline styles, scripts and handlers, data: and javascript: addresses, and other sites."""
    finder = _Finder()
    finder.feed(html)
    return finder.found


def policy_of(response: Any) -> dict[str, str]:
    """The directives of the response's content security policy."""
    header = response.headers.get("Content-Security-Policy", "")
    directives = (part.strip().partition(" ") for part in header.split(";") if part.strip())
    return {name: sources for name, _, sources in directives}
