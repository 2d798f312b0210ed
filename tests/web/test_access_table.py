"""Every address × every role answers as this table says; an address without a row fails.

A new address gets one row: `of_desk` for what belongs to a desk (a stranger finds nothing, a member
below the role is refused), `for_people` for what everybody with a login has, `for_everybody` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation import services as annotation
from newsdesk.annotation.comments import services as comments
from newsdesk.annotation.comments.models import Comment
from newsdesk.annotation.models import Item, ItemKind
from newsdesk.annotation.services import Act
from newsdesk.articles.models import Article, Upload, UploadItem
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from tests.conftest import ClientOf
from tests.web.markup import POLICY, policy_of, refused_markup

PEOPLE = ("anonymous", "stranger", "reader", "annotator", "reviewer", "curator", "owner")
ROLES = {"reader": 10, "annotator": 20, "reviewer": 30, "curator": 40, "owner": 50}
LOGIN = "login"
ADMIN_LOGIN = "login of the admin"
Verdict = int | str


def everyone(usual: Verdict, **others: Verdict) -> dict[str, Verdict]:
    """What each person gets: `usual`, but for those who are named."""
    return dict.fromkeys(PEOPLE, usual) | others


class Material:
    """One of everything on the desk, made when a row of the table asks for it."""

    def __init__(self, desk: Desk, owner: User) -> None:
        self.desk, self.owner = desk, owner

    @cached_property
    def run(self) -> PipelineRun:
        document = builders.parse_text("Der Damm halte, sagte Jette Molander in Adorf.")
        return builders.build_run(self.desk, self.owner, document, execute=lambda run_id: None)

    @cached_property
    def article(self) -> Article:
        return self.run.text.article

    @cached_property
    def read_article(self) -> Article:
        PipelineRun.objects.filter(pk=self.run.pk).update(state=WorkState.SUCCEEDED, progress=1.0)
        return self.article

    @cached_property
    def failed_run(self) -> PipelineRun:
        PipelineRun.objects.filter(pk=self.run.pk).update(state=WorkState.FAILED, error_code="crashed")
        return self.run

    @cached_property
    def claim(self) -> Claim:
        return Claim.objects.create(
            run=PipelineRun.objects.get(text__article=self.read_article),
            ordinal=0,
            type="Indirect",
            certainty="certain",
            polarity="affirmed",
            tense="present",
            start_char=0,
        )

    @cached_property
    def decided_item(self) -> Item:
        """A claim that the owner has accepted."""
        act = Act(uuid=uuid4(), kind="accept", row=self.claim)
        decisions = annotation.decide(
            user=self.owner, layer=annotation.layer_of(self.claim.run.text), acts=[act]
        )
        return decisions[0].item

    @cached_property
    def silent_claim(self) -> Item:
        """One that says nothing any more."""
        layer = annotation.layer_of(self.run.text)
        return Item.objects.create(desk=self.desk, layer=layer, kind=ItemKind.CLAIM)

    @cached_property
    def mention(self) -> Mention:
        run = PipelineRun.objects.get(text__article=self.read_article)
        return Mention.objects.create(run=run, start_char=40, end_char=45, label="LOC")

    @cached_property
    def added_item(self) -> Item:
        """A mention that the owner has added."""
        text = self.article.texts.get()
        value = {"start_char": 0, "end_char": 3, "exact": text.text[:3], "label": "LAW"}
        act = Act(uuid=uuid4(), kind="add", item=uuid4(), item_kind="mention", value=value)
        (decision,) = annotation.decide(user=self.owner, layer=annotation.layer_of(text), acts=[act])
        return decision.item

    @cached_property
    def comment(self) -> Comment:
        """The owner's, on what the owner added."""
        return comments.write(
            user=self.owner, article=self.article, item=self.added_item, uuid=uuid4(), text="Stimmt das?"
        )

    @cached_property
    def upload(self) -> Upload:
        return builders.build_upload(self.desk, self.owner, [("one.txt", b"Der Damm halte.")])

    def item(self, **fields: Any) -> UploadItem:
        UploadItem.objects.filter(upload=self.upload).update(**fields)
        return UploadItem.objects.get(upload=self.upload)

    @cached_property
    def invitation(self) -> Invitation:
        return services.invite(user=self.owner, desk=self.desk, role=Role.READER)

    @cached_property
    def further_member(self) -> Membership:
        member = builders.build_member(self.desk, Role.READER, "further@example.org")
        return Membership.objects.get(user=member)


