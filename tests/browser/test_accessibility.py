"""axe-core finds nothing to object to on the pages that no other test walks: the admin, errors, edges."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Invitation, Role, User
from newsdesk.annotation.comments import services as comments
from newsdesk.annotation.comments.models import Comment
from newsdesk.web import health
from tests.browser.conftest import PageOf
from tests.browser.test_account import PASSWORD, confirm, log_in
from tests.web import reading
from tests.web.annotated import build_dike

ADMIN = (
    "",
    "articles/",
    "articles/article/",
    "articles/article/?q=nirgends",
    "articles/article/{article}/change/",
    "articles/article/{article}/history/",
    "analysis/claim/",
    "analysis/claim/{claim}/change/",
    "accounts/membership/",
    "accounts/desk/{desk}/change/",
)

pytestmark = pytest.mark.parametrize("scheme", ["light", "dark"])


def objections(page: Page) -> list[tuple[str, str, list[str]]]:
    """(path, rule, the elements) of each violation on the page."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    path = page.url.split("/", 3)[3]
    return [(path, each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def walk(page: Page, *paths: str) -> list[tuple[str, str, list[str]]]:
    found = []
    for path in paths:
        page.goto(path)
        found += objections(page)
    return found


def test_the_admin(scheme: str, page_of: PageOf, owner: User, desk: Desk, complaints: list[str]) -> None:
    """axe sets inline styles there while it looks; that the admin itself does not is tested elsewhere."""
    run = build_dike(desk, owner)
    claim = run.claims.first()
    assert claim
    numbers = {"article": run.text.article_id, "claim": claim.pk, "desk": desk.pk}
    page = page_of(owner, color_scheme=scheme)
    assert walk(page, *(f"/admin/{path.format(**numbers)}" for path in ADMIN)) == []
    assert all("inline style" in complaint for complaint in complaints)
    complaints.clear()


def test_refusals(scheme: str, page_of: PageOf, owner: User, reader: User, desk: Desk) -> None:
    spent = services.invite(user=owner, desk=desk, role=Role.READER)
    Invitation.objects.filter(pk=spent.pk).update(expires_at=timezone.now())
    page = page_of(reader, color_scheme=scheme)
    assert walk(page, "/new-desk/", "/nothing/", f"/invitations/{spent.token}/") == []


def test_too_often(scheme: str, page_of: PageOf, db: None, settings: Settings) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    page = page_of(None, color_scheme=scheme)
    page.goto("/accounts/login/")
    for _ in range(2):
        page.get_by_label("Email").fill("a@example.org")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name="That was too often").wait_for()
    assert objections(page) == []


def test_a_failure_of_ours(
    scheme: str, page_of: PageOf, db: None, monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    def crash() -> None:
        raise RuntimeError

    monkeypatch.setitem(health.CHECKS, "database", crash)
    page = page_of(None, color_scheme=scheme)
    assert walk(page, "/healthz/ready") == []
    assert all("status of 500" in complaint for complaint in complaints)
    complaints.clear()


def test_nobodys_desk(scheme: str, page_of: PageOf, stranger: User, owner: User, desk: Desk) -> None:
    invitation = services.invite(user=owner, desk=desk, role=Role.READER)
    page = page_of(stranger, color_scheme=scheme)
    assert walk(page, "/", f"/invitations/{invitation.token}/") == []


def test_an_empty_desk_and_one_with_much_on_it(
    scheme: str, page_of: PageOf, owner: User, reader: User, desk: Desk
) -> None:
    page = page_of(owner, color_scheme=scheme)
    found = walk(page, "/desks/desk/", "/desks/desk/claims/", "/desks/desk/members/")
    upload = reading.an_upload(desk, owner, *(f"Es regne seit Tag {n}, sagte Eva." for n in range(51)))
    reading.read_files(upload, [0])
    reading.some_articles(desk, owner, 51)
    found += walk(page, "/desks/desk/?page=2", f"/uploads/{upload.pk}/?page=2")
    assert found == []


def test_comments(
    scheme: str, page_of: PageOf, owner: User, reviewer: User, annotator: User, desk: Desk
) -> None:
    article = build_dike(desk, owner).text.article

    def write(user: User, text: str, **fields: Any) -> Comment:
        return comments.write(user=user, article=article, uuid=uuid4(), text=text, **fields)

    first = write(annotator, "Stimmt das, @Reviewer?")
    write(reviewer, "Ja.", reply_to=first)
    comments.withdraw(user=annotator, comment=write(annotator, "Nein"))
    comments.set_resolved(user=reviewer, comment=write(reviewer, "Gut"), is_resolved=True)
    write(annotator, "@Reviewer!", row=article.texts.get().runs.get().claims.first())
    page = page_of(reviewer, color_scheme=scheme)
    found = walk(page, f"/articles/{article.pk}/comments/", "/desks/desk/")
    page.go_back()
    page.get_by_text("Reply", exact=True).click()
    page.get_by_role("button", name="Send the reply").click()
    page.get_by_text("Write something first.").wait_for()
    page.locator("details.talk > summary").click()
    page.get_by_label("Reply, @ mentions a member").press_sequentially("@")
    page.get_by_role("option").first.wait_for()
    found += objections(page)
    page.goto(f"/articles/{article.pk}/")
    page.locator(".note-head").first.click()
    page.locator(".note.is-open").get_by_role("link", name="Comments").click()
    page.locator(".note .comment").wait_for()
    found += objections(page)
    page.locator(".text .mention.org").click()
    page.locator("#mention-card").get_by_role("link", name="Comments").click()
    page.locator("#mention-card textarea").wait_for()
    assert found + objections(page) == []


def test_a_second_factor_that_is_set_up(scheme: str, page_of: PageOf, owner: User, desk: Desk) -> None:
    owner.set_password(PASSWORD)
    owner.save()
    page = page_of(None, color_scheme=scheme)
    log_in(page, owner)
    page.get_by_role("button", name="Account").wait_for()
    secret = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data=secret)
    seed = {"seed": "a" * 40, "used_mask": 0}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.RECOVERY_CODES, data=seed)
    found = walk(page, "/accounts/2fa/", "/accounts/reauthenticate/")
    confirm(page)
    found += walk(
        page,
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
    )
    assert found == []


def test_details_that_somebody_else_has_corrected_meanwhile(
    scheme: str, page_of: PageOf, owner: User, desk: Desk
) -> None:
    article = reading.an_article(desk, owner, title="Pegel")
    page = page_of(owner, color_scheme=scheme)
    page.goto(f"/articles/{article.pk}/edit/")
    type(article).objects.update(outlet="Nordblatt")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("They say now").wait_for()
    assert objections(page) == []
