"""What happens at the same moment: one invitation makes one member, and one owner stays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connections

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User
from newsdesk.demo import builders

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(actions: Sequence[Callable[[], object]]) -> list[str]:
    """Runs each action in a thread with a connection of its own; what became of them, sorted."""
    start = threading.Barrier(len(actions))
    outcomes: list[str] = []

    def run(action: Callable[[], object]) -> None:
        try:
            start.wait()
            action()
            outcomes.append("done")
        except (services.AlreadyMember, services.InvitationSpent, services.LastOwner) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def owner_of_desk() -> tuple[User, Desk]:
    owner = builders.build_user("owner@example.org")
    return owner, builders.build_desk(owner=owner)


def test_one_of_four_wins_the_invitation(owner_of_desk: tuple[User, Desk]) -> None:
    owner, desk = owner_of_desk
    services.invite(user=owner, desk=desk, role=Role.READER)
    people = [builders.build_user(f"p{number}@example.org") for number in range(4)]

    def accept(user: User) -> Callable[[], object]:
        return lambda: services.accept_invitation(user=user, invitation=Invitation.objects.get())

    outcomes = at_once([accept(user) for user in people])
    assert outcomes == ["InvitationSpent", "InvitationSpent", "InvitationSpent", "done"]
    assert Membership.objects.filter(desk=desk).count() == 2


def test_one_of_two_owners_who_step_down_stays(owner_of_desk: tuple[User, Desk]) -> None:
    first, desk = owner_of_desk
    second = builders.build_member(desk, Role.OWNER, "second@example.org")

    def step_down(user: User) -> Callable[[], object]:
        membership = Membership.objects.get(user=user)
        return lambda: services.change_role(user=user, membership=membership, role=Role.READER)

    assert at_once([step_down(first), step_down(second)]) == ["LastOwner", "done"]
    assert Membership.objects.filter(desk=desk, role=Role.OWNER).count() == 1


def test_two_invitations_taken_at_once_make_one_membership(owner_of_desk: tuple[User, Desk]) -> None:
    owner, desk = owner_of_desk
    invitations = [services.invite(user=owner, desk=desk, role=role) for role in (Role.READER, Role.CURATOR)]
    user = builders.build_user("p@example.org")

    def accept(invitation: Invitation) -> Callable[[], object]:
        return lambda: services.accept_invitation(user=user, invitation=invitation)

    assert at_once([accept(invitation) for invitation in invitations]) == ["AlreadyMember", "done"]
    assert Invitation.objects.filter(accepted_at=None).count() == 1, "the other link stays unused"


def test_a_membership_that_appears_after_the_look_is_named_too(
    owner_of_desk: tuple[User, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, desk = owner_of_desk
    invitation = services.invite(user=owner, desk=desk, role=Role.READER)
    member = builders.build_member(desk, Role.READER, "p@example.org")
    monkeypatch.setattr(services, "role_on", lambda _user, _desk_id: None)

    with pytest.raises(services.AlreadyMember):
        services.accept_invitation(user=member, invitation=invitation)

    assert Invitation.objects.get().accepted_at is None


def test_two_desks_of_one_name_opened_at_once_get_two_short_names(owner_of_desk: tuple[User, Desk]) -> None:
    owner, _desk = owner_of_desk

    outcomes = at_once(3 * [lambda: services.open_desk(user=owner, name="Kreis Nord")])

    assert outcomes == ["done", "done", "done"]
    slugs = Desk.objects.filter(name="Kreis Nord").values_list("slug", flat=True)
    assert sorted(slugs) == ["kreis-nord", "kreis-nord-2", "kreis-nord-3"]


def test_a_short_name_that_is_always_taken_ends_with_a_named_error(
    owner_of_desk: tuple[User, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, desk = owner_of_desk
    monkeypatch.setattr(services, "free_slug", lambda _name: desk.slug)

    with pytest.raises(services.SlugTaken):
        services.open_desk(user=owner, name="Kreis Nord")
