"""What a file is that no format here reads: good enough to say so in one sentence."""

import re

import puremagic

from newsdesk.parsing.document import RawFile

UNKNOWN = "application/octet-stream"

_MAGIC_BYTES = 4_096
# Formats with signatures that libraries confuse, or that are made of printable characters.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (
        b"ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"application/epub+zip", "application/epub+zip"),
)
_XML = re.compile(r"\s*<\?xml\s")
# Documents that somebody may expect to be read; everything else that is not text is just binary.
_DOCUMENTS = frozenset({media_type for _, media_type in _SIGNATURES + _ZIP_MEMBERS} | {"application/xml"})


def foreign_media_type(file: RawFile) -> str:
    """Return the media type of a file that is not plain text, or an empty string for text."""
    for signature, media_type in _SIGNATURES:
        if file.data.startswith(signature):
            return media_type
    if file.data.startswith(_ZIP):
        return _zip_media_type(file.data)
    if file.is_text:
        return "application/xml" if _XML.match(file.head) else ""
    return _magic_media_type(file.data[:_MAGIC_BYTES])


def is_plain_text(file: RawFile) -> bool:
    """Tell whether a file is text without the signature of another format."""
    return not foreign_media_type(file)


def is_document(media_type: str) -> bool:
    """Tell whether `media_type` is a document format that somebody may expect to be read."""
    return media_type in _DOCUMENTS


def _zip_media_type(data: bytes) -> str:
    """Tell office documents apart by member names, which a zip archive stores uncompressed."""
    return next((name for member, name in _ZIP_MEMBERS if member in data), "application/zip")


def _magic_media_type(head: bytes) -> str:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    return next((match.mime_type for match in matches if match.mime_type), UNKNOWN)
