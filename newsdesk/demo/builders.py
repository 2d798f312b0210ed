"""Builders of people, desks and articles, for the demo desk and for the tests: all through the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile

from newsdesk.accounts import services as accounts
from newsdesk.accounts.models import Desk, Membership, Role, User
from newsdesk.analysis import services as analysis
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, Upload
from newsdesk.articles.services import IncomingFile
from newsdesk.parsing import ParsedDocument, parse

ARTICLES = Path(__file__).parent / "articles"


def demo_files() -> list[Path]:
    """The demo articles, in the order of their names."""
    return sorted(ARTICLES.glob("*.md"))


def build_user(email: str, *, name: str = "", password: str | None = None) -> User:
    return User.objects.create_user(email, password, name=name)


def build_desk(*, owner: User, name: str = "Demo desk", slug: str = "demo") -> Desk:
    return accounts.create_desk(owner=owner, name=name, slug=slug)


def build_member(desk: Desk, role: Role, email: str) -> User:
    user = build_user(email, name=email.partition("@")[0].title())
    Membership.objects.create(desk=desk, user=user, role=role)
    return user


def parse_text(text: str, *, filename: str = "", published_at: date | None = None) -> ParsedDocument:
    document = parse(text.encode("utf-8"), filename=filename)
    return document if published_at is None else replace(document, published_at=published_at)


def parse_demo(name: str) -> ParsedDocument:
    """A demo article by the name of its file, without ending."""
    path = ARTICLES / f"{name}.md"
    return parse(path.read_bytes(), filename=path.name)


def build_run(
    desk: Desk, user: User, document: ParsedDocument, *, execute: Callable[[int], None] = execute_run
) -> PipelineRun:
    """An article with its run, analysed on the spot unless `execute` does something else."""
    run = analysis.ingest(user=user, desk=desk, document=document, send=False)
    execute(run.pk)
    run.refresh_from_db()
    return run


def build_article(
    desk: Desk, user: User, text: str, *, filename: str = "", published_at: date | None = None
) -> Article:
    """An analysed article from a text."""
    document = parse_text(text, filename=filename, published_at=published_at)
    return build_run(desk, user, document).text.article


def build_upload(desk: Desk, user: User, files: Sequence[tuple[str, bytes]]) -> Upload:
    """An upload of (file name, bytes), its items queued and sent on commit."""
    incoming = [IncomingFile(name, ContentFile(content)) for name, content in files]
    return analysis.submit_upload(user=user, desk=desk, files=incoming)
