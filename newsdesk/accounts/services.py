"""Writes to desks, members and invitations."""

from __future__ import annotations

from django.db import transaction

from newsdesk.accounts.models import Desk, Membership, Role, User


@transaction.atomic
def create_desk(*, owner: User, name: str, slug: str) -> Desk:
    """A new desk with its first owner. Raises IntegrityError if the short name is taken."""
    desk = Desk.objects.create(name=name, slug=slug)
    Membership.objects.create(desk=desk, user=owner, role=Role.OWNER)
    return desk
