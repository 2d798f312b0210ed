"""A tokenizer that stays linear on any text."""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc

LONGEST_RUN = 200
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class BoundedTokenizer:
    """spaCy's tokenizer, kept from runs without a blank.

    spaCy peels affixes off one by one and searches the whole run each time, which is quadratic:
    ten thousand quotation marks in a row take minutes. A run longer than LONGEST_RUN code points
    is not a word of any language, and is cut into pieces of that length.
    """

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        if not _LONG_RUN.search(text):
            doc: Doc = self.tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        cursor = 0
        for run in _LONG_RUN.finditer(text):
            self._add(text[cursor : run.start()], words, spaces)
            for start in range(run.start(), run.end(), LONGEST_RUN):
                words.append(text[start : min(start + LONGEST_RUN, run.end())])
                spaces.append(False)
            cursor = run.end()
        self._add(text[cursor:], words, spaces)
        return Doc(self.tokenizer.vocab, words=words, spaces=spaces)

    def _add(self, text: str, words: list[str], spaces: list[bool]) -> None:
        for token in self.tokenizer(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))

    def to_bytes(self, **options: Any) -> bytes:
        return bytes(self.tokenizer.to_bytes(**options))

    def from_bytes(self, data: bytes, **options: Any) -> BoundedTokenizer:
        self.tokenizer.from_bytes(data, **options)
        return self

    def to_disk(self, path: Any, **options: Any) -> None:
        self.tokenizer.to_disk(path, **options)

    def from_disk(self, path: Any, **options: Any) -> BoundedTokenizer:
        self.tokenizer.from_disk(path, **options)
        return self
