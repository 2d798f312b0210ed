"""The members page: everybody on the desk reads it, owners change it."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from newsdesk.accounts import services
from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User
from newsdesk.demo import builders
from tests.conftest import ClientOf

MEMBERS = "/desks/desk/members/"


def path_of(user: User, action: str) -> str:
    return f"{MEMBERS}{Membership.objects.get(user=user, desk__slug='desk').pk}/{action}/"


@pytest.fixture
def as_owner(owner: User, desk: Desk, client_of: ClientOf) -> Client:
    return client_of(owner)


def test_a_reader_sees_who_belongs_to_the_desk_and_changes_nothing(reader: User, client_of: ClientOf) -> None:
    page = client_of(reader).get(MEMBERS)
    assert page.status_code == 200
    assert "Olga Owner" in page.text
    assert "reads articles and claims" in page.text
    assert "<select" not in page.text
    assert "Invite somebody" not in page.text


def test_an_owner_changes_a_role(as_owner: Client, reader: User, desk: Desk) -> None:
    answer = as_owner.post(path_of(reader, "role"), {"role": Role.REVIEWER}, follow=True)
    assert role_on(reader, desk.pk) == Role.REVIEWER
    assert "is now reviewer" in answer.text


def test_a_role_that_does_not_exist_is_refused(as_owner: Client, reader: User, desk: Desk) -> None:
    assert as_owner.post(path_of(reader, "role"), {"role": "99"}).status_code == 422
    assert role_on(reader, desk.pk) == Role.READER


def test_the_last_owner_is_told_why_not(as_owner: Client, owner: User, desk: Desk) -> None:
    for action in ("role", "remove"):
        answer = as_owner.post(path_of(owner, action), {"role": Role.READER}, follow=True)
        assert "keeps at least one owner" in answer.text
        assert role_on(owner, desk.pk) == Role.OWNER


def test_an_owner_removes_a_member(as_owner: Client, reader: User, desk: Desk) -> None:
    answer = as_owner.post(path_of(reader, "remove"), follow=True)
    assert "no longer a member" in answer.text
    assert role_on(reader, desk.pk) is None


def test_an_owner_who_leaves_is_not_sent_to_a_closed_door(
    as_owner: Client, owner: User, reader: User
) -> None:
    Membership.objects.filter(user=reader).update(role=Role.OWNER)
    assert as_owner.post(path_of(owner, "remove")).headers["Location"] == "/"


@pytest.mark.parametrize("action", ["role", "remove"])
def test_a_curator_changes_nobody(action: str, curator: User, reader: User, client_of: ClientOf) -> None:
    answer = client_of(curator).post(path_of(reader, action), {"role": Role.OWNER})
    assert answer.status_code == 403
    assert Membership.objects.get(user=reader).role == Role.READER


@pytest.mark.parametrize("action", ["role", "remove"])
def test_a_member_of_another_desk_is_out_of_reach(
    action: str, as_owner: Client, stranger: User, other_desk: Desk
) -> None:
    membership = Membership.objects.get(user=stranger)
    answer = as_owner.post(f"{MEMBERS}{membership.pk}/{action}/", {"role": Role.READER})
    assert answer.status_code == 404
    assert role_on(stranger, other_desk.pk) == Role.OWNER


def test_an_owner_makes_an_invitation_with_a_link_to_copy(as_owner: Client, desk: Desk) -> None:
    form = {"role": Role.ANNOTATOR, "email": "new@example.org"}
    page = as_owner.post("/desks/desk/invitations/", form, follow=True)
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.email) == (Role.ANNOTATOR, "new@example.org")
    assert f"http://testserver/invitations/{invitation.token}/" in page.text


def test_an_invitation_is_mailed_where_there_is_a_mail_server(
    as_owner: Client, desk: Desk, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    form = {"role": Role.ANNOTATOR, "email": "new@example.org"}
    as_owner.post("/desks/desk/invitations/", form)
    assert mailoutbox == []
    settings.EMAIL_ENABLED = True
    page = as_owner.post("/desks/desk/invitations/", form, follow=True)
    assert "sent to new@example.org" in page.text
    (mail,) = mailoutbox
    assert mail.to == ["new@example.org"]
    assert f"http://testserver/invitations/{Invitation.objects.latest('pk').token}/" in mail.body


def test_a_mail_server_that_fails_leaves_the_link_to_copy(
    as_owner: Client, desk: Desk, settings: Settings
) -> None:
    settings.EMAIL_ENABLED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    form = {"role": Role.ANNOTATOR, "email": "new@example.org"}
    page = as_owner.post("/desks/desk/invitations/", form, follow=True)
    assert "copy its link" in page.text
    assert Invitation.objects.get().token in page.text


def test_a_wrong_address_is_said_in_the_form(as_owner: Client, desk: Desk) -> None:
    answer = as_owner.post("/desks/desk/invitations/", {"role": Role.READER, "email": "nobody"})
    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert not Invitation.objects.exists()


def test_only_owners_see_the_links(curator: User, owner: User, desk: Desk, client_of: ClientOf) -> None:
    invitation = services.invite(user=owner, desk=desk, role=Role.READER)
    assert invitation.token not in client_of(curator).get(MEMBERS).text
    assert invitation.token in client_of(owner).get(MEMBERS).text


def test_an_owner_revokes_an_invitation(as_owner: Client, owner: User, desk: Desk) -> None:
    invitation = services.invite(user=owner, desk=desk, role=Role.READER)
    answer = as_owner.post(f"/desks/desk/invitations/{invitation.pk}/revoke/", follow=True)
    assert "revoked" in answer.text
    assert not Invitation.objects.exists()


def test_an_owner_opens_a_further_desk(as_owner: Client, owner: User) -> None:
    answer = as_owner.post("/new-desk/", {"name": "Foreign affairs"})
    assert answer.headers["Location"] == "/desks/foreign-affairs/members/"
    assert role_on(owner, Desk.objects.get(slug="foreign-affairs").pk) == Role.OWNER


def test_a_desk_needs_a_name(as_owner: Client) -> None:
    assert as_owner.post("/new-desk/", {"name": " "}).status_code == 422
    assert Desk.objects.count() == 1


def test_the_list_takes_the_same_queries_for_twice_the_people(
    as_owner: Client, owner: User, desk: Desk
) -> None:
    def add(number: int) -> None:
        builders.build_member(desk, Role.READER, f"member{number}@example.org")
        services.invite(user=owner, desk=desk, role=Role.READER)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert as_owner.get(MEMBERS).status_code == 200
        return len(queries)

    for number in range(5):
        add(number)
    once = count()
    for number in range(5, 10):
        add(number)
    assert count() == once
