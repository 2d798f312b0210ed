"""The demo desk: invented articles over the whole range of reported speech, read by today's pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.services import has_text
from newsdesk.demo.builders import build_desk, build_run, demo_files
from newsdesk.nlp.records import digest
from newsdesk.parsing import parse

SLUG = "demo"
NAME = "Demo"


@dataclass(frozen=True)
class DemoLoaded:
    """The demo desk, with how many articles were added and how many had been there."""

    desk: Desk
    added: int
    present: int


def load_demo(*, owner: User) -> DemoLoaded:
    """Makes the demo desk, owned by `owner`, with the articles that it does not have yet.

    Each article is committed by itself and read at once, so a second call goes on where one was cut off.
    """
    desk = Desk.objects.filter(slug=SLUG).first() or build_desk(owner=owner, name=NAME, slug=SLUG)
    files = demo_files()
    added = sum(add_missing(desk, owner, file) for file in files)
    return DemoLoaded(desk, added, len(files) - added)


def add_missing(desk: Desk, owner: User, file: Path) -> bool:
    """Adds one demo article; False if the desk has its text."""
    document = parse(file.read_bytes(), filename=file.name)
    if has_text(desk.pk, digest(document.text)):
        return False
    build_run(desk, owner, document)
    return True
