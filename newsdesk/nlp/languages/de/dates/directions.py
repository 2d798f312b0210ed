"""Whether a clause speaks of the past or of the future."""

from __future__ import annotations

from functools import cached_property

from newsdesk.nlp.languages.de.dates.expressions import Direction
from newsdesk.nlp.languages.de.grammar import PRETERITES, is_participle
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Words

_COMING = word_set(
    "wird werden werde will wollen wolle soll sollen solle plant planen muss müssen kann können darf dürfen "
    "könnte könnten dürfte dürften"
)
_PERFECT = word_set("hat haben habe ist sind sei seien hatte hatten war waren wurde wurden")
_STRONG_PRETERITES = ("trat", "bat", "tat", "galt", "hielt", "riet", "litt", "ritt", "glitt", "schnitt")
_STOPS = word_set(". ! ? , ; :")
_TIME_PREPOSITIONS = word_set("am im in um ab bis")


class Directions:
    """The direction of the clause around each word of a text, in time linear in the text."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def at(self, index: int) -> Direction:
        """By the tense of the innermost clause; by the forms of nearby verbs where no clause was found."""
        clause = self._words.clause_at(index)
        if clause is None or (clause.tense is None and clause.kind != "infinitive"):
            return self._segments[index]
        return Direction.PAST if clause.tense == "past" else Direction.FUTURE

    @cached_property
    def _segments(self) -> list[Direction]:
        """The direction between commas and stops, word by word."""
        directions: list[Direction] = []
        first, lower = 0, self._words.lower
        for index in range(len(lower) + 1):
            if index == len(lower) or lower[index] in _STOPS:
                directions += [_direction(lower[first:index])] * (index + 1 - first)
                first = index + 1
        return directions


def _direction(segment: list[str]) -> Direction:
    is_over = any(map(is_participle, segment)) and not _PERFECT.isdisjoint(segment)
    if not PRETERITES.isdisjoint(segment) or is_over:
        return Direction.PAST
    is_coming = not _COMING.isdisjoint(segment) or _has_present_second(segment)
    return Direction.FUTURE if is_coming else Direction.UNKNOWN


def _has_present_second(segment: list[str]) -> bool:
    """Am Freitag tagt der Rat: a present behind the time that opens a clause."""
    if len(segment) < 3 or segment[0] not in _TIME_PREPOSITIONS:
        return False
    return segment[2].endswith("t") and not segment[2].endswith(_STRONG_PRETERITES)
