"""The filters as the page offers them: each with a count of the whole article and an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsdesk.analysis.models import Certainty, ClaimType
from newsdesk.annotation.reading import Status
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.rows import ClaimCount
from newsdesk.web.reader.words import CERTAINTY_SIGNS, STATUS_SIGNS, UNNAMED_KINDS, Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `query` is the address that chooses it, or lifts it where it is chosen."""

    words: Words
    count: int
    query: str
    is_chosen: bool
    sign: str = ""


@dataclass(frozen=True)
class Choices:
    """The filters of an article's claims that would tell some of them apart."""

    certainties: list[Choice]
    types: list[Choice]
    speakers: list[Choice]
    unnamed: Choice | None
    statuses: list[Choice] = field(default_factory=list)


def choices_of(
    counts: Iterable[ClaimCount], filters: Filters, statuses: Mapping[Status, int] | None = None
) -> Choices:
    """`statuses` are how many claims have each status; a choice among them where there is more than one."""
    rows = list(counts)
    by_status = Counter({status.value: count for status, count in (statuses or {}).items()})
    certainties = _tally((row.certainty, row.count) for row in rows)
    types = _tally((row.type, row.count) for row in rows)
    speakers = _tally((row.speaker_entity, row.count) for row in rows if row.speaker_entity)
    unnamed = sum(row.count for row in rows if row.speaker_kind in UNNAMED_KINDS)
    return Choices(
        certainties=[
            _choice(filters, "certainty", item.value, item.label, certainties, CERTAINTY_SIGNS[item])
            for item in Certainty
            if certainties[item.value]
        ],
        types=[
            _choice(filters, "type", item.value, item.label, types) for item in ClaimType if types[item.value]
        ],
        speakers=[_choice(filters, "speaker", name, name, speakers) for name, _ in speakers.most_common()],
        unnamed=Choice("", unnamed, filters.toggled("unnamed", "1"), filters.unnamed) if unnamed else None,
        statuses=[
            _choice(filters, "status", item.value, item.label, by_status, STATUS_SIGNS[item])
            for item in Status
            if by_status[item.value] and (len(+by_status) > 1 or filters.statuses)
        ],
    )


def _tally(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for value, count in pairs:
        tally[value] += count
    return tally


def _choice(
    filters: Filters, name: str, value: str, words: Words, counts: Counter[str], sign: str = ""
) -> Choice:
    is_chosen = (name, value) in filters.parameters()
    return Choice(words, counts[value], filters.toggled(name, value), is_chosen, sign)
