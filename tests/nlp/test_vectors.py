"""Remembered vectors are the table's own."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import StringStore

from newsdesk.nlp.vectors import RememberedVectors


def table() -> Any:
    from spacy.vectors import Vectors

    data = np.random.default_rng(1).normal(size=(50, 8)).astype("float32")
    return Vectors(
        strings=StringStore(), data=data, mode="floret", minn=2, maxn=3, hash_count=2, bow="<", eow=">"
    )


@given(
    st.lists(
        st.lists(st.sampled_from(["Wind", "Regen", "Hafen", "Hafens", "Kai", "ab", "x"]), min_size=1),
        min_size=1,
    )
)
def test_batches_equal_those_of_the_table(batches: list[list[str]]) -> None:
    plain = table()
    remembered = RememberedVectors(plain, most=6)
    for words in batches:
        keys = [plain.strings.add(word) for word in words]
        assert np.array_equal(remembered.get_batch(keys), plain.get_batch(keys))


def test_a_full_memory_is_emptied() -> None:
    plain = table()
    remembered = RememberedVectors(plain, most=3)
    for words in (["a1", "b1"], ["c1", "d1"], ["a1", "d1"], ["a1", "b1", "c1", "d1", "a1"]):
        keys = [plain.strings.add(word) for word in words]
        assert np.array_equal(remembered.get_batch(keys), plain.get_batch(keys))


def test_words_are_computed_once() -> None:
    plain = table()
    remembered = RememberedVectors(plain)
    key = plain.strings.add("Hafen")
    first = remembered.get_batch([key, key])
    remembered.vectors = None

    assert np.array_equal(remembered.get_batch([key]), first[:1])
