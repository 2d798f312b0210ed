"""The page says where sentences and clauses begin, as far as the shown reading knows."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Boundaries, PipelineRun
from newsdesk.demo import builders
from tests.conftest import ClientOf
from tests.nlp.multilingual import article_in
from tests.web.annotated import build_long

TEXT = "Der Damm 😀 hält\nDer Damm halte, sagte die Landrätin, die ihn kennt. Er halte.\n\nEnde"
PARAGRAPH = re.compile(r'<(?:p|h1) class="text[^>]*>')
ATTRIBUTE = re.compile(r'data-(start|end|sentences|clauses)="([\d ]+)"')


@pytest.fixture
def client(client_of: ClientOf, owner: User) -> Client:
    return client_of(owner)


def attributes(client: Client, run: PipelineRun, query: str = "") -> list[dict[str, list[int]]]:
    """What each paragraph of the page says of itself."""
    page = client.get(reverse("article-detail", args=[run.text.article_id]) + query).content.decode()
    return [
        {name: [int(number) for number in value.split()] for name, value in ATTRIBUTE.findall(tag)}
        for tag in PARAGRAPH.findall(page)
    ]


def exact(text: str, paragraph: dict[str, list[int]], name: str) -> list[str]:
    """The texts of a paragraph's sentences or clauses."""
    start, end = paragraph["start"][0], paragraph["end"][0]
    cuts = [start + each for each in paragraph[name]] + [end]
    return [text[a:b] for a, b in pairwise(cuts)]


def test_each_paragraph_has_its_own(client: Client, desk: Desk, owner: User) -> None:
    run = builders.build_run(desk, owner, builders.parse_text(TEXT))

    _title, body, end = attributes(client, run)

    assert exact(TEXT, body, "sentences") == [
        "Der Damm halte, sagte die Landrätin, die ihn kennt. ",
        "Er halte.",
    ]
    assert exact(TEXT, body, "clauses") == [
        "Der Damm halte, ",
        "sagte die Landrätin, ",
        "die ihn kennt. ",
        "Er halte.",
    ]
    assert (end["sentences"], end["clauses"]) == ([0], [0])


def test_a_text_that_was_not_read_has_sentences_alone(client: Client, desk: Desk, owner: User) -> None:
    run = builders.build_run(desk, owner, builders.parse_text(article_in("en")))

    paragraphs = attributes(client, run)

    assert all("sentences" in paragraph and "clauses" not in paragraph for paragraph in paragraphs)


def test_a_run_from_before_has_none(client: Client, desk: Desk, owner: User) -> None:
    run = builders.build_run(desk, owner, builders.parse_text(TEXT))
    Boundaries.objects.all().delete()

    assert all(set(paragraph) == {"start", "end"} for paragraph in attributes(client, run))


def test_a_part_of_a_paragraph_counts_from_its_own_start(client: Client, desk: Desk, owner: User) -> None:
    """A very long paragraph comes in pieces."""
    run = build_long(desk, owner, 9_000, 10)
    starts = list(range(0, len(run.text.text), 500))
    Boundaries.objects.update_or_create(run=run, defaults={"sentences": starts})

    paragraphs = attributes(client, run)

    for paragraph in paragraphs:
        start, end = paragraph["start"][0], paragraph["end"][0]
        told = [start + each for each in paragraph.get("sentences", [])]
        assert told == [each for each in starts if start <= each < end]
