"""Somebody else's spaCy pipeline, installed as a package, gives the words their tags and names."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsdesk.nlp import configure, pipeline_info
from newsdesk.nlp.installed import package_pipelines, pipeline_in_use
from newsdesk.nlp.labels import name_label
from newsdesk.nlp.languages.de.stts import is_stts, stts_tag
from newsdesk.nlp.model import UnusablePipeline, configured_model
from newsdesk.nlp.trained import WORDS_AT_ONCE, TrainedModel, stretches
from newsdesk.nlp.words import Name, Words, split_words
from tests.nlp import stand_in

TEXT = "Quirin Ö sagte der Zeitung gestern, die blaue Mole habe davon gesprochen."


def words_of(text: str, *, sentences: bool = True) -> Words:
    words = split_words(text, ((token.text, token.idx) for token in spacy.blank("de")(text)))
    words.sentences = [(0, len(words))] if sentences else []
    return words


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    stand_in.build_package(folder, stand_in.trained())
    return folder


@pytest.fixture
def package(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with stand_in.installed(site, monkeypatch):
        yield


@pytest.mark.usefixtures("package")
def test_its_tags_come_in_the_names_of_stts() -> None:
    configure(pipeline=stand_in.NAME)
    model, words = configured_model(), words_of("Der Rat sagte, beide Orte hat davon gesprochen.")
    assert model is not None
    model.annotate(words)

    assert words.tags == ["ART", "NN", "VVFIN", "$,", "PIAT", "NN", "VAFIN", "PAV", "VVPP", "$."]


@pytest.mark.usefixtures("package")
def test_its_names_come_in_the_four_kinds_and_nothing_else_of_it() -> None:
    configure(pipeline=stand_in.NAME)
    model, words = configured_model(), words_of(TEXT)
    assert model is not None
    model.annotate(words)

    assert words.names == [Name(0, 2, "PER"), Name(7, 10, "ORG")]
    assert words.phrase(7, 10) == "die blaue Mole"


@pytest.mark.usefixtures("package")
def test_only_what_tags_or_finds_names_is_kept() -> None:
    configure(pipeline=stand_in.NAME)
    model = configured_model()
    assert isinstance(model, TrainedModel)

    assert model.nlp.pipe_names == ["tagger", "entity_ruler"]
    assert configured_model() is model, "it is loaded once a process"


@pytest.mark.usefixtures("package")
def test_it_is_read_with_once_it_is_configured_and_has_a_fingerprint_of_its_own() -> None:
    default = pipeline_info()
    configure(pipeline=stand_in.NAME)
    info = pipeline_info()

    assert (info.name, info.version) == (stand_in.NAME, stand_in.VERSION)
    assert info.fingerprint != default.fingerprint
    assert pipeline_in_use() in package_pipelines()


def test_words_are_given_to_it_in_stretches_of_whole_sentences() -> None:
    words = words_of("Wort " * 2_600)
    words.sentences = [(0, 400), (400, 900), (900, 1_100), (1_100, 2_600)]

    assert WORDS_AT_ONCE == 1_000
    assert list(stretches(words)) == [(0, 900), (900, 1_100), (1_100, 2_100), (2_100, 2_600)]


@pytest.mark.usefixtures("package")
def test_a_name_beyond_the_first_stretch_has_its_place_in_the_text() -> None:
    configure(pipeline=stand_in.NAME)
    model, words = configured_model(), words_of("Wort . " * 700 + TEXT)
    words.sentences = [(number, number + 2) for number in range(0, 1_400, 2)] + [(1_400, len(words))]
    assert model is not None
    model.annotate(words)

    assert [words.phrase(name.first, name.last) for name in words.names] == ["Quirin Ö", "die blaue Mole"]
    assert len(words.tags) == len(words)


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("text", ["", " \n ", ".", "x" * 5_000])
def test_any_text_can_be_annotated(text: str) -> None:
    configure(pipeline=stand_in.NAME)
    model, words = configured_model(), words_of(text)
    assert model is not None
    model.annotate(words)

    assert (len(words.tags), words.names) == (len(words), [])


def test_tags_of_another_tag_set_are_left_alone_and_that_is_said(caplog: pytest.LogCaptureFixture) -> None:
    nlp = stand_in.trained(["Die/DET Stadt/NOUN hat/AUX gesprochen/VERB ./PUNCT"])
    with caplog.at_level(logging.WARNING, logger="newsdesk.nlp.trained"):
        model = TrainedModel(nlp)
    words = words_of(TEXT)
    model.annotate(words)

    assert words.tags == []
    assert len(words.names) == 2
    assert "not STTS" in caplog.text
    assert "tagger" not in model.nlp.pipe_names


def test_a_pipeline_without_a_recogniser_gives_no_names(caplog: pytest.LogCaptureFixture) -> None:
    nlp = stand_in.trained()
    nlp.remove_pipe("entity_ruler")
    model, words = TrainedModel(nlp), words_of(TEXT)
    model.annotate(words)

    assert (len(words.tags), words.names) == (len(words), [])
    assert "finds names" in caplog.text


def test_a_pipeline_that_cuts_words_anew_is_refused() -> None:
    nlp = stand_in.trained()
    nlp.add_pipe("merge_entities", name="joins")
    model = TrainedModel(nlp)
    assert "joins" not in model.nlp.pipe_names, "known ones are dropped"

    @Language.component("stand_in_joiner")
    def join(doc: Doc) -> Doc:
        with doc.retokenize() as retokenizer:
            retokenizer.merge(doc[0:2])
        return doc

    nlp.add_pipe("stand_in_joiner")
    with pytest.raises(ValueError, match="cuts words anew"):
        model.annotate(words_of(TEXT))


@pytest.mark.usefixtures("package")
def test_a_name_that_means_no_pipeline_is_refused_when_a_text_is_read() -> None:
    configure(pipeline="de_absent_lg")
    with pytest.raises(UnusablePipeline, match="no installed package de_absent_lg"):
        configured_model()


def test_a_package_that_cannot_be_loaded_is_refused_with_the_kind_of_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    (tmp_path / stand_in.NAME / "__init__.py").write_text("", "utf-8")
    with stand_in.installed(tmp_path, monkeypatch):
        configure(pipeline=stand_in.NAME)
        with pytest.raises(UnusablePipeline, match=r"de_stand_in: It cannot be loaded: AttributeError\."):
            configured_model()


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("PROAV", "PAV"),
        ("PIDAT", "PIAT"),
        ("NNE", "NE"),
        ("_SP", ""),
        ("VVFIN", "VVFIN"),
        ("NOUN", ""),
        ("", ""),
    ],
)
def test_variants_of_tags_have_one_name(label: str, tag: str) -> None:
    assert stts_tag(label) == tag


def test_a_tag_set_is_stts_by_its_core() -> None:
    tiger = ["$(", "ADJA", "ART", "NN", "NNE", "PROAV", "VAFIN", "VVFIN", "VVINF", "VVPP", "_SP"]
    assert is_stts(tiger)
    assert not is_stts(["ADJ", "DET", "NOUN", "VERB"])
    assert not is_stts([])


@pytest.mark.parametrize(
    ("label", "kind"), [("PER", "PER"), ("person", "PER"), ("GPE", "LOC"), ("NORP", "MISC"), ("DATE", "")]
)
def test_names_are_of_four_kinds(label: str, kind: str) -> None:
    assert name_label(label) == kind
