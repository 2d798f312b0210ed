"""Word classes: tables of words that a model reads as features."""

from pathlib import Path

import numpy as np
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import get_string_id

from newsdesk.nlp.word_classes import CLUSTERS, GIVEN_NAME, NAMES, SURNAME, TAGS, WordClasses, WordTable


def component() -> WordClasses:
    classes = WordClasses()
    classes.tables[NAMES] = WordTable.of({"Hanna": GIVEN_NAME, "Falk": GIVEN_NAME | SURNAME})
    classes.tables[CLUSTERS] = WordTable.of({"hafen": 7, "Hanna": 65535})
    classes.tables[TAGS] = WordTable.of({"laut": 2})
    return classes


def test_each_table_writes_its_own_attribute() -> None:
    doc = component()(spacy.blank("de")("Hanna Falk laut Polizei"))

    assert [token.lemma_ for token in doc] == ["n1", "n3", "", ""]
    assert [token.dep_ for token in doc] == ["c65535", "", "", ""]
    assert [token.ent_kb_id_ for token in doc] == ["", "", "t2", ""]


def test_a_word_with_a_capital_falls_back_on_small_letters_but_for_names() -> None:
    doc = component()(spacy.blank("de")("Hafen Laut hanna"))

    assert [token.dep_ for token in doc] == ["c7", "", ""]
    assert [token.ent_kb_id_ for token in doc] == ["", "t2", ""]
    assert doc[2].lemma_ == ""


def test_an_empty_doc_stays_empty() -> None:
    assert len(component()(spacy.blank("de")(""))) == 0


def test_the_tables_come_back_from_disk(tmp_path: Path) -> None:
    component().to_disk(tmp_path / "classes")
    read = WordClasses().from_disk(tmp_path / "classes")

    doc = read(spacy.blank("de")("Hanna"))
    assert (doc[0].lemma_, doc[0].dep_) == ("n1", "c65535")
    assert {path.suffix for path in (tmp_path / "classes").iterdir()} == {".npy"}


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.integers(1, 65535), max_size=50))
def test_every_word_of_a_table_is_found(numbers: dict[str, int]) -> None:
    table = WordTable.of(numbers)
    hashes = np.array([get_string_id(word) for word in numbers], dtype="uint64")

    assert table.look_up(hashes).tolist() == list(numbers.values())
