"""All mentions of a German text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.languages.de.names import find_names
from newsdesk.nlp.languages.de.quantities import find_quantities
from newsdesk.nlp.records import Mention, flat
from newsdesk.nlp.spans import without_overlaps
from newsdesk.nlp.words import Words


def find_mentions(words: Words, published_at: date | None = None) -> list[Mention]:
    """Flat and nested mentions, sorted by their start, longer ones first.

    Flat mentions do not overlap: of a date and a name the longer one stays, the date if both are equally
    long; a number stays where neither stands, or where a name begins in its measure. Every nested mention
    lies inside a flat one.
    """
    dates, numbers = find_dates(words, published_at), find_quantities(words)
    names = _without_measures(find_names(words), flat(numbers))
    ranked = [*_longest_first(flat([*dates, *names])), *flat(numbers)]
    kept, _ = without_overlaps(ranked, lambda mention: range(mention.start_char, mention.end_char))
    found = [*dates, *names, *numbers]
    inner = _inside(kept, [mention for mention in found if mention.nested or mention.inside_token])
    return sorted([*kept, *inner], key=lambda mention: (mention.start_char, -mention.end_char))


def _without_measures(names: list[Mention], numbers: list[Mention]) -> list[Mention]:
    """The names but for those that begin with a measure: 100.000 Franken, 450 Kilogramm Kokain."""
    measured = {
        position
        for number in numbers
        if number.unit
        for position in range(number.start_char + 1, number.end_char)
    }
    return [name for name in names if name.start_char not in measured]


def _longest_first(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.start_char - mention.end_char)


def _inside(kept: list[Mention], inner: list[Mention]) -> list[Mention]:
    """Nested mentions with a flat one around them, and parts of compounds that no flat one cuts."""
    starts = [mention.start_char for mention in kept]
    found: list[Mention] = []
    for mention in inner:
        before = bisect_right(starts, mention.start_char) - 1
        holder = kept[before] if before >= 0 and kept[before].end_char > mention.start_char else None
        if holder is None and not mention.nested:
            after = before + 1
            if after == len(kept) or kept[after].start_char >= mention.end_char:
                found.append(mention)
        elif holder and mention.end_char <= holder.end_char and mention != holder:
            found.append(replace(mention, nested=True))
    return list(dict.fromkeys(found))
