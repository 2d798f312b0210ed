"""Which run counts: a reading with today's date and language, and the same one on every page."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.analysis.readings import (
    RUN_OF_STATE,
    ReadingState,
    deciding_run,
    ended_runs,
    in_other_languages,
    in_state,
    is_read,
    ranked,
    readings_of,
    shown_run,
    shown_runs,
    taken_for,
    unread_counts,
)
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from newsdesk.nlp import has_rules, language_code, pipeline_info

TEXT = "Die Brücke bleibe gesperrt, sagte Erika Lund gestern."
MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 5)


@pytest.fixture
def article(desk: Desk, owner: User) -> Article:
    return builders.build_article(desk, owner, TEXT, published_at=MARCH)


def correct(article: Article, user: User, **fields: object) -> None:
    """Corrects the article's details, and has workers read what that put into the queue."""
    services.correct_metadata(user=user, article=article, fields=fields)
    for run in PipelineRun.objects.filter(state=WorkState.QUEUED):
        execute_run(run.pk)


def shown(article: Article) -> PipelineRun:
    run = shown_run(list(ranked(PipelineRun.objects.filter(text__article=article))))
    assert run is not None
    assert shown_runs(Article.objects.filter(pk=article.pk)).get() == run
    return run


def test_a_wrong_language_is_corrected_and_the_article_is_read(desk: Desk, owner: User) -> None:
    article = builders.build_article(desk, owner, f"---\nlanguage: en\n---\n{TEXT}", filename="a.md")
    assert (shown(article).language, shown(article).claim_count) == ("en", 0)

    correct(article, owner, language="de")

    assert (shown(article).language, shown(article).claim_count) == ("de", 1)
    assert readings_of([article.pk])[article.pk].claim_count == 1


def test_reading_again_after_a_correction_of_the_language_finds_something_to_do(
    article: Article, owner: User
) -> None:
    Article.objects.filter(pk=article.pk).update(language="en")

    run = services.request_run(user=owner, article=article)

    assert (run.state, run.fingerprint) == (WorkState.QUEUED, pipeline_info("en").fingerprint)


@pytest.mark.parametrize(("before", "after"), [("de", ""), ("", "de"), ("de", "de-AT"), ("en", "fr")])
def test_another_tag_for_the_same_rules_is_no_reason_to_read_again(
    article: Article, owner: User, before: str, after: str
) -> None:
    correct(article, owner, language=before)
    runs = PipelineRun.objects.count()

    correct(article, owner, language=after)

    assert PipelineRun.objects.count() == runs


def test_a_run_reads_in_the_language_that_it_was_asked_for_in(article: Article, owner: User) -> None:
    services.correct_metadata(user=owner, article=article, fields={"language": "en"})
    Article.objects.filter(pk=article.pk).update(language="de")

    execute_run(PipelineRun.objects.latest("pk").pk)

    assert PipelineRun.objects.latest("pk").language == "en"


def test_a_date_that_is_corrected_back_shows_its_own_reading(article: Article, owner: User) -> None:
    first = shown(article)

    correct(article, owner, published_at=APRIL)
    assert shown(article).published_at == APRIL
    correct(article, owner, published_at=MARCH)

    assert shown(article) == first
    assert PipelineRun.objects.count() == 2


def test_a_language_that_is_corrected_back_shows_its_own_reading(article: Article, owner: User) -> None:
    first = shown(article)

    correct(article, owner, language="en")
    assert shown(article).language == "en"
    correct(article, owner, language="de")

    assert shown(article) == first


def test_until_the_new_reading_is_there_the_old_one_is_shown(article: Article, owner: User) -> None:
    first = shown(article)

    services.correct_metadata(user=owner, article=article, fields={"published_at": APRIL})

    assert shown(article) == first
    assert readings_of([article.pk])[article.pk].state is ReadingState.WAITING


def test_a_reading_for_a_date_that_was_taken_back_makes_nobody_wait(article: Article, owner: User) -> None:
    services.correct_metadata(user=owner, article=article, fields={"published_at": APRIL})
    services.correct_metadata(user=owner, article=article, fields={"published_at": MARCH})

    assert readings_of([article.pk])[article.pk].state is ReadingState.READ


TAGS = ["", "de", "DE", "de-AT", "de_CH", "De-", "en", "den", "d", "gsw", "nds", "fr", "zh-de", "und"]


@pytest.mark.parametrize("tag", TAGS)
def test_the_database_knows_which_languages_are_read_as_the_pipeline_does(article: Article, tag: str) -> None:
    Article.objects.filter(pk=article.pk).update(language=tag)

    assert Article.objects.filter(is_read("language")).exists() is has_rules(tag)
    assert Article.objects.filter(~is_read("language")).exists() is not has_rules(tag)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("detected", ["", "de", "en"])
