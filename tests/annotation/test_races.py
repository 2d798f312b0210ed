"""Two people, or one twice, at the same moment: one is first, the other is told, nothing is doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from uuid import uuid4

import pytest
from django.db import connections

from newsdesk.accounts.models import Desk, Role, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Anchor, ArticleState, Decision, Item, ItemKind, Layer, LayerKind
from newsdesk.annotation.projections import drifted, rebuild
from newsdesk.annotation.services import Act, Conflict, decide
from newsdesk.annotation.stretches import article_item
from newsdesk.annotation.values import InvalidValue
from newsdesk.articles.models import ArticleText
from newsdesk.demo import builders
from tests.annotation.filled import filled_run

pytestmark = pytest.mark.django_db(transaction=True)

Writers = tuple[User, User]


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Runs each action in a thread with a connection of its own; what became of them, sorted."""
    start = threading.Barrier(len(actions))
    outcomes: list[str] = []

    def run(action: Callable[[], object]) -> None:
        try:
            start.wait()
            action()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def acting(user: User, text: ArticleText, acts: Sequence[Act]) -> Callable[[], object]:
    """A request: everything is looked up anew, as in a process of its own."""

    def request() -> object:
        layer = services.layer_of(ArticleText.objects.get(pk=text.pk))
        return decide(user=user, layer=layer, acts=acts)

    return request


@pytest.fixture(autouse=True)
def no_heads_after_the_test(transactional_db: None) -> Iterator[None]:
    """Or the database would keep every decision of it."""
    yield
    Item.objects.update(head=None, holds=None, redo=None)


@pytest.fixture
def people() -> tuple[Desk, User, User]:
    owner = builders.build_user("owner@example.org")
    desk = builders.build_desk(owner=owner)
    return desk, owner, builders.build_member(desk, Role.REVIEWER, "reviewer@example.org")


@pytest.fixture
def writers(people: tuple[Desk, User, User]) -> Writers:
    return people[1:]


@pytest.fixture
def run(people: tuple[Desk, User, User]) -> PipelineRun:
    desk, owner, _ = people
    return filled_run(desk, owner, 40)


@pytest.fixture
def layer(run: PipelineRun) -> Layer:
    layer = services.layer_of(run.text)
    follow(layer, run)
    return layer


def nothing_differs() -> bool:
    return list(drifted()) == []


def test_of_two_who_decide_about_one_row_one_is_told(run: PipelineRun, writers: Writers) -> None:
    """Nobody has decided in this article before: layer, item and state are made by whoever is first."""
    for row in run.mentions.all()[:5]:
        acts = [Act(uuid=uuid4(), kind=kind, row=row) for kind in ("accept", "reject")]
        requests = [acting(user, run.text, [act]) for user, act in zip(writers, acts, strict=True)]
        assert at_once(*requests) == ["Conflict", "done"]
    assert Layer.objects.count() == 1
    assert Item.objects.count() == Anchor.objects.count() == Decision.objects.count() == 5
    assert nothing_differs()


def test_of_two_who_go_on_from_the_same_decision_one_is_told(
    run: PipelineRun, layer: Layer, writers: Writers
) -> None:
    (first,) = decide(
        user=writers[0], layer=layer, acts=[Act(uuid=uuid4(), kind="accept", row=run.claims.get(ordinal=0))]
    )
    acts = [
        Act(uuid=uuid4(), kind=kind, item=first.item_id, previous=first.pk, undoes=undoes)
        for kind, undoes in (("reject", None), ("undo", first.pk))
    ]
    requests = [acting(user, run.text, [act]) for user, act in zip(writers, acts, strict=True)]
    assert at_once(*requests) == ["Conflict", "done"]
    assert nothing_differs()


def test_the_one_who_is_told_is_told_of_what_was_first(
    run: PipelineRun, layer: Layer, writers: Writers
) -> None:
    row = run.claims.get(ordinal=0)
    told: list[Conflict] = []

    def request(user: User) -> None:
        try:
            acting(user, run.text, [Act(uuid=uuid4(), kind="accept", row=row)])()
        except Conflict as conflict:
            told.append(conflict)

    assert at_once(*(lambda user=user: request(user) for user in writers)) == ["done", "done"]
    assert [conflict.item.head for conflict in told] == [Decision.objects.get()]


