"""The language of an article: people say it, else it is detected; what people say is never changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import execution, services
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.readings import readings_of, shown_runs
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from newsdesk.nlp import analyse, pipeline_info
from tests.nlp.multilingual import article_in, paragraphs_in

GERMAN = "Die Brücke bleibe bis zum Frühjahr gesperrt, sagte Erika Lund gestern."
ENGLISH = article_in("en")


def ingested(desk: Desk, user: User, text: str, language: str = "") -> PipelineRun:
    """A queued run over a new article."""
    front_matter = f"---\nlanguage: {language}\n---\n" if language else ""
    document = builders.parse_text(front_matter + text, filename="a.md")
    return services.ingest(user=user, desk=desk, document=document, send=False)


def read_all() -> None:
    for run in PipelineRun.objects.filter(state=WorkState.QUEUED).order_by("pk"):
        execution.execute_run(run.pk)


def shown() -> PipelineRun:
    return shown_runs(Article.objects.all()).get()


class TestNobodySays:
    def test_it_is_detected_and_kept_with_run_and_text(self, desk: Desk, owner: User) -> None:
        ingested(desk, owner, ENGLISH)
        read_all()

        run, text = PipelineRun.objects.get(), ArticleText.objects.get()
        assert (run.language, run.fingerprint) == ("en", pipeline_info("en").fingerprint)
        assert (run.mention_count, run.claim_count, run.has_read) == (0, 0, False)
        assert text.detected_language == "en"
        assert Article.objects.get().language == "", "nobody has said so"

    def test_a_german_article_is_read(self, desk: Desk, owner: User) -> None:
        ingested(desk, owner, GERMAN)
        read_all()

        run = PipelineRun.objects.get()
        assert (run.language, run.claim_count, run.has_read) == ("de", 1, True)

    def test_a_text_that_tells_nothing_is_read_as_german(self, desk: Desk, owner: User) -> None:
        ingested(desk, owner, "Ja, sagte er.")
        read_all()

        assert (PipelineRun.objects.get().language, ArticleText.objects.get().detected_language) == ("de", "")

    def test_it_has_no_counts_as_if_it_had_been_read(self, desk: Desk, owner: User) -> None:
        run = ingested(desk, owner, ENGLISH)
        read_all()

        reading = readings_of([run.text.article_id])[run.text.article_id]
        assert (reading.claim_count, reading.mention_count, reading.other_language) == (None, None, "en")

    def test_paragraphs_in_another_language_are_kept_with_the_run(self, desk: Desk, owner: User) -> None:
        quotation = paragraphs_in("en")[0]
        ingested(desk, owner, f"{GERMAN}\n\n{quotation}\n\n{GERMAN}")
        read_all()

        run = PipelineRun.objects.select_related("text").get()
        assert [run.text.text[start:end] for start, end in run.unread] == [quotation]


class TestSomebodySays:
    @pytest.mark.parametrize(("stated", "text", "detected"), [("de", ENGLISH, "en"), ("en", GERMAN, "de")])
    def test_they_win_and_what_was_detected_is_noted(
        self, desk: Desk, owner: User, stated: str, text: str, detected: str
    ) -> None:
        ingested(desk, owner, text, stated)
        read_all()

        assert PipelineRun.objects.get().language == stated
        assert Article.objects.get().language == stated
        assert ArticleText.objects.get().detected_language == detected

    def test_english_that_is_said_to_be_german_is_not_read_as_german(self, desk: Desk, owner: User) -> None:
        ingested(desk, owner, ENGLISH, "de")
        read_all()

        run = PipelineRun.objects.get()
        assert (run.mention_count, run.claim_count) == (0, 0)
        assert len(run.unread) == len(paragraphs_in("en"))

    def test_while_the_run_waits(self, desk: Desk, owner: User) -> None:
        run = ingested(desk, owner, ENGLISH)
        services.correct_metadata(user=owner, article=run.text.article, fields={"language": "fr"})
        read_all()

        assert set(PipelineRun.objects.succeeded().values_list("language", flat=True)) == {"fr"}
        assert shown().language == "fr"

    def test_while_the_run_is_under_way(
        self, desk: Desk, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = ingested(desk, owner, GERMAN)

        def analyse_while_somebody_corrects(*args: Any, **kwargs: Any) -> Any:
            monkeypatch.setattr(execution, "analyse", analyse)
            services.correct_metadata(user=owner, article=run.text.article, fields={"language": "en"})
            return analyse(*args, **kwargs)

        monkeypatch.setattr(execution, "analyse", analyse_while_somebody_corrects)
        execution.execute_run(run.pk)
        read_all()

        assert shown().language == "en"

    def test_what_was_detected_before(self, desk: Desk, owner: User) -> None:
        run = ingested(desk, owner, GERMAN)
        read_all()
        services.correct_metadata(user=owner, article=run.text.article, fields={"language": "de"})

        assert PipelineRun.objects.get() == run, "there is nothing to read again"

    def test_and_takes_it_back(self, desk: Desk, owner: User) -> None:
        run = ingested(desk, owner, GERMAN)
        read_all()
        for stated in ("en", ""):
            services.correct_metadata(user=owner, article=run.text.article, fields={"language": stated})
            read_all()

        assert PipelineRun.objects.count() == 2
        assert shown() == run, "the detected language counts again, and its reading is there"


class TestATextThatWasReadBeforeLanguagesWereDetected:
    @pytest.fixture
    def article(self, desk: Desk, owner: User) -> Article:
        """It says that it is in English, and is."""
        run = ingested(desk, owner, ENGLISH, "en")
        read_all()
        ArticleText.objects.update(detected_language="")
        return run.text.article

    def test_is_detected_when_nobody_says_any_more(self, article: Article, owner: User) -> None:
        before = shown()
        services.correct_metadata(user=owner, article=article, fields={"language": ""})
        read_all()

        withdrawn = PipelineRun.objects.latest("pk")
        assert (withdrawn.state, withdrawn.error_code) == (WorkState.CANCELLED, "already_read")
        assert ArticleText.objects.get().detected_language == "en"
        assert shown() == before

    def test_is_read_again_as_what_it_is(self, article: Article, owner: User) -> None:
        Article.objects.update(language="")
        PipelineRun.objects.update(language="de", fingerprint=pipeline_info("de").fingerprint + "0")

        services.request_run(user=owner, article=article)
        read_all()

        assert shown().language == "en"


def test_the_command_reads_no_english_as_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    call_command("extract", str(tmp_path / "a.txt"))

    record = json.loads(capsys.readouterr().out)
    assert (record["language"], record["mentions"], record["claims"]) == ("en", [], [])
    assert record["pipeline"]["name"] == "no_rules"
