"""The words of a text, as plain lists: what the rules read instead of spaCy's tokens.

Rules look at every word many times; list items are some twenty times cheaper than attributes of
a Token, and a rule that reads lists can be tested without a pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsdesk.nlp.clauses import Clause, innermost_clauses

MARKS = '"„“”»«›‹‚‘’'
_SPLIT_MARKS = re.compile(r'(["„“”»«›‹])')
# What a mark glues to a word: sagte:„Ja“,sagte; gut.‹
_GLUED = re.compile(r"(^[,:;.](?=\w)|(?<=[^\W\d])[,:;]$|(?<=[^\W\d]{3})[.!?]$)")
_NUMBER_AND_STOP = re.compile(r"\d[\d.,]*\.$")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """Words first..last (last excluded) that a recogniser reads as a name: PER, ORG, LOC or MISC."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Words:
    """Parallel lists over the words (blanks left out), and ranges of word indices.

    `paragraph[i]` numbers the paragraph of word i; `sentences` are half-open ranges of words.
    `tags` are the words' STTS tags and `names` the recognised names: both empty without a model. `kinds`
    are what kind of word each is, in letters of the language's own rules, and set with the clauses. `clauses`
    stand in the order of their first words, the outer one first, and are set as a whole.
    """

    text: str
    exact: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    sentences: list[Range] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    _innermost: list[Clause | None] = field(default_factory=list, init=False, repr=False, compare=False)
    _innermost_of: list[Clause] | None = field(default=None, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.exact)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Code point offsets of the words first..last (last excluded)."""
        return self.start[first], self.end[last - 1]

    def phrase(self, first: int, last: int) -> str:
        """The exact text of the words first..last (last excluded)."""
        start, end = self.chars(first, last)
        return self.text[start:end]

    def is_capitalised(self, index: int) -> bool:
        return self.exact[index][:1].isupper()

    def clause_at(self, index: int) -> Clause | None:
        """The innermost clause that holds a word; None where no clause was found."""
        if self._innermost_of is not self.clauses:
            self._innermost = innermost_clauses(self.clauses, len(self))
            self._innermost_of = self.clauses
        return self._innermost[index]

    def lower_at(self, index: int) -> str:
        """The word at `index` in lower case; "" behind the last one."""
        return self.lower[index] if index < len(self.lower) else ""

    def kind_at(self, index: int) -> str:
        """The kind of the word at `index`; "" behind the last one."""
        return self.kinds[index] if index < len(self.kinds) else ""

    def has_space_before(self, index: int) -> bool:
        return index == 0 or self.start[index] > self.end[index - 1]

    def has_space_after(self, index: int) -> bool:
        return index + 1 == len(self) or self.start[index + 1] > self.end[index]

    def _append(self, exact: str, start: int, paragraph: int) -> None:
        self.exact.append(exact)
        self.lower.append(exact.lower())
        self.start.append(start)
        self.end.append(start + len(exact))
        self.paragraph.append(paragraph)

    def _is_second_comma(self, piece: str, start: int) -> bool:
        """Whether two commas stand for a mark that opens („ as it was typed once)."""
        is_double = piece == "," and bool(self.exact) and self.exact[-1] == "," and self.end[-1] == start
        return is_double and self.text[start + 1 : start + 2].isalnum()

    def _join(self, piece: str) -> None:
        self.exact[-1] += piece
        self.lower[-1] += piece
        self.end[-1] += len(piece)

    def _cut_last_stop(self) -> None:
        """At a paragraph's end the full stop of 17. ends the sentence, and marks no ordinal."""
        if not self.exact or not _NUMBER_AND_STOP.match(self.exact[-1]):
            return
        stop, paragraph = self.end[-1] - 1, self.paragraph[-1]
        self.exact[-1] = self.lower[-1] = self.exact[-1][:-1]
        self.end[-1] = stop
        self._append(".", stop, paragraph)


def split_words(text: str, tokens: Iterable[tuple[str, int]]) -> Words:
    """Words from (token, start_char) pairs.

    A tokenizer leaves quotation marks inside compounds and full stops at years: both are cut off.
    """
    words = Words(text)
    paragraph = 0
    for token, start in tokens:
        if token.isspace():
            if "\n" in token:
                paragraph += 1
                words._cut_last_stop()
            continue
        if words._is_second_comma(token, start):
            words._join(token)
            continue
        cursor = start
        for piece in _pieces(token):
            words._append(piece, cursor, paragraph)
            cursor += len(piece)
    words._cut_last_stop()
    return words


def _pieces(token: str) -> list[str]:
    if len(token) == 1:
        return [token]
    if len(token) > 4 and _NUMBER_AND_STOP.match(token):
        return [token[:-1], "."]
    if token[0] in ")]" and not any(map(str.isalnum, token)):
        return list(token)
    parts = _SPLIT_MARKS.split(token)
    if len(parts) == 1:
        return parts
    return [piece for part in parts for piece in _GLUED.split(part) if piece]
