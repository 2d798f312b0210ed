"""The admin shows a curator the rows of their own desks, nothing of any other, and changes little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import ForeignKey, Model
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsdesk.accounts import services
from newsdesk.accounts.access import role_on
from newsdesk.accounts.curation import CurationAdmin, DeskFilter
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User
from newsdesk.analysis.models import Boundaries, Claim, ClaimSpan, Mention, PipelineRun, SweeperState
from newsdesk.annotation import presence
from newsdesk.annotation import services as annotation
from newsdesk.annotation.comments import services as comments
from newsdesk.annotation.comments.models import Comment, CommentMention
from newsdesk.annotation.models import Anchor, ArticleState, Decision, Item, Layer, Presence
from newsdesk.articles.models import Article, ArticleText, Upload, UploadItem
from newsdesk.demo import builders
from tests.conftest import ClientOf

FRAMEWORK = {Group, Permission, ContentType, Session}
ON_A_DESK: tuple[Any, ...] = (
    User, Desk, Membership, Invitation, Article, ArticleText, Upload, UploadItem,
    PipelineRun, Mention, Claim, ClaimSpan, Boundaries, Layer, Item, Decision, Anchor, ArticleState,
    Presence,
    Comment, CommentMention,
)  # fmt: skip
FOR_CURATORS = tuple(model for model in ON_A_DESK if model is not Invitation)
FOR_THE_OPERATOR: tuple[Any, ...] = (
    EmailAddress, EmailConfirmation, Authenticator, UserSession, LogEntry, SweeperState,
)  # fmt: skip
CHANGEABLE = {User, Desk, Membership, Article}


def fill(desk: Desk, owner: User, mark: str) -> None:
    """One row of each model that belongs to a desk, with `mark` in what people would read of it."""
    document = builders.parse_text(f"Der Pegel sei hoch, sagte Berta {mark}.")
    run = builders.build_run(desk, owner, document, execute=lambda run_id: None)
    Article.objects.filter(texts__runs=run).update(title=f"Hochwasser {mark}", outlet=f"Bote {mark}")
    Mention.objects.create(run=run, start_char=0, end_char=3, label="PER", canonical=f"Berta {mark}")
    claim = Claim.objects.create(
        run=run,
        ordinal=0,
        type="Direct",
        certainty="certain",
        polarity="affirmed",
        tense="past",
        speaker_entity=f"Berta {mark}",
        start_char=0,
    )
    ClaimSpan.objects.create(claim=claim, role="quote", ordinal=0, start_char=0, end_char=3)
    Boundaries.objects.create(run=run)
    layer = annotation.layer_of(run.text)
    act = annotation.Act(uuid=uuid4(), kind="reject", row=claim, reason=f"Not said by {mark}")
    annotation.decide(user=owner, layer=layer, acts=[act])
    presence.look_in(owner, run.text.article)
    builders.build_upload(desk, owner, [(f"{mark}.txt", mark.encode())])
    services.invite(user=owner, desk=desk, role=Role.READER, email=f"{mark.lower()}@invited.example")
    member = builders.build_member(desk, Role.READER, f"{mark.lower()}@member.example")
    named = f"Did {mark} say that, @{member.email}?"
    comments.write(user=owner, article=run.text.article, uuid=uuid4(), text=named, row=claim)


def changelist(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def change_page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def rows_of(model: Any, desk: Desk) -> Any:
    path = CurationAdmin.of(model).desk_path
    return model.objects.filter(**{path: desk.pk}).distinct()


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@example.org")


@pytest.fixture
def two_desks(desk: Desk, owner: User, other_desk: Desk, stranger: User) -> None:
    """Foxglove is on our desk, Quicksand on the other."""
    fill(desk, owner, "Foxglove")
    fill(other_desk, stranger, "Quicksand")


@pytest.fixture
def as_owner(two_desks: None, owner: User, client_of: ClientOf) -> Client:
    return client_of(owner)


@pytest.fixture
def as_curator(two_desks: None, curator: User, client_of: ClientOf) -> Client:
    return client_of(curator)


def foreign_keys() -> Iterator[tuple[Any, Any]]:
    for model in ON_A_DESK:
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey):
                yield model, field


def leaks(text: str) -> list[str]:
    """What a page says of the other desk."""
    return [word for word in ("quicksand", "other desk", "sigrid", "stranger@") if word in text.lower()]


def test_every_model_is_in_the_admin() -> None:
    assert {model for model in apps.get_models() if not admin.site.is_registered(model)} == FRAMEWORK
    assert set(ON_A_DESK) | set(FOR_THE_OPERATOR) == {m for m in apps.get_models() if m not in FRAMEWORK}


def test_every_model_can_be_searched_and_filtered() -> None:
    for model, model_admin in admin.site._registry.items():
        assert model_admin.search_fields, model
        assert model_admin.list_filter, model


def test_a_model_belongs_to_a_desk_or_to_the_operator() -> None:
    scoped = {model for model, found in admin.site._registry.items() if CurationAdmin.of(model).desk_path}
    assert scoped == set(ON_A_DESK)


def test_a_curator_lists_the_rows_of_their_desk_only(
    as_curator: Client, desk: Desk, other_desk: Desk
) -> None:
    leaked: dict[str, set[int]] = {}
    for model in FOR_CURATORS:
        answer = as_curator.get(changelist(model))
        shown = {row.pk for row in answer.context["cl"].result_list}
        ours = {row.pk for row in rows_of(model, desk)}
        foreign = {row.pk for row in rows_of(model, other_desk)} - ours
        assert foreign, model
        assert shown & ours == ours, model
        if shown - ours:
            leaked[model.__name__] = shown - ours
        assert leaks(answer.text) == [], model
    assert leaked == {}


def test_nobody_sees_in_the_admin_what_is_not_visible_to_them(
    two_desks: None, desk: Desk, curator: User, owner: User, stranger: User
) -> None:
    """The owner of one desk and reader of another sees nothing of the other here."""
    Membership.objects.create(desk=desk, user=stranger, role=Role.CURATOR)
    for user in (curator, owner, stranger):
        request = RequestFactory().get("/")
        request.user = user
        for model in ON_A_DESK:
            if model is User:  # people have no `visible_to`: their memberships do
                continue
            shown = set(CurationAdmin.of(model).get_queryset(request))
            assert shown <= set(model.objects.visible_to(user)), (model, user)
            assert shown or (model, user) == (Invitation, curator)


def test_invitations_are_for_owners(
    as_curator: Client, as_owner: Client, desk: Desk, other_desk: Desk, owner: User
) -> None:
    """And an owner who curates a further desk sees the own desk's alone."""
    Membership.objects.create(desk=other_desk, user=owner, role=Role.CURATOR)
    ours, theirs = Invitation.objects.get(desk=desk), Invitation.objects.get(desk=other_desk)

    assert as_curator.get(changelist(Invitation)).status_code == 403
    assert as_curator.get(change_page(ours)).status_code == 403
    assert changelist(Invitation) not in as_curator.get("/admin/").text
    assert set(as_owner.get(changelist(Invitation)).context["cl"].result_list) == {ours}
    assert as_owner.get(change_page(ours)).status_code == 200
    assert as_owner.get(change_page(theirs)).status_code == 302


