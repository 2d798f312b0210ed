"""The whole way with somebody else's pipeline: configured, read with, and told apart from ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Mention, PipelineRun
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from newsdesk.nlp import analyse, configure, pipeline_info
from tests.nlp import stand_in

TEXT = "Quirin Ö sagte der Zeitung, die Stadt habe davon gesprochen."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    stand_in.build_package(folder, stand_in.trained())
    return folder


@pytest.fixture
def foreign(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The stand-in is installed and configured."""
    with stand_in.installed(site, monkeypatch):
        configure(pipeline=stand_in.NAME)
        yield


@pytest.fixture
def missing() -> Iterator[None]:
    """A pipeline is configured that is not there."""
    configure(pipeline="de_absent_lg")
    yield
    configure()


def exact(run: PipelineRun) -> list[tuple[str, str]]:
    found = Mention.objects.filter(run=run).order_by("start_char", "-end_char")
    return [(mention.label, run.text.text[mention.start_char : mention.end_char]) for mention in found]


@pytest.mark.usefixtures("foreign")
def test_a_worker_reads_with_it(desk: Desk, owner: User) -> None:
    run = builders.build_run(desk, owner, builders.parse_text(TEXT))

    assert (run.state, run.pipeline, run.version) == (
        WorkState.SUCCEEDED,
        stand_in.NAME,
        stand_in.VERSION,
    )
    assert run.fingerprint == pipeline_info().fingerprint
    assert ("PER", "Quirin Ö") in exact(run)


@pytest.mark.usefixtures("foreign")
def test_its_names_and_fingerprint_are_not_ours() -> None:
    theirs = analyse(TEXT, language="de")
    configure(pipeline="de_newsdesk_rules")
    ours = analyse(TEXT, language="de")

    assert theirs.pipeline.fingerprint != ours.pipeline.fingerprint
    assert [m for m in theirs.mentions if m.label == "PER"] != [m for m in ours.mentions if m.label == "PER"]


@pytest.mark.usefixtures("missing")
def test_a_run_for_a_pipeline_that_is_not_there_fails_with_its_name(desk: Desk, owner: User) -> None:
    run = builders.build_run(desk, owner, builders.parse_text(TEXT))

    assert (run.state, run.error_code) == (WorkState.FAILED, "unusable_pipeline")
    assert run.error_params == {"pipeline": "de_absent_lg"}
    assert run.pipeline == "de_absent_lg"
    assert "There is no installed package" in run.traceback


@pytest.mark.usefixtures("missing")
def test_the_command_line_says_it_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    with pytest.raises(CommandError, match="NEWSDESK_PIPELINE=de_absent_lg: There is no installed package"):
        call_command("extract", str(tmp_path / "a.txt"))
