"""Plain text: line structure is kept, and a headline is recognised by its shape."""

from newsdesk.parsing.decoding import decode
from newsdesk.parsing.document import Draft, Format, RawFile
from newsdesk.parsing.ingest import ingest_text
from newsdesk.parsing.sniffing import is_plain_text

MAX_HEADLINE_CHARS = 200
_CLOSING_QUOTES = "\"'“”’‘«»‹›"
_NO_HEADLINE_END = (".", ",", ";", ":", "…")


def read_plain(file: RawFile) -> Draft:
    """Read a text file. Raises ParseError "encoding", "binary" or "surrogates"."""
    text = ingest_text(decode(file.data)).strip()
    return Draft(text=text, title=headline(text))


def headline(text: str) -> str:
    """Return the first line of an ingested text where it stands alone and reads like a headline.

    That is: short, followed by a blank line and more text, with a letter, without a final full stop.
    """
    end = text.find("\n", 0, MAX_HEADLINE_CHARS + 1)
    if end < 0:
        return ""
    line = text[:end].strip()
    following, _, _ = text[end + 1 :].partition("\n")
    if following.strip() or not any(map(str.isalpha, line)):
        return ""
    return "" if line.rstrip(_CLOSING_QUOTES).endswith(_NO_HEADLINE_END) else line


FORMAT = Format(media_type="text/plain", rank=90, matches=is_plain_text, read=read_plain)
