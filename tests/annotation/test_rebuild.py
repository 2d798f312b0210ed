"""What is kept of a chain can be computed anew, and a check says where it differs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import DecisionKind, Item, Layer
from newsdesk.annotation.services import Act, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(reviewer: User, layer: Layer, run: PipelineRun) -> list[Item]:
    """One claim is accepted, one accepted and taken back."""
    one, other = run.claims.order_by("ordinal")[:2]
    acts = [Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, row=row) for row in (one, other)]
    first, second = decide(user=reviewer, layer=layer, acts=acts)
    undo = Act(uuid=uuid4(), kind=DecisionKind.UNDO, row=other, previous=second.pk, undoes=second.pk)
    decide(user=reviewer, layer=layer, acts=[undo])
    return [first.item, second.item]


def test_nothing_differs_after_decisions(items: list[Item], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild", check=True)
    assert capsys.readouterr().out == "No difference.\n"


def test_a_check_fails_where_something_differs(items: list[Item]) -> None:
    Item.objects.filter(pk=items[0].pk).update(holds=None)
    with pytest.raises(CommandError, match=str(items[0].pk)):
        call_command("rebuild", check=True)


def test_what_differs_is_mended(items: list[Item]) -> None:
    kept = list(Item.objects.order_by("pk").values_list("pk", "head", "holds"))
    Item.objects.update(head=None, holds=None)
    call_command("rebuild")
    assert list(Item.objects.order_by("pk").values_list("pk", "head", "holds")) == kept
