from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsdesk.accounts.models import Desk, Role, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article
from newsdesk.demo import builders, services

pytestmark = pytest.mark.django_db


def load(*arguments: str) -> str:
    output = StringIO()
    call_command("load_demo", *arguments, stdout=output)
    return output.getvalue()


def test_the_demo_desk_has_every_article_read(owner: User) -> None:
    loaded = services.load_demo(owner=owner)
    assert loaded.added == len(builders.demo_files()) >= 8
    runs = PipelineRun.objects.filter(text__article__desk=loaded.desk)
    assert {run.state for run in runs} == {"succeeded"}
    assert all(run.claim_count and run.mention_count for run in runs)
    assert loaded.desk.memberships.get(user=owner).role == Role.OWNER


def test_articles_carry_the_metadata_of_their_files(owner: User) -> None:
    services.load_demo(owner=owner)
    article = Article.objects.get(title__startswith="Nordersund will")
    assert (article.outlet, article.author, article.language) == ("Küstenkurier", "Imke Detlefsen", "de")
    assert str(article.published_at) == "2026-03-17"


def test_loading_again_adds_nothing(owner: User) -> None:
    first = services.load_demo(owner=owner)
    second = services.load_demo(owner=owner)
    assert (second.added, second.present) == (0, first.added)
    assert Desk.objects.count() == 1


def test_an_article_that_is_gone_comes_back(owner: User) -> None:
    services.load_demo(owner=owner)
    Article.objects.order_by("pk")[0].delete()
    assert services.load_demo(owner=owner).added == 1


def test_the_command_takes_the_first_operator_as_owner(db: None) -> None:
    operator = User.objects.create_superuser("operator@example.org")
    assert "10 articles added, 0 were there already" in load()
    assert Desk.objects.get(slug="demo").memberships.get().user == operator


def test_the_command_makes_an_owner_who_cannot_log_in_where_there_is_nobody(db: None) -> None:
    load()
    assert not Desk.objects.get(slug="demo").memberships.get().user.has_usable_password()


def test_an_unknown_owner_is_refused_in_one_sentence(db: None) -> None:
    with pytest.raises(CommandError, match=r"^There is no user nobody@example\.org\.$"):
        load("--owner", "nobody@example.org")
