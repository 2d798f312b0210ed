from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsdesk.nlp import configure
from newsdesk.nlp.installed import RULES


@pytest.fixture
def rules_alone() -> Iterator[None]:
    """Texts are read without a trained model, whichever is shipped."""
    configure(pipeline=RULES)
    yield
    configure()
