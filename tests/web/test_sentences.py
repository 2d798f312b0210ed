"""Every code that a row may keep has a sentence for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from newsdesk.parsing import ERROR_CODES
from newsdesk.web.sentences import SENTENCES, readable_size, sentence

WRITTEN = re.compile(r"""(?:\.(?:fail|retry_later|withdraw)\(|error_code\s*=\s*)\s*"(\w+)\"""")
PARAMS: dict[str, dict[str, Any]] = {
    "too_long": {"limit": 2_000_000, "length": 2_345_678},
    "unsupported": {"media_type": "application/pdf"},
    "malformed": {"reason": "unclosed"},
    "too_large": {"limit": 20_000_000, "length": 30_000_000},
    "too_slow": {"limit": 240.0},
    "crashed": {"error": "ValueError"},
    "unusable_pipeline": {"pipeline": "de_absent_lg"},
}


def codes_in_the_source() -> set[str]:
    files = Path(settings.BASE_DIR / "newsdesk").rglob("*.py")
    return {code for file in files for code in WRITTEN.findall(file.read_text("utf-8"))}


def test_the_source_is_searched_where_codes_are_written() -> None:
    assert codes_in_the_source() >= {"too_large", "worker_lost", "transient", "crashed", "already_read"}


def test_every_code_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == ERROR_CODES | codes_in_the_source()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_names_the_file_and_is_complete(code: str) -> None:
    said = sentence(code, PARAMS.get(code, {}), name="bericht.txt")

    assert "bericht.txt" in said
    assert "%(" not in said
    assert "()" not in said
    assert said.endswith(".")


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    with translation.override("de"):
        assert "2.345.678" in sentence("too_long", PARAMS["too_long"], name="x")
    with translation.override("en"):
        assert "2,345,678" in sentence("too_long", PARAMS["too_long"], name="x")


def test_a_parameter_that_the_row_lacks_does_not_break_the_page() -> None:
    assert "bericht.txt" in sentence("too_long", {}, name="bericht.txt")


def test_a_code_without_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence("unheard_of", {}, name="x")


@pytest.mark.parametrize(
    ("size", "said"), [(20_000_000, "20 MB"), (1_500_000, "1.5 MB"), (250_000_000, "250 MB")]
)
def test_sizes_are_round(size: int, said: str) -> None:
    with translation.override("en"):
        assert readable_size(size) == said
