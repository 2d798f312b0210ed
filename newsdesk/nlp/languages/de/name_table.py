"""Names that come from lists: data/gazetteer/*.jsonl, one file a kind, written for this project.

A row says what a name is (`label`, `subtype`, `state`), how else it is called (`aliases`, `forms`), and which
adjectives and nouns of persons belong to it. `in_marks` lists the names of the row that are names only
between quotation marks, `ambiguous` those that need a witness, `after` the endings of words behind which they
are names. data/gazetteer/README.md says it in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Final

from newsdesk.nlp.languages.de.inflection import adjective_forms, name_forms, noun_forms, plain
from newsdesk.nlp.languages.de.lexicons import load_lines, load_names

NAME_LISTS: Final = (
    *("states", "regions", "cities", "metonyms", "authorities", "forces", "international", "parties"),
    *("agencies", "outlets", "platforms", "companies", "bodies", "weapons", "laws", "events", "works"),
)
"""Where two lists hold a name without saying that it is ambiguous, the first list wins."""
PEOPLE_LISTS: Final = ("states", "regions", "parties", "groups")
_SAME_SIGNS: Final = str.maketrans("’‘‑\u00a0", "''- ")


class Certainty(Enum):
    """What must be true of the text before a listed name is one."""

    SURE = "sure"
    IN_MARKS = "in_marks"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listed name is: its label and subtype, the name that it means, the state it belongs to."""

    label: str
    canonical: str
    subtype: str | None = None
    state: str | None = None
    certainty: Certainty = Certainty.SURE
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameTable:
    """Entries by form; `longest[start]` is the length of the longest form that begins so.

    Forms are spelled with straight apostrophes and single blanks (`same_signs`). A start is a form's
    leading run of letters and digits (`start_of`).
    """

    entries: dict[str, Entry]
    longest: dict[str, int]


def same_signs(text: str) -> str:
    """The text, as long as it was, with one sign for each kind of apostrophe, hyphen and blank."""
    return text if text.isascii() else text.translate(_SAME_SIGNS)


def start_of(form: str) -> str:
    """The leading letters and digits of a form, or its first sign."""
    if form.isalnum():
        return form
    end = next((index for index, sign in enumerate(form) if not sign.isalnum()), len(form))
    return form[: end or 1]


@cache
def name_table() -> NameTable:
    """All names of the lists in all their forms; a genitive that is a given name (Nils) is none."""
    given_names = load_names("given_names")
    entries: dict[str, Entry] = {}
    for inflected in (False, True):
        for kind in NAME_LISTS:
            for form, entry in _listed_forms(kind, inflected):
                if not (inflected and form in given_names):
                    _keep_surer(entries, form, entry)
    longest: dict[str, int] = {}
    for form in entries:
        start = start_of(form)
        longest[start] = max(len(form), longest.get(start, 0))
    return NameTable(entries, longest)


def _keep_surer(entries: dict[str, Entry], form: str, entry: Entry) -> None:
    known = entries.get(form)
    if known is None or (known.certainty is not Certainty.SURE and entry.certainty is Certainty.SURE):
        entries[form] = entry


def _listed_forms(kind: str, inflected: bool) -> Iterator[tuple[str, Entry]]:
    """The names of a list as they are, or their other forms: Hamas is a name, and no genitive of Hama."""
    for row in rows(kind):
        named = [(name, _entry(row, plain(name))) for name in (row["name"], *row.get("aliases", ()))]
        named += [(city, Entry("LOC", city, "CITY", row["state"])) for city in row.get("capitals", ())]
        for name, entry in named:
            if inflected:
                others = row.get("except", ())
                yield from ((same_signs(form), entry) for form in name_forms(name) if form not in others)
            else:
                yield same_signs(plain(name)), entry
        if inflected:
            yield from ((same_signs(form), _entry(row, form)) for form in row.get("forms", ()))


def _entry(row: dict[str, Any], name: str) -> Entry:
    certainty = Certainty.SURE
    if name in row.get("in_marks", ()):
        certainty = Certainty.IN_MARKS
    elif name in row.get("ambiguous", ()):
        certainty = Certainty.AMBIGUOUS
    canonical = row.get("canonical") or plain(row["name"])
    after = tuple(row.get("after", ()))
    return Entry(row["label"], canonical, row.get("subtype"), row.get("state"), certainty, after)


@cache
def people_adjectives() -> dict[str, Entry]:
    """People or political group by inflected adjective in lower case: russischen -> Russland."""
    return {
        form.lower(): entry
        for row, entry in _people()
        for adjective in row.get("adjectives", ())
        for form in adjective_forms(adjective)
    }


@cache
def people_nouns() -> dict[str, Entry]:
    """People or political group by inflected noun: Russin, Russen -> Russland."""
    entries: dict[str, Entry] = {}
    for row, entry in _people():
        forms: Iterable[str] = row.get("forms", ()) if row["label"] == "NORP" else ()
        nouns = row.get("nouns", ())
        ambiguous = row.get("ambiguous", ()) if row["label"] == "NORP" else ()
        for form in (*(f for man, woman in nouns for f in noun_forms(man, woman)), *forms):
            certainty = Certainty.AMBIGUOUS if form in ambiguous else Certainty.SURE
            _keep_surer(entries, form, replace(entry, certainty=certainty))
    return entries


def _people() -> Iterator[tuple[dict[str, Any], Entry]]:
    """Rows with adjectives or nouns; where two share a word, the earlier list has the last word."""
    for kind in reversed(PEOPLE_LISTS):
        for row in rows(kind):
            yield row, Entry("NORP", row.get("canonical") or plain(row["name"]), None, row.get("state"))


@cache
def place_adjectives() -> dict[str, Entry]:
    """Cities by their adjective: Berliner, Münchner, Zürcher."""
    return {
        adjective: _entry(row, row["name"])
        for row in rows("cities")
        for adjective in row.get("adjectives", ())
    }


def rows(kind: str) -> tuple[dict[str, Any], ...]:
    """The rows of data/gazetteer/<kind>.jsonl."""
    return load_lines(f"gazetteer/{kind}")