def test_a_curator_opens_rows_of_their_desk_only(as_curator: Client, desk: Desk, other_desk: Desk) -> None:
    leaked: list[tuple[str, int, str]] = []
    for model in FOR_CURATORS:
        ours = set(rows_of(model, desk))
        page = as_curator.get(change_page(min(ours, key=lambda row: row.pk)))
        assert page.status_code == 200, model
        assert leaks(page.text) == [], model
        foreign = min(set(rows_of(model, other_desk)) - ours, key=lambda row: row.pk)
        for kind in ("change", "history", "delete"):
            answer = as_curator.get(change_page(foreign).replace("/change/", f"/{kind}/"))
            if answer.status_code != 403 and answer.headers.get("Location") != "/admin/":
                leaked.append((model.__name__, foreign.pk, kind))
    assert leaked == []


def test_search_and_filters_find_nothing_of_other_desks(as_curator: Client, other_desk: Desk) -> None:
    for model in FOR_CURATORS:
        found = as_curator.get(changelist(model), {"q": "Quicksand"})
        assert list(found.context["cl"].result_list) == [], model
        filtered = as_curator.get(changelist(model), {"desk": other_desk.pk})
        assert filtered.status_code == (200 if DeskFilter in CurationAdmin.of(model).list_filter else 400)
        assert leaks(filtered.text) == [], model


def test_filters_name_no_other_desk(as_curator: Client, curator: User, owner: User) -> None:
    """With two desks of their own the desk filter appears; the third stays unnamed."""
    second = builders.build_desk(owner=owner, name="Second desk", slug="second")
    Membership.objects.create(desk=second, user=curator, role=Role.CURATOR)
    for model in FOR_CURATORS:
        page = as_curator.get(changelist(model))
        assert leaks(page.text) == [], model
        if DeskFilter in CurationAdmin.of(model).list_filter:
            assert "Second desk" in page.text, model


