"""The things that an article speaks of, by label, with the number of their mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsdesk.analysis.models import Label
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.words import LABEL_PLURALS, Words, entity_key

SHOWN_AT_ONCE = 7


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: `key` names it in the page, `query` is the address that lights its mentions."""

    key: str
    name: str
    count: int
    query: str
    is_lit: bool


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """The entities of one label, most mentioned first; `query` shows its mentions only, or all again."""

    label: str
    title: Words
    entities: list[Entity]
    query: str
    is_chosen: bool
    is_shown: bool

    @property
    def singular(self) -> Words:
        return Label(self.label).label

    @property
    def first(self) -> list[Entity]:
        return self.entities[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Entity]:
        return self.entities[SHOWN_AT_ONCE:]


def name_of(text: str, canonical: str, start_char: int, end_char: int) -> str:
    """What a mention names: its canonical name, else its own words, without a pair of quotation marks."""
    return canonical or " ".join(text[start_char:end_char].split()).strip('"„“”»«›‹‚‘’')


def entity_groups(
    text: str, mentions: Iterable[tuple[str, str, int, int]], filters: Filters
) -> list[EntityGroup]:
    """Groups of (label, canonical name, start, end) in the order of the labels; empty ones are left out."""
    counts: dict[str, Counter[str]] = {}
    for label, canonical, start_char, end_char in mentions:
        counts.setdefault(label, Counter())[name_of(text, canonical, start_char, end_char)] += 1
    return [_group(label, counts[label], filters) for label in Label.values if label in counts]


def _group(label: str, counts: Counter[str], filters: Filters) -> EntityGroup:
    entities = [
        _entity(entity_key(label, name), name, count, filters) for name, count in counts.most_common()
    ]
    return EntityGroup(
        label=label,
        title=LABEL_PLURALS[label],
        entities=entities,
        query=filters.toggled("label", label),
        is_chosen=label in filters.labels,
        is_shown=filters.admits_label(label),
    )


def _entity(key: str, name: str, count: int, filters: Filters) -> Entity:
    return Entity(key, name, count, filters.toggled("entity", key), filters.entity == key)
