"""Markdown with or without YAML front matter, rendered to plain paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsdesk.parsing.decoding import decode
from newsdesk.parsing.document import Draft, Format, RawFile
from newsdesk.parsing.errors import ParseError
from newsdesk.parsing.ingest import ingest_text
from newsdesk.parsing.metadata import parse_date, parse_language, parse_url, single_line
from newsdesk.parsing.sniffing import is_plain_text

# Bounds on time: PyYAML and inline Markdown are slow on hostile input.
MAX_SOURCE_CHARS = 1_000_000
MAX_FRONT_MATTER_CHARS = 20_000
MAX_INLINE_CHARS = 20_000

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_TAG = re.compile(r"<[^<>]*>")
_UNREADABLE_HTML = re.compile(r"\s*<(?:script|style|!--)", re.IGNORECASE)


class _PlainYamlLoader(yaml.BaseLoader):
    """Strings, lists and mappings only: no objects, no aliases, and `lang: no` stays Norwegian."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read_markdown(file: RawFile) -> Draft:
    """Read a Markdown file. Raises ParseError: "malformed" where the front matter is no YAML, "empty"
    where nothing follows it, and what `decode` raises.
    """
    source = ingest_text(decode(file.data))
    if len(source) > MAX_SOURCE_CHARS:
        raise ParseError("too_long", limit=MAX_SOURCE_CHARS, length=len(source))
    metadata, body = _split_front_matter(source.lstrip())
    tokens = _block_parser().parse(body)
    paragraphs = list(_paragraphs(tokens))
    if not paragraphs:
        raise ParseError("empty")
    top = single_line(paragraphs[0])
    title = single_line(_field(metadata, "title", "headline"))
    if not title and tokens[0].type == "heading_open":
        title = top
    if title and title == top:
        del paragraphs[0]
    return Draft(
        text="\n\n".join(filter(None, [title, *paragraphs])),
        title=title,
        outlet=_field(metadata, "outlet", "source", "publisher"),
        author=_field(metadata, "author", "authors"),
        published_at=parse_date(_field(metadata, "date", "published_at", "published")),
        url=parse_url(_field(metadata, "url", "link")),
        language=parse_language(_field(metadata, "lang", "language")),
    )


def _split_front_matter(source: str) -> tuple[Mapping[str, object], str]:
    """Return the front matter's fields and the body; what is no mapping belongs to the body."""
    handler = YAMLHandler()
    if not handler.detect(source):
        return {}, source
    try:
        front_matter, body = handler.split(source)
    except ValueError:  # no second boundary: the first was a thematic break
        return {}, source
    fields = _load_yaml(front_matter)
    return (fields, body) if isinstance(fields, dict) else ({}, source)


def _load_yaml(front_matter: str) -> object:
    if len(front_matter) > MAX_FRONT_MATTER_CHARS:
        raise ParseError("malformed", reason="front matter too long")
    try:
        return yaml.load(front_matter, Loader=_PlainYamlLoader)  # noqa: S506 - builds no objects
    except (yaml.YAMLError, RecursionError, ValueError):
        raise ParseError("malformed", reason="front matter is not valid YAML") from None


def _field(metadata: Mapping[str, object], *names: str) -> str:
    """Return the first field of `names` that has a value; a list's strings are joined."""
    for name in names:
        value = metadata.get(name)
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _block_parser() -> MarkdownIt:
    """Return a parser of blocks only: inline parsing is done here, on paragraphs of sane length."""
    return MarkdownIt("commonmark").enable("table").disable("inline")


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of each heading, paragraph, list item, table row and code block."""
    inline_parser = MarkdownIt("commonmark")
    cells: list[str] = []
    in_row = False
    for token in tokens:
        text = _block_text(token, inline_parser).strip("\n")
        if token.type == "tr_open":
            in_row, cells = True, []
        elif token.type == "tr_close":
            in_row, text = False, " | ".join(cells)
        elif in_row and token.type == "inline":
            cells.append(text)
            continue
        if text.strip():
            yield text


def _block_text(token: Token, inline_parser: MarkdownIt) -> str:
    if token.type == "inline":
        return _inline_text(token.content, inline_parser)
    if token.type in {"fence", "code_block"}:
        return token.content
    if token.type == "html_block" and not _UNREADABLE_HTML.match(token.content):
        return "\n".join(" ".join(line.split()) for line in _TAG.sub("", token.content).split("\n"))
    return ""


def _inline_text(source: str, inline_parser: MarkdownIt) -> str:
    if len(source) > MAX_INLINE_CHARS:
        return source
    children = inline_parser.parseInline(source)[0].children or []
    return "".join(map(_inline_piece, children)).strip()


def _inline_piece(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""


FORMAT = Format(
    media_type="text/markdown",
    rank=80,
    matches=lambda file: file.suffix in _SUFFIXES and is_plain_text(file),
    read=read_markdown,
)
