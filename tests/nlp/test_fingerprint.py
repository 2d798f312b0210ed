from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.nlp import analyse, configure, fingerprint, installed
from newsdesk.nlp.fingerprint import code_digest, pipeline_info, weights_digest
from newsdesk.nlp.installed import RULES_ALONE, find_pipeline, package_pipelines
from tests.nlp import stand_in


@pytest.fixture(autouse=True)
def defaults() -> Iterator[None]:
    yield
    configure()
    stand_in.forget()


def test_the_pipeline_has_a_name_a_version_and_sixteen_digits() -> None:
    info = pipeline_info()
    assert info.name == find_pipeline(None).name
    assert info.version.count(".") == 2
    assert len(info.fingerprint) == 16
    assert int(info.fingerprint, 16) >= 0


def write(root: Path, name: str, content: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(content, "utf-8")


def test_equal_folders_have_equal_digests(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write(tmp_path / folder, "a.py", "a")
        write(tmp_path / folder, "b/c.json", "{}")
    assert code_digest(tmp_path / "one") == code_digest(tmp_path / "other")


def test_code_lexicons_and_their_names_change_it(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "a")
    seen = [code_digest(tmp_path)]
    write(tmp_path, "a.py", "b")
    seen.append(code_digest(tmp_path))
    write(tmp_path, "words.jsonl", "")
    seen.append(code_digest(tmp_path))
    (tmp_path / "words.jsonl").rename(tmp_path / "more.jsonl")
    seen.append(code_digest(tmp_path))
    assert len(set(seen)) == 4


def test_training_weights_and_compiled_files_are_no_code(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "a")
    before = code_digest(tmp_path)
    write(tmp_path, "training/train.py", "x")
    write(tmp_path, "pipelines/de_x/meta.json", "x")
    write(tmp_path, "__pycache__/a.pyc", "x")
    assert code_digest(tmp_path) == before


def test_another_language_leaves_the_readings_of_this_one_alone(tmp_path: Path) -> None:
    write(tmp_path, "languages/__init__.py", "x")
    write(tmp_path, "languages/de/rules.py", "x")
    before = code_digest(tmp_path, "de")

    write(tmp_path, "languages/en/rules.py", "x")
    assert code_digest(tmp_path, "de") == before
    assert code_digest(tmp_path, "en") != before

    write(tmp_path, "languages/__init__.py", "what all of them share")
    assert code_digest(tmp_path, "de") != before


def test_every_file_of_weights_of_a_shipped_pipeline_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "SHIPPED", tmp_path)
    write(tmp_path, "de_x/meta.json", json.dumps({"lang": "de", "version": "0.2.0"}))
    write(tmp_path, "de_x/tagger/model", "weights")
    seen = [pipeline_info_now()]
    assert seen[0].startswith("de_x 0.2.0 ")

    write(tmp_path, "de_x/tagger/model", "other weights")
    seen.append(pipeline_info_now())
    write(tmp_path, "de_x/vocab/lookups.bin", "")
    seen.append(pipeline_info_now())
    shutil.rmtree(tmp_path / "de_x")
    seen.append(pipeline_info_now())

    assert len(set(seen)) == 4
    assert seen[-1].startswith("de_newsdesk_rules ")


def test_what_is_said_of_a_shipped_pipeline_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "SHIPPED", tmp_path)
    meta: dict[str, object] = {"lang": "de", "version": "0.2.0"}
    write(tmp_path, "de_x/tagger/model", "weights")
    write(tmp_path, "de_x/meta.json", json.dumps(meta))
    before = pipeline_info_now()

    meta["newsdesk"] = {"scores": [{"what": "tags", "figure": 95.4}]}
    write(tmp_path, "de_x/meta.json", json.dumps(meta))
    assert pipeline_info_now() == before

    write(tmp_path, "de_x/meta.json", json.dumps(meta | {"version": "0.2.1"}))
    assert pipeline_info_now() != before


def pipeline_info_now() -> str:
    """What a process that starts now says."""
    stand_in.forget()
    info = pipeline_info()
    return f"{info.name} {info.version} {info.fingerprint}"


def test_spacy_and_the_languages_to_choose_from_count(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [pipeline_info_now()]
    configure(languages=("de", "en"))
    seen.append(pipeline_info_now())
    configure(languages=("en", "de"))
    assert pipeline_info_now() == seen[-1], "their order does not"
    monkeypatch.setattr(fingerprint, "version", lambda package: f"another {package}")
    seen.append(pipeline_info_now())

    assert len(set(seen)) == 3


def test_the_files_are_read_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    info = pipeline_info()
    monkeypatch.setattr(
        fingerprint, "code_digest", lambda root, _language: pytest.fail(f"{root} is read again")
    )
    assert pipeline_info() is info


def test_a_package_counts_by_its_record_whoever_installed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    stand_in.build_package(tmp_path, spacy.blank("de"))
    record = tmp_path / f"{stand_in.NAME}-{stand_in.VERSION}.dist-info/RECORD"
    with stand_in.installed(tmp_path, monkeypatch):
        (pipeline,) = package_pipelines()
        before = weights_digest(pipeline)
        lines = record.read_text("utf-8").splitlines()

        record.write_text(
            "\n".join([*reversed(lines), f"{stand_in.NAME}/__pycache__/__init__.pyc,,"]), "utf-8"
        )
        assert weights_digest(pipeline) == before

        record.write_text("\n".join(lines).replace("sha256=", "sha256=x"), "utf-8")
        assert weights_digest(pipeline) != before


def test_a_package_without_a_record_counts_by_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    stand_in.build_package(tmp_path, spacy.blank("de"))
    (tmp_path / f"{stand_in.NAME}-{stand_in.VERSION}.dist-info/RECORD").unlink()
    with stand_in.installed(tmp_path, monkeypatch):
        (pipeline,) = package_pipelines()
        before = weights_digest(pipeline)
        write(tmp_path, f"{stand_in.NAME}/model", "more")
        assert weights_digest(pipeline) != before
        assert weights_digest(replace(RULES_ALONE)) == ""


def test_the_rules_that_read_a_language_decide_and_not_its_tag() -> None:
    german = pipeline_info()
    assert [pipeline_info(tag) for tag in ("de", "de-AT", "DE_ch", "", None)] == 5 * [german]

    unread = pipeline_info("en")
    assert (unread.name, len(unread.fingerprint)) == ("no_rules", 16)
    assert unread.fingerprint != german.fingerprint
    assert pipeline_info("fr") == unread


def test_a_reading_carries_the_fingerprint_of_its_language() -> None:
    assert analyse("Words.", language="en").pipeline == pipeline_info("en")
    assert analyse("Es regne, sagte er.", language="de-AT").pipeline == pipeline_info("de")
