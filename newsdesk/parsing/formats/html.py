"""Web pages: the article without navigation, banners and comments, by trafilatura."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsdesk.parsing.decoding import decode
from newsdesk.parsing.document import Draft, Format, RawFile
from newsdesk.parsing.errors import ParseError
from newsdesk.parsing.metadata import parse_date, parse_language, parse_url, single_line

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Bounds on time: extraction is quadratic in the number of siblings.
MAX_SOURCE_CHARS = 10_000_000
MAX_ELEMENTS = 30_000
MAX_SIBLINGS = 5_000

# What a library raises over data that it did not expect. Nothing wider: a worker's time limit reaches us
# as an exception too, and a page that took too long is not damaged.
EXTRACTION_ERRORS = (
    etree.LxmlError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

# The title may come after a kicker or a date line; further down it is a repetition of its own.
_TITLE_SEARCH_DEPTH = 3

# Matches whatever comes, so nothing is ever tried twice; possessive quantifiers are broken in Python 3.11.2.
_BEFORE_FIRST_TAG = re.compile(r"(?:\s+|<\?xml[^>]*>|<!--[\s\S]*?-->)*", re.IGNORECASE)
_FIRST_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|main|article|section|header"
    r"|nav|div|p|h[1-6])(?:[\s/>]))",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(r"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(r"<\?xml\s[^>]{0,300}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_NO_XML_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")

# The date is read from the page's metadata only. Without a fixed limit it would depend on the clock.
_DATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
_BLOCKS = frozenset({"p", "head", "item", "code", "row", "quote", "list", "table", "div"})

# These libraries put text of the page into their log messages. A level would not keep them quiet:
# trafilatura sets one on htmldate when it is imported.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    _logger = logging.getLogger(_name)
    _logger.propagate = False
    _logger.addHandler(logging.NullHandler())


def read_html(file: RawFile) -> Draft:
    """Read a web page. Raises ParseError "empty" where it has no article, "malformed", "encoding"."""
    source = decode(file.data, declared=declared_charset(file.head))
    if len(source) > MAX_SOURCE_CHARS:
        raise ParseError("too_long", limit=MAX_SOURCE_CHARS, length=len(source))
    tree = _parse_tree(source)
    language = parse_language(str(tree.get("lang", "")) or _meta(tree, "og:locale"))
    site_name = _meta(tree, "og:site_name")
    document = _extract(tree)
    title = single_line(document.title or "")
    return Draft(
        text="\n\n".join(_with_title(title, list(_paragraphs(document.body)))),
        title=title,
        outlet=site_name or _site_name(document),
        author=document.author or "",
        published_at=parse_date(document.date or ""),
        url=parse_url(document.url or ""),
        language=language,
    )


def looks_like_html(file: RawFile) -> bool:
    """Tell whether the first thing in a text file is a tag of a page or of a block in one."""
    if not file.is_text:
        return False
    start = _BEFORE_FIRST_TAG.match(file.head)
    return _FIRST_TAG.match(file.head, start.end() if start else 0) is not None


def declared_charset(head: str) -> str:
    """Return the charset that a page names in its XML declaration or a meta tag, or nothing."""
    match = _XML_CHARSET.match(head.lstrip()) or _META_CHARSET.search(head)
    return match[1] if match else ""


def _parse_tree(source: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = _NO_XML_CHARACTER.sub("", source)
    try:
        tree = document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ParseError("empty") from None
    for index, element in enumerate(tree.iter()):
        if index >= MAX_ELEMENTS or len(element) > MAX_SIBLINGS:
            raise ParseError("malformed", reason="too many elements")
    return tree


def _meta(tree: HtmlElement, name: str) -> str:
    values = tree.xpath(".//meta[@property=$name or @name=$name]/@content", name=name)
    return next((value for value in map(str, values) if value.strip()), "")


def _extract(tree: HtmlElement) -> "Document":
    """Find the article. "favor_precision" finds nothing on a page of mere links, as it should."""
    # Imported here: it takes 0.3 s, and most processes that import the registry read no page.
    from trafilatura import bare_extraction

    try:
        document: Any = bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATE_OPTIONS,
        )
    except EXTRACTION_ERRORS as error:
        # The library meets pages that its authors did not; what it raises may quote the page.
        raise ParseError("malformed", reason=type(error).__name__) from None
    if document is None:
        raise ParseError("empty")
    found: Document = document
    return found


def _site_name(document: "Document") -> str:
    """Return the outlet's name where the page has one; trafilatura falls back on the host name."""
    name = document.sitename or ""
    return "" if name and name in (document.url or "") else name


def _with_title(title: str, paragraphs: list[str]) -> list[str]:
    """Put `title` first, and take it out of the paragraphs right below."""
    if not title or not paragraphs:
        return paragraphs
    top, rest = paragraphs[:_TITLE_SEARCH_DEPTH], paragraphs[_TITLE_SEARCH_DEPTH:]
    return [title, *(paragraph for paragraph in top if single_line(paragraph) != title), *rest]


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """Yield the text of each block of the extracted body in order of the page."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_start = event == "start"
        if element.tag in _BLOCKS or element is body:
            yield from _flush(pieces)
        elif element.tag == "cell" and is_start and any(pieces):
            pieces.append(" | ")
        elif element.tag == "lb" and is_start:
            pieces.append("\n")
        pieces.append((element.text if is_start else element.tail) or "")
    yield from _flush(pieces)


def _flush(pieces: list[str]) -> Iterator[str]:
    """Yield the collected pieces as one paragraph a line, blanks collapsed, and empty the list."""
    lines = "".join(pieces).split("\n")
    pieces.clear()
    yield from filter(None, (" ".join(line.split()) for line in lines))


FORMAT = Format(media_type="text/html", rank=10, matches=looks_like_html, read=read_html)
