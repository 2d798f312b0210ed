from __future__ import annotations

from pathlib import Path

from newsdesk.nlp import analyse
from newsdesk.nlp.fingerprint import fingerprint, pipeline_info


def test_the_pipeline_has_a_name_a_version_and_sixteen_digits() -> None:
    info = pipeline_info()
    assert info.name == "de_newsdesk_rules"
    assert info.version.count(".") == 2
    assert len(info.fingerprint) == 16
    assert int(info.fingerprint, 16) >= 0


def write(root: Path, name: str, content: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(content, "utf-8")


def test_equal_folders_have_equal_fingerprints(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write(tmp_path / folder, "a.py", "a")
        write(tmp_path / folder, "b/c.json", "{}")
    assert fingerprint(tmp_path / "one", "3") == fingerprint(tmp_path / "other", "3")


def test_code_lexicons_names_and_spacy_change_it(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "a")
    seen = [fingerprint(tmp_path, "3"), fingerprint(tmp_path, "4")]
    write(tmp_path, "a.py", "b")
    seen.append(fingerprint(tmp_path, "3"))
    write(tmp_path, "words.jsonl", "")
    seen.append(fingerprint(tmp_path, "3"))
    (tmp_path / "words.jsonl").rename(tmp_path / "more.jsonl")
    seen.append(fingerprint(tmp_path, "3"))
    assert len(set(seen)) == 5


def test_training_and_compiled_files_do_not_change_it(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "a")
    before = fingerprint(tmp_path, "3")
    write(tmp_path, "training/train.py", "x")
    write(tmp_path, "__pycache__/a.pyc", "x")
    assert fingerprint(tmp_path, "3") == before


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
