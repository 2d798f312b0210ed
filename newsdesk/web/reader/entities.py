"""The things that an article speaks of, by label, with the number of their mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsdesk.analysis.models import Label
from newsdesk.web.reader.details import Details
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.rows import NamedMention
from newsdesk.web.reader.words import LABEL_PLURALS, Words, entity_key

SHOWN_AT_ONCE = 7
MEANINGS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: `key` names it in the page, `query` is the address that lights its mentions.

    `meaning` says what its mentions say of it: offices of a person, when a date is, how much an amount.
    """

    key: str
    name: str
    meaning: str
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


def entity_groups(text: str, mentions: Iterable[NamedMention], filters: Filters) -> list[EntityGroup]:
    """The entities of the mentions, in the order of the labels; labels without a mention are left out."""
    tallies: dict[str, Tally] = {}
    for mention in mentions:
        tally = tallies.setdefault(mention.details.label, Tally())
        tally.add(name_of(text, mention.canonical, mention.start_char, mention.end_char), mention.details)
    return [_group(label, tallies[label], filters) for label in Label.values if label in tallies]


class Tally:
    """How often each name of a label is mentioned, and with which details, each once."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.details: dict[str, dict[Details, None]] = {}

    def add(self, name: str, details: Details) -> None:
        self.counts[name] += 1
        self.details.setdefault(name, {})[details] = None

    def meaning(self, name: str) -> str:
        """What the mentions of a name say of it, in the order of the text, without repetition."""
        meanings = dict.fromkeys(meaning for each in self.details[name] if (meaning := each.meaning))
        return " / ".join(list(meanings)[:MEANINGS_SHOWN])


def _group(label: str, tally: Tally, filters: Filters) -> EntityGroup:
    entities = [_entity(label, name, count, tally, filters) for name, count in tally.counts.most_common()]
    return EntityGroup(
        label=label,
        title=LABEL_PLURALS[label],
        entities=entities,
        query=filters.toggled("label", label),
        is_chosen=label in filters.labels,
        is_shown=filters.admits_label(label),
    )


def _entity(label: str, name: str, count: int, tally: Tally, filters: Filters) -> Entity:
    key = entity_key(label, name)
    return Entity(
        key=key,
        name=name,
        meaning=tally.meaning(name),
        count=count,
        query=filters.toggled("entity", key),
        is_lit=filters.entity == key,
    )
