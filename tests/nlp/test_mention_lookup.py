"""Which mentions begin in a stretch of text."""

from __future__ import annotations

from newsdesk.nlp import Mention
from newsdesk.nlp.records import mentions_from
from tests.nlp.effort import Counted

MENTIONS = [Mention(start, start + 3, "PER") for start in range(0, 50_000, 5)]


def test_mentions_that_begin_inside_are_found_and_those_before_and_behind_are_not() -> None:
    assert mentions_from(MENTIONS, 10, 20) == MENTIONS[2:4]
    assert mentions_from(MENTIONS, 11, 15) == []
    assert mentions_from(MENTIONS, 11, 17) == MENTIONS[3:4]
    assert mentions_from(MENTIONS, 49_995, 49_998) == MENTIONS[-1:]
    assert mentions_from([], 0, 10) == []


def test_few_mentions_are_looked_at_however_many_there_are() -> None:
    Counted.looks = 0
    assert mentions_from(Counted(MENTIONS), 25_000, 25_008) == MENTIONS[5_000:5_002]
    assert Counted.looks < 30