Arguments = Callable[[Material], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and what each person gets."""

    name: str
    expected: dict[str, Verdict]
    arguments: Arguments = field(default=lambda material: {})
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)


def of_desk(
    name: str, lowest: Role, arguments: Arguments, *, post: bool = False, ok: int = 200, **data: Any
) -> Row:
    """What belongs to a desk: from `lowest` on people get `ok`, members below it 403, a stranger 404."""
    expected = everyone(ok, anonymous=LOGIN, stranger=404) | {
        person: 403 for person, role in ROLES.items() if role < lowest
    }
    return Row(name, expected, arguments, "post" if post else "get", data)


def for_people(
    name: str, ok: int = 200, *, arguments: Arguments = lambda material: {}, post: bool = False
) -> Row:
    expected = everyone(ok, anonymous=LOGIN)
    return Row(name, expected, arguments, "post" if post else "get")


def for_everybody(
    name: str,
    ok: int = 200,
    *,
    arguments: Arguments = lambda material: {},
    known: int | None = None,
    **data: Any,
) -> Row:
    """Needs no login; `known` where people with one get another answer."""
    expected = everyone(ok if known is None else known, anonymous=ok)
    return Row(name, expected, arguments, "post" if data else "get", data)


def of_admin(
    name: str, ok: int, *, curator: int | None = None, arguments: Arguments = lambda material: {}
) -> Row:
    """The admin: owners and curators may enter, everybody else is led to its login."""
    inside = ok if curator is None else curator
    expected = everyone(ADMIN_LOGIN, anonymous=LOGIN, curator=inside, owner=ok)
    return Row(name, expected, arguments)


def desk_slug(material: Material) -> dict[str, Any]:
    return {"slug": material.desk.slug}


def article_pk(material: Material) -> dict[str, Any]:
    return {"pk": material.read_article.pk}


def thing_key(material: Material, key: int | str) -> dict[str, Any]:
    return {"pk": material.article.pk, "key": str(key)}


def comment_uuid(material: Material) -> dict[str, Any]:
    return {"uuid": material.comment.pk}


def upload_pk(material: Material) -> dict[str, Any]:
    return {"pk": material.upload.pk}


def member(material: Material) -> dict[str, Any]:
    return {"slug": material.desk.slug, "membership_id": material.further_member.pk}


DESKS = [
    of_desk("desk-inbox", Role.READER, desk_slug),
    of_desk("desk-claims", Role.READER, desk_slug),
    of_desk("member-list", Role.READER, desk_slug),
    of_desk("member-role", Role.OWNER, member, post=True, ok=302, role=Role.REVIEWER),
    of_desk("member-remove", Role.OWNER, member, post=True, ok=302),
    of_desk("invitation-create", Role.OWNER, desk_slug, post=True, ok=302, role=Role.READER),
    of_desk(
        "invitation-revoke",
        Role.OWNER,
        lambda material: {"slug": material.desk.slug, "invitation_id": material.invitation.pk},
        post=True,
        ok=302,
    ),
    Row(
        "desk-new",
        everyone(403, anonymous=LOGIN, owner=200),
    ),
]
UPLOADS = [
    of_desk("upload-new", Role.ANNOTATOR, desk_slug),
    of_desk("upload-new", Role.ANNOTATOR, desk_slug, post=True, ok=302, text="Der Damm halte."),
    of_desk("upload-detail", Role.READER, upload_pk),
    of_desk("upload-extend", Role.ANNOTATOR, upload_pk, post=True, ok=422),
    of_desk("upload-cancel", Role.CURATOR, upload_pk, post=True, ok=302),
    of_desk(
        "upload-retry",
        Role.CURATOR,
        lambda material: {"pk": material.item(state="failed", error_code="crashed").upload_id},
        post=True,
        ok=302,
    ),
    of_desk(
        "upload-item-keep",
        Role.ANNOTATOR,
        lambda material: {"pk": material.item(state="succeeded", outcome="duplicate").pk},
        post=True,
        ok=302,
    ),
    of_desk(
        "upload-item-drop",
        Role.ANNOTATOR,
        lambda material: {"pk": material.item(state="succeeded", outcome="duplicate").pk},
        post=True,
        ok=302,
    ),
    of_desk(
        "upload-item-retry",
        Role.CURATOR,
        lambda material: {"pk": material.item(state="failed", error_code="crashed").pk},
        post=True,
        ok=302,
    ),
]
ARTICLES = [
    of_desk("article-detail", Role.READER, article_pk),
    of_desk("article-piece", Role.READER, lambda material: article_pk(material) | {"number": 1}),
    of_desk(
        "claim-detail", Role.READER, lambda m: {"pk": m.claim.run.text.article_id, "claim_id": m.claim.pk}
    ),
    of_desk("article-decisions", Role.READER, article_pk),
    of_desk("article-decisions", Role.REVIEWER, article_pk, post=True, ok=422),
    of_desk("article-next", Role.READER, article_pk, ok=302),
    of_desk("accept-all-preview", Role.REVIEWER, article_pk),
    of_desk(
        "item-history",
        Role.READER,
        lambda material: {
            "pk": material.decided_item.layer.text.article_id,
            "item": material.decided_item.pk,
        },
    ),
    of_desk(
        "desk-claim-detail",
        Role.READER,
        lambda m: {"pk": m.article.pk, "item": m.silent_claim.pk},
        ok=302,
    ),
    of_desk("article-edit", Role.ANNOTATOR, article_pk),
    of_desk("article-edit", Role.ANNOTATOR, article_pk, post=True, ok=302, title="Der Damm"),
    of_desk("article-side", Role.READER, article_pk),
    of_desk("article-presence", Role.READER, article_pk, post=True, ok=422),
    of_desk("run-list", Role.READER, article_pk),
    of_desk("run-request", Role.CURATOR, lambda m: {"pk": m.failed_run.text.article_id}, post=True, ok=302),
    of_desk("run-retry", Role.CURATOR, lambda m: {"pk": m.failed_run.pk}, post=True, ok=302),
    of_desk("run-cancel", Role.CURATOR, lambda material: {"pk": material.run.pk}, post=True, ok=302),
]
COMMENTS = [
    of_desk("article-comments", Role.READER, article_pk),
    of_desk("article-comments", Role.ANNOTATOR, article_pk, post=True, ok=302, text="Ja?"),
    of_desk("claim-comments", Role.READER, lambda m: thing_key(m, m.claim.pk)),
    of_desk(
        "claim-comments", Role.ANNOTATOR, lambda m: thing_key(m, m.claim.pk), post=True, ok=302, text="?"
    ),
    of_desk("mention-comments", Role.READER, lambda m: thing_key(m, m.mention.pk)),
    of_desk("mention-comments", Role.ANNOTATOR, lambda m: thing_key(m, m.mention.pk), post=True, ok=422),
    of_desk("mention-comments", Role.READER, lambda m: thing_key(m, m.added_item.pk.hex)),
    of_desk("comment-detail", Role.READER, comment_uuid, ok=302),
    of_desk("comment-reply", Role.ANNOTATOR, comment_uuid, post=True, ok=302, text="Ja."),
    of_desk("comment-resolve", Role.REVIEWER, comment_uuid, post=True, ok=302, resolved="1"),
    Row("comment-withdraw", everyone(403, anonymous=LOGIN, stranger=404, owner=302), comment_uuid, "post"),
    of_desk("comment-seen", Role.READER, comment_uuid, post=True, ok=302),
    of_desk("desk-people", Role.ANNOTATOR, desk_slug),
]
ACCOUNTS = [
    for_people("pipeline-list"),
    for_people("account_change_password"),
    for_people("account_set_password", 302),
    for_people("account_reauthenticate"),
    for_people("mfa_index"),
    for_people("mfa_reauthenticate", 302),
    for_people("mfa_activate_totp", 302),
    for_people("mfa_deactivate_totp", 404),
    for_people("totp-code", 404),
    for_people("mfa_view_recovery_codes", 404),
    for_people("mfa_generate_recovery_codes", 302),
    for_people("mfa_download_recovery_codes", 404),
    for_people("mfa_list_webauthn"),
    for_people("mfa_add_webauthn", 302),
    for_people("mfa_reauthenticate_webauthn", 302),
    for_people("mfa_remove_webauthn", 302, arguments=lambda material: {"pk": 1}),
    for_people("mfa_edit_webauthn", 302, arguments=lambda material: {"pk": 1}),
    for_people("usersessions_list"),
    for_people("session-end", 404, arguments=lambda material: {"session_id": 1}, post=True),
]
EVERYBODY = [
    Row("home", everyone(302, anonymous=LOGIN, stranger=200)),
    for_everybody("account_login", 200, known=302),
    Row("account_logout", everyone(200, anonymous=LOGIN)),
    for_everybody("account_inactive"),
    for_everybody("account_reset_password"),
    for_everybody("account_reset_password_done"),
    for_everybody("account_reset_password_from_key_done"),
    for_everybody("account_reset_password_from_key", arguments=lambda m: {"uidb36": "1", "key": "wrong"}),
    Row("mfa_authenticate", everyone(302, anonymous=LOGIN)),
    Row("mfa_login_webauthn", everyone(302, anonymous=LOGIN)),
    for_everybody("invitation-accept", arguments=lambda material: {"token": material.invitation.token}),
    for_everybody("set_language", 302, language="de", next="/"),
    for_everybody("session-state"),
    for_everybody("health-live"),
    for_everybody("health-ready"),
]
ADMIN = [
    of_admin("admin:index", 200),
    Row("admin:login", everyone(403, anonymous=LOGIN, curator=LOGIN, owner=LOGIN)),
    Row("admin:logout", everyone(302, anonymous=LOGIN, curator=200, owner=200)),
    of_admin("admin:password_change", 302),
    of_admin("admin:password_change_done", 302),
    of_admin("admin:jsi18n", 200),
    of_admin("admin:autocomplete", 403),
    of_admin("admin:app_list", 200, arguments=lambda material: {"app_label": "accounts"}),
]
OF_THE_FRAMEWORK = {"admin:(unnamed)": "old addresses of change pages, and what matches nothing else"}


def rows_of_admin() -> Iterator[Row]:
    """Every model's pages. Nothing is added or deleted; what has no desk is the operator's alone.

    Invitations are for owners.
    """
    for model, model_admin in admin.site._registry.items():
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        seen = 200 if getattr(model_admin, "desk_path", "") else 403
        curator = 403 if model is Invitation else seen
        missing = {200: 302, 403: 403}
        yield of_admin(f"{prefix}_changelist", seen, curator=curator)
        yield of_admin(f"{prefix}_add", 403)
        yield of_admin(f"{prefix}_delete", 403, arguments=lambda material: {"object_id": "0"})
        yield of_admin(
            f"{prefix}_change",
            missing[seen],
            curator=missing[curator],
            arguments=lambda material: {"object_id": "0"},
        )
        yield of_admin(f"{prefix}_history", 302, arguments=lambda material: {"object_id": "0"})


TABLE = [*DESKS, *UPLOADS, *ARTICLES, *COMMENTS, *ACCOUNTS, *EVERYBODY, *ADMIN, *rows_of_admin()]


def names_of(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    """The names of all addresses below a resolver."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or '(unnamed)'}"


def test_every_address_has_a_row() -> None:
    known = {row.name for row in TABLE} | set(OF_THE_FRAMEWORK)
    found = set(names_of(get_resolver().url_patterns))
    assert found - known == set(), "an address that the table does not know"
    assert known - found == set(), "a row whose address is gone"


@pytest.fixture
def people(
    stranger: User, reader: User, annotator: User, reviewer: User, curator: User, owner: User
) -> dict[str, User | None]:
    """The cast, with passwords: allauth asks those who have none for no confirmation."""
    cast = (stranger, reader, annotator, reviewer, curator, owner)
    for user in cast:
        user.set_password("a password of theirs")
        user.save()
    return dict(zip(PEOPLE, (None, *cast), strict=True))


def verdict(response: Any) -> Verdict:
    """The status, or that the answer leads to a login."""
    address = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
    if address.startswith("/accounts/login/"):
        return LOGIN
    return ADMIN_LOGIN if address.startswith("/admin/login/") else int(response.status_code)


def leads_to_the_login(answer: Verdict) -> bool:
    """At once, or by way of the admin's own address."""
    return answer in {LOGIN, ADMIN_LOGIN}


def ask(client: Client, row: Row, path: str, **headers: str) -> Any:
    """The answer; what it wrote is taken back."""
    with transaction.atomic():
        response = getattr(client, row.method)(path, row.data, headers=headers)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.method}")
def test_the_address_answers_as_the_table_says(
    row: Row, people: dict[str, User | None], desk: Desk, owner: User, client_of: ClientOf
) -> None:
    path = reverse(row.name, kwargs=row.arguments(Material(desk, owner)))
    answers: dict[str, Verdict] = {}
    for person, user in people.items():
        response = ask(client_of(user), row, path)
        answers[person] = (
            LOGIN if user is None and leads_to_the_login(verdict(response)) else verdict(response)
        )
        assert policy_of(response) == POLICY
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert refused_markup(response.text) == [], person
    assert answers == row.expected


@pytest.mark.parametrize(
    "row",
    [row for row in TABLE if row.expected["anonymous"] == LOGIN and not row.name.startswith("admin:")],
    ids=lambda row: f"{row.name}-{row.method}",
)
def test_htmx_is_sent_to_the_login_as_a_page(row: Row, client: Client, desk: Desk, owner: User) -> None:
    path = reverse(row.name, kwargs=row.arguments(Material(desk, owner)))
    answer = ask(client, row, path, **{"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/")
