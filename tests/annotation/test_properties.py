"""Whatever two people do, in any order: what is kept is what their decisions come to, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Mention, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import Anchor, ArticleState, Decision, DecisionKind, Item, ItemKind, Layer
from newsdesk.annotation.projections import drifted
from newsdesk.annotation.services import Act, Conflict, decide
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.annotation.undoing import Step, next_redo, next_undo
from newsdesk.annotation.values import InvalidValue
from newsdesk.articles.models import ArticleText
from newsdesk.nlp.records import LABELS, digest
from tests.annotation.acting import act as one_act
from tests.annotation.filled import TEXT, filled_run

pytestmark = pytest.mark.django_db

EXAMPLES = min(settings.default.max_examples // 20, 100) if settings.default else 25
IN_A_DATABASE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ROWS = 8
COVERED = 6


@contextmanager
def rolled_back() -> Iterator[None]:
    """An example, of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Review:
    """An article under review by two people, and what they ought to find.

    `done` and `undone` are the two stacks of an editor for each item, `takes` those of each person: in them
    a whole act is one entry.
    """

    layer: Layer
    runs: list[PipelineRun]
    people: list[User]
    data: st.DataObject
    done: dict[UUID, list[UUID]] = field(default_factory=dict)
    undone: dict[UUID, list[tuple[UUID, UUID]]] = field(default_factory=dict)
    sent: list[tuple[User, Act, UUID | None]] = field(default_factory=list)
    batches: list[UUID] = field(default_factory=list)
    stored: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)

    def note(self, decisions: list[Decision]) -> None:
        """What was stored: appended to the stacks of its items, unless it is known."""
        for decision in decisions:
            if decision.pk in self.stored:
                continue
            self.stored[decision.pk] = as_stored(decision)
            done = self.done.setdefault(decision.item_id, [])
            undone = self.undone.setdefault(decision.item_id, [])
            if decision.undoes_id is None:
                done.append(decision.pk)
                undone.clear()
            elif done and done[-1] == decision.undoes_id:
                undone.append((done.pop(), decision.pk))
            else:
                assert undone[-1][1] == decision.undoes_id
                done.append(undone.pop()[0])

    def send(self, user: User, act: Act, batch: UUID | None = None) -> None:
        """A request; one that comes too late, or about what is not there, changes nothing."""
        try:
            self.note(decide(user=user, layer=self.layer, acts=[act], batch_id=batch))
        except (Conflict, InvalidValue):
            return
        self.sent.append((user, act, batch))

    def person(self) -> User:
        return self.data.draw(st.sampled_from(self.people))

    def item(self) -> Item | None:
        """One that somebody has decided about, in the order in which that was: names are random."""
        pk = self.data.draw(st.sampled_from([None, *self.done]))
        return Item.objects.get(pk=pk) if pk else None

    # --- What people do -----------------------------------------------------------------------------

    def decide_on_row(self) -> None:
        """About a row of the run that is shown, or of the one before, knowing of its head, or not."""
        row = self.data.draw(st.sampled_from(rows_of(self.data.draw(st.sampled_from(self.runs)))))
        kind = self.data.draw(st.sampled_from(["accept", "reject", "correct"]))
        anchor = Anchor.objects.filter(layer=self.layer, mention=row).select_related("item").first()
        knows = self.data.draw(st.booleans())
        previous = anchor.item.head_id if anchor and knows else None
        value = self.mention() if kind == "correct" else None
        self.send(self.person(), Act(uuid=uuid4(), kind=kind, row=row, previous=previous, value=value))

    def decide_on_item(self) -> None:
        if item := self.item():
            kind = self.data.draw(st.sampled_from(DecisionKind.values))
            previous = self.data.draw(st.sampled_from([item.head_id, item.head_id, None, item.holds_id]))
            undoes = self.data.draw(st.sampled_from([item.holds_id, item.redo_id, item.head_id]))
            self.send(
                self.person(),
                Act(
                    uuid=uuid4(),
                    kind=kind,
                    item=item.pk,
                    previous=previous,
                    undoes=undoes if kind == "undo" else None,
                    value=self.mention(),
                ),
            )

    def add(self) -> None:
        self.send(self.person(), Act(uuid4(), "add", uuid4(), ItemKind.MENTION, value=self.mention()))

    def leave_stretch(self) -> None:
        """Nothing in a paragraph, nothing in the article, or done with it."""
        end = self.data.draw(st.integers(1, COVERED))
        span = {"start_char": 0, "end_char": end, "exact": TEXT[:end]}
        name, kind = self.data.draw(
            st.sampled_from(
                [
                    (paragraph_item(self.layer, 0, end), ItemKind.PARAGRAPH),
                    (article_item(self.layer), ItemKind.ARTICLE),
                ]
            )
        )
        item = Item.objects.filter(pk=name).first()
        head = item.head_id if item else None
        decided = self.data.draw(st.sampled_from(["nothing_here", "accept"]))
        self.send(self.person(), Act(uuid4(), decided, name, kind, previous=head, value=span))

    def accept_all(self) -> None:
        run = self.data.draw(st.sampled_from(self.runs))
        rows = self.data.draw(st.sets(st.sampled_from([row.pk for row in rows_of(run)])))
        claims = list(run.claims.values_list("pk", flat=True))[: self.data.draw(st.integers(0, 4))]
        batch = uuid4()
        before = set(Item.objects.exclude(holds=None).values_list("pk", flat=True))
        decisions, left_out = accept_rows(
            user=self.person(),
            layer=self.layer,
            run=run,
            mentions=sorted(rows),
            claims=claims,
            batch_id=batch,
        )
        assert {item.pk for item in left_out} <= before
        assert not before & {decision.item_id for decision in decisions}
        self.note(decisions)
        self.batches.append(batch)

    def take_back_batch(self) -> None:
        if self.batches:
            whole = self.data.draw(st.sampled_from([services.undo_batch, services.redo_batch]))
            batch, back = self.data.draw(st.sampled_from(self.batches)), uuid4()
            user = self.person()
            decisions, _ = whole(user=user, layer=self.layer, batch_id=batch, as_batch=back)
            self.note(decisions)
            again, _ = whole(user=user, layer=self.layer, batch_id=batch, as_batch=back)
            assert set(again) == set(decisions)
            self.batches.append(back)

    def take_back_next(self) -> None:
        user = self.person()
        next_of = self.data.draw(st.sampled_from([next_undo, next_redo]))
        if step := next_of(self.layer, user):
            self.note(taken(self.layer, user, step))

    def send_again(self) -> None:
        if self.sent:
            user, act, batch = self.data.draw(st.sampled_from(self.sent))
            before = Decision.objects.count()
            assert decide(user=user, layer=self.layer, acts=[act], batch_id=batch)[0].pk == act.uuid
            assert Decision.objects.count() == before

    def read_again(self) -> None:
        follow(self.layer, self.data.draw(st.sampled_from(self.runs)))

    def mention(self) -> dict[str, Any]:
        start = self.data.draw(st.integers(0, COVERED))
        end = self.data.draw(st.integers(start + 1, COVERED + 2))
        label = self.data.draw(st.sampled_from(LABELS))
        return {"start_char": start, "end_char": end, "exact": TEXT[start:end], "label": label}

    # --- What they find -----------------------------------------------------------------------------

    def check(self) -> None:
        assert list(drifted()) == []
        assert {d.pk: as_stored(d) for d in Decision.objects.all()} == self.stored
        for item in Item.objects.all():
            done, undone = self.done.get(item.pk, []), self.undone.get(item.pk, [])
            assert item.holds_id == (done[-1] if done else None)
            assert item.redo_id == (undone[-1][1] if undone else None)
        state = ArticleState.objects.get()
        bound = Anchor.objects.filter(run=self.layer.run_id, item__holds__isnull=False)
        decided = {anchor.mention_id for anchor in bound if anchor.mention_id}
        shown = set(Mention.objects.filter(run=self.layer.run_id).values_list("pk", flat=True))
        assert state.open_mentions == len(shown - decided)


