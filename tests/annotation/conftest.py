from __future__ import annotations

import pytest

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.models import Layer
from newsdesk.demo import builders

TEXT = (
    "Der Damm halte, sagte Ministerin Jette Molander in Adorf. Laut der Feuerwehr steigt das Wasser.\n\n"
    "Der Bürgermeister sagte, der Betreiber habe ihm versichert, die Pumpen liefen."
)


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    """An article that has been read."""
    return builders.build_run(desk, owner, builders.parse_text(TEXT))


@pytest.fixture
def layer(run: PipelineRun) -> Layer:
    return services.layer_of(run.text)