def test_the_database_knows_what_a_text_is_taken_for_as_the_services_do(
    article: Article, tag: str, detected: str
) -> None:
    Article.objects.filter(pk=article.pk).update(language=tag)
    ArticleText.objects.filter(article=article).update(detected_language=detected)

    text = ArticleText.objects.select_related("article").get()
    in_german = taken_for("article__language", "de", "detected_language")
    assert ArticleText.objects.filter(in_german).exists() is (language_code(text.language) == "de")


def some_histories(desk: Desk, owner: User, count: int) -> Iterator[Article]:
    """Articles with random dates, languages and runs; the seed is fixed."""
    chance = random.Random(7)
    for number in range(count):
        article = Article.objects.create(
            desk=desk,
            created_by=owner,
            published_at=chance.choice([None, MARCH, APRIL]),
            language=chance.choice(["", "de", "en"]),
        )
        for version in range(1, chance.choice([2, 2, 3])):
            text = article.texts.create(
                version=version,
                text=TEXT,
                char_count=53,
                word_count=8,
                detected_language=chance.choice(["", "de", "en"]),
            )
            PipelineRun.objects.bulk_create(
                PipelineRun(
                    text=text,
                    fingerprint=f"{number} {index}",
                    published_at=chance.choice([None, MARCH, APRIL]),
                    language=chance.choice(["", "de", "de-AT", "en", "fr"]),
                    state=chance.choice(WorkState.values),
                    claim_count=chance.randrange(100),
                )
                for index in range(chance.randrange(5))
            )
        yield article


def rank_by_hand(article: Article, run: PipelineRun) -> tuple[int, bool, int]:
    asked, stated = (language or run.text.detected_language for language in (run.language, article.language))
    same_rules = pipeline_info(asked) == pipeline_info(stated)
    fits = run.published_at == article.published_at and same_rules
    return run.text.version, fits, run.pk


def test_lists_and_pages_follow_one_rule(desk: Desk, owner: User) -> None:
    articles = list(some_histories(desk, owner, 120))
    readings = readings_of(article.pk for article in articles)
    shown_by_article = {
        run.text.article_id: run for run in shown_runs(desk.articles.all()).select_related("text")
    }
    expected_ended, states = [], []

    for article in articles:
        runs = list(ranked(PipelineRun.objects.filter(text__article=article)).select_related("text"))
        assert runs == sorted(runs, key=lambda run: rank_by_hand(article, run))
        shown, deciding, reading = shown_run(runs), deciding_run(runs), readings[article.pk]
        assert shown_by_article.get(article.pk) == shown
        assert reading.claim_count == (shown.claim_count if shown and has_rules(shown.language) else None)
        assert reading.other_language == (shown.language if shown and not has_rules(shown.language) else "")
        assert reading.doubtful_language in ("", shown.text.detected_language if shown else "")
        assert in_other_languages(Article.objects.filter(pk=article.pk)) == bool(reading.other_language)
        assert reading.run_id == (deciding.pk if deciding else None)
        found = [state for state in ReadingState if in_state(desk.articles.filter(pk=article.pk), state)]
        assert found == ([reading.state] if runs else [])
        states += found
        if deciding and reading.state in {ReadingState.FAILED, ReadingState.STOPPED}:
            expected_ended.append(deciding.pk)

    assert set(states) == set(RUN_OF_STATE), "every state is among them"
    assert ended_runs(desk.articles.all()) == sorted(expected_ended)
    counted = {state: states.count(state) for state in ReadingState if state is not ReadingState.READ}
    assert unread_counts(desk.articles.all()) == counted


def test_lists_take_as_many_queries_for_twice_as_many_articles(desk: Desk, owner: User) -> None:
    counts = []
    for _ in range(2):
        pks = [article.pk for article in some_histories(desk, owner, 20)]
        with CaptureQueriesContext(connection) as queries:
            readings_of([*pks, *desk.articles.values_list("pk", flat=True)])
            list(Claim.objects.filter(run__in=shown_runs(desk.articles.all())))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_newest_of_two_that_fit_is_shown(article: Article) -> None:
    newer = PipelineRun.objects.get()
    newer.pk, newer.fingerprint = None, "of a newer pipeline"
    newer.created_at = timezone.now() + timedelta(days=1)
    newer.save()

    assert shown(article) == newer


def steps_of(action: Callable[[], object]) -> int:
    """How many thousands of steps SQLite's machine takes for an action: the same at any speed."""
    count = 0

    def note() -> int:
        nonlocal count
        count += 1
        return 0

    connection.connection.set_progress_handler(note, 1000)
    try:
        action()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return count


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many rows there are")
def test_the_work_for_the_shown_readings_grows_with_their_number_and_no_faster(
    desk: Desk, owner: User
) -> None:
    steps = []
    for _ in range(2):
        list(some_histories(desk, owner, 400))
        steps.append(steps_of(lambda: list(shown_runs(desk.articles.all()).values_list("pk"))))

    assert steps[1] < 3 * steps[0]
