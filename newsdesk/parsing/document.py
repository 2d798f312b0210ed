"""What goes in (a raw file), what a format hands on (a draft), what comes out (a parsed document)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath

from newsdesk.parsing.decoding import HEAD_BYTES, has_text_bytes, peek


@dataclass(frozen=True)
class RawFile:
    """The bytes of one file and the name that it came with (which may be wrong or empty)."""

    data: bytes
    filename: str = ""

    @cached_property
    def is_text(self) -> bool:
        """Whether the bytes look like text in some encoding."""
        return has_text_bytes(self.data)

    @cached_property
    def head(self) -> str:
        """The first `HEAD_BYTES` bytes, decoded well enough to look for ASCII in them."""
        return peek(self.data[:HEAD_BYTES])

    @property
    def suffix(self) -> str:
        """The name's last suffix in lower case with its dot, or an empty string."""
        return PurePath(self.filename).suffix.lower()


@dataclass(frozen=True)
class Draft:
    """What a format found in a file, not yet in stored form. Empty means that the file has none."""

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published_at: date | None = None
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class ParsedDocument:
    """An article's text in stored form with the metadata that its file carries.

    `text` is never blank; its first paragraph is `title` where the file has one. The other strings
    are single lines, empty where the file has none; `language` is an ISO 639-1 code.
    """

    text: str
    title: str
    outlet: str
    author: str
    published_at: date | None
    url: str
    language: str
    media_type: str


@dataclass(frozen=True)
class Format:
    """One file format: how to recognise it by content, and how to read it.

    `matches` must be cheap and never raise. `read` returns a draft or raises ParseError. Formats are
    asked in ascending `rank`: those with a signature first, plain text, which fits everything, last.
    """

    media_type: str
    rank: int
    matches: Callable[[RawFile], bool]
    read: Callable[[RawFile], Draft]
