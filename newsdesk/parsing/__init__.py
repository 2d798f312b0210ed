"""Bytes in, one article out: text in stored form with the metadata that its file carries.

Pure: no Django, no network, no clock, no log message with text of a file in it.

The way of a file: `dispatch` asks each format whether it recognises the content, the format decodes
(`decoding`) and extracts a draft, `dispatch` brings the draft into stored form (`ingest`). A file
that cannot become an article ends in a `ParseError`, whose codes `errors.ERROR_CODES` lists.

Paragraphs are separated by one blank line in every format but plain text, which keeps its lines.

Adding a format takes one module and one golden pair, and no change elsewhere:

1. `formats/<name>.py` with a `FORMAT = Format(media_type, rank, matches, read)`. `matches` looks at
   the content of a `RawFile`; `rank` orders formats, signatures before plain text (90).
2. `tests/parsing/golden/<name>.<ext>` with `<name>.<ext>.expected.json` beside it. A test walks the
   folder, and another refuses a format that has no golden file.
"""

from newsdesk.parsing.dispatch import detect_media_type, parse, supported_media_types
from newsdesk.parsing.document import ParsedDocument
from newsdesk.parsing.errors import ERROR_CODES, ParseError
from newsdesk.parsing.ingest import ingest_text, is_ingested

__all__ = [
    "ERROR_CODES",
    "ParseError",
    "ParsedDocument",
    "detect_media_type",
    "ingest_text",
    "is_ingested",
    "parse",
    "supported_media_types",
]
