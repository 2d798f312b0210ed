"""Hostile and oversized files come to an end, with an error or a text; without the bounds they would not."""

from collections.abc import Callable
from typing import Any

import pytest
import trafilatura
from billiard.exceptions import SoftTimeLimitExceeded

from newsdesk.parsing import ParseError, parse

MANY_TAGS = 100_000


def code_of(data: bytes, filename: str = "", max_chars: int | None = None) -> str:
    try:
        parse(data, filename=filename, max_chars=max_chars)
    except ParseError as error:
        return error.code
    return "read"


@pytest.mark.parametrize(("length", "code"), [(500, "read"), (501, "too_long"), (5_000, "too_long")])
def test_limit_counts_characters_of_the_stored_text(length: int, code: str) -> None:
    assert code_of("ä".encode() * length, max_chars=500) == code


def test_too_long_names_limit_and_length() -> None:
    with pytest.raises(ParseError) as refusal:
        parse(b"abc\r\ndef", max_chars=3)
    assert refusal.value.params == {"limit": 3, "length": 7}


@pytest.mark.parametrize(
    "data", [b"", b" \n\t", b"\xef\xbb\xbf", "\u200b\ufeff\u00a0".encode(), b"<html><body></body></html>"]
)
def test_file_without_visible_text_is_empty(data: bytes) -> None:
    assert code_of(data) == "empty"


@pytest.mark.parametrize("source", ["---\ntitle: T\n---\n", "---\ntitle: T\n---\n\n![](a.jpg)\n\n***\n"])
def test_title_alone_is_no_article(source: str) -> None:
    assert code_of(source.encode(), "a.md") == "empty"


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>"])
def test_deeply_nested_page_ends_soon(tag: bytes) -> None:
    assert code_of(b"<html><body>" + tag * MANY_TAGS + b"Hallo") in {"empty", "malformed", "read"}


@pytest.mark.parametrize("element", [b"<p>a", b"<br>a", b"<b>x</b> <a href=x>y</a>"])
def test_page_of_too_many_elements_is_malformed(element: bytes) -> None:
    assert code_of(b"<html><body><p>" + element * MANY_TAGS) == "malformed"


@pytest.mark.parametrize("filename", ["a.txt", "a.md"])
def test_twenty_megabytes_of_one_letter_end_soon(filename: str) -> None:
    assert code_of(b"a" * 20_000_000, filename, max_chars=1_000_000) == "too_long"


def test_twenty_megabytes_in_a_page_end_soon() -> None:
    assert code_of(b"<html><body><p>" + b"a" * 20_000_000) == "too_long"


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- "])
def test_deeply_nested_front_matter_is_malformed(bracket: str) -> None:
    assert code_of(f"---\na: {bracket * 4_000}\n---\nText".encode(), "a.md") == "malformed"


def test_alias_bomb_in_front_matter_is_malformed() -> None:
    levels = "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}, *a{n}]\n" for n in range(30))
    assert code_of(f"---\na0: &a0 [x, x]\n{levels}---\nText".encode(), "a.md") == "malformed"


def test_endless_front_matter_is_malformed() -> None:
    assert code_of(b"---\n" + b"a: b\n" * 10_000 + b"---\nText", "a.md") == "malformed"


@pytest.mark.long
@pytest.mark.parametrize("piece", ["[", "![](", "*a ", "`a", "<a ", "[a](", "*_", "&a"])
def test_inline_markdown_that_never_closes_ends_soon(piece: str) -> None:
    paragraph = piece * (15_000 // len(piece)) + "\n\n"
    assert code_of(paragraph.encode() * 10, "a.md") == "read"


@pytest.mark.parametrize("piece", ["> ", "- ", "* a\n", "| a\n|-\n", "\n- x\n  - y", "~~~\n", "[a]: b\n"])
def test_markdown_blocks_without_end_end_soon(piece: str) -> None:
    assert code_of((piece * (100_000 // len(piece)) + "\n\nEnde").encode(), "a.md") == "read"


def test_tower_of_combining_marks_ends_soon() -> None:
    assert code_of(("a" + "\u0301\u0323" * 200_000).encode()) == "malformed"


@pytest.mark.parametrize(
    ("error", "code"), [(ValueError("quotes the page"), "malformed"), (IndexError(), "malformed")]
)
def test_what_the_extraction_stumbles_over_is_a_malformed_page(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    monkeypatch.setattr(trafilatura, "bare_extraction", failing_with(error))

    assert code_of(b"<html><body><p>Es regne.</body></html>") == code


def test_a_time_limit_while_a_page_is_read_is_not_the_pages_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "bare_extraction", failing_with(SoftTimeLimitExceeded()))

    with pytest.raises(SoftTimeLimitExceeded):
        parse(b"<html><body><p>Es regne.</body></html>")


def failing_with(error: Exception) -> Callable[..., None]:
    def bare_extraction(*_arguments: Any, **_options: Any) -> None:
        raise error

    return bare_extraction
