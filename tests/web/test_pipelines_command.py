"""`manage.py pipelines` says the same as the page, to a terminal or to a program."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import spacy
from django.core.management import call_command
from django.db import OperationalError

from newsdesk.accounts.models import Desk, User
from newsdesk.nlp import configure, pipeline_info
from newsdesk.web.management.commands import pipelines
from tests.nlp import stand_in
from tests.web import reading


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("pipelines", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_lists_what_is_installed_and_what_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    with stand_in.installed(tmp_path, monkeypatch):
        lines = printed().splitlines()

    assert f"{pipeline_info().name} {pipeline_info().version}  (in use)" in lines
    assert f"{stand_in.NAME} {stand_in.VERSION}" in lines
    assert any("Three Sentences  CC0" in line for line in lines)
    assert any("word classes (STTS) 97.12 %" in line for line in lines)
    assert lines[-1] == "No article has been read yet."


def test_it_counts_the_articles_of_every_desk(
    desk: Desk, owner: User, other_desk: Desk, stranger: User
) -> None:
    reading.some_articles(desk, owner, 2)
    reading.an_article(other_desk, stranger)

    assert [line.split()[:2] for line in printed().splitlines()[-2:]] == [["desk", "2"], ["other", "1"]]


def test_programs_get_one_json_object(desk: Desk, owner: User) -> None:
    reading.an_article(desk, owner)

    record: dict[str, Any] = json.loads(printed("--json"))

    assert record["readings"] == [
        {
            "desk": "desk",
            "pipeline": pipeline_info().name,
            "version": pipeline_info().version,
            "articles": 1,
            "current": True,
        }
    ]
    (used,) = [each for each in record["pipelines"] if each["in_use"]]
    assert (used["name"], used["usable"], used["reason"]) == (pipeline_info().name, True, "")
    assert "folder" not in used


@pytest.mark.django_db
def test_a_configured_name_that_means_nothing_is_said() -> None:
    configure(pipeline="de_absent_lg")
    try:
        text, record = printed(), json.loads(printed("--json"))
    finally:
        configure()

    assert "cannot be used: There is no installed package de_absent_lg." in text
    assert record["pipelines"][0]["reason"] == "There is no installed package de_absent_lg."


def test_it_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(pipelines, "reading_counts", refuse)

    assert "The database cannot be asked" in printed()
    assert json.loads(printed("--json"))["readings"] is None
