"""The page of the pipelines: what is installed, how good it is, and who was read by what."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.demo import builders
from newsdesk.nlp import configure, installed, pipeline_info
from newsdesk.web import pipelines
from newsdesk.web.pipelines import ReadingCount, ScoreRow, in_words
from tests.conftest import ClientOf
from tests.nlp import stand_in
from tests.web import reading

PAGE = "/pipelines/"


def page_of(client_of: ClientOf, user: User) -> str:
    response = client_of(user).get(PAGE)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def counts(client_of: ClientOf, user: User) -> list[tuple[str, str, int, bool]]:
    found: list[ReadingCount] = client_of(user).get(PAGE).context["counts"]
    return [(each.desk.slug, each.version, each.count, each.is_current) for each in found]


def make_older(articles: int, version: str = "0.0.9") -> None:
    pks = PipelineRun.objects.order_by("pk").values_list("pk", flat=True)[:articles]
    PipelineRun.objects.filter(pk__in=list(pks)).update(fingerprint="of last year", version=version)


def test_the_pipeline_in_use_is_named_with_its_licence(client_of: ClientOf, reader: User) -> None:
    page = page_of(client_of, reader)

    assert pipeline_info().name in page
    assert "in use" in page
    assert "German" in page


def test_an_installed_package_is_listed_with_what_its_makers_state(
    client_of: ClientOf, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    with stand_in.installed(tmp_path, monkeypatch):
        page = page_of(client_of, reader)

    for words in (
        stand_in.NAME,
        stand_in.VERSION,
        "CC BY-SA 4.0",
        "Three Sentences",
        "97.1 %",
        "As its makers",
    ):
        assert words in page
    assert stand_in.NAME not in page_of(client_of, reader)


def test_the_configured_package_stands_first_and_is_in_use(
    client_of: ClientOf, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    with stand_in.installed(tmp_path, monkeypatch):
        configure(pipeline=stand_in.NAME)
        first, *others = client_of(reader).get(PAGE).context["rows"]

    assert (first.pipeline.name, first.is_in_use) == (stand_in.NAME, True)
    assert "de_newsdesk_rules" in [row.pipeline.name for row in others]
    assert not any(row.is_in_use for row in others)


def test_a_configured_name_that_means_nothing_is_said(client_of: ClientOf, reader: User) -> None:
    configure(pipeline="de_absent_lg")
    try:
        page = page_of(client_of, reader)
    finally:
        configure()

    assert "no text can be read with it" in page
    assert "There is no installed package de_absent_lg." in page


def test_metadata_are_shown_as_text(
    client_of: ClientOf, reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"), description="<script>alert(1)</script>")
    with stand_in.installed(tmp_path, monkeypatch):
        assert "<script>alert" not in page_of(client_of, reader)


def test_articles_are_counted_by_the_reading_that_people_see(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    articles = reading.some_articles(desk, owner, 3)
    make_older(1)
    again = PipelineRun.objects.get(text__article=articles[1])
    again.pk, again.fingerprint = None, "a second reading of the same article"
    again.version = "9.9.9"
    again.save()

    version = pipeline_info().version
    assert counts(client_of, reader) == [
        ("desk", version, 1, True),
        ("desk", "9.9.9", 1, False),
        ("desk", "0.0.9", 1, False),
    ]


def test_articles_that_nobody_read_are_not_counted(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    builders.build_run(desk, owner, builders.parse_text("Es regne."), execute=reading.leave_waiting)

    assert counts(client_of, reader) == []
    assert "No article of yours has been read yet" in page_of(client_of, reader)


def test_a_reading_in_a_language_without_rules_is_not_an_older_one(
    client_of: ClientOf, desk: Desk, owner: User, reader: User
) -> None:
    reading.an_article(desk, owner)
    PipelineRun.objects.update(fingerprint=pipeline_info("en").fingerprint, language="en")

    assert [each[-1] for each in counts(client_of, reader)] == [True]


def test_only_the_own_desks_are_shown(
    client_of: ClientOf, desk: Desk, owner: User, reader: User, other_desk: Desk, stranger: User
) -> None:
    reading.an_article(other_desk, stranger)

    assert counts(client_of, reader) == []
    assert [each[0] for each in counts(client_of, stranger)] == ["other"]
    assert "Other desk" not in page_of(client_of, reader)


def test_curators_are_told_how_many_articles_an_older_pipeline_read(
    client_of: ClientOf, desk: Desk, owner: User, curator: User, reader: User
) -> None:
    reading.some_articles(desk, owner, 3)
    make_older(1, "0.0.8")
    PipelineRun.objects.filter(version=pipeline_info().version).update(version="0.0.9", fingerprint="old")

    assert f"On {desk}, 3 articles show readings by an older pipeline" in page_of(client_of, curator)
    assert "older pipeline" not in page_of(client_of, reader)


def test_nobody_is_told_of_older_readings_where_there_are_none(
    client_of: ClientOf, desk: Desk, owner: User
) -> None:
    reading.an_article(desk, owner)

    assert "older pipeline" not in page_of(client_of, owner)


def test_twice_as_many_articles_and_desks_take_as_many_queries(
    client_of: ClientOf, desk: Desk, owner: User
) -> None:
    client = client_of(owner)
    seen = []
    for number in range(2):
        further = builders.build_desk(owner=owner, name=f"Desk {number}", slug=f"desk-{number}")
        reading.some_articles(further, owner, 4)
        make_older(2 * number)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        seen.append(len(queries))

    assert seen[0] == seen[1] <= 8


def test_every_page_of_a_member_leads_there(client_of: ClientOf, desk: Desk, reader: User) -> None:
    assert f'href="{PAGE}"' in client_of(reader).get(f"/desks/{desk.slug}/").content.decode()


def test_the_page_speaks_of_each_reason_and_of_each_of_our_scores() -> None:
    assert set(pipelines.REASONS) == set(installed.REASONS)
    assert set(installed.PERFORMANCE.values()) <= set(pipelines.SCORES)
    shipped = {score.what for pipeline in installed.shipped_pipelines() for score in pipeline.scores}
    assert shipped
    assert shipped <= set(pipelines.SCORES)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("STTS tags", "Wortarten (STTS)"),
        ("names, all, F1", "Namen, F1"),
        ("names, ORG, F1", "Namen, F1: Organisation"),
        ("somebody's own measure", "somebody's own measure"),
    ],
)
def test_what_the_recipe_measures_is_said_in_the_readers_language(what: str, words: str) -> None:
    with translation.override("de"):
        assert ScoreRow(installed.Score(what, 90.0)).what == words


def test_a_reason_is_said_with_what_fills_it() -> None:
    with translation.override("en"):
        assert in_words(installed.Reason(installed.OTHER_SPACY, "<3")) == "It was made for spaCy <3."
        assert in_words(installed.Reason(installed.OTHER_LANGUAGE, "fr")).startswith("It reads French")
        assert in_words(installed.Reason(installed.OTHER_LANGUAGE, "qq")).startswith("It reads qq")


def test_the_page_is_made_without_spacy() -> None:
    program = (
        "import sys, django; django.setup()\n"
        "from newsdesk.web.pipelines import pipeline_rows\n"
        "assert pipeline_rows()\n"
        "print('spacy' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
