"""The parts of the page that an answer brings anew are those of the page, and no others."""

from __future__ import annotations

import json
import re
from html import unescape
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.models import DecisionKind
from newsdesk.annotation.services import Act, decide
from newsdesk.annotation.stretches import paragraph_item
from newsdesk.nlp import Mention
from newsdesk.web.reader.fragments import paragraph_fragments
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_long, build_reading, query_count

FIRST, SECOND, LAST = 0, TEXT.index("\n") + 1, TEXT.rindex("\n") + 1


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def a_request(user: User, query: str = "") -> HttpRequest:
    request = RequestFactory().post(f"/articles/1/decisions/{query}")
    request.user = user
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


def fragments(user: User, run: PipelineRun, *spans: tuple[int, int], query: str = "") -> str:
    return paragraph_fragments(a_request(user, query), run.text.article, spans)  # type: ignore[arg-type]


def page(client: Client, run: PipelineRun) -> str:
    return client.get(reverse("article-detail", args=[run.text.article_id])).content.decode()


def ids(html: str) -> list[str]:
    return re.findall(r'<(?:p|h1|div) class="(?:text|margin)[^"]*" id="(\w+)"', html)


def states(html: str) -> dict[str, str]:
    return dict(re.findall(r'id="([tn]\d+)"[^>]* data-state="(\w+)"', html))


def mentions_of(html: str, start: int) -> list[dict[str, object]]:
    found = re.search(rf"id=\"n{start}\" data-mentions='([^']*)'", html)
    assert found
    return list(json.loads(unescape(found[1])))


def test_every_paragraph_has_text_and_margin_by_name(client: Client, run: PipelineRun) -> None:
    html = page(client, run)

    assert ids(html) == [f"{kind}{start}" for start in (FIRST, SECOND, LAST) for kind in "tn"]
    assert 'hx-swap-oob="true"' not in html


@pytest.mark.parametrize(
    ("spans", "starts"),
    [
        ([(SECOND, SECOND + 3)], [SECOND]),
        ([(LAST - 1, LAST)], []),
        ([(SECOND - 1, SECOND + 1)], [SECOND]),
        ([(0, 3), (LAST, LAST + 1)], [FIRST, LAST]),
        ([(0, len(TEXT))], [FIRST, SECOND, LAST]),
    ],
)
def test_fragments_are_the_paragraphs_that_the_spans_touch(
    run: PipelineRun, reviewer: User, spans: list[tuple[int, int]], starts: list[int]
) -> None:
    html = fragments(reviewer, run, *spans)

    assert ids(html) == [f"{kind}{start}" for start in starts for kind in "tn"]
    assert html.count('hx-swap-oob="true"') == 2 * len(starts) + 1
    assert 'id="review-bar"' in html


def test_what_has_not_changed_has_the_state_that_it_has_in_the_page(
    client: Client, run: PipelineRun, reviewer: User
) -> None:
    before = states(page(client, run))
    assert states(fragments(reviewer, run, (0, len(TEXT)))) == before

    act = Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, row=run.claims.get(ordinal=2))
    decide(user=reviewer, layer=services.layer_of(run.text), acts=[act])

    after = states(fragments(reviewer, run, (0, len(TEXT))))
    changed = {name for name, state in after.items() if state != before[name]}
    assert changed == {f"t{LAST}", f"n{LAST}"}
    assert states(page(client, run)) == after


def test_an_open_claim_does_not_change_the_state(client: Client, run: PipelineRun) -> None:
    url = reverse("claim-detail", args=[run.text.article_id, run.claims.get(ordinal=0).pk])

    assert states(client.get(url).content.decode()) == states(page(client, run))


def test_fragments_show_what_the_filters_of_the_address_show(run: PipelineRun, reviewer: User) -> None:
    whole = (0, len(TEXT))

    assert fragments(reviewer, run, whole).count("data-claim=") == 3
    assert fragments(reviewer, run, whole, query="?unnamed=1").count("data-claim=") == 1


def test_a_note_carries_what_a_correction_starts_from(client: Client, run: PipelineRun) -> None:
    claim = run.claims.get(ordinal=0)
    found = re.search(rf"id=\"claim-{claim.pk}\".*?data-value='([^']*)'", page(client, run))

    assert found
    value = json.loads(unescape(found[1]))
    assert [TEXT[a:b] for a, b in value["roles"]["evidence"]] == ["das Deichamt"]
    assert (value["medium"], value["speaker_entity"], value["parent"]) == ("none", "Wiebke Harms", None)


