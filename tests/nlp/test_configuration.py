"""A process is told once which pipeline reads and which languages there are to choose from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsdesk.nlp import configure
from newsdesk.nlp.configuration import DEFAULT_LANGUAGES, Configuration, configuration


@pytest.fixture(autouse=True)
def configured_as_before() -> Iterator[None]:
    before = configuration()
    yield
    configure(pipeline=before.pipeline, languages=before.languages)


def test_by_default_the_shipped_pipeline_reads() -> None:
    configure()
    assert configuration() == Configuration(None, DEFAULT_LANGUAGES)
    assert configuration().languages[0] == "de"


def test_what_was_told_last_counts() -> None:
    configure(pipeline="de_core_news_md", languages=("de", "en"))
    configure(pipeline="", languages=("DE", " fr ", "de", ""))
    assert configuration() == Configuration(None, ("de", "fr"))


def test_there_must_be_a_language() -> None:
    with pytest.raises(ValueError, match="at least one"):
        configure(languages=(" ",))
