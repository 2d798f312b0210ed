"""Who has an article open: seen for a while, forgotten after, and told apart by article."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import presence, services
from newsdesk.annotation.models import DecisionKind, Layer, Presence
from newsdesk.articles.models import Article
from newsdesk.demo import builders
from tests.web.annotated import query_count


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


def later(seconds: float) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)


def test_people_who_look_at_an_article_see_one_another(
    article: Article, reader: User, reviewer: User, annotator: User
) -> None:
    assert presence.look_in(reader, article) == []
    assert presence.look_in(reviewer, article) == [reader]
    assert presence.look_in(annotator, article) == [reader, reviewer], "in the order of their names"
    assert presence.look_in(reader, article) == [annotator, reviewer]


def test_whoever_gives_no_sign_is_gone_and_then_forgotten(
    article: Article, reader: User, reviewer: User
) -> None:
    presence.look_in(reader, article)

    with time_machine.travel(later(46), tick=False):
        assert presence.look_in(reviewer, article) == []
        assert Presence.objects.count() == 2
    with time_machine.travel(later(3_700), tick=False):
        presence.look_in(reviewer, article)
        assert [row.user for row in Presence.objects.all()] == [reviewer]


def test_another_article_is_another_room(
    article: Article, desk: Desk, owner: User, reader: User, reviewer: User
) -> None:
    presence.look_in(reader, builders.build_article(desk, owner, "Der Pegel steige, sagte Eva Holm."))

    assert presence.look_in(reviewer, article) == []


def test_whoever_was_deactivated_is_not_there(article: Article, reader: User, reviewer: User) -> None:
    presence.look_in(reader, article)
    reader.is_active = False
    reader.save()

    assert presence.look_in(reviewer, article) == []


def test_a_sign_takes_the_same_queries_for_any_number_of_people(
    article: Article, desk: Desk, owner: User
) -> None:
    people = [builders.build_user(f"p{number}@example.org") for number in range(12)]
    for user in people[:3]:
        presence.look_in(user, article)
    few = query_count(lambda: presence.look_in(owner, article))
    for user in people:
        presence.look_in(user, article)

    assert query_count(lambda: presence.look_in(owner, article)) == few


def test_what_was_decided_since_is_found_with_a_margin(layer: Layer, run: PipelineRun, owner: User) -> None:
    row = run.mentions.first()
    with time_machine.travel(later(-30), tick=False):
        services.decide(user=owner, layer=layer, acts=[services.Act(uuid4(), DecisionKind.ACCEPT, row=row)])

    now = timezone.now()
    assert presence.decided_since(layer, now).count() == 0
    assert presence.decided_since(layer, now - timedelta(seconds=15)).count() == 1, (
        "stored after it was dated"
    )
    assert presence.decided_since(layer, now - timedelta(seconds=60)).count() == 1
