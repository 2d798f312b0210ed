"""Which mentions lie inside a stretch of text."""

from __future__ import annotations

from newsdesk.nlp import Mention
from newsdesk.nlp.languages.de.mentions import mention_at
from tests.nlp.effort import Counted

MENTIONS = [Mention(start, start + 3, "PER") for start in range(0, 50_000, 5)]


def test_mentions_inside_are_found_and_those_at_the_edge_are_not() -> None:
    assert mention_at(MENTIONS, 10, 20) == MENTIONS[2:4]
    assert mention_at(MENTIONS, 11, 17) == []
    assert mention_at(MENTIONS, 49_995, 49_998) == MENTIONS[-1:]
    assert mention_at([], 0, 10) == []


def test_few_mentions_are_looked_at_however_many_there_are() -> None:
    Counted.looks = 0
    assert mention_at(Counted(MENTIONS), 25_000, 25_008) == MENTIONS[5_000:5_002]
    assert Counted.looks < 30