def test_what_is_sent_twice_at_once_is_stored_once(run: PipelineRun, writers: Writers) -> None:
    rows = run.mentions.all()[:3]
    acts = [Act(uuid=uuid4(), kind="accept", row=row) for row in rows]
    acts.append(Act(uuid=uuid4(), kind="accept", item=article_item(run.text_id), item_kind=ItemKind.ARTICLE))
    assert at_once(*[acting(writers[0], run.text, acts)] * 4) == ["done"] * 4
    assert Decision.objects.count() == 4
    assert ArticleState.objects.get().is_done
    assert nothing_differs()


def test_accepting_all_twice_at_once_stores_it_once(run: PipelineRun, layer: Layer, writers: Writers) -> None:
    batch = uuid4()
    mentions = list(run.mentions.values_list("pk", flat=True))

    def request() -> None:
        own = Layer.objects.get(pk=layer.pk)
        accept_rows(user=writers[0], layer=own, run=run, mentions=mentions, claims=[], batch_id=batch)

    assert at_once(request, request) == ["done", "done"]
    assert Decision.objects.count() == len(mentions)
    back = uuid4()

    def undo() -> None:
        own = Layer.objects.get(pk=layer.pk)
        services.undo_batch(user=writers[0], layer=own, batch_id=batch, as_batch=back)

    assert at_once(undo, undo) == ["done", "done"]
    assert Decision.objects.count() == 2 * len(mentions)
    assert nothing_differs()


def test_who_accepts_all_and_who_rejects_one_get_along(
    run: PipelineRun, layer: Layer, writers: Writers
) -> None:
    mentions = list(run.mentions.values_list("pk", flat=True))

    def accept() -> None:
        own = Layer.objects.get(pk=layer.pk)
        accept_rows(user=writers[0], layer=own, run=run, mentions=mentions, claims=[], batch_id=uuid4())

    reject = acting(writers[1], run.text, [Act(uuid=uuid4(), kind="reject", row=run.mentions.all()[10])])
    assert at_once(accept, reject) in (["Conflict", "done"], ["done", "done"])
    assert Item.objects.count() == Decision.objects.count() == len(mentions)
    assert nothing_differs()


def test_a_layer_is_bound_once(run: PipelineRun, layer: Layer, writers: Writers) -> None:
    acts = [Act(uuid=uuid4(), kind="accept", row=row) for row in run.mentions.all()]
    decide(user=writers[0], layer=layer, acts=acts)
    again = PipelineRun.objects.create(
        text=run.text, pipeline=run.pipeline, version="2", fingerprint="2", state=run.state
    )
    for row in run.mentions.all():
        row.pk, row.run = None, again
        row.save()
    requests = [lambda: follow(Layer.objects.get(pk=layer.pk), again)] * 3
    assert at_once(*requests) == ["done"] * 3
    assert Anchor.objects.filter(run=again).count() == len(acts)
    assert nothing_differs()


def test_one_name_in_two_layers_at_once_is_refused_in_one(
    run: PipelineRun, layer: Layer, writers: Writers
) -> None:
    """No page sends that, and it is no accident of the database either."""
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, writers[0])
    act = Act(uuid=uuid4(), kind="accept", row=run.claims.get(ordinal=0))
    requests = [
        lambda pk=pk: decide(user=writers[0], layer=Layer.objects.get(pk=pk), acts=[act])
        for pk in (own.pk, layer.pk)
    ]
    assert at_once(*requests) == [InvalidValue.__name__, "done"]
    assert Decision.objects.count() == 1
    assert nothing_differs()


def test_a_rebuild_and_decisions_do_not_disturb_each_other(
    run: PipelineRun, layer: Layer, writers: Writers
) -> None:

    requests = [
        acting(writers[0], run.text, [Act(uuid=uuid4(), kind="accept", row=row)])
        for row in run.mentions.all()[:6]
    ]
    Item.objects.update(head=None, holds=None)
    assert at_once(rebuild, rebuild, *requests) == ["done"] * 8
    assert nothing_differs()