def test_autocompletion_offers_nothing_of_other_desks(as_curator: Client) -> None:
    """Whatever field asks, the answer comes out of the related model's own scoped rows."""
    for model, field in foreign_keys():
        question = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
        answer = as_curator.get("/admin/autocomplete/", question | {"field_name": field.name, "term": ""})
        assert answer.status_code in {200, 403}
        assert leaks(answer.text) == [], (model, field)


def test_choices_of_a_foreign_key_are_rows_of_the_own_desks(as_curator: Client, curator: User) -> None:
    request = RequestFactory().get("/")
    request.user = curator
    for model, field in foreign_keys():
        choices = CurationAdmin.of(model).formfield_for_foreignkey(field, request).queryset
        seen = CurationAdmin.of(field.related_model).get_queryset(request)
        assert 0 < len(choices) < field.related_model.objects.count(), (model, field)
        assert set(choices) == set(seen), (model, field)


@pytest.mark.parametrize(
    "lookup", ["token__startswith", "invited_by__password__startswith", "desk__name__startswith", "token"]
)
def test_an_address_cannot_guess_at_what_is_not_shown(lookup: str, as_owner: Client) -> None:
    assert as_owner.get(changelist(Invitation), {lookup: "a"}).status_code == 400


def test_a_reader_of_a_second_desk_does_not_curate_it(
    as_curator: Client, curator: User, other_desk: Desk
) -> None:
    Membership.objects.create(desk=other_desk, user=curator, role=Role.REVIEWER)
    assert leaks(as_curator.get(changelist(Article)).text) == []
    assert leaks(as_curator.get(changelist(Desk)).text) == []


def test_some_rows_are_the_operators_alone(curator: User, operator: User, client_of: ClientOf) -> None:
    for model in FOR_THE_OPERATOR:
        assert client_of(curator).get(changelist(model)).status_code == 403, model
        assert client_of(operator).get(changelist(model)).status_code == 200, model


def test_the_operator_sees_all_desks(two_desks: None, operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    for model in ON_A_DESK:
        answer = client.get(changelist(model))
        shown = {row.pk for row in answer.context["cl"].result_list}
        assert shown == set(model.objects.values_list("pk", flat=True)), model


# --- Changing -------------------------------------------------------------------------------------


def test_nothing_is_added_or_deleted_and_machine_rows_are_view_only(
    two_desks: None, curator: User, owner: User, operator: User
) -> None:
    for model, model_admin in admin.site._registry.items():
        for user in (curator, owner, operator):
            request = RequestFactory().get("/")
            request.user = user
            assert not model_admin.has_add_permission(request), model
            assert not model_admin.has_delete_permission(request), model
            assert "delete_selected" not in model_admin.get_actions(request), model
            if model not in CHANGEABLE:
                assert not model_admin.has_change_permission(request), model
                for row in model._default_manager.all():
                    assert not model_admin.has_change_permission(request, row), model


def test_a_curators_post_changes_only_metadata_of_articles(as_curator: Client, desk: Desk) -> None:
    for model in set(ON_A_DESK) - {Article}:
        for row in rows_of(model, desk):
            before = model.objects.filter(pk=row.pk).values().get()
            form = {name: "50" if name == "role" else "changed" for name in before}
            assert as_curator.post(change_page(row), form).status_code == 403, model
            assert model.objects.filter(pk=row.pk).values().get() == before, model


def test_a_curator_corrects_the_metadata_of_an_article(as_curator: Client, desk: Desk) -> None:
    article = Article.objects.get(desk=desk)
    form = {"title": "Pegel sinkt", "outlet": "Bote", "author": "", "url": "", "language": "xx"}
    assert as_curator.post(change_page(article), form).status_code == 302
    corrected = Article.objects.get(pk=article.pk)
    assert (corrected.title, corrected.language) == ("Pegel sinkt", article.language)


def test_a_curator_cannot_promote_themself(as_curator: Client, curator: User, desk: Desk) -> None:
    own = Membership.objects.get(user=curator)
    assert as_curator.post(change_page(own), {"role": Role.OWNER}).status_code == 403
    assert role_on(curator, desk.pk) == Role.CURATOR


def test_a_curator_edits_no_person(as_curator: Client, curator: User, reader: User) -> None:
    for person in (curator, reader):
        answer = as_curator.post(change_page(person), {"email": "x@example.org", "is_superuser": "on"})
        assert answer.status_code == 403
        person.refresh_from_db()
        assert not person.is_superuser


def test_an_owner_changes_a_role_on_their_own_desk(
    two_desks: None, owner: User, reader: User, other_desk: Desk, client_of: ClientOf
) -> None:
    client = client_of(owner)
    membership = Membership.objects.get(user=reader)
    assert client.post(change_page(membership), {"role": Role.REVIEWER}).status_code == 302
    membership.refresh_from_db()
    assert membership.role == Role.REVIEWER
    elsewhere = Membership.objects.create(desk=other_desk, user=owner, role=Role.CURATOR)
    assert client.post(change_page(elsewhere), {"role": Role.OWNER}).status_code == 403


def test_the_last_owner_stays_owner_here_too(desk: Desk, owner: User, client_of: ClientOf) -> None:
    membership = Membership.objects.get(user=owner)
    answer = client_of(owner).post(change_page(membership), {"role": Role.READER})
    assert "keeps at least one owner" in answer.text
    membership.refresh_from_db()
    assert membership.role == Role.OWNER


def test_an_owner_renames_the_desk_and_keeps_its_short_name(
    desk: Desk, owner: User, client_of: ClientOf
) -> None:
    client_of(owner).post(change_page(desk), {"name": "Renamed", "slug": "renamed", "hidden_share": 0})
    desk.refresh_from_db()
    assert (desk.name, desk.slug) == ("Renamed", "desk")


def test_the_operator_deactivates_people_and_never_themself(
    operator: User, reader: User, client_of: ClientOf
) -> None:
    client = client_of(operator)
    client.post(change_page(reader), {"email": reader.email, "name": reader.name})
    client.post(change_page(operator), {"email": operator.email, "name": "Op"})
    for person in (reader, operator):
        person.refresh_from_db()
    assert (reader.is_active, operator.is_active, operator.is_superuser) == (False, True, True)
    assert client_of(reader).get("/accounts/sessions/").status_code == 302


def test_tokens_secrets_and_hashes_are_on_no_page(
    two_desks: None, owner: User, operator: User, client_of: ClientOf
) -> None:
    owner.set_password("a password nobody uses")
    owner.save()
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "TOPSECRET"})
    client = client_of(operator)
    client.force_login(operator)
    UserSession.objects.create(user=owner, ip="127.0.0.1", session_key="sessionkeysecret", user_agent="x")
    secrets = [owner.password, "TOPSECRET", "sessionkeysecret", Invitation.objects.first().token]  # type: ignore[union-attr]
    models: tuple[Any, ...] = (User, Invitation, Authenticator, UserSession)
    for model in models:
        rows = model.objects.all()
        pages = [changelist(model), *(change_page(row) for row in rows)]
        for page in pages:
            text = client.get(page).text
            assert [secret for secret in secrets if secret in text] == [], page


