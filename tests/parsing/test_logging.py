"""No log record that carries text of a file reaches the application's handlers."""

import io
import logging
from collections.abc import Iterator

import pytest

from newsdesk.parsing import ParseError, parse

SECRET = "Geheimplan Nordkai"
SENTENCE = f"{SECRET} wurde gestern beraten, hieß es im Rathaus von Wendlohe."


@pytest.fixture
def root_log() -> Iterator[io.StringIO]:
    """What arrives at the root logger at any level (caplog also listens where nothing propagates)."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><h1>{SECRET}</h1><p>{SENTENCE}</p></body></html>",
        f'<html><script type="application/ld+json">{{"a": "{SECRET}</script><p>{SENTENCE}</p></html>',
        f"{SECRET}\n\n{SENTENCE}",
    ],
)
def test_nothing_of_an_article_is_logged(source: str, root_log: io.StringIO) -> None:
    parse(source.encode())
    assert SECRET not in root_log.getvalue()


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (f"<html><title>{SECRET}</title><body></body></html>".encode(), "a.html"),
        (f"---\n{SECRET}: [\n---\n".encode(), "a.md"),
        (f"{SECRET} \x81\x8d ".encode("latin-1"), "a.txt"),
    ],
)
def test_nothing_of_a_refused_file_is_logged_or_quoted(
    data: bytes, filename: str, root_log: io.StringIO
) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(data, filename=filename)
    assert SECRET not in str(refusal.value) + root_log.getvalue()
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("library", ["trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"])
def test_libraries_that_log_text_are_cut_off(library: str, root_log: io.StringIO) -> None:
    parse(f"<html><body><p>{SENTENCE}</p></body></html>".encode())
    logging.getLogger(f"{library}.core").critical(SECRET)
    logging.getLogger("somebody.else").critical("arrives")
    assert root_log.getvalue() == "arrives\n"
