"""A desk with people and articles, and what became of decisions there. Run with Django set up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.test import Client

from newsdesk.accounts.models import Desk, Membership, Role, User
from newsdesk.annotation.models import Decision
from newsdesk.demo import builders
from tests.web.annotated import build_long

PASSWORD = "a password for the desk"


def build() -> dict[str, Any]:
    """Two reviewers with their logins, and the password of both."""
    owner = builders.build_user("owner@example.org")
    desk = builders.build_desk(owner=owner, slug="desk")
    people = {
        name: builders.build_user(f"{name}@example.org", name=name.title(), password=PASSWORD)
        for name in ("ada", "ben")
    }
    for user in people.values():
        Membership.objects.create(desk=desk, user=user, role=Role.REVIEWER)
    return {name: {"pk": user.pk, "session": log_in(user)} for name, user in people.items()}


def log_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def article() -> dict[str, Any]:
    """An article of ninety claims and more, with the ids of its machine rows."""
    owner = User.objects.get(email="owner@example.org")
    run = build_long(Desk.objects.get(slug="desk"), owner, 4_000, 600)
    return {"pk": run.text.article_id, "claims": list(run.claims.values_list("pk", flat=True))}


def stored(article_pk: int) -> dict[str, Any]:
    """The decisions of an article, and how many each of its items has at most."""
    decisions = Decision.objects.filter(item__layer__text__article=article_pk)
    each = Counter(decisions.values_list("item", flat=True))
    return {
        "names": sorted(str(pk) for pk in decisions.values_list("pk", flat=True)),
        "most_of_one": max(each.values(), default=0),
        "kinds": dict(Counter(decisions.values_list("kind", flat=True))),
        "by": dict(Counter(decisions.values_list("user__name", flat=True))),
    }