def rows_of(run: PipelineRun) -> list[Mention]:
    return list(run.mentions.order_by("pk"))


def taken(layer: Layer, user: User, step: Step) -> list[Decision]:
    """What the page sends for what can be taken back next."""
    if step.batch_id:
        whole = services.undo_batch if step.decision.undoes_id is None else services.redo_batch
        decisions, _ = whole(user=user, layer=layer, batch_id=step.batch_id, as_batch=uuid4())
        assert len(decisions) >= step.count
        return decisions
    return [one_act(user, layer, "undo", item=step.item.pk, previous=step.previous, undoes=step.undoes)]


def as_stored(decision: Decision) -> tuple[Any, ...]:
    return decision.item_id, decision.kind, decision.value, decision.previous_id, decision.user_id


def again(run: PipelineRun) -> PipelineRun:
    """Another reading of the same text: some rows are the same, some have moved, some are other ones."""
    other = PipelineRun.objects.create(
        text=run.text, pipeline="p", version="2", fingerprint=uuid4().hex, state=run.state
    )
    for number, row in enumerate(rows_of(run)):
        label = "PER" if number % 3 == 0 else row.label
        Mention.objects.create(run=other, start_char=row.start_char, end_char=row.end_char, label=label)
    return other


ACTIONS: list[Callable[[Review], None]] = [
    Review.decide_on_row,
    Review.decide_on_row,
    Review.decide_on_item,
    Review.decide_on_item,
    Review.add,
    Review.leave_stretch,
    Review.accept_all,
    Review.take_back_batch,
    Review.take_back_next,
    Review.take_back_next,
    Review.send_again,
    Review.read_again,
]


