"""Writes to desks, members, invitations and logins: permission and change in one function."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from newsdesk.accounts.access import role_on
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User

DEFAULT_OWNER = "owner@example.org"  # whose login is made where nobody names another


SLUG_ATTEMPTS = 5


class SlugTaken(Exception):
    """No short name for a new desk stayed free long enough to be taken."""


class LastOwner(Exception):
    """A desk keeps at least one owner."""


class InvitationSpent(Exception):
    """The invitation was used, has expired, or was revoked."""


class AlreadyMember(Exception):
    """The person belongs to the desk already; the invitation stays unused."""


class EmailTaken(Exception):
    """Somebody has an account with this address."""


def may_administer(user: User, desk_id: int) -> bool:
    """Whether `user` may change who belongs to the desk: its owners, and the operator."""
    return user.is_active and (user.is_superuser or role_on(user, desk_id) == Role.OWNER)


def require_owner(user: User, desk_id: int) -> None:
    """Raises PermissionDenied for anybody but an owner of the desk and the operator."""
    if not may_administer(user, desk_id):
        raise PermissionDenied


# --- Desks ----------------------------------------------------------------------------------------


@transaction.atomic
def create_desk(*, owner: User, name: str, slug: str) -> Desk:
    """A new desk with its first owner. Raises IntegrityError if the short name is taken."""
    desk = Desk.objects.create(name=name, slug=slug)
    Membership.objects.create(desk=desk, user=owner, role=Role.OWNER)
    return desk


def may_open_desks(user: User) -> bool:
    """Whether `user` may create desks: whoever owns one, and the operator."""
    return user.is_superuser or user.memberships.filter(role=Role.OWNER).exists()


@transaction.atomic
def open_desk(*, user: User, name: str) -> Desk:
    """A new desk that `user` owns, under a short name made from `name`.

    Raises PermissionDenied, and SlugTaken where others take one short name after the other.
    """
    if not may_open_desks(user):
        raise PermissionDenied
    for _attempt in range(SLUG_ATTEMPTS):
        try:
            with transaction.atomic():
                return create_desk(owner=user, name=name, slug=free_slug(name))
        except IntegrityError:  # somebody opened a desk of this name at the same moment
            continue
    raise SlugTaken


def free_slug(name: str) -> str:
    """A short name for a desk that no other has: of `name`, with a number where that is taken."""
    stem = slugify(name)[:50].strip("-") or "desk"
    taken = set(Desk.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def rename_desk(*, user: User, desk: Desk, name: str) -> None:
    """Changes the name that people read; links keep the short name. Raises PermissionDenied."""
    require_owner(user, desk.pk)
    desk.name = name
    desk.save(update_fields=["name"])


@transaction.atomic
def set_hidden_share(*, user: User, desk: Desk, share: int) -> None:
    """On how many of a hundred new articles suggestions are hidden. Raises PermissionDenied, ValueError."""
    require_owner(user, desk.pk)
    if not 0 <= share <= 100:
        raise ValueError(f"{share} per cent")
    desk.hidden_share = share
    desk.save(update_fields=["hidden_share"])


# --- Members --------------------------------------------------------------------------------------


@transaction.atomic
def change_role(*, user: User, membership: Membership, role: Role) -> None:
    """Gives a member another role. Raises PermissionDenied, LastOwner."""
    require_owner(user, membership.desk_id)
    if role != Role.OWNER:
        require_other_owner(membership)
        withdraw_invitations_of(membership)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, user: User, membership: Membership) -> None:
    """Takes a person off the desk; what they did stays. Raises PermissionDenied, LastOwner."""
    require_owner(user, membership.desk_id)
    require_other_owner(membership)
    withdraw_invitations_of(membership)
    membership.delete()


def require_other_owner(membership: Membership) -> None:
    """Raises LastOwner if the desk has no active owner beside this one.

    The lock on the desk lets two owners who step down at the same moment see one another.
    """
    Desk.objects.select_for_update().get(pk=membership.desk_id)
    owners = Membership.objects.filter(desk_id=membership.desk_id, role=Role.OWNER, user__is_active=True)
    if not owners.exclude(pk=membership.pk).exists():
        raise LastOwner


def withdraw_invitations_of(membership: Membership) -> None:
    """Makes the links worthless that somebody gave out as an owner, and might come back by."""
    links = Invitation.objects.filter(desk_id=membership.desk_id, invited_by_id=membership.user_id)
    links.filter(accepted_at=None).delete()


# --- Invitations ----------------------------------------------------------------------------------


@transaction.atomic
def invite(*, user: User, desk: Desk, role: Role, email: str = "") -> Invitation:
    """An invitation whose link makes one person a member with `role`. Raises PermissionDenied."""
    require_owner(user, desk.pk)
    return Invitation.objects.create(desk=desk, role=role, email=email, invited_by=user)


@transaction.atomic
def revoke_invitation(*, user: User, invitation: Invitation) -> None:
    """Makes an unused link worthless. Raises PermissionDenied, InvitationSpent if it was used."""
    require_owner(user, invitation.desk_id)
    revoked, _ = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
    if not revoked:
        raise InvitationSpent


@transaction.atomic
def accept_invitation(*, user: User, invitation: Invitation) -> Membership:
    """Makes `user` a member; whoever comes second with the same link finds it used.

    Raises AlreadyMember, InvitationSpent.
    """
    if role_on(user, invitation.desk_id) is not None:
        raise AlreadyMember
    usable = Invitation.objects.usable().filter(pk=invitation.pk)
    if usable.update(accepted_at=timezone.now(), accepted_by=user) != 1:
        raise InvitationSpent
    try:
        with transaction.atomic():
            return Membership.objects.create(desk_id=invitation.desk_id, user=user, role=invitation.role)
    except IntegrityError as error:  # with another link, at the same moment
        raise AlreadyMember from error


@transaction.atomic
def register(*, invitation: Invitation, name: str, email: str, password: str) -> User:
    """A new person who joins with an invitation; without it there is no account either.

    Raises EmailTaken, InvitationSpent.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
    except IntegrityError as error:
        raise EmailTaken from error
    accept_invitation(user=user, invitation=invitation)
    return user


# --- Logins ---------------------------------------------------------------------------------------


def generated_password() -> str:
    """A password of 120 bits in five groups that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(5))


@transaction.atomic
def reset_login(*, user: User, drop_second_factor: bool = False) -> str:
    """A new password for `user`, which ends all their sessions; the caller shows it once.

    For the operator at the command line only: there is no permission to ask about.
    """
    from allauth.mfa.models import Authenticator

    password = generated_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    if drop_second_factor:
        Authenticator.objects.filter(user=user).delete()
    return password
