"""Who decided what and when, what it said before and after, and on what it was decided."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis import services as services_of_runs
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.annotation import services
from newsdesk.annotation.models import Decision, Item, Layer, LayerKind
from newsdesk.articles.models import Article
from newsdesk.nlp import Analysis, pipeline_info
from newsdesk.nlp import Claim as FoundClaim
from newsdesk.nlp.records import digest
from tests.annotation.items import item_about, value_of
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_long, dike_claims, query_count
from tests.web.deciding import HTMX, act, post, span


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


@pytest.fixture
def layer(run: PipelineRun) -> Layer:
    return services.layer_of(run.text)


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    return run.claims.get(ordinal=0)


@pytest.fixture
def mention(run: PipelineRun) -> Mention:
    return run.mentions.get(canonical="Wiebke Harms")


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def done(client: Client, article: Article, *acts: dict[str, Any], **fields: Any) -> None:
    assert post(client, article, *acts, **fields).status_code == 200


def page(client: Client, article: Article, query: str = "") -> str:
    """The words of the history of an article."""
    return words_of(client.get(f"/articles/{article.pk}/decisions/{query}"))


def item_page(client: Client, item: Item, **headers: str) -> Any:
    address = reverse("item-history", args=[item.layer.text.article_id, item.pk])
    return client.get(address, headers=headers)


def words_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.text.split())


def corrected(client: Client, article: Article, layer: Layer, claim: Claim, **fields: Any) -> dict[str, Any]:
    value = value_of(layer, claim) | fields
    sent = act("correct", row=claim, value=value, reason="read again")
    done(client, article, sent)
    return sent


def test_nothing_decided_is_said(client: Client, article: Article) -> None:
    assert "Nobody has decided anything" in page(client, article)
    assert not Layer.objects.exists()


def test_a_correction_says_what_it_was_and_what_it_is(
    client: Client, article: Article, layer: Layer, claim: Claim
) -> None:
    corrected(client, article, layer, claim, certainty="probable", speaker_entity="Harms")

    shown = page(client, article)

    for words in (
        "<del><bdi>● asserted</bdi></del> <ins><bdi>◐ probable</bdi></ins>",
        "<del><bdi>Wiebke Harms</bdi></del> <ins><bdi>Harms</bdi></ins>",
        "read again",
        "Reviewer",
        "Der Deich bei Norderkoog sei sicher",
        f'href="/articles/{article.pk}/claims/{claim.pk}/#claim-{claim.pk}"',
    ):
        assert words in shown
    assert "tense" not in shown


def test_a_span_that_was_moved_is_shown_in_words(
    client: Client, article: Article, layer: Layer, claim: Claim
) -> None:
    roles = value_of(layer, claim)["roles"] | {"speaker": [span(TEXT, "Wiebke Harms")]}
    corrected(client, article, layer, claim, roles=roles)
    change = "<del><bdi>Deichgräfin Wiebke Harms</bdi></del> <ins><bdi>Wiebke Harms</bdi></ins>"
    assert change in page(client, article)


def test_a_parent_is_shown_by_its_words(
    client: Client, article: Article, layer: Layer, run: PipelineRun
) -> None:
    outer, inner = run.claims.get(ordinal=0), run.claims.get(ordinal=1)
    quote = {"quote": [span(TEXT, "bei Norderkoog")]}
    parent = item_about(layer, outer)
    corrected(client, article, layer, inner, roles=quote, parent=str(parent.pk))
    assert "<ins><bdi>Der Deich bei Norderkoog sei sicher</bdi></ins>" in page(client, article)


def test_what_was_added_is_told_in_full(client: Client, article: Article) -> None:
    value = {**span(TEXT, "Risse"), "label": "EVENT", "canonical": "die Risse im Mai"}
    done(client, article, act("add", item=uuid4(), item_kind="mention", value=value))
    shown = page(client, article)
    for words in ("added", "event", "die Risse im Mai"):
        assert words in shown


def test_undo_and_redo_say_what_it_was_and_what_it_is(client: Client, article: Article, claim: Claim) -> None:
    first = act("reject", row=claim)
    undo = act("undo", row=claim, previous=first["uuid"], undoes=first["uuid"])
    redo = act("undo", row=claim, previous=undo["uuid"], undoes=undo["uuid"])
    done(client, article, first)
    done(client, article, undo)
    done(client, article, redo)

    steps = [
        entry.told[0].step for entry in client.get(f"/articles/{article.pk}/decisions/").context["days"][0][1]
    ]

    assert [str(step.verb) for step in steps] == ["brought back", "undone", "rejected"]
    assert [[str(word) for _, word in step.looks] for step in steps] == [
        ["suggested", "rejected"],
        ["rejected", "suggested"],
        ["suggested", "rejected"],
    ]


def test_an_addition_that_was_taken_back_is_not_there(client: Client, article: Article) -> None:
    added = act("add", item=uuid4(), item_kind="mention", value={**span(TEXT, "Risse"), "label": "EVENT"})
    done(client, article, added)
    done(client, article, act("undo", item=added["item"], previous=added["uuid"], undoes=added["uuid"]))
    shown = page(client, article)
    assert "not there" in shown
    assert "Risse" in shown


def test_what_was_decided_at_once_is_one_entry(client: Client, article: Article, run: PipelineRun) -> None:
    acts = [act("accept", row=row) for row in (*run.claims.all(), *run.mentions.all())]
    done(client, article, *acts, batch=uuid4())

    [(_day, [entry])] = client.get(f"/articles/{article.pk}/decisions/").context["days"]

    assert (entry.count, len(entry.told), entry.more) == (7, 3, 4)
    assert "3 claims, 4 mentions at once" in page(client, article)


def test_the_newest_comes_first_and_fifty_acts_are_a_page(
    client: Client, article: Article, layer: Layer, claim: Claim, reviewer: User
) -> None:
    previous = None
    for number in range(52):
        kind = "reject" if number % 2 else "accept"
        made = services.Act(uuid=uuid4(), kind=kind, row=claim, previous=previous, reason=f"Grund {number}.")
        previous = services.decide(user=reviewer, layer=layer, acts=[made])[0].pk

    first, second = page(client, article), page(client, article, "?page=2")

    assert first.index("Grund 51.") < first.index("Grund 50.")
    assert "Grund 1." not in first
    assert "Grund 0." in second


def test_a_thing_tells_all_that_happened_to_it(
    client: Client, article: Article, layer: Layer, claim: Claim
) -> None:
    corrected(client, article, layer, claim, certainty="probable")
    item = Item.objects.get()

    shown = words_of(item_page(client, item))

    for words in (
        f"{claim.run.pipeline} {claim.run.version}",
        "Confidence",
        "0.91",
        "clause before a reporting verb",
        "das Deichamt",
        "◐ probable",
        "read again",
    ):
        assert words in shown


def test_the_note_gets_a_things_history_alone(
    client: Client, article: Article, layer: Layer, claim: Claim
) -> None:
    done(client, article, act("accept", row=claim))
    fragment = item_page(client, Item.objects.get(), **HTMX)
    assert fragment.text.lstrip().startswith('<section class="item-history"')


def test_an_item_is_found_in_its_own_article_only(
    client: Client, article: Article, claim: Claim, desk: Desk, owner: User
) -> None:
    done(client, article, act("accept", row=claim))
    beside = build_dike(desk, owner).text.article
    path = reverse("item-history", args=[beside.pk, Item.objects.get().pk])
    assert client.get(path).status_code == 404


def test_what_one_person_decides_for_themselves_is_in_no_history_of_the_desk(
    client: Client, article: Article, run: PipelineRun, claim: Claim, annotator: User
) -> None:
    own = services.layer_of(run.text, LayerKind.ANNOTATOR, annotator)
    made = services.Act(uuid=uuid4(), kind="reject", row=claim)
    services.decide(user=annotator, layer=own, acts=[made])

    assert "Nobody has decided anything" in page(client, article)
    assert item_page(client, Item.objects.get()).status_code == 404


def test_histories_take_as_many_queries_for_more_decisions(client: Client, desk: Desk, owner: User) -> None:
    run = build_long(desk, owner, 1_600, 240)
    article, claims = run.text.article, list(run.claims.all())
    layer = services.layer_of(run.text)
    counts: list[int] = []
    for part in (claims[:6], claims[6:30]):
        for claim in part:
            value = value_of(layer, claim) | {"certainty": "possible"}
            done(client, article, act("correct", row=claim, value=value))
        batch = [act("reject", row=row) for row in run.mentions.order_by("pk")[len(counts) * 9 :][:9]]
        done(client, article, *batch, batch=uuid4())
        counts.append(query_count(lambda: client.get(f"/articles/{article.pk}/decisions/")))
    assert counts[0] == counts[1]
    assert Decision.objects.count() == 48


def read_again(run: PipelineRun, *claims: FoundClaim) -> PipelineRun:
    """Another run of the same text, by a newer pipeline, that finds these claims."""
    PipelineRun.objects.filter(pk=run.pk).update(fingerprint="of last year")
    newer = services_of_runs.queue_run(run.text, run.published_at, send=False)
    claimed = PipelineRun.objects.claim(newer.pk)
    assert claimed is not None
    write_analysis(claimed, Analysis(digest(TEXT), "de", pipeline_info(), (), claims), 0.1)
    return newer


def test_after_another_reading_it_is_said_on_which_one_people_decided(
    client: Client, article: Article, run: PipelineRun, claim: Claim
) -> None:
    done(client, article, act("accept", row=claim))
    read_again(run, dike_claims()[0])
    item = Item.objects.get()
    again = act("reject", item=item.pk, previous=item.head_id)
    done(client, article, again)

    shown = words_of(item_page(client, item))

    assert shown.count("on what the reading of") == 2
    assert shown.count(": the same") == 2
    assert "does not find it" not in shown


def test_what_the_newest_reading_does_not_find_is_said(
    client: Client, article: Article, run: PipelineRun, claim: Claim
) -> None:
    done(client, article, act("accept", row=claim))
    read_again(run, dike_claims()[2])
    item = Item.objects.get()
    assert "The newest reading does not find it." in words_of(item_page(client, item))
    assert "Der Deich bei Norderkoog sei sicher" in page(client, article)
