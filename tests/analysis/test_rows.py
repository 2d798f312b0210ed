"""What is written of an analysis is what it says, row by row."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest
from django.db import IntegrityError, transaction

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Boundaries, Claim, ClaimSpan, Mention, PipelineRun
from newsdesk.analysis.rows import MENTION_FIELDS, insert
from newsdesk.demo import builders
from newsdesk.nlp import analyse, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return builders.build_run(desk, owner, builders.parse_demo("hafenausbau"))


def test_every_field_of_a_mention_is_a_column() -> None:
    assert {field.name for field in fields(records.Mention)} | {"run"} == set(MENTION_FIELDS)


def test_mentions_come_back_as_they_were_found(run: PipelineRun) -> None:
    found = analyse(run.text.text, published_at=run.published_at).mentions
    stored = Mention.objects.filter(run=run).order_by("pk").values(*set(MENTION_FIELDS) - {"run"})

    assert len(found) > 20
    assert [{name: value or None for name, value in row.items()} for row in stored] == [
        {name: value or None for name, value in asdict(mention).items()} for mention in found
    ]


def test_claims_keep_their_order_their_parents_and_their_spans(run: PipelineRun) -> None:
    found = analyse(run.text.text, published_at=run.published_at).claims
    stored = list(Claim.objects.filter(run=run).select_related("parent").prefetch_related("spans"))

    assert [claim.type for claim in stored] == [claim.type for claim in found]
    assert [claim.parent and claim.parent.ordinal for claim in stored] == [claim.parent for claim in found]
    for row, claim in zip(stored, found, strict=True):
        for role in records.ROLES:
            spans = sorted((s.ordinal, (s.start_char, s.end_char)) for s in row.spans.all() if s.role == role)
            assert tuple(span for _, span in spans) == getattr(claim, role)


def test_boundaries_are_where_sentences_and_clauses_begin(run: PipelineRun) -> None:
    found = analyse(run.text.text, published_at=run.published_at)
    stored = Boundaries.objects.get(run=run)

    assert len(stored.clauses) > len(stored.sentences) > 10
    assert stored.sentences == [start for start, _ in found.sentences]
    assert stored.clauses == [start for start, _ in found.clauses]


def test_the_database_refuses_an_empty_span(run: PipelineRun) -> None:
    claim = Claim.objects.filter(run=run)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(
            ClaimSpan, ("claim", "role", "ordinal", "start_char", "end_char"), [(claim.pk, "quote", 9, 5, 5)]
        )