def test_mentions_stand_at_the_paragraph_in_which_they_begin(client: Client, run: PipelineRun) -> None:
    html = page(client, run)

    assert [each["label"] for each in mentions_of(html, SECOND)] == ["LOC", "PER", "ORG"]
    assert [each["words"] for each in mentions_of(html, LAST)] == ["date"]
    assert mentions_of(html, FIRST) == []


def test_words_in_attributes_cannot_leave_them(client: Client, desk: Desk, owner: User) -> None:
    text = 'Titel\nO\'Brien <i> & "Co" schwieg.'
    run = build_reading(desk, owner, text, mentions=[Mention(6, 24, "ORG", canonical='O\'B <i> & "C"')])

    assert mentions_of(page(client, run), 6)[0]["canonical"] == 'O\'B <i> & "C"'


def test_a_paragraph_names_its_own_item_and_what_holds_of_it(
    client: Client, run: PipelineRun, reviewer: User
) -> None:
    item = paragraph_item(run.text_id, SECOND, LAST - 1)
    assert f'data-item="{item}" data-head="" data-status=""' in page(client, run)

    value = {"start_char": SECOND, "end_char": LAST - 1, "exact": TEXT[SECOND : LAST - 1]}
    act = Act(uuid=uuid4(), kind="nothing_here", item=item, item_kind="paragraph", value=value)
    decide(user=reviewer, layer=services.layer_of(run.text), acts=[act])

    expected = f'data-item="{item}" data-head="{act.uuid}" data-status="nothing_here"'
    assert expected in page(client, run)
    assert expected in fragments(reviewer, run, (SECOND, SECOND + 1))


@pytest.mark.parametrize(
    ("person", "can_decide"), [("reader", False), ("annotator", False), ("reviewer", True)]
)
def test_only_a_reviewer_is_told_where_decisions_go(
    client_of: ClientOf, request: pytest.FixtureRequest, run: PipelineRun, person: str, can_decide: bool
) -> None:
    assert ("data-decide" in page(client_of(request.getfixturevalue(person)), run)) == can_decide


def test_an_older_reading_shows_the_machine_alone(client: Client, run: PipelineRun, reviewer: User) -> None:
    act = Act(uuid=uuid4(), kind=DecisionKind.REJECT, row=run.claims.get(ordinal=0))
    decide(user=reviewer, layer=services.layer_of(run.text), acts=[act])
    PipelineRun.objects.filter(pk=run.pk).update(fingerprint="older")
    newer = PipelineRun.objects.create(text=run.text, fingerprint="n", published_at=run.published_at)
    PipelineRun.objects.filter(pk=newer.pk).update(state="succeeded")

    url = reverse("article-detail", args=[run.text.article_id]) + f"?run={run.pk}"
    html = client.get(url).content.decode()

    assert "status-rejected" not in html
    assert html.count("status-suggested") == 3
    assert "data-decide" not in html


def test_a_paragraph_of_a_long_article_needs_as_many_queries_as_one_of_a_short_one(
    desk: Desk, owner: User, reviewer: User
) -> None:
    runs = [build_long(desk, owner, words, words // 8) for words in (400, 800)]
    for run in runs:
        follow(services.layer_of(run.text), run)

    def count(run: PipelineRun) -> int:
        return query_count(lambda: fragments(reviewer, run, (10, 20)))

    assert count(runs[0]) == count(runs[1]) <= 16


def test_the_permanent_link_of_an_added_claim_opens_it(
    client: Client, run: PipelineRun, reviewer: User
) -> None:
    start = TEXT.index("Man habe")
    value = {
        "type": "Indirect",
        "medium": "Speech",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
        "speaker_kind": "none",
        "roles": {"quote": [{"start_char": start, "end_char": start + 8, "exact": "Man habe"}]},
    }
    act = Act(uuid=uuid4(), kind=DecisionKind.ADD, item=uuid4(), item_kind="claim", value=value)
    decide(user=reviewer, layer=services.layer_of(run.text), acts=[act])

    url = reverse("desk-claim-detail", args=[run.text.article_id, act.item])
    html = client.get(url).content.decode()

    assert f'href="{url}#claim-' in page(client, run)
    assert re.search(rf'class="note status-added [^"]*is-open" id="claim-{act.item.hex}"', html)  # type: ignore[union-attr]
