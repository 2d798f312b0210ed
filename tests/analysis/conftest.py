"""What the tests of the engine work on: a text, its queued run, and a broker of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import queue, services
from newsdesk.analysis.models import PipelineRun
from newsdesk.demo import builders
from tests.analysis.brokers import Broker

TEXT = (
    "Brücke in Hallberg gesperrt\n\n"
    "Die Brücke bleibe bis zum Herbst gesperrt, sagte Bürgermeisterin Erika Lund am Montag.\n\n"
    "Laut der Stadtverwaltung fehlt das Geld. „Wir warten auf Berlin“, sagte Lund."
)


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    """A queued run over TEXT, as if a message about it had been sent."""
    run = services.ingest(user=owner, desk=desk, document=builders.parse_text(TEXT), send=False)
    now = timezone.now()
    PipelineRun.objects.update(enqueued_at=now, available_at=now)
    run.refresh_from_db()
    return run


@pytest.fixture(params=["files", pytest.param("redis", marks=pytest.mark.redis)])
def broker(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Broker:
    """An empty broker, embedded and Redis, that everything is sent to."""
    url = request.getfixturevalue("redis_server").url if request.param == "redis" else ""
    broker = Broker(tmp_path / "broker", url)
    broker.flush()
    monkeypatch.setattr(queue, "app", broker.app)
    return broker
