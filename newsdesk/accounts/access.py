"""The only door to a row: a stranger finds nothing (404), a member without the role is refused (403)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from newsdesk.accounts.models import Desk, Membership, Role, User


def role_on(user: User | AnonymousUser, desk_id: int) -> Role | None:
    """The role of `user` on the desk, None for a stranger."""
    if user.pk is None:
        return None
    role = Membership.objects.filter(user_id=user.pk, desk_id=desk_id).values_list("role", flat=True).first()
    return None if role is None else Role(role)


def require_role(user: User | AnonymousUser, desk_id: int, role: Role) -> Role:
    """The role of `user` on the desk. Raises PermissionDenied below `role`."""
    actual = role_on(user, desk_id)
    if actual is None or actual < role:
        raise PermissionDenied
    return actual


def access(rows: Any, user: User | AnonymousUser, role: Role = Role.READER, **lookup: Any) -> Any:
    """The one row that `lookup` names, for a member with at least `role`.

    `rows` is a manager or queryset with `visible_to`; its model has a `desk_id`.
    Raises Http404 for a stranger (as for a row that does not exist), PermissionDenied below the role.
    """
    row = get_object_or_404(rows.visible_to(user), **lookup)
    if role > Role.READER:
        require_role(user, row.desk_id, role)
    return row


def access_desk(user: User | AnonymousUser, slug: str, role: Role = Role.READER) -> Desk:
    """The desk with this short name, as `access`."""
    desk: Desk = access(Desk.objects, user, role, slug=slug)
    return desk
