"""Who may change who belongs to a desk, and what always stays true of a desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsdesk.accounts import services
from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User
from newsdesk.demo import builders


def membership_of(user: User, desk: Desk) -> Membership:
    return Membership.objects.get(user=user, desk=desk)


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@example.org")


@pytest.fixture
def invitation(owner: User, desk: Desk) -> Invitation:
    return services.invite(user=owner, desk=desk, role=Role.REVIEWER)


# --- Members --------------------------------------------------------------------------------------


def test_an_owner_changes_a_role(owner: User, reader: User, desk: Desk) -> None:
    services.change_role(user=owner, membership=membership_of(reader, desk), role=Role.CURATOR)
    assert role_on(reader, desk.pk) == Role.CURATOR


def test_the_operator_may_help_a_desk(operator: User, reader: User, desk: Desk) -> None:
    services.change_role(user=operator, membership=membership_of(reader, desk), role=Role.OWNER)
    assert role_on(reader, desk.pk) == Role.OWNER


def test_a_curator_cannot_promote_anybody(curator: User, desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        services.change_role(user=curator, membership=membership_of(curator, desk), role=Role.OWNER)
    assert role_on(curator, desk.pk) == Role.CURATOR


def test_the_owner_of_another_desk_changes_nothing_here(
    stranger: User, other_desk: Desk, reader: User, desk: Desk
) -> None:
    with pytest.raises(PermissionDenied):
        services.remove_member(user=stranger, membership=membership_of(reader, desk))
    assert role_on(reader, desk.pk) == Role.READER


def test_a_deactivated_owner_changes_nothing(owner: User, reader: User, desk: Desk) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)
    owner.refresh_from_db()
    with pytest.raises(PermissionDenied):
        services.remove_member(user=owner, membership=membership_of(reader, desk))


def test_an_owner_removes_a_member(owner: User, reader: User, desk: Desk) -> None:
    services.remove_member(user=owner, membership=membership_of(reader, desk))
    assert role_on(reader, desk.pk) is None
    assert User.objects.filter(pk=reader.pk).exists()


def test_the_last_owner_cannot_step_down(owner: User, reader: User, desk: Desk) -> None:
    with pytest.raises(services.LastOwner):
        services.change_role(user=owner, membership=membership_of(owner, desk), role=Role.CURATOR)
    assert role_on(owner, desk.pk) == Role.OWNER


def test_the_last_owner_cannot_leave(owner: User, reader: User, desk: Desk) -> None:
    with pytest.raises(services.LastOwner):
        services.remove_member(user=owner, membership=membership_of(owner, desk))
    assert role_on(owner, desk.pk) == Role.OWNER


def test_a_deactivated_owner_does_not_count_as_the_other_one(owner: User, reader: User, desk: Desk) -> None:
    Membership.objects.filter(user=reader).update(role=Role.OWNER)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    with pytest.raises(services.LastOwner):
        services.remove_member(user=owner, membership=membership_of(owner, desk))


def test_an_owner_may_leave_once_there_is_another(owner: User, reader: User, desk: Desk) -> None:
    services.change_role(user=owner, membership=membership_of(reader, desk), role=Role.OWNER)
    services.remove_member(user=owner, membership=membership_of(owner, desk))
    assert role_on(owner, desk.pk) is None


# --- Desks ----------------------------------------------------------------------------------------


def test_whoever_owns_a_desk_may_open_another(owner: User, desk: Desk) -> None:
    opened = services.open_desk(user=owner, name="Wirtschaft & Börse")
    assert opened.slug == "wirtschaft-borse"
    assert role_on(owner, opened.pk) == Role.OWNER


def test_a_desk_of_the_same_name_gets_a_number(owner: User, desk: Desk) -> None:
    slugs = [services.open_desk(user=owner, name="Sport").slug for _ in range(3)]
    assert slugs == ["sport", "sport-2", "sport-3"]


def test_a_name_without_latin_letters_has_a_short_name_too(owner: User, desk: Desk) -> None:
    assert services.open_desk(user=owner, name="新聞").slug == "desk-2"


def test_a_curator_opens_no_desk(curator: User, desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        services.open_desk(user=curator, name="Mine")
    assert Desk.objects.count() == 1


def test_only_an_owner_renames_a_desk(owner: User, curator: User, desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        services.rename_desk(user=curator, desk=desk, name="Ours")
    services.rename_desk(user=owner, desk=desk, name="Foreign desk")
    assert Desk.objects.get().name == "Foreign desk"


# --- Invitations ----------------------------------------------------------------------------------


def test_only_owners_invite(curator: User, desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        services.invite(user=curator, desk=desk, role=Role.READER)
    assert not Invitation.objects.exists()


def test_an_invitation_makes_a_member_with_its_role(
    invitation: Invitation, stranger: User, desk: Desk
) -> None:
    services.accept_invitation(user=stranger, invitation=invitation)
    assert role_on(stranger, desk.pk) == Role.REVIEWER
    invitation.refresh_from_db()
    assert invitation.accepted_by == stranger


def test_an_invitation_works_once(invitation: Invitation, stranger: User, desk: Desk) -> None:
    services.accept_invitation(user=stranger, invitation=invitation)
    second = builders.build_user("second@example.org")
    with pytest.raises(services.InvitationSpent):
        services.accept_invitation(user=second, invitation=invitation)
    assert role_on(second, desk.pk) is None


@pytest.mark.parametrize("leaves", [True, False])
def test_who_is_no_owner_any_more_cannot_come_back_by_an_own_invitation(
    owner: User, stranger: User, desk: Desk, leaves: bool
) -> None:
    second = builders.build_member(desk, Role.OWNER, "second@example.org")
    own = services.invite(user=second, desk=desk, role=Role.OWNER)
    of_the_other = services.invite(user=owner, desk=desk, role=Role.READER)
    membership = Membership.objects.get(desk=desk, user=second)

    if leaves:
        services.remove_member(user=owner, membership=membership)
    else:
        services.change_role(user=owner, membership=membership, role=Role.CURATOR)

    assert list(Invitation.objects.usable()) == [of_the_other]
    with pytest.raises(services.InvitationSpent):
        services.accept_invitation(user=stranger, invitation=own)


def test_an_expired_invitation_does_nothing(invitation: Invitation, stranger: User, desk: Desk) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(services.InvitationSpent):
        services.accept_invitation(user=stranger, invitation=invitation)
    assert role_on(stranger, desk.pk) is None


def test_a_member_does_not_use_up_an_invitation(invitation: Invitation, reader: User, desk: Desk) -> None:
    with pytest.raises(services.AlreadyMember):
        services.accept_invitation(user=reader, invitation=invitation)
    assert Invitation.objects.usable().count() == 1
    assert role_on(reader, desk.pk) == Role.READER


def test_a_new_person_registers_with_an_invitation(invitation: Invitation, desk: Desk) -> None:
    user = services.register(
        invitation=invitation, name="Nele", email="Nele@Example.org", password="korallenriff 7"
    )
    assert user.email == "nele@example.org"
    assert user.check_password("korallenriff 7")
    assert role_on(user, desk.pk) == Role.REVIEWER


def test_a_spent_invitation_leaves_no_account_behind(invitation: Invitation, stranger: User) -> None:
    services.accept_invitation(user=stranger, invitation=invitation)
    with pytest.raises(services.InvitationSpent):
        services.register(invitation=invitation, name="Late", email="late@example.org", password="x")
    assert not User.objects.filter(email="late@example.org").exists()


def test_an_address_has_one_account_whatever_its_case(invitation: Invitation, stranger: User) -> None:
    with pytest.raises(services.EmailTaken):
        services.register(
            invitation=invitation, name="Twin", email=stranger.email.upper(), password="korallenriff 7"
        )
    assert Invitation.objects.usable().count() == 1


def test_an_owner_revokes_an_unused_invitation(
    invitation: Invitation, owner: User, curator: User, stranger: User
) -> None:
    with pytest.raises(PermissionDenied):
        services.revoke_invitation(user=curator, invitation=invitation)
    services.revoke_invitation(user=owner, invitation=invitation)
    with pytest.raises(services.InvitationSpent):
        services.accept_invitation(user=stranger, invitation=invitation)


def test_a_used_invitation_cannot_be_revoked(invitation: Invitation, owner: User, stranger: User) -> None:
    services.accept_invitation(user=stranger, invitation=invitation)
    with pytest.raises(services.InvitationSpent):
        services.revoke_invitation(user=owner, invitation=invitation)
    assert Invitation.objects.filter(pk=invitation.pk).exists()
