"""The words of a text with what the rules for names ask of them again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from newsdesk.nlp.words import MARKS, Name, Words

CLOSING: Final = {"„": '“”"', '"': '"', "»": "«", "«": "»", "“": "”", "”": "”", "‚": "‘’", "›": "‹", "‹": "›"}
"""The marks that may close what each mark opens."""
_MARKS: Final = frozenset(MARKS)


@dataclass(slots=True)
class Page:
    """`tags` are the words' STTS tags, each empty where there is no tagger.

    `recognised[i]` is the recogniser's name that covers word i; `starts` are first words of sentences.
    """

    words: Words
    tags: list[str] = field(default_factory=list)
    recognised: dict[int, Name] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, words: Words) -> Page:
        tags = words.tags or [""] * len(words)
        recognised = {index: name for name in words.names for index in range(name.first, name.last)}
        return cls(words, tags, recognised, {first for first, _ in words.sentences})

    def __len__(self) -> int:
        return len(self.words)

    @property
    def has_model(self) -> bool:
        return bool(self.words.tags)

    def is_mark(self, index: int) -> bool:
        return 0 <= index < len(self.words) and self.words.exact[index] in _MARKS

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether words first..last fill a pair of quotation marks."""
        return self.is_mark(first - 1) and self.is_mark(last)

    def same_line(self, one: int, other: int) -> bool:
        """Whether two words stand in the same paragraph."""
        return self.words.paragraph[one] == self.words.paragraph[other]

    def stands_in_capitals(self, index: int) -> bool:
        """Whether a neighbour of four letters or more is all capitals: then capitals say nothing."""
        exact = self.words.exact
        neighbours = exact[max(0, index - 1) : index] + exact[index + 1 : index + 2]
        return any(len(word) > 3 and word.isupper() for word in neighbours)

    def is_quoted_from(self, first: int) -> bool:
        """Whether a quotation mark stands directly before a word."""
        return self.is_mark(first - 1)
