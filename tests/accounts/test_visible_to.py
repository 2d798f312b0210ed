"""`visible_to` is the only door: no queryset hands a row of a desk to somebody who does not belong there."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from newsdesk.accounts import services
from newsdesk.accounts.models import Desk, Membership, Role, User
from newsdesk.analysis.models import Boundaries, Claim, ClaimSpan, Mention
from newsdesk.articles.models import UploadItem
from newsdesk.demo import builders

FOR_OWNERS = {"Invitation"}


def scoped_models() -> list[Any]:
    """Every model whose rows can be asked for by person."""
    return [model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]


@pytest.fixture
def filled(desk: Desk, owner: User) -> None:
    """At least one row of each model on the desk."""
    document = builders.parse_text("Der Kran sei sicher, sagte Ilse Anders.")
    run = builders.build_run(desk, owner, document, execute=lambda run_id: None)
    Mention.objects.create(run=run, start_char=0, end_char=3, label="PER")
    claim = Claim.objects.create(
        run=run,
        ordinal=0,
        type="Direct",
        certainty="certain",
        polarity="affirmed",
        tense="past",
        start_char=0,
    )
    ClaimSpan.objects.create(claim=claim, role="quote", ordinal=0, start_char=0, end_char=3)
    Boundaries.objects.create(run=run)
    builders.build_upload(desk, owner, [("crane.txt", b"Der Kran.")])
    services.invite(user=owner, desk=desk, role=Role.READER)


def leaked_to(user: Any) -> dict[str, list[int]]:
    """The ids that each model shows to somebody who should see none."""
    found = {
        model.__name__: list(model.objects.visible_to(user).values_list("pk", flat=True))
        for model in scoped_models()
    }
    return {name: ids for name, ids in found.items() if ids}


def test_every_model_with_a_desk_has_the_door() -> None:
    """What leads to a desk can be asked for by person."""
    names = {model.__name__ for model in scoped_models()}
    with_desk = {
        model.__name__
        for model in apps.get_models()
        if hasattr(model, "desk_id") and model._meta.app_label != "admin"
    }
    assert with_desk <= names
    assert names >= {
        "Desk",
        "Article",
        "ArticleText",
        "Upload",
        "UploadItem",
        "PipelineRun",
        "Mention",
        "Claim",
    }


def test_a_stranger_sees_nothing(filled: None, stranger: User) -> None:
    assert leaked_to(stranger) == {}


def test_nobody_sees_nothing(filled: None) -> None:
    assert leaked_to(AnonymousUser()) == {}


def test_the_owner_of_another_desk_sees_only_that_desk(
    filled: None, stranger: User, other_desk: Desk
) -> None:
    assert leaked_to(stranger) == {
        "Desk": [other_desk.pk],
        "Membership": [Membership.objects.get(desk=other_desk).pk],
    }


def test_an_operator_who_belongs_to_no_desk_sees_nothing_outside_the_admin(filled: None) -> None:
    assert leaked_to(User.objects.create_superuser("operator@example.org")) == {}


def test_somebody_who_was_removed_sees_nothing_any_more(
    filled: None, reader: User, owner: User, desk: Desk
) -> None:
    services.remove_member(user=owner, membership=Membership.objects.get(user=reader))
    assert leaked_to(reader) == {}


def test_a_reader_sees_each_row_of_the_desk_once(filled: None, reader: User, desk: Desk) -> None:
    for model in scoped_models():
        seen = list(model.objects.visible_to(reader).values_list("pk", flat=True))
        assert len(seen) == len(set(seen)), model
        expected = 0 if model.__name__ in FOR_OWNERS else model.objects.count()
        assert len(seen) == expected, model
    assert UploadItem.objects.visible_to(reader).exists()
