from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any, cast

import pytest

from newsdesk.nlp import analyse, pipeline_info, warm_up

TEXT = "Es gebe Wasser, sagte die Ministerin Ada Muster am Montag."


def test_importing_the_package_does_not_import_spacy() -> None:
    code = (
        "import sys, newsdesk.nlp, newsdesk.nlp.spans as s; newsdesk.nlp.pipeline_info(); "
        "sys.exit(any(name.split('.')[0] in ('spacy', 'django') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("value", [None, b"Es gebe Wasser.", 3])
def test_a_text_that_is_no_str_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="must be str"):
        analyse(cast("str", value))


def test_progress_tells_the_stages_in_order_and_ends_at_one() -> None:
    told: list[tuple[str, float]] = []
    analyse(TEXT, progress=lambda stage, fraction: told.append((stage, fraction)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == ["tokens", "mentions", "claims"]
    assert [fraction for _, fraction in told] == sorted(fraction for _, fraction in told)
    assert told[0][1] == 0.0
    assert told[-1][1] == 1.0


def test_the_same_text_gives_the_same_analysis() -> None:
    assert analyse(TEXT) == analyse(TEXT)


@pytest.mark.parametrize("language", [None, "de", "de-AT", "de_CH", "DE"])
def test_german_and_unknown_languages_are_read_as_german(language: str | None) -> None:
    assert len(analyse(TEXT, language=language).claims) == 1


@pytest.mark.parametrize("language", ["en", "fr-CH", "dea"])
def test_a_language_without_rules_gets_no_german_reading(language: str) -> None:
    analysis = analyse(TEXT, language=language)
    assert analysis.language == language
    assert analysis.mentions == ()
    assert analysis.claims == ()


def test_a_record_carries_the_pipeline_and_the_texts_hash() -> None:
    record: dict[str, Any] = analyse(TEXT).to_record(TEXT, id="a")
    assert record["pipeline"]["fingerprint"] == pipeline_info().fingerprint
    assert len(record["text_sha256"]) == 64


def test_the_day_of_publication_resolves_relative_dates() -> None:
    text = "Gestern regnete es."
    resolved = analyse("Das war gestern.", published_at=date(2026, 3, 1)).mentions
    assert [mention.value for mention in resolved if mention.label == "DATE"] == ["2026-02-28"]
    assert all(mention.value is None for mention in analyse(text).mentions)


def test_warming_up_can_be_repeated() -> None:
    warm_up()
    warm_up()
