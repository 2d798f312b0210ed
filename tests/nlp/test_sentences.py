from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsdesk.nlp.pipeline import load_pipeline, mark_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Es regnet. Es schneit.", 2),
        ("Es regnet.\nEs schneit", 2),
        ("Überschrift\nEs schneit.", 2),
        ("Am 3. Mai kam Dr. Ada Muster, z. B. um 10.30 Uhr.", 1),
        ("Das war 2024. Danach kam nichts.", 2),
        ("„Nein!“, sagte sie.", 1),
        ("„Nein!“ rief sie.", 1),
        ("„Nein.“ Sie ging.", 2),
        ("Sie ging. „Nein.“", 2),
        ('Sie ging. "Nein."', 2),
        ('"Nein." Sie ging.', 2),
        ("Kommt er? Ja!", 2),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(list(load_pipeline()(text).sents)) == count


def test_the_component_marks_a_doc_made_by_hand() -> None:
    words = ["Sie", "kam", ".", "„", "Gut", ".", "“", "Er", "ging", "."]
    spaces = [True, False, True, False, False, False, True, True, False, False]
    doc = mark_sentences(Doc(spacy.blank("de").vocab, words=words, spaces=spaces))
    assert [sentence.text for sentence in doc.sents] == ["Sie kam.", "„Gut.“", "Er ging."]
