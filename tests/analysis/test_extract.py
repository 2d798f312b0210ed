"""`manage.py extract`: records of files and of JSON lines, or one sentence about what is wrong."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from newsdesk.nlp import analyse

TEXT = "Die Brücke bleibe gesperrt, sagte Erika Lund gestern."


def extract(*arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("extract", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdin", stream)
    return stream


def give(stdin: io.StringIO, *lines: Any) -> None:
    stdin.write("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    stdin.seek(0)


def test_each_file_becomes_the_record_that_the_worker_would_write(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")

    records = extract(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))

    assert records[0] == json.loads(json.dumps(analyse(TEXT).to_record(TEXT, id="a.txt")))
    assert records[1]["id"] == "b.txt"
    assert "text" not in records[0]


def test_lines_of_json_carry_date_and_language(stdin: io.StringIO) -> None:
    give(
        stdin,
        {"id": "1", "text": TEXT, "published_at": "2026-05-02"},
        "",
        {"id": "2", "text": TEXT, "published_at": None, "language": "fr"},
    )

    first, second = extract("-")

    assert first == json.loads(
        json.dumps(analyse(TEXT, published_at=date(2026, 5, 2)).to_record(TEXT, id="1"))
    )
    assert (second["id"], second["language"], second["claims"]) == ("2", "fr", [])


def test_offsets_count_code_points_of_exactly_the_text_that_was_given(stdin: io.StringIO) -> None:
    text = "😀 „Wir warten auf Bremen“, sagte Erika Lund."
    give(stdin, {"id": "1", "text": text})

    (record,) = extract("-")

    assert record["mentions"]
    for mention in record["mentions"]:
        assert text[mention["start_char"] : mention["end_char"]] == mention["exact"]


def test_a_text_that_is_not_in_stored_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(b"Zeile eins\r\nZeile zwei")

    with pytest.raises(CommandError, match=r"crlf\.txt: the text is not in stored form; use --normalise"):
        extract(str(path))


def test_normalise_prints_the_stored_form_that_the_offsets_count_in(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(f"Überschrift\r\n\r\n{TEXT}".encode())

    (record,) = extract("--normalise", str(path))

    assert record["text"] == f"Überschrift\n\n{TEXT}"
    assert record["claims"][0]["quote"]


def test_a_text_without_stored_form_is_refused_even_so(stdin: io.StringIO) -> None:
    give(stdin, '{"id": "1", "text": "halb \\ud83d"}')

    with pytest.raises(CommandError, match="line 1: the text has no stored form: surrogates"):
        extract("--normalise", "-")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2: is not JSON: Expecting property name"),
        ("[]", "line 2: is not a JSON object"),
        ({"text": TEXT}, 'line 2: "id" must be a string'),
        ({"id": 7, "text": TEXT}, 'line 2: "id" must be a string'),
        ({"id": "7"}, 'line 2: "text" must be a string'),
        ({"id": "7", "text": TEXT, "published_at": "2026-02-30"}, 'line 2: "published_at" must be a date'),
        ({"id": "7", "text": TEXT, "published_at": 5}, 'line 2: "published_at" must be a string'),
        ({"id": "7", "text": TEXT, "language": 5}, 'line 2: "language" must be a string'),
        ({"id": "7", "text": TEXT, "date": ""}, "line 2: unknown field date"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(stdin: io.StringIO, line: Any, complaint: str) -> None:
    give(stdin, {"id": "1", "text": TEXT}, line)

    with pytest.raises(CommandError, match=complaint):
        extract("-")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.txt: cannot be read: No such file or directory"):
        extract(str(tmp_path / "none.txt"))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Brücke".encode("latin-1"))

    with pytest.raises(CommandError, match=r"latin\.txt: is not UTF-8: invalid start byte at byte 2"):
        extract(str(path))


def test_it_needs_no_database_and_says_one_sentence_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "NEWSDESK_VAR": str(tmp_path / "var"),
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "extract"]

    good = subprocess.run(
        [*command, str(tmp_path / "a.txt")], env=environment, capture_output=True, text=True, check=False
    )
    bad = subprocess.run([*command, "none.txt"], env=environment, capture_output=True, text=True, check=False)

    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["id"] == "a.txt"
    assert bad.returncode != 0
    assert bad.stderr == "CommandError: none.txt: cannot be read: No such file or directory\n"
