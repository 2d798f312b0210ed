"""Names as parts of compounds: Pentagon in Pentagonchef, US in US-Position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.name_table import Certainty, Entry, name_table, rows, same_signs
from newsdesk.nlp.languages.de.names.candidates import Candidate
from newsdesk.nlp.languages.de.names.consistency import Memory
from newsdesk.nlp.languages.de.names.organisations import organisation_with_kind
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import city_of, is_city_adjective
from newsdesk.nlp.languages.de.names.places import place_kinds
from newsdesk.nlp.languages.de.names.weapons import is_weapon_kind

_SHORTEST_SOLID: Final = 8
_SHORTEST_NAME: Final = 4
_MOST_PARTS: Final = 6
_CURRENCY: Final = ("-dollar", "-dollars")
_IN_COMPOUNDS: Final = frozenset({"ORG", "LOC", "EVENT"})


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of an article: full names by what persons are called, other names by their form."""

    persons: Mapping[str, str]
    others: Mapping[str, Candidate]


@dataclass(frozen=True, slots=True)
class Part:
    """text[start_char:end_char], a part of word `word`, as a name; `is_whole` for the adjective of a city."""

    word: int
    start_char: int
    end_char: int
    label: str
    subtype: str | None
    canonical: str
    is_whole: bool = False


def parts_of_compounds(page: Page, memory: Memory) -> Iterator[Part]:
    """The names inside compounds: listed ones, and those of the article."""
    known = _Known(memory.one_person_names(), memory.others)
    for index, word in enumerate(page.words.exact):
        if "-" in word[1:-1] or (word[-1] == "-" and len(word) > 2):
            yield from _hyphenated(page, index, word, known)
        elif is_city_adjective(word):
            yield _city(page, index, word)
        elif len(word) >= _SHORTEST_SOLID and word[0].isupper():
            solid = _solid(word)
            if solid:
                length, entry = solid
                start = page.words.start[index]
                yield Part(index, start, start + length, entry.label, entry.subtype, entry.canonical)


def _city(page: Page, index: int, word: str) -> Part:
    """Brüsseler: the whole word, which names its city without being its name."""
    city, (start, end) = city_of(word), page.words.chars(index, index + 1)
    return Part(index, start, end, city.label, city.subtype, city.canonical, is_whole=True)


def _hyphenated(page: Page, index: int, word: str, known: _Known) -> Iterator[Part]:
    """The longest names among the parts of a compound, from the left, and a weapon behind a calibre."""
    whole = name_table().entries.get(word)
    is_its_part = organisation_with_kind(word) or word.lower().endswith(_CURRENCY)
    if is_its_part or (whole and whole.label == "LOC"):
        return
    pieces = word.split("-")[: _MOST_PARTS + 1]
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece) + 1)
    first = 0
    while first < len(pieces):
        last = _named_run(pieces, first, known)
        if last > first:
            found = _part(page, index, offsets, pieces, (first, last), known)
            if found:
                yield found
        first = max(last, first + 1)
    if word[0].isdigit() and len(pieces) > 1 and is_weapon_kind("-".join(pieces[1:]).lower()):
        start = page.words.start[index]
        yield Part(index, start + offsets[1], page.words.end[index], "WEAPON", None, word[offsets[1] :])


def _named_run(pieces: list[str], first: int, known: _Known) -> int:
    """The end of the longest run of pieces from `first`, short of the whole word, that is a name."""
    longest = len(pieces) - 1
    for last in range(longest, first, -1):
        if _meaning("-".join(pieces[first:last]), known):
            return last
    return first


def _meaning(form: str, known: _Known) -> Entry | None:
    if form in known.persons:
        return Entry("PER", known.persons[form])
    entry = name_table().entries.get(same_signs(form)) or name_table().entries.get(form.replace("-", " "))
    if entry and entry.label in _IN_COMPOUNDS and entry.certainty is Certainty.SURE:
        return entry
    name = known.others.get(form)
    return Entry(name.label, name.canonical or form, name.subtype) if name and name.label == "ORG" else None


def _part(
    page: Page,
    index: int,
    offsets: list[int],
    pieces: list[str],
    run: tuple[int, int],
    known: _Known,
) -> Part | None:
    first, last = run
    entry = _meaning("-".join(pieces[first:last]), known)
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
    for head in load_set("names", "compound_heads") | titles | place_kinds():
        if len(head) > 2:
            heads.setdefault(len(head), set()).add(head)
    return {length: frozenset(words) for length, words in sorted(heads.items(), reverse=True)}