@IN_A_DATABASE
@given(actions=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=25), data=st.data())
def test_what_is_kept_is_what_decisions_come_to_and_nothing_is_lost(
    actions: list[Callable[[Review], None]],
    data: st.DataObject,
    desk: Desk,
    owner: User,
    reviewer: User,
) -> None:
    with rolled_back():
        run = filled_run(desk, owner, 2 * ROWS)
        layer = services.layer_of(run.text)
        follow(layer, run)
        review = Review(layer, [run, again(run)], [owner, reviewer], data)
        for action in actions:
            action(review)
            layer.refresh_from_db()
        review.check()


def snapshot() -> tuple[Any, ...]:
    """What people see: what holds of each thing, and how far the article is."""
    held = Item.objects.exclude(holds=None).values_list("pk", "holds", "holds__value").order_by("pk")
    states = ArticleState.objects.values_list(
        "open_mentions", "open_claims", "accepted", "corrected", "added", "rejected", "is_done"
    )
    return list(held), list(states)


@IN_A_DATABASE
@given(actions=st.lists(st.sampled_from(ACTIONS), max_size=6), data=st.data())
def test_a_decision_and_its_undo_leave_things_as_they_were(
    actions: list[Callable[[Review], None]],
    data: st.DataObject,
    desk: Desk,
    owner: User,
    reviewer: User,
) -> None:
    with rolled_back():
        run = filled_run(desk, owner, 2 * ROWS)
        layer = services.layer_of(run.text)
        follow(layer, run)
        review = Review(layer, [run], [owner, reviewer], data)
        for action in actions:
            action(review)
        before, known = snapshot(), set(review.stored)
        review.people = [reviewer]
        data.draw(st.sampled_from(ACTIONS[:7]))(review)
        after = snapshot()
        if new := set(review.stored) - known:
            first = Decision.objects.filter(pk__in=new).first()
            step = next_undo(layer, reviewer)
            if first is None or first.kind == DecisionKind.UNDO:
                return
            assert step is not None
            assert step.undoes in new
            review.note(taken(layer, reviewer, step))
            assert snapshot() == before
            step = next_redo(layer, reviewer)
            assert step is not None
            review.note(taken(layer, reviewer, step))
            assert snapshot() == after


LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
HARD = st.sampled_from("\n\t\u0308\u200d\u00ad\u202e🏳🌈👩🏽\u00a0")


@IN_A_DATABASE
@given(
    text=st.text(
        st.one_of(LETTERS, st.sampled_from("\n\t\u0308\u200d\u00ad\u202e🏳🌈👩🏽\u00a0")), min_size=1
    ),
    name=st.text(LETTERS, min_size=1, max_size=300),
    data=st.data(),
)
def test_a_value_is_read_back_as_it_was_given(
    text: str, name: str, data: st.DataObject, desk: Desk, owner: User
) -> None:
    """Every character of it, whether the span came with its text or with the hash of it."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = {"start_char": start, "end_char": end}
    proof = data.draw(st.sampled_from([{"exact": text[start:end]}, {"sha256": digest(text[start:end])}]))
    with rolled_back():
        run = filled_run(desk, owner, 2)
        ArticleText.objects.filter(pk=run.text_id).update(text=text)
        layer = services.layer_of(ArticleText.objects.get(pk=run.text_id))
        sent = {**place, **proof, "label": "LOC", "canonical": name, "title": None}
        added = one_act(owner, layer, "add", item=uuid4(), item_kind="mention", value=sent, reason=name)
        held = Item.objects.get(pk=added.item_id).holds
        assert held is not None
        assert held.value == {
            **place, "exact": text[start:end], "label": "LOC", "canonical": name, "title": None
        }  # fmt: skip
        assert held.reason == name
