"""Laws and treaties, events, and titles of works: by pattern, and what the recogniser calls MISC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.name_table import name_table, people_adjectives, place_adjectives, start_of
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import CLOSING, Page
from newsdesk.nlp.words import Name

_NUMBER: Final = re.compile(r"\d+[a-z]?$")
_PARAGRAPHS: Final = word_set("artikel artikels artikeln art. § §§ paragraf paragraph paragrafen paragraphen")
_SUBDIVISIONS: Final = word_set("absatz abs. satz nummer nr. buchstabe")
_RESOLUTIONS: Final = ("resolution", "resolutionen")
_RESOLUTION_NUMBER: Final = re.compile(r"\d{2,5}([/(-]\d+\)?)?$")
_LONGEST_TITLE: Final = 10
_KINDS_OF_WORK: Final = ("roman", "film", "album", "serie", "oper", "buch", "projekt", "stück")
_LONGEST_LAW: Final = 10


def laws(page: Page) -> Iterator[Candidate]:
    """Candidates of label LAW."""
    for index, lower in enumerate(page.words.lower):
        if lower in _PARAGRAPHS:
            last = _article_end(page, index)
            if last:
                yield Candidate(index, last, "LAW", Source.PATTERN)
        elif lower.endswith(_RESOLUTIONS) and _is_number(page, index + 1, _RESOLUTION_NUMBER):
            yield Candidate(index, index + 2, "LAW", Source.PATTERN)
        elif page.words.is_capitalised(index):
            yield from _treaty(page, index)


def _is_number(page: Page, index: int, pattern: re.Pattern[str]) -> bool:
    return index < len(page) and pattern.match(page.words.exact[index]) is not None


def _article_end(page: Page, index: int) -> int:
    """Behind Artikel 5 Absatz 2 des Grundgesetzes, § 129a StGB; 0 where no number follows."""
    if not _is_number(page, index + 1, _NUMBER):
        return 0
    lower, last = page.words.lower, index + 2
    while last < len(page) - 1 and lower[last] in _SUBDIVISIONS and _is_number(page, last + 1, _NUMBER):
        last += 2
    return (
        last + 1 if last < len(page) and page.words.exact[last] in load_set("names", "code_of_law") else last
    )


@lru_cache(50_000)
def is_law_compound(word: str) -> bool:
    """Whether a word in lower case is a law by its kind: Lieferkettengesetz, Bundeswahlordnung."""
    return word.endswith(
        ("gesetz", "gesetzes", "gesetzbuch", "gesetzbuchs", "gesetzbuches")
    ) and word not in load_set("names", "law_not")


def _treaty(page: Page, index: int) -> Iterator[Candidate]:
    """INF-Vertrag, Heizungsgesetz, Vertrag von Muster, Prager Abkommen."""
    words, lower = page.words, page.words.lower[index]
    before, hyphen, kind = lower.rpartition("-")
    if (
        hyphen
        and kind in load_set("names", "law_endings")
        and len(before) > 1
        and words.exact[index][0].isupper()
    ):
        if _is_name_like(words.exact[index].rpartition("-")[0]):
            yield Candidate(index, index + 1, "LAW", Source.PATTERN)
    elif is_law_compound(lower):
        yield Candidate(index, index + 1, "LAW", Source.DESCRIBED)
    elif lower in load_set("names", "law_heads"):
        yield from _treaty_of_place(page, index)


def _is_name_like(part: str) -> bool:
    """INF, Istanbul, Dublin-III: capitals or a listed name before the hyphen."""
    return part.isupper() or name_table().entries.get(part) is not None or any(map(str.isdigit, part))


def _treaty_of_place(page: Page, index: int) -> Iterator[Candidate]:
    words = page.words
    if index + 2 < len(page) and words.lower[index + 1] == "von":
        entry = name_table().entries.get(words.exact[index + 2])
        if entry and entry.label == "LOC":
            yield Candidate(index, index + 3, "LAW", Source.PATTERN)
    before = words.exact[index - 1] if index else ""
    if before in place_adjectives() and page.same_line(index - 1, index):
        yield Candidate(index - 1, index + 1, "LAW", Source.PATTERN)


def events(page: Page) -> Iterator[Candidate]:
    """Candidates of label EVENT."""
    heads: dict[str, list[str]] = load_json("names")["events"]
    endings, after_adjectives = frozenset(heads["endings"]), frozenset(heads["adjective_heads"])
    for index, lower in enumerate(page.words.lower):
        if not page.words.is_capitalised(index):
            continue
        if "-" in lower:
            before, _, kind = page.words.exact[index].rpartition("-")
            if kind.lower() in endings and _names_something(before):
                yield Candidate(index, index + 1, "EVENT", Source.PATTERN)
        elif lower in after_adjectives and index and _is_place_adjective(page, index - 1):
            yield Candidate(index - 1, index + 1, "EVENT", Source.PATTERN)


def _names_something(part: str) -> bool:
    """Whether the first part of a compound is a listed name: Nato-Gipfel, but no Krisen-Gipfel."""
    table = name_table()
    entry = table.entries.get(part) or table.entries.get(start_of(part))
    return entry is not None and entry.label in ("ORG", "LOC", "EVENT")


def _is_place_adjective(page: Page, index: int) -> bool:
    word = page.words.exact[index]
    return word in place_adjectives() or (word[0].isupper() and word.lower() in people_adjectives())


def works(page: Page) -> Iterator[Candidate]:
    """Candidates of label WORK: what is quoted behind Roman, Film, Lied, Studie."""
    cues = frozenset(load_json("names")["works"]["cues"])
    for index, word in enumerate(page.words.exact):
        closers = CLOSING.get(word)
        if not closers or index == 0 or index + 1 >= len(page) or not page.words.has_space_before(index):
            continue
        last = _title_end(page, index, closers)
        if last and _has_cue(page, index, cues):
            yield Candidate(index + 1, last, "WORK", Source.PATTERN)


def _title_end(page: Page, opening: int, closers: str) -> int:
    """The index of the closing mark of a short title; 0 where there is none."""
    for last in range(opening + 2, min(len(page), opening + _LONGEST_TITLE + 2)):
        if page.words.exact[last] in closers:
            return last if page.same_line(opening, last) and page.words.exact[opening + 1][0].isupper() else 0
    return 0


def _has_cue(page: Page, opening: int, cues: frozenset[str]) -> bool:
    """Whether a kind of work stands directly before the title: Roman „…“, Roman von Ada Muster, „…“."""
    before = page.words.lower[opening - 1]
    if before in cues or before.endswith(_KINDS_OF_WORK):
        return True
    return page.tags[opening - 1] == "NE" and before.endswith("s") and opening - 1 not in page.starts


def of_miscellaneous(page: Page, name: Name) -> Candidate | None:
    """A recognised name without a kind: an event or a law by its words, a work in marks, or nothing."""
    words = page.words
    last_word = words.lower[name.last - 1]
    heads: dict[str, list[str]] = load_json("names")["events"]
    if last_word.rpartition("-")[2].endswith(tuple(heads["endings"])):
        return Candidate(name.first, name.last, "EVENT", Source.RECOGNISED)
    if last_word.endswith(tuple(load_set("names", "law_endings"))):
        return Candidate(name.first, name.last, "LAW", Source.RECOGNISED)
    if page.is_quoted(name.first, name.last):
        return Candidate(name.first, name.last, "WORK", Source.RECOGNISED)
    return None
