"""The registry of formats, and the way of a file through it."""

import unicodedata
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from newsdesk.parsing import formats
from newsdesk.parsing.document import Draft, Format, ParsedDocument, RawFile
from newsdesk.parsing.errors import ParseError
from newsdesk.parsing.ingest import ingest_text, is_ingested
from newsdesk.parsing.metadata import single_line
from newsdesk.parsing.sniffing import foreign_media_type, is_document

# Stored form shortens a text a little (CRLF, letter and accent): what is this much too long before
# stays too long, and is refused without the work.
_MAX_SHRINKAGE = 4


def parse(
    data: bytes, *, filename: str = "", media_type: str | None = None, max_chars: int | None = None
) -> ParsedDocument:
    """Read one file into an article's text and metadata.

    The format is told by content; `filename` decides between plain text and Markdown only. Where the
    caller knows the `media_type`, as of a text from a form, content is not asked.
    `max_chars` bounds the text, in characters of its stored form. Raises ParseError for
    whatever may be wrong with a file; a caller's own signals, such as a time limit, pass through.
    """
    if not data:
        raise ParseError("empty")
    file = RawFile(data, filename)
    found = _format_of(file) if media_type is None else _format_named(media_type)
    if found is None:
        raise _refusal(media_type or foreign_media_type(file))
    return _finish(found.read(file), found.media_type, max_chars)


def detect_media_type(data: bytes, *, filename: str = "") -> str:
    """Return the media type of a file by its content, `application/octet-stream` if unknown."""
    file = RawFile(data, filename)
    found = _format_of(file)
    return found.media_type if found else foreign_media_type(file)


def supported_media_types() -> tuple[str, ...]:
    """Return the media types that `parse` reads, in the order in which formats are asked."""
    return tuple(known.media_type for known in _formats())


@cache
def _formats() -> tuple[Format, ...]:
    names = (f"{formats.__name__}.{module.name}" for module in iter_modules(formats.__path__))
    found: list[Format] = [import_module(name).FORMAT for name in names]
    return tuple(sorted(found, key=lambda known: known.rank))


def _format_of(file: RawFile) -> Format | None:
    return next((known for known in _formats() if known.matches(file)), None)


def _format_named(media_type: str) -> Format | None:
    return next((known for known in _formats() if known.media_type == media_type), None)


def _refusal(media_type: str) -> ParseError:
    if is_document(media_type):
        return ParseError("unsupported", media_type=media_type)
    return ParseError("binary")


def _finish(draft: Draft, media_type: str, max_chars: int | None) -> ParsedDocument:
    """Bring a draft into stored form and check what is left of it."""
    _check_length(len(draft.text), max_chars, factor=_MAX_SHRINKAGE)
    text = ingest_text(draft.text).strip()
    if not is_ingested(text[:1]):  # a byte order mark, first now that the blanks before it are gone
        text = ingest_text(text)
    if _is_blank(text):
        raise ParseError("empty")
    _check_length(len(text), max_chars)
    return ParsedDocument(
        text=text,
        title=single_line(draft.title),
        outlet=single_line(draft.outlet),
        author=single_line(draft.author),
        published_at=draft.published_at,
        url=draft.url,
        language=draft.language,
        media_type=media_type,
    )


def _check_length(length: int, limit: int | None, *, factor: int = 1) -> None:
    if limit is not None and length > limit * factor:
        raise ParseError("too_long", limit=limit, length=length)


def _is_blank(text: str) -> bool:
    """Tell whether nothing in `text` is visible: blanks and format characters only."""
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)
