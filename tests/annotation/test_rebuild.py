"""What is kept of a chain can be computed anew, and a check says where it differs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import ArticleState, DecisionKind, Item, Layer
from newsdesk.annotation.projections import drifted
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


@pytest.mark.parametrize("column", ["head", "holds", "redo"])
def test_each_column_is_compared(items: list[Item], column: str) -> None:
    for item in Item.objects.all():
        others = {getattr(item, name) for name in ("head", "holds", "redo")} - {getattr(item, column)}
        setattr(item, column, None if getattr(item, column) else others.pop())
        item.save()
    assert {drift.row for drift in drifted()} >= set(Item.objects.all())


@pytest.mark.parametrize(
    "wrong",
    [{"open_claims": 99}, {"accepted": 0}, {"is_done": True}, {"decided_at": None}],
)
def test_the_state_of_an_article_is_compared_too(
    items: list[Item], layer: Layer, wrong: dict[str, Any]
) -> None:
    before = ArticleState.objects.values().get()
    ArticleState.objects.update(**wrong)
    with pytest.raises(CommandError, match=f"articlestate|layer {layer.pk}"):
        call_command("rebuild", check=True)
    call_command("rebuild")
    assert ArticleState.objects.values().get() == before


def test_a_state_that_is_missing_is_made(items: list[Item]) -> None:
    before = ArticleState.objects.values().get()
    ArticleState.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("rebuild", check=True)
    call_command("rebuild")
    assert ArticleState.objects.values().get() == before


def test_a_layer_in_which_nobody_has_decided_lacks_nothing(layer: Layer) -> None:
    call_command("rebuild", check=True)
    assert not ArticleState.objects.exists()


def test_what_differs_is_mended(items: list[Item]) -> None:
    """The state of the article follows from the items, and is mended after them."""
    columns = ("pk", "head", "holds", "redo")
    kept = list(Item.objects.order_by("pk").values_list(*columns))
    state = ArticleState.objects.values().get()
    Item.objects.update(head=None, holds=None, redo=None)
    ArticleState.objects.update(accepted=7)
    call_command("rebuild")
    assert list(Item.objects.order_by("pk").values_list(*columns)) == kept
    assert ArticleState.objects.values().get() == state