# --- The door -------------------------------------------------------------------------------------


def test_nobody_is_led_to_the_login_with_its_second_factor(client: Client, db: None) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_the_admins_own_login_form_is_gone(client: Client, owner: User, desk: Desk) -> None:
    owner.set_password("a password for the admin")
    owner.save()
    client.post("/admin/login/", {"username": owner.email, "password": "a password for the admin"})
    assert "_auth_user_id" not in client.session


def test_a_reviewer_is_not_let_in(reviewer: User, client_of: ClientOf) -> None:
    assert client_of(reviewer).get("/admin/", follow=True).status_code == 403


def test_a_curator_is_let_in_and_logs_out_as_elsewhere(as_curator: Client) -> None:
    assert as_curator.get("/admin/").status_code == 200
    as_curator.post("/admin/logout/")
    assert "_auth_user_id" not in as_curator.session


def test_no_object_is_looked_up_by_its_number_alone(as_curator: Client, other_desk: Desk) -> None:
    number = ContentType.objects.get_for_model(Desk).pk
    assert as_curator.get(f"/admin/r/{number}/{other_desk.pk}/").status_code == 404


# --- Queries --------------------------------------------------------------------------------------


def test_lists_take_the_same_queries_for_twice_the_rows(
    desk: Desk, owner: User, curator: User, client_of: ClientOf
) -> None:
    client = client_of(curator)

    def queries_a_list() -> dict[str, int]:
        counts = {}
        for model in FOR_CURATORS:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(changelist(model)).status_code == 200
            counts[model.__name__] = len(queries)
        return counts

    def add(numbers: range) -> None:
        for number in numbers:
            fill(desk, owner, f"Mark{number}")
            further = builders.build_desk(owner=owner, name=f"Desk {number}", slug=f"desk-{number}")
            Membership.objects.create(desk=further, user=curator, role=Role.CURATOR)

    add(range(4))
    once = queries_a_list()
    add(range(4, 8))
    assert queries_a_list() == once
