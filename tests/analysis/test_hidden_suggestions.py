"""On which articles suggestions are hidden, and that nobody gets at the rows until they are submitted."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsdesk.accounts.models import Desk, User
from newsdesk.accounts.services import set_hidden_share
from newsdesk.analysis import execution, services
from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun
from newsdesk.analysis.readings import readings_of
from newsdesk.analysis.rows import write_analysis
from newsdesk.articles.models import Article, UploadItem
from newsdesk.articles.services import hiding, show_suggestions
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, pipeline_info
from newsdesk.nlp.records import digest
from tests.web.annotated import TEXT, build_dike, dike_claims, dike_mentions

ROWS = (Mention, Claim, ClaimSpan)


@pytest.fixture
def hidden(desk: Desk, owner: User) -> PipelineRun:
    """A run over an article that hides what it found."""
    set_hidden_share(user=owner, desk=desk, share=100)
    return build_dike(desk, owner)


def seen_by(user: User, run: PipelineRun) -> list[int]:
    """How many rows of each kind a person gets, asked in each of the three ways."""
    return [
        rows.count()
        for model in ROWS
        for rows in (model.objects.visible_to(user), model.objects.shown(), model.objects.shown_of(run))
    ]


def test_without_a_share_nothing_is_hidden(desk: Desk, owner: User) -> None:
    run = build_dike(desk, owner)
    article = run.text.article
    assert (article.is_sampled, article.hides_suggestions) == (False, False)
    assert all(seen_by(owner, run))


def test_with_a_share_of_a_hundred_every_new_article_hides_them(hidden: PipelineRun, owner: User) -> None:
    article = Article.objects.get()
    assert (article.is_sampled, article.hides_suggestions) == (True, True)
    assert seen_by(owner, hidden) == [0] * 9


def test_a_share_between_is_drawn(desk: Desk) -> None:
    desk.hidden_share = 50
    drawn = Counter(hiding(desk, f"{number:064}")["is_sampled"] for number in range(300))
    assert min(drawn[True], drawn[False]) > 50


def test_an_uploaded_file_is_drawn_too(desk: Desk, owner: User) -> None:
    set_hidden_share(user=owner, desk=desk, share=100)
    builders.build_upload(desk, owner, [("one.txt", b"Der Damm halte, sagte Ada Muster.")])
    execution.read_item(UploadItem.objects.get().pk)
    assert Article.objects.get().hides_suggestions


def test_the_share_counts_for_what_comes_after_it(desk: Desk, owner: User) -> None:
    build_dike(desk, owner)
    set_hidden_share(user=owner, desk=desk, share=100)
    assert not Article.objects.get().hides_suggestions


def test_once_submitted_they_are_there_and_the_sample_is_kept(hidden: PipelineRun, owner: User) -> None:
    show_suggestions(Article.objects.get())
    article = Article.objects.get()
    assert (article.is_sampled, article.hides_suggestions) == (True, False)
    assert all(seen_by(owner, PipelineRun.objects.get()))


def test_another_run_shows_nothing(hidden: PipelineRun, owner: User) -> None:
    PipelineRun.objects.update(fingerprint="of another pipeline")
    again = PipelineRun.objects.claim(services.request_run(user=owner, article=hidden.text.article).pk)
    assert again is not None
    assert again != hidden
    found = Analysis(digest(TEXT), "de", pipeline_info(), tuple(dike_mentions()), tuple(dike_claims()))
    write_analysis(again, found, 0.1)
    assert seen_by(owner, again) == [0] * 9


def test_counts_are_hidden_with_the_rows(hidden: PipelineRun) -> None:
    article = Article.objects.get()
    reading = readings_of([article.pk])[article.pk]
    assert (reading.claim_count, reading.mention_count) == (None, None)
    show_suggestions(article)
    reading = readings_of([article.pk])[article.pk]
    assert (reading.claim_count, reading.mention_count) == (3, 4)


def test_a_copy_of_a_text_is_no_sample_and_gives_nothing_away(
    hidden: PipelineRun, desk: Desk, owner: User
) -> None:
    set_hidden_share(user=owner, desk=desk, share=0)
    copy = build_dike(desk, owner).text.article
    assert (copy.is_sampled, copy.hides_suggestions) == (False, True)

    Article.objects.update(hides_suggestions=False)
    set_hidden_share(user=owner, desk=desk, share=100)
    copy = build_dike(desk, owner).text.article
    assert (copy.is_sampled, copy.hides_suggestions) == (False, False)


def test_other_desks_do_not_matter(hidden: PipelineRun, other_desk: Desk, stranger: User) -> None:
    run = build_dike(other_desk, stranger)
    assert not run.text.article.hides_suggestions
    assert Claim.objects.visible_to(stranger).count() == 3


def test_only_owners_set_the_share(desk: Desk, curator: User, owner: User) -> None:
    with pytest.raises(PermissionDenied):
        set_hidden_share(user=curator, desk=desk, share=10)
    with pytest.raises(ValueError, match="101"):
        set_hidden_share(user=owner, desk=desk, share=101)
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.update(hidden_share=101)
    assert Desk.objects.get().hidden_share == 0
