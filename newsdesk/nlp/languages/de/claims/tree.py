"""The clauses of a passage as a tree: the clauses around a word, and the words of a clause alone."""

from __future__ import annotations

from bisect import bisect_left

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.words import Words

_DEEPEST = 8  # clauses around a word that are looked at


class ClauseTree:
    """The clauses of a text by what holds them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._holders: dict[int, Clause | None] = {}
        self._own: dict[int, list[int]] = {}
        self._starting: dict[int, list[Clause]] = {}
        around: list[Clause] = []
        for clause in words.clauses:
            while around and around[-1].last <= clause.first:
                around.pop()
            self._holders[id(clause)] = around[-1] if around else None
            self._starting.setdefault(clause.first, []).append(clause)
            around.append(clause)
        for index in range(len(words)):
            innermost = words.clause_at(index)
            if innermost is not None:
                self._own.setdefault(id(innermost), []).append(index)

    def starting(self, index: int) -> list[Clause]:
        """The clauses that begin with a word, the outer one first."""
        return self._starting.get(index, [])

    def around(self, index: int) -> list[Clause]:
        """The clauses that hold a word, the inner one first."""
        found: list[Clause] = []
        clause = self._words.clause_at(index)
        while clause is not None and len(found) < _DEEPEST:
            found.append(clause)
            clause = self._holders[id(clause)]
        return found

    def own(self, clause: Clause, first: int, end: int) -> list[int]:
        """The words of a range that belong to a clause and to none of those in it."""
        own = self._own.get(id(clause), [])
        return own[bisect_left(own, first) : bisect_left(own, end)]
