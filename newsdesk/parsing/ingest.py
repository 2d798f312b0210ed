"""The stored form of a text: made once, before its hash and before its first offset."""

import re
import unicodedata
from functools import cache

from newsdesk.parsing.errors import ParseError

# Unicode's stream-safe format allows 30 combining marks on one letter. A longer run is no language,
# and sorting it into canonical order takes quadratic time.
MAX_COMBINING_RUN = 100

# Tibetan vowel signs of combining class 0 that NFC takes apart into marks.
_STARTERS_MADE_OF_MARKS = "\u0f73\u0f75\u0f81"
_BYTE_ORDER_MARK = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x85\f\u2028\u2029]")
_HIGH_RUN = re.compile(
    f"[\u0300-\U0001ffff](?<![\u0300-\U0001ffff]{{2}})[\u0300-\U0001ffff]{{{MAX_COMBINING_RUN}}}"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def ingest_text(text: str) -> str:
    """Return `text` in stored form: NFC, LF line ends, no control characters but tab and LF.

    CRLF, CR, NEL, form feed, U+2028 and U+2029 become LF; leading byte order marks and other
    control characters (category Cc) go; soft hyphens and bidi controls stay. Doing it twice
    changes nothing: characters are removed before NFC, which then may join what they kept apart.

    Raises ParseError "surrogates" for half a surrogate pair, and "malformed" for a letter with more
    than `MAX_COMBINING_RUN` combining marks.
    """
    if _SURROGATE.search(text):
        raise ParseError("surrogates")
    lines = _LINE_BREAK.sub("\n", text)
    stored = _CONTROL.sub("", lines).lstrip(_BYTE_ORDER_MARK)
    _refuse_long_combining_run(stored)
    composed = unicodedata.normalize("NFC", stored)
    _refuse_long_combining_run(composed)
    return composed


def is_ingested(text: str) -> bool:
    """Tell whether `text` is in stored form already."""
    try:
        return ingest_text(text) == text
    except ParseError:
        return False


def _refuse_long_combining_run(text: str) -> None:
    # The first search is fast and lets nearly every text through, the second knows every mark.
    if _HIGH_RUN.search(text) and _combining_run().search(text):
        raise ParseError("malformed", reason="too many combining marks on one letter")


@cache
def _combining_run() -> re.Pattern[str]:
    """Match a run of more than `MAX_COMBINING_RUN` characters that do not start a cluster.

    The look-behind lets a match start only where a run starts, so that the search stays linear. It
    comes second, so that the search jumps from mark to mark.
    """
    below_plane_two = map(chr, range(0x300, 0x20000))  # no combining class beyond it
    marks = "".join(mark for mark in below_plane_two if unicodedata.combining(mark))
    marks += _STARTERS_MADE_OF_MARKS
    return re.compile(f"[{marks}](?<![{marks}][{marks}])[{marks}]{{{MAX_COMBINING_RUN}}}")
