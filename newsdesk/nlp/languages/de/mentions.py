"""All mentions of a German text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.languages.de.names import (
    find_listed_names,
    find_nationalities,
    find_organisations,
    find_persons,
    find_weapons,
)
from newsdesk.nlp.languages.de.quantities import find_quantities
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Words


def find_mentions(words: Words, published_at: date | None = None) -> list[Mention]:
    """Mentions in the order of the text; where two finders overlap, the earlier finder wins."""
    persons = find_persons(words)
    candidates = [
        *persons,
        *find_listed_names(words),
        *find_nationalities(words),
        *find_organisations(words),
        *find_weapons(words),
        *find_dates(words, published_at),
        *find_quantities(words),
    ]
    return _with_full_names(_without_overlaps(candidates))


def _without_overlaps(candidates: list[Mention]) -> list[Mention]:
    taken: set[int] = set()
    kept: list[Mention] = []
    for mention in candidates:
        positions = range(mention.start_char, mention.end_char)
        if taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start_char)


def _with_full_names(mentions: list[Mention]) -> list[Mention]:
    """A person under one name of another person's full name (Minister Adler) means that person."""
    full_names: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.label == "PER" and mention.canonical and " " in mention.canonical:
            full_names.setdefault(mention.canonical.split()[-1], set()).add(mention.canonical)
    return [_with_full_name(mention, full_names) for mention in mentions]


def _with_full_name(mention: Mention, full_names: dict[str, set[str]]) -> Mention:
    owners = full_names.get(mention.canonical or "", set()) if mention.label == "PER" else set()
    return replace(mention, canonical=next(iter(owners))) if len(owners) == 1 else mention


def mention_at(mentions: list[Mention], start_char: int, end_char: int) -> list[Mention]:
    """The mentions that lie inside text[start_char:end_char]; `mentions` are sorted."""
    first = bisect_right([mention.start_char for mention in mentions], start_char - 1)
    inside: list[Mention] = []
    for mention in mentions[first:]:
        if mention.end_char > end_char:
            break
        inside.append(mention)
    return inside
