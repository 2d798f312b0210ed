"""What is installed is read from metadata, whatever that looks like, and without spaCy."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy

from newsdesk.nlp import configure, installed
from newsdesk.nlp.installed import (
    DataSource,
    InstalledPipeline,
    Score,
    find_pipeline,
    installed_pipelines,
    package_pipelines,
    pipeline_in_use,
    shipped_pipelines,
)
from tests.nlp import stand_in

META: dict[str, Any] = {
    "lang": "de",
    "name": "newsdesk_news",
    "version": "0.3.1",
    "spacy_version": ">=3.8.0,<3.9.0",
    "license": "CC BY-SA 4.0",
    "author": "newsdesk",
    "description": "German news.",
    "sources": [{"name": "A Treebank", "license": "CC BY-SA 4.0"}],
    "performance": {"tag_acc": 0.5},
    "labels": {"tagger": sorted(["ADJA", "ART", "NN", "VAFIN", "VVFIN", "VVINF", "VVPP"]), "ner": ["PER"]},
    "newsdesk": {
        "scores": [
            {
                "what": "tags",
                "figure": 96.1,
                "unit": "%",
                "test_set": "A Treebank, test part",
                "command": "make bench-nlp",
            }
        ],
        "data": [{"name": "A Treebank", "license": "CC BY-SA 4.0", "use": "tags: training"}],
    },
}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of shipped pipelines that a test fills."""
    monkeypatch.setattr(installed, "SHIPPED", tmp_path / "pipelines")
    stand_in.forget()
    yield tmp_path / "pipelines"
    configure()
    stand_in.forget()


def ship(folder: Path, name: str = "de_newsdesk_news", **changes: Any) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "meta.json").write_text(json.dumps(META | changes), "utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose packages are installed; a test fills it with pipelines that nothing loads."""
    site = tmp_path / "site"
    site.mkdir()
    with stand_in.installed(site, monkeypatch):
        yield site


def install(site: Path, *, name: str = stand_in.NAME, requires: str = "", **meta: Any) -> InstalledPipeline:
    stand_in.build_package(site, spacy.blank("de"), name=name, requires=requires, **meta)
    (found,) = package_pipelines()
    return found


def test_without_a_shipped_pipeline_the_rules_read_alone(shipped: Path) -> None:
    rules = pipeline_in_use()

    assert (rules.name, rules.shipped, rules.usable, rules.folder) == ("de_newsdesk_rules", True, True, None)
    assert rules in installed_pipelines()


def test_a_shipped_pipeline_is_in_use_where_none_is_named(shipped: Path) -> None:
    ship(shipped)

    assert pipeline_in_use() == shipped_pipelines()[0]
    assert pipeline_in_use().name == "de_newsdesk_news"
    configure(pipeline="de_newsdesk_rules")
    assert pipeline_in_use().name == "de_newsdesk_rules", "the rules alone can be asked for by name"


def test_its_metadata_say_what_it_is_and_how_good(shipped: Path) -> None:
    ship(shipped)
    (pipeline,) = shipped_pipelines()

    assert (pipeline.version, pipeline.language, pipeline.licence) == ("0.3.1", "de", "CC BY-SA 4.0")
    assert pipeline.scores == (Score("tags", 96.1, "%", "A Treebank, test part", "make bench-nlp"),)
    assert pipeline.sources == (DataSource("A Treebank", "CC BY-SA 4.0", use="tags: training"),)
    assert (pipeline.gives_tags, pipeline.gives_names, pipeline.usable) == (True, True, True)


def test_a_package_says_it_in_spacys_own_words(packages: Path) -> None:
    pipeline = install(packages)

    assert (pipeline.name, pipeline.version, pipeline.shipped) == (stand_in.NAME, stand_in.VERSION, False)
    assert (pipeline.licence, pipeline.author) == ("CC BY-SA 4.0", "Stand-in Works")
    assert pipeline.sources == (DataSource("Three Sentences", "CC0", author="Stand-in Works"),)
    assert pipeline.scores == (Score("tags", 97.12, "%"), Score("names, F1", 50.0, "%"))
    assert not pipeline.gives_tags, "a blank pipeline has no tagger"


def test_labels_tell_what_it_gives(packages: Path) -> None:
    labels = {"my_tagger": META["labels"]["tagger"], "recogniser": ["GPE", "DATE"], "parser": ["ROOT", "sb"]}
    pipeline = install(packages, labels=labels)

    assert (pipeline.gives_tags, pipeline.gives_names) == (True, True)


@pytest.mark.parametrize(
    ("meta", "requires", "reason"),
    [
        ({"lang": "en"}, "", "It reads en, and newsdesk's rules are for German."),
        ({"spacy_version": ">=2.3,<2.4"}, "", "It was made for spaCy >=2.3,<2.4."),
        ({"spacy_version": "no version"}, "", "It was made for spaCy no version."),
        (
            {},
            "a-package-that-nobody-has>=1",
            "It needs a-package-that-nobody-has>=1, which is not installed.",
        ),
        ({}, "spacy<3", "It needs spacy<3, which is not installed."),
        (
            {"requirements": ["nobodys-curated>=0.2"]},
            "",
            "It needs nobodys-curated>=0.2, which is not installed.",
        ),
    ],
)
def test_what_cannot_be_used_says_why(
    packages: Path, meta: dict[str, Any], requires: str, reason: str
) -> None:
    pipeline = install(packages, requires=requires, **meta)

    assert not pipeline.usable
    assert str(pipeline.reason) == reason


@pytest.mark.parametrize(
    ("meta", "requires"),
    [
        ({"spacy_version": spacy.about.__version__}, ""),
        ({"spacy_version": ""}, "spacy>=3.8,<4"),
        ({}, "a-package-that-nobody-has; extra == 'faster'"),
    ],
)
def test_what_fits_can_be_used(packages: Path, meta: dict[str, Any], requires: str) -> None:
    assert install(packages, requires=requires, **meta).usable


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"lang": "de", "version": "1", "sources": 3}'])
def test_metadata_that_make_no_sense_are_said_and_harm_nothing(packages: Path, content: str) -> None:
    install(packages)
    (packages / stand_in.NAME / "meta.json").write_text(content, "utf-8")

    (pipeline,) = package_pipelines()
    assert (pipeline.name, pipeline.usable) == (stand_in.NAME, False)
    assert str(pipeline.reason).startswith("Its meta.json cannot be read")


def test_a_package_without_metadata_is_listed_with_that_reason(packages: Path) -> None:
    install(packages)
    (packages / stand_in.NAME / "meta.json").unlink()

    assert (
        str(find_pipeline(stand_in.NAME).reason) == "Its meta.json cannot be read: No such file or directory."
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("de_absent_lg", "There is no installed package de_absent_lg."),
        ("django", "The package django is installed, but it is no spaCy pipeline."),
        ("../etc", "There is no installed package ../etc."),
    ],
)
def test_a_name_that_means_nothing_is_a_pipeline_that_cannot_be_used(name: str, reason: str) -> None:
    assert str(find_pipeline(name).reason) == reason


def test_a_shipped_pipeline_that_does_not_fit_leaves_the_reading_to_the_rules(shipped: Path) -> None:
    ship(shipped, spacy_version="<3")

    assert pipeline_in_use().name == "de_newsdesk_rules"


def test_nothing_of_this_imports_spacy() -> None:
    program = (
        "import sys; from newsdesk.nlp.installed import installed_pipelines; "
        "assert installed_pipelines(); print('spacy' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
