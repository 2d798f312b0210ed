"""What people have decided before an update is still there after it, and as well kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Anchor, Decision, Item
from newsdesk.annotation.projections import drifted, rebuild
from newsdesk.demo import builders
from tests.annotation.filled import filled_run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

BEFORE = ("annotation", "0002_append_only")


@pytest.fixture(autouse=True)
def as_it_was(transactional_db: None) -> Iterator[None]:
    """All migrations are there again after the test, and no heads, or its decisions would stay."""
    yield
    migrate_to_the_newest()
    Item.objects.update(head=None, holds=None, redo=None)


def migrate(*targets: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return executor.loader.project_state(list(targets)).apps


def migrate_to_the_newest() -> Any:
    return migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_decisions_of_before_are_kept(transactional_db: None) -> None:
    owner = builders.build_user("owner@example.org")
    run = filled_run(builders.build_desk(owner=owner), owner, 4)
    decide_as_before(migrate(BEFORE), run, owner.pk)

    migrate_to_the_newest()

    (item,) = Item.objects.all()
    assert (Anchor.objects.get().layer, item.head) == (item.layer, Decision.objects.get(kind="reject"))
    assert [decision.guideline for decision in Decision.objects.all()] == ["", ""]
    assert rebuild() == 1
    assert list(drifted()) == []
    for refused in (lambda: Decision.objects.update(kind="add"), Decision.objects.all()._raw_delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused(*([] if refused.__name__ == "<lambda>" else ["default"]))


def decide_as_before(apps: Any, run: PipelineRun, user: int) -> None:
    """Two decisions on one item, as an older release has left them."""
    names = ("Layer", "Item", "Decision", "Anchor")
    layers, items, decisions, anchors = (apps.get_model("annotation", name).objects for name in names)
    layer = layers.create(text_id=run.text_id, kind="desk")
    desk = run.text.article.desk_id
    item = items.create(uuid=uuid4(), desk_id=desk, layer=layer, kind="claim")
    row = run.claims.order_by("pk").values_list("pk", flat=True)[0]
    anchors.create(item=item, run_id=run.pk, claim_id=row)
    first = decisions.create(uuid=uuid4(), item=item, kind="accept", value={}, user_id=user)
    second = decisions.create(uuid=uuid4(), item=item, kind="reject", previous=first, user_id=user)
    items.filter(pk=item.pk).update(head=second, holds=second)
