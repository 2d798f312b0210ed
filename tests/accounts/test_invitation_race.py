"""Two people who open the same invitation at the same moment: one joins, the other is told."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from newsdesk.accounts import services
from newsdesk.accounts.models import Invitation, Membership, Role, User
from newsdesk.demo import builders


@pytest.mark.django_db(transaction=True)
def test_one_of_two_wins_the_invitation() -> None:
    owner = builders.build_user("owner@example.org")
    desk = builders.build_desk(owner=owner)
    services.invite(user=owner, desk=desk, role=Role.READER)
    people = [builders.build_user(f"p{number}@example.org") for number in range(4)]
    start = threading.Barrier(len(people))
    outcomes: list[str] = []

    def accept(user: User) -> None:
        try:
            start.wait()
            services.accept_invitation(user=user, invitation=Invitation.objects.get())
            outcomes.append("joined")
        except services.InvitationSpent:
            outcomes.append("spent")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["joined", "spent", "spent", "spent"]
    assert Membership.objects.filter(desk=desk).count() == 2
