"""No log record carries text of a file."""

import logging

import pytest

from newsdesk.parsing import ParseError, parse

SECRET = "Geheimplan Nordkai"


SENTENCE = f"{SECRET} wurde gestern beraten, hieß es im Rathaus von Wendlohe."


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><h1>{SECRET}</h1><p>{SENTENCE}</p></body></html>",
        f'<html><script type="application/ld+json">{{"a": "{SECRET}</script><p>{SENTENCE}</p></html>',
        f"{SECRET}\n\n{SENTENCE}",
    ],
)
def test_nothing_of_an_article_is_logged(source: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        parse(source.encode())
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (f"<html><title>{SECRET}</title><body></body></html>".encode(), "a.html"),
        (f"---\n{SECRET}: [\n---\n".encode(), "a.md"),
        (f"{SECRET} \x81\x8d ".encode("latin-1"), "a.txt"),
    ],
)
def test_nothing_of_a_refused_file_is_logged_or_quoted(
    data: bytes, filename: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ParseError) as refusal:
        parse(data, filename=filename)
    assert SECRET not in str(refusal.value) + caplog.text
    assert refusal.value.__cause__ is None
