"""The interface's strings: extracted, merged and compiled with Babel, without a system package."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template

Extracted = tuple[int, str | tuple[str, ...], list[str], str | None]

METHODS = [
    ("newsdesk/**.py", "python"),
    ("templates/**.html", "newsdesk.common.messages:extract_django_template"),
    ("templates/**.txt", "newsdesk.common.messages:extract_django_template"),
]
DJANGO_KEYWORDS = {
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, **DJANGO_KEYWORDS}


def extract_django_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Extracted]:
    """Babel's extraction method for Django templates.

    Django's `templatize`, made for xgettext, leaves calls of gettext functions and turns everything
    else into filler; without its indentation Babel can read that as Python.
    """
    calls = template.templatize(file.read().decode("utf-8"))
    source = "\n".join(line.strip() for line in calls.splitlines())
    yield from extract_python(BytesIO(source.encode("utf-8")), keywords, comment_tags, options)


def extract(root: Path) -> Catalog:
    """A catalogue of every string in the Python and template files under `root`.

    It names the files of a string and not the lines, so that it changes with the strings alone.
    """
    catalog = Catalog(project="newsdesk", charset="utf-8")
    for filename, _line, message, comments, context in extract_from_dir(root, METHODS, keywords=KEYWORDS):
        catalog.add(message, locations=[(filename, 0)], auto_comments=comments, context=context)
    return catalog


def catalog_path(locale_folder: Path, language: str) -> Path:
    return locale_folder / language / "LC_MESSAGES" / "django.po"


def load(locale_folder: Path, language: str) -> Catalog:
    """The stored catalogue of a language; an empty one if there is none yet."""
    path = catalog_path(locale_folder, language)
    if not path.exists():
        return Catalog(
            locale=language,
            header_comment="# The interface of newsdesk.",
            project="newsdesk",
            version="",
            last_translator="newsdesk",
            language_team="newsdesk",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(root: Path, locale_folder: Path, language: str) -> Catalog:
    """Merges the strings found under `root` into the language's catalogue and writes it, sorted."""
    catalog = load(locale_folder, language)
    catalog.update(extract(root), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path = catalog_path(locale_folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, width=110)
    return catalog


def compile_catalog(locale_folder: Path, language: str) -> None:
    """Writes what Django reads, unless it is there and newer than the catalogue."""
    source = catalog_path(locale_folder, language)
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return
    with compiled.open("wb") as file:
        write_mo(file, load(locale_folder, language))


def untranslated(catalog: Catalog) -> list[str]:
    """The strings that have no translation, or a fuzzy one, or one without its plural."""
    return [str(m.id) for m in catalog if m.id and (m.fuzzy or not all(as_tuple(m.string)))]


def as_tuple(string: Any) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (string,)
