"""Names as parts of compounds: Pentagon in Pentagonchef, US in US-Position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.name_table import Certainty, Entry, name_table, rows, same_signs
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.weapons import is_weapon_kind

_SHORTEST_SOLID: Final = 8
_SHORTEST_NAME: Final = 4
_MOST_PARTS: Final = 6
_IN_COMPOUNDS: Final = frozenset({"ORG", "LOC", "EVENT"})


@dataclass(frozen=True, slots=True)
class Part:
    """text[start_char:end_char], a part of word `word`, as a name."""

    word: int
    start_char: int
    end_char: int
    label: str
    subtype: str | None
    canonical: str


def parts_of_compounds(page: Page, persons: Mapping[str, str]) -> Iterator[Part]:
    """The names inside compounds. `persons` are full names by the names that persons of the article go by."""
    for index, word in enumerate(page.words.exact):
        if "-" in word[1:-1] or (word[-1] == "-" and len(word) > 2):
            yield from _hyphenated(page, index, word, persons)
        elif len(word) >= _SHORTEST_SOLID and word[0].isupper():
            solid = _solid(word)
            if solid:
                length, entry = solid
                start = page.words.start[index]
                yield Part(index, start, start + length, entry.label, entry.subtype, entry.canonical)


def _hyphenated(page: Page, index: int, word: str, persons: Mapping[str, str]) -> Iterator[Part]:
    """The longest names among the parts of a compound, from the left, and a weapon behind a calibre."""
    whole = name_table().entries.get(word)
    if whole and whole.label == "LOC":
        return
    pieces = word.split("-")[: _MOST_PARTS + 1]
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece) + 1)
    first = 0
    while first < len(pieces):
        last = _named_run(pieces, first, persons)
        if last > first:
            found = _part(page, index, offsets, pieces, (first, last), persons)
            if found:
                yield found
        first = max(last, first + 1)
    if word[0].isdigit() and len(pieces) > 1 and is_weapon_kind("-".join(pieces[1:]).lower()):
        start = page.words.start[index]
        yield Part(index, start + offsets[1], page.words.end[index], "WEAPON", None, word[offsets[1] :])


def _named_run(pieces: list[str], first: int, persons: Mapping[str, str]) -> int:
    """The end of the longest run of pieces from `first`, short of the whole word, that is a name."""
    longest = len(pieces) if first else len(pieces) - 1
    for last in range(longest, first, -1):
        if _meaning("-".join(pieces[first:last]), persons):
            return last
    return first


def _meaning(form: str, persons: Mapping[str, str]) -> Entry | None:
    if form in persons:
        return Entry("PER", persons[form])
    entry = name_table().entries.get(same_signs(form)) or name_table().entries.get(form.replace("-", " "))
    is_meant = entry and entry.label in _IN_COMPOUNDS and entry.certainty is Certainty.SURE
    return entry if is_meant else None


def _part(
    page: Page,
    index: int,
    offsets: list[int],
    pieces: list[str],
    run: tuple[int, int],
    persons: Mapping[str, str],
) -> Part | None:
    first, last = run
    entry = _meaning("-".join(pieces[first:last]), persons)
    if entry is None:
        return None
    start = page.words.start[index]
    end = start + offsets[last] - 1
    return Part(index, start + offsets[first], end, entry.label, entry.subtype, entry.canonical)


@lru_cache(50_000)
def _solid(word: str) -> tuple[int, Entry] | None:
    """The length and meaning of the name that a compound without a hyphen begins with."""
    lower = word.lower()
    for length, heads in _heads().items():
        if lower[-length:] in heads and len(word) - length >= _SHORTEST_NAME:
            found = _solid_name(word[:-length])
            if found:
                return found
    return None


def _solid_name(name: str) -> tuple[int, Entry] | None:
    entries = name_table().entries
    for form in (name.removesuffix("s"), name):
        entry = entries.get(form)
        if entry and entry.label in ("ORG", "LOC") and entry.certainty is Certainty.SURE:
            return (len(form), entry) if len(form) >= _SHORTEST_NAME and not form.isupper() else None
    return None


@cache
def _heads() -> dict[int, frozenset[str]]:
    """Words that end compounds with names, by their length."""
    heads: dict[int, set[str]] = {}
    titles = {row["name"].lower() for row in rows("titles")} | {
        row.get("female", "").lower() for row in rows("titles")
    }
    for head in load_set("names", "compound_heads") | titles:
        if len(head) > 2:
            heads.setdefault(len(head), set()).add(head)
    return {length: frozenset(words) for length, words in sorted(heads.items(), reverse=True)}
