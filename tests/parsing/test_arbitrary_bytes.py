"""Whatever the bytes: a document in stored form, or a ParseError, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.parsing import ERROR_CODES, ParseError, detect_media_type, is_ingested, parse

names = st.sampled_from(["", "a.txt", "a.md", "a.html", "a.pdf", "..\x00/ä"])
starts = st.sampled_from(
    [
        b"",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"---\n",
        b"# ",
        b"<!DOCTYPE html>",
        b"%PDF-",
        b"PK\x03\x04",
        b"<?xml ",
    ]
)
markup = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<article>",
                "<table><tr><td>",
                "<li>",
                "<br>",
                "<h1>",
                "<meta name='date' content='",
                "'>",
                "&#0;",
                "&#xD800;",
                '<script type="application/ld+json">{"headline": "\\ud800"}</script>',
                "title: ",
                "---\n",
                "- ",
                "\n\n",
                "> ",
                "[a](b)",
                "```\n",
                "| a |\n|---|\n",
                "*",
                "&a ",
                "*a ",
                "Der Bürgermeister sagte am Montag, er komme. ",
            ]
        ),
        st.text(max_size=12),
    )
).map("".join)


def check(data: bytes, filename: str) -> None:
    try:
        document = parse(data, filename=filename, max_chars=200)
    except ParseError:  # its codes are a closed set, checked where it is made
        return
    assert is_ingested(document.text)
    assert document.text.strip()
    assert len(document.text) <= 200
    for line in (document.title, document.outlet, document.author, document.url):
        assert is_ingested(line)
        assert "\n" not in line


@given(starts, st.binary(), names)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, filename: str) -> None:
    check(start + data, filename)
    assert detect_media_type(start + data, filename=filename)


@given(
    st.sampled_from(["<html lang=de><body>", "---\n", ""]),
    markup,
    names,
    st.sampled_from(["utf-8", "utf-16"]),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_markup_is_read_or_refused(start: str, source: str, filename: str, encoding: str) -> None:
    check((start + source).encode(encoding, "replace"), filename)


@pytest.mark.parametrize("code", sorted(ERROR_CODES))
def test_error_names_its_code_and_parameters(code: str) -> None:
    assert str(ParseError(code, limit=3)) == f"{code} (limit=3)"


def test_error_code_outside_the_closed_set_is_a_bug() -> None:
    with pytest.raises(ValueError, match="unknown parse error code"):
        ParseError("oops")
