"""An open page asks who else is here, and gets the paragraphs that were decided about since."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import Layer
from newsdesk.common.work import WorkState
from tests.conftest import ClientOf
from tests.web.annotated import build_dike
from tests.web.deciding import HTMX, act, post


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


def ask(client: Client, shown: PipelineRun, since: datetime | str | None = None, **fields: Any) -> Any:
    """What a page that shows this reading is told; `fields` are put in the place of what it sends."""
    body = {"at": str(since or timezone.now()), "run": shown.pk} | fields
    address = f"/articles/{shown.text.article_id}/presence/"
    return client.post(address, json.dumps(body), content_type="application/json", headers=HTMX)


def test_everybody_on_the_desk_is_seen_a_reader_too(
    run: PipelineRun, client_of: ClientOf, reader: User, annotator: User, reviewer: User, curator: User
) -> None:
    assert "here too" not in ask(client_of(reader), run).text
    assert "Reader is here too" in ask(client_of(annotator), run).text
    assert "Annotator and Reader are here too" in ask(client_of(reviewer), run).text
    assert "Annotator, Reader and one more are here too" in ask(client_of(curator), run).text
    ask(client_of(curator), run)
    assert "Annotator, Curator and one more are here too" in ask(client_of(reader), run).text


def test_nobody_is_told_of_themselves(run: PipelineRun, client_of: ClientOf, reader: User) -> None:
    ask(client_of(reader), run)

    assert "here too" not in ask(client_of(reader), run).text


def test_paragraphs_that_were_decided_about_since_come_anew(
    run: PipelineRun, client_of: ClientOf, reader: User, reviewer: User
) -> None:
    client = client_of(reader)
    before = ask(client, run)
    assert 'id="t' not in before.text
    [claim, *_] = run.claims.order_by("ordinal")
    assert post(client_of(reviewer), run.text.article, act("accept", row=claim)).status_code == 200

    after = ask(client, run, before.headers["X-Newsdesk-At"])

    assert f'id="claim-{claim.pk}"' in after.text
    assert "status-accepted" in after.text
    assert after.text.count('<p class="text') == 1, "and no other paragraph"
    assert 'id="t' not in ask(client, run, timezone.now() + timedelta(minutes=1)).text


def test_a_page_that_shows_an_older_reading_keeps_it(
    run: PipelineRun, desk: Desk, owner: User, client_of: ClientOf, reader: User, reviewer: User
) -> None:
    [claim, *_] = run.claims.order_by("ordinal")
    post(client_of(reviewer), run.text.article, act("accept", row=claim))

    assert 'id="t' in ask(client_of(reader), run).text
    assert 'id="t' not in ask(client_of(reader), run, run=run.pk + 1).text


def test_looking_makes_no_layer(run: PipelineRun, client_of: ClientOf, reader: User) -> None:
    Layer.objects.all().delete()

    ask(client_of(reader), run)

    assert Layer.objects.count() == 0


def test_an_article_that_is_not_read_yet_has_people_too(
    run: PipelineRun, client_of: ClientOf, reader: User, reviewer: User
) -> None:
    PipelineRun.objects.update(state=WorkState.QUEUED)
    ask(client_of(reader), run, run=0)

    assert "Reader is here too" in ask(client_of(reviewer), run, run=0).text


@pytest.mark.parametrize(
    "fields",
    [{"at": "yesterday"}, {"at": "2026-03-04T12:00:00"}, {"at": None}, {"run": "x"}, {"run": None}],
)
def test_what_no_page_asks_is_refused(
    fields: dict[str, Any], run: PipelineRun, client_of: ClientOf, reader: User
) -> None:
    assert ask(client_of(reader), run, None, **fields).status_code == 422


def test_a_login_that_has_ended_is_told_by_the_status(run: PipelineRun, client_of: ClientOf) -> None:
    assert ask(client_of(None), run).status_code == 401
