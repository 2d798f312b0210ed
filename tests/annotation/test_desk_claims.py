"""The claims of a whole desk, asked of the database, are those that its articles' readings have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.desk_claims import DeskClaims, read_claims
from newsdesk.annotation.models import Anchor, ItemKind, Layer, LayerKind, Match
from newsdesk.annotation.reading import ReadClaim, Status, read_stretch
from newsdesk.articles.models import Article
from tests.annotation.acting import accept, act, add, finish, span, undo
from tests.annotation.conftest import TEXT
from tests.annotation.filled import filled_run
from tests.annotation.items import value_of
from tests.annotation.test_following import another_run, read_again

pytestmark = pytest.mark.django_db

ANY = ("status", "type", "certainty", "speaker_entity", "speaker_kind")


def added_value(exact: str, **fields: Any) -> dict[str, Any]:
    attributes = {
        "type": "Direct",
        "medium": "Speech",
        "certainty": "possible",
        "polarity": "affirmed",
        "tense": "past",
        "speaker_kind": "none",
    }
    return {"roles": {"quote": [span(TEXT, exact)]}, **attributes} | fields


def listed(desk: Desk, **wanted: str) -> list[ReadClaim]:
    """The claims of the desk in the order of the page, as far as they are wanted."""
    found = DeskClaims(desk.articles.all(), lambda part: part.filter(**wanted))
    rows = found[:]
    assert len(found) == len(rows)
    return [each.claim for each in read_claims(rows)]


def facts(claims: Iterable[ReadClaim]) -> list[tuple[Any, ...]]:
    """What is decided and what is said, apart from numbers and parents, which an article has for itself."""
    names = ("id", "is_lost", "decided_by", "start_char", "spans", *ANY)
    decided = ("item", "head", "match")
    return [
        tuple(getattr(claim, name) for name in (names if claim.is_open else (*names, *decided)))
        for claim in claims
    ]


def as_read(run: PipelineRun, layer: Layer | None) -> list[ReadClaim]:
    return list(read_stretch(run, layer, 0, len(run.text.text)).claims.values())


def check(desk: Desk, run: PipelineRun, layer: Layer) -> None:
    """The same as the reader has, all together and asked for by any one of their values."""
    read = as_read(run, layer)
    assert facts(listed(desk)) == facts(read)
    for name in ANY:
        for value in {getattr(claim, name) for claim in read}:
            wanted = [claim for claim in read if getattr(claim, name) == value]
            assert facts(listed(desk, **{name: value})) == facts(wanted)


def test_what_nobody_has_decided_about_is_the_machines(desk: Desk, run: PipelineRun) -> None:
    assert facts(listed(desk)) == facts(as_read(run, None))
    assert {claim.status for claim in listed(desk)} == {Status.SUGGESTED}


def test_every_status_is_that_of_the_reading(
    desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    first, second, third, *_ = run.claims.all()
    accept(reviewer, layer, first)
    act(reviewer, layer, "reject", row=second)
    corrected = value_of(layer, third) | {"certainty": "unknown", "speaker_entity": None}
    act(reviewer, layer, "correct", row=third, value=corrected)
    add(reviewer, layer, ItemKind.CLAIM, added_value("das Wasser", speaker_entity="Jette Molander"))
    changed = add(reviewer, layer, ItemKind.CLAIM, added_value("die Pumpen"))
    value = added_value("die Pumpen liefen")
    act(reviewer, layer, "correct", item=changed.item_id, previous=changed.pk, value=value)
    gone = add(reviewer, layer, ItemKind.CLAIM, added_value("Der Damm"))
    act(reviewer, layer, "reject", item=gone.item_id, previous=gone.pk)
    undo(reviewer, layer, add(reviewer, layer, ItemKind.CLAIM, added_value("in Adorf")))
    check(desk, run, layer)
    assert {claim.status for claim in listed(desk)} >= set(Status) - {Status.SUGGESTED}
    assert len(listed(desk)) == run.claims.count() + 3


def test_what_was_undone_is_open_again(desk: Desk, run: PipelineRun, layer: Layer, reviewer: User) -> None:
    undo(reviewer, layer, act(reviewer, layer, "reject", row=run.claims.get(ordinal=0)))
    check(desk, run, layer)
    assert {claim.status for claim in listed(desk)} == {Status.SUGGESTED}


def test_after_another_run_a_claim_is_there_once(
    desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    first, second, third, *_ = run.claims.all()
    accept(reviewer, layer, first)
    act(reviewer, layer, "correct", row=second, value=value_of(layer, second) | {"certainty": "possible"})
    act(reviewer, layer, "reject", row=third)
    add(reviewer, layer, ItemKind.CLAIM, added_value("das Wasser"))
    again = read_again(run)
    check(desk, again, Layer.objects.get())
    assert len(listed(desk)) == again.claims.count() + 1


def test_what_the_newest_run_does_not_find_stands_all_the_same(
    desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    first, second, *_ = run.claims.all()
    accept(reviewer, layer, first)
    act(reviewer, layer, "reject", row=second)
    again = another_run(run)
    follow(layer, again)
    check(desk, again, layer)
    assert [(claim.status, claim.is_lost) for claim in listed(desk)] == [(Status.ACCEPTED, True)]


def test_a_moved_claim_says_what_people_said_of_it(
    desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    accept(reviewer, layer, run.claims.get(ordinal=0))
    Anchor.objects.update(match=Match.MOVED)
    Claim.objects.filter(run=run, ordinal=0).update(certainty="unknown")
    check(desk, run, layer)
    assert listed(desk)[0].is_moved


def test_another_layer_is_not_read(desk: Desk, run: PipelineRun, annotator: User) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, annotator)
    act(annotator, own, "reject", row=run.claims.get(ordinal=0))
    add(annotator, own, ItemKind.CLAIM, added_value("das Wasser"))
    assert facts(listed(desk)) == facts(as_read(run, None))


def test_what_is_hidden_is_not_among_them_and_what_people_add_is(
    desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    Article.objects.update(hides_suggestions=True)
    layer = Layer.objects.select_related("text__article").get(pk=layer.pk)
    added = add(reviewer, layer, ItemKind.CLAIM, added_value("das Wasser"))
    assert [(claim.item, claim.status) for claim in listed(desk)] == [(added.item_id, Status.ADDED)]
    finish(reviewer, layer)
    run = PipelineRun.objects.get(pk=run.pk)
    check(desk, run, layer)
    assert len(listed(desk)) >= run.claims.count()


def test_the_newest_article_comes_first(desk: Desk, owner: User) -> None:
    runs = [filled_run(desk, owner, count) for count in (4, 6)]
    found = [claim.row for claim in listed(desk)]
    assert found == [claim.row for run in reversed(runs) for claim in as_read(run, None)]


def test_any_part_of_the_list_is_that_part_of_all(
    desk: Desk, owner: User, reviewer: User, run: PipelineRun, layer: Layer
) -> None:
    for count in (4, 0, 6):
        filled_run(desk, owner, count)
    act(reviewer, layer, "reject", row=run.claims.all()[1])
    add(reviewer, layer, ItemKind.CLAIM, added_value("das Wasser"))
    found = DeskClaims(desk.articles.all())
    every = found[:]
    assert len(found) == len(every) > 8
    for start in range(len(every) + 2):
        for stop in (start, start + 1, start + 3, start + 7):
            assert found[start:stop] == every[start:stop]


def test_claims_of_other_desks_are_not_among_them(
    desk: Desk, other_desk: Desk, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    add(reviewer, layer, ItemKind.CLAIM, added_value("das Wasser"))
    assert listed(other_desk) == []
