from __future__ import annotations

import spacy
from spacy.tokens import Doc

from newsdesk.nlp.pipeline import (
    COMPONENTS,
    load_pipeline,
    mark_claims,
    mark_mentions,
    mark_sentences,
    readings,
)


def doc_of(words: list[str], spaces: list[bool]) -> Doc:
    return Doc(spacy.blank("de").vocab, words=words, spaces=spaces)


def ada() -> Doc:
    words = ["Der", "Damm", "sei", "hoch", ",", "sagte", "Hannah", "Muster", "."]
    return doc_of(words, [True, True, True, False, True, True, True, False, False])


def test_the_pipeline_is_made_of_registered_components_in_order() -> None:
    assert tuple(load_pipeline().pipe_names) == COMPONENTS
    blank = spacy.blank("de")
    for name in COMPONENTS:
        blank.add_pipe(name)
    assert readings(blank("Der Damm sei hoch, sagte Hannah Muster.")).claims


def test_the_pipeline_is_built_once() -> None:
    assert load_pipeline("de") is load_pipeline("de")


def test_mentions_are_left_on_the_doc() -> None:
    doc = mark_mentions(mark_sentences(ada()))
    (mention,) = readings(doc).mentions
    assert doc.text[mention.start_char : mention.end_char] == "Hannah Muster"


def test_claims_are_left_on_the_doc() -> None:
    doc = mark_claims(mark_mentions(mark_sentences(ada())))
    (claim,) = readings(doc).claims
    assert claim.quote == ((0, 17),)
    assert claim.speaker_entity == "Hannah Muster"


def test_claims_can_be_read_without_mentions() -> None:
    (claim,) = readings(mark_claims(mark_sentences(ada()))).claims
    assert claim.speaker_entity == "Hannah Muster"


def test_words_still_know_their_language() -> None:
    assert load_pipeline("de").vocab.lang == "de"
    assert load_pipeline("de")("Regen.")[0].lang_ == "de"


def test_a_pipeline_is_built_once_a_process() -> None:
    assert load_pipeline() is load_pipeline("de")
