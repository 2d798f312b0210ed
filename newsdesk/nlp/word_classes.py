"""Word classes from lists, as features for the trained components.

Three tables come with the pipeline: what lists of names know of a word (given name, surname, place,
organisation …), its Brown cluster, and the tags that it can have by its form. A component writes them to
attributes of the tokens that no other component here uses, from where the embedding layer reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

NAMES, CLUSTERS, TAGS = "names", "clusters", "tags"
ATTRIBUTES = {NAMES: "LEMMA", CLUSTERS: "DEP", TAGS: "ENT_KB_ID"}
GIVEN_NAME, SURNAME, PLACE, STATE, ORGANISATION, PEOPLE, THING = 1, 2, 4, 8, 16, 32, 64
_LOW = 0xFFFFFFFF
Column = NDArray[np.uint64]


class WordTable:
    """Numbers (1..65535) by word, found by the lower 32 bits of the word's hash: 6 bytes a word.

    Of a million unknown words some two hundred meet another word's number; features may err.
    """

    def __init__(self, keys: NDArray[np.uint32], values: NDArray[np.uint16]) -> None:
        self.keys = keys
        self.values = values

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> WordTable:
        """A table of the given words; raises OverflowError where a number is above 65535."""
        keys = np.array([get_string_id(word) & _LOW for word in numbers], dtype="uint32")
        values = np.array(list(numbers.values()), dtype="uint16")
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], values[order])

    def look_up(self, hashes: Column) -> NDArray[np.uint16]:
        """The numbers of words by their 64-bit hashes; 0 for unknown words. Same length."""
        if not len(self.keys):
            return np.zeros(len(hashes), dtype="uint16")
        keys = (hashes & np.uint64(_LOW)).astype("uint32")
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        return np.where(self.keys[places] == keys, self.values[places], 0).astype("uint16")


def _empty() -> WordTable:
    return WordTable(np.zeros(0, dtype="uint32"), np.zeros(0, dtype="uint16"))


class WordClasses:
    """The component: writes the number of each word in each table to that table's attribute."""

    def __init__(self) -> None:
        self.tables = {name: _empty() for name in ATTRIBUTES}

    def initialize(
        self, get_examples: Callable[[], Iterable[Any]], *, nlp: Language, tables: str | None = None
    ) -> None:
        """Take the tables from a folder, at the beginning of a training."""
        if tables is not None:
            self.from_disk(tables)

    def __call__(self, doc: Doc) -> Doc:
        """Words that a table does not have are looked up in small letters, but for names."""
        if not len(doc):
            return doc
        hashes: Any = doc.to_array(["ORTH", "LOWER"])
        columns = [self._column(doc, name, hashes) for name in ATTRIBUTES]
        values: Any = np.stack(columns, axis=1)
        changed: Doc = doc.from_array(list(ATTRIBUTES.values()), values)
        return changed

    def _column(self, doc: Doc, name: str, hashes: Any) -> Any:
        """The hashes of the values of one attribute, such as n3, and 0 for unknown words."""
        table = self.tables[name]
        numbers = table.look_up(hashes[:, 0])
        if name != NAMES:
            numbers = np.where(numbers == 0, table.look_up(hashes[:, 1]), numbers)
        strings = doc.vocab.strings
        distinct, places = np.unique(numbers, return_inverse=True)
        values = [strings.add(f"{name[0]}{number}") if number else 0 for number in distinct.tolist()]
        return np.array(values, dtype="uint64")[places]

    def to_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in self.tables.items():
            np.save(folder / f"{name}.keys.npy", table.keys)
            np.save(folder / f"{name}.values.npy", table.values)

    def from_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> WordClasses:
        folder = Path(path)
        for name in self.tables:
            self.tables[name] = WordTable(
                np.load(folder / f"{name}.keys.npy"), np.load(folder / f"{name}.values.npy")
            )
        return self


@Language.factory("newsdesk_word_classes")
def make_word_classes(nlp: Language, name: str) -> WordClasses:
    return WordClasses()
