"""From bytes to characters: byte order marks, UTF-8, a declared charset, then German cp1252."""

import codecs
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from newsdesk.parsing.errors import ParseError

HEAD_BYTES = 65_536

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As browsers do: what calls itself Latin-1 or ASCII is cp1252.
_LATIN_1 = frozenset({"ascii", "iso8859-1"})
# Charsets that a page may declare. Not every codec of Python: utf-7 or punycode decode anything.
_DECLARABLE = re.compile(
    r"iso8859-\d+|cp125\d|cp866|koi8-[ru]|mac-roman|shift_jis|euc_jp|euc_kr|big5|gbk|gb2312|gb18030"
)
_CONTROL_BYTES = bytes(range(0x09)) + bytes(range(0x0E, 0x1B)) + bytes(range(0x1C, 0x20)) + b"\x7f"
_MAX_CONTROL_SHARE = 0.01

_COMMON_LETTERS = "äöüßÄÖÜéèêàçâôûî"  # German and French
_RARE_LETTERS = "áãåæëìíïñòóõøùúœÀÁÂÅÆÇÈÉÊËÍÎÑÓÔØÚŒšžŠŽ"  # names from elsewhere
_PUNCTUATION = "„“”‚‘’‹›«»–—…•·§°€£©®™½¼¾²³µ×±¡¿´\xa0\xad"
_COMMON = frozenset(_COMMON_LETTERS + _PUNCTUATION)
_PLAUSIBLE = _COMMON.union(_RARE_LETTERS)
# DOS code pages put letters where cp1252 has marks: h„tte, k”nnte. A mark inside a word gives them away.
_MARK_INSIDE_WORD = re.compile(r"[„“”‚…•§€£©®±²³¡¿´×](?<=[^\W\d_].)(?=[^\W\d_])")
_HIGH_RUN = re.compile(rf"[{_COMMON_LETTERS}{_RARE_LETTERS}]{{3}}")
_MAX_HIGH_LETTER_SHARE = 0.4  # in "Größe" it is so high
_GUESS_BYTES = 20_000
_MIN_GUESS_COHERENCE = 0.3


def decode(data: bytes, *, declared: str = "") -> str:
    """Decode `data`; `declared` is the charset that the file names, or an empty string.

    Order: byte order mark, UTF-8, `declared`, cp1252 where it gives plausible German, and last the
    guess of charset-normalizer where that is coherent. Raises ParseError "encoding" otherwise.
    """
    encoding = _marked_encoding(data)
    if encoding:
        return _decode_marked(data, encoding)
    for candidate in ("utf-8", _declared_encoding(declared)):
        text = _try(data, candidate)
        if text is not None:
            return text
    text = _try(data, "cp1252")
    if text is not None and is_plausible_german(text):
        return text
    return _guess(data)


def has_text_bytes(data: bytes) -> bool:
    """Tell whether `data` may be text: a byte order mark, or no NUL and hardly a control byte."""
    if _marked_encoding(data):
        return True
    if b"\0" in data:
        return False
    control_count = len(data) - len(data.translate(None, _CONTROL_BYTES))
    return control_count <= len(data) * _MAX_CONTROL_SHARE


def peek(head: bytes) -> str:
    """Decode `head` roughly: right for ASCII characters, good enough to look for a signature."""
    return head.decode(_marked_encoding(head) or "latin-1", errors="replace").lstrip("\ufeff")


def is_plausible_german(text: str) -> bool:
    """Tell whether `text`, decoded as cp1252, reads as German or French with foreign names."""
    counts = Counter(text)
    letters = Counter({character: count for character, count in counts.items() if character.isalpha()})
    high = Counter({character: count for character, count in counts.items() if character > "\x7f"})
    return (
        _PLAUSIBLE.issuperset(high)
        and (letters & high).total() <= _MAX_HIGH_LETTER_SHARE * letters.total()
        and sum(high[character] for character in _COMMON) * 2 >= high.total()
        and not _MARK_INSIDE_WORD.search(text)
        and not _HIGH_RUN.search(text)
    )


def _marked_encoding(data: bytes) -> str:
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _decode_marked(data: bytes, encoding: str) -> str:
    """Decode after a byte order mark; NULs mean that the mark was the start of something else."""
    text = _try(data, encoding)
    if text is None:
        raise ParseError("encoding")
    if "\0" in text:
        raise ParseError("binary")
    return text


def _declared_encoding(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):  # unknown, or not a name at all
        return ""
    if name in _LATIN_1:
        return "cp1252"
    return name if _DECLARABLE.fullmatch(name) else ""


def _try(data: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str:
    """Ask charset-normalizer about the start of `data`; believe it where the script is not Latin.

    It tells Cyrillic and Greek encodings apart, but takes Polish or Czech text for a neighbouring
    Latin encoding without any doubt: a refusal is better than wrong letters.
    """
    match = from_bytes(data[:_GUESS_BYTES], threshold=0.1, enable_fallback=False).best()
    if match is None or match.coherence < _MIN_GUESS_COHERENCE:
        raise ParseError("encoding")
    text = _try(data, match.encoding)
    if text is None or _is_mostly_latin(text[:_GUESS_BYTES]):
        raise ParseError("encoding")
    return text


def _is_mostly_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    latin_count = sum("LATIN" in unicodedata.name(letter, "LATIN") for letter in letters)
    return latin_count * 2 >= len(letters)
