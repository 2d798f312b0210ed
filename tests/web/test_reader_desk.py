"""What people have decided is seen in the reader at once: by a sign and a word, never by colour alone."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.annotation import services
from newsdesk.annotation.models import Anchor, Decision, DecisionKind, Item, Layer, Match
from newsdesk.annotation.services import Act, decide
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.nlp import Analysis, pipeline_info
from newsdesk.nlp.records import digest
from tests.annotation.items import value_of
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, dike_claims, dike_mentions

SECOND, LAST = TEXT.index("\n") + 1, TEXT.rindex("\n") + 1


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def layer(run: PipelineRun) -> Layer:
    return services.layer_of(run.text)


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def decided(user: User, layer: Layer, kind: str, **fields: Any) -> Decision:
    [decision] = decide(user=user, layer=layer, acts=[Act(uuid=uuid4(), kind=kind, **fields)])
    return decision


def page(client: Client, run: PipelineRun, query: str = "") -> str:
    url = reverse("article-detail", args=[run.text.article_id]) + query
    return client.get(url).content.decode()


def note(html: str, claim: Claim) -> str:
    found = re.search(rf'<article [^>]*id="claim-{claim.pk}".*?</article>', html, re.DOTALL)
    assert found
    return found[0]


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def paragraph(html: str, start: int) -> str:
    found = re.search(rf'<(p|h1) [^>]*id="t{start}".*?</\1>', html, re.DOTALL)
    assert found
    return found[0]


def bar(html: str) -> str:
    found = re.search(r'<div class="review-bar".*?(?=<div class="foot-line")', html, re.DOTALL)
    assert found
    return found[0]


def first(run: PipelineRun) -> Claim:
    return run.claims.get(ordinal=0)


def read_again(run: PipelineRun, keep: int) -> PipelineRun:
    """The same article, read by another pipeline that finds the first `keep` of its claims alone."""
    newer = PipelineRun.objects.create(text=run.text, published_at=run.published_at, language=run.language)
    claimed = PipelineRun.objects.claim(newer.pk)
    assert claimed is not None
    found = Analysis(digest(TEXT), "de", pipeline_info(), (), tuple(dike_claims()[:keep]))
    PipelineRun.objects.filter(pk=run.pk).update(fingerprint="older")
    write_analysis(claimed, found, 0.1)
    return claimed


# --- Claims -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [("accept", "✓ accepted · Rita Reviewer"), ("reject", "✕ rejected · Rita Reviewer")],
)
def test_a_note_says_what_was_decided_and_by_whom(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User, kind: str, words: str
) -> None:
    User.objects.filter(pk=reviewer.pk).update(name="Rita Reviewer")
    assert "? suggested" in words_of(note(page(client, run), first(run)))

    decided(reviewer, layer, kind, row=first(run))

    assert words in words_of(note(page(client, run), first(run)))


def test_the_number_in_the_text_carries_the_sign_of_a_decision(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=first(run))

    assert re.findall(r'data-n="([^"]+)"', page(client, run)) == ["1✓", "2", "3"]


def test_what_was_found_again_elsewhere_says_so(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=first(run))
    Anchor.objects.update(match=Match.MOVED)

    html = page(client, run)

    assert "✓ accepted ↷ moved" in words_of(note(html, first(run)))
    assert 'data-n="1✓↷"' in html


def test_a_rejected_claim_stays_as_a_note_and_leaves_the_text(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "reject", row=first(run), reason="Nobody says so.")

    html = page(client, run)
    text = paragraph(html, SECOND)

    assert "Nobody says so." in note(html, first(run))
    assert 'data-n="1' not in html
    assert "quote" not in " ".join(re.findall(r'class="([^"]*)"[^>]*>Der Deich', text))
    assert f"c{first(run).pk}-quote" in text  # so that opening the note shows where it was
    assert "<b>2</b> claims · 1 rejected" in html


def test_a_corrected_claim_shows_what_the_machine_had_said(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    value = value_of(layer, first(run)) | {"certainty": "probable", "speaker_entity": "Jette Harms"}
    decided(reviewer, layer, "correct", row=first(run), value=value)

    words = words_of(note(page(client, run), first(run)))

    assert "Jette Harms" in words
    before = words.partition("What the machine had said:")[2]
    assert "certainty ● asserted" in before
    assert "speaker's name Wiebke Harms" in before
    assert "what is claimed" not in before


def test_counts_and_speakers_are_those_of_the_desk(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    value = value_of(layer, first(run)) | {"speaker_entity": "Jette Harms"}
    decided(reviewer, layer, "correct", row=first(run), value=value)
    decided(reviewer, layer, "reject", row=run.claims.get(ordinal=1))

    side = words_of(page(client, run).partition("Who speaks")[2].partition("</section>")[0])

    assert side == "Jette Harms 1"


def test_a_filter_keeps_what_is_open(client: Client, run: PipelineRun, layer: Layer, reviewer: User) -> None:
    assert "?status=" not in page(client, run)
    decided(reviewer, layer, "accept", row=first(run))

    html = page(client, run, "?status=suggested")

    assert html.count('class="note-head"') == 2
    assert 'href="?status=suggested&amp;status=accepted"' in html


# --- Mentions ---------------------------------------------------------------------------------------


def mentions(html: str, start: int) -> list[dict[str, Any]]:
    found = re.search(rf"id=\"n{start}\" data-mentions='([^']*)'", html)
    assert found
    return list(json.loads(unescape(found[1])))


def test_a_decided_mention_carries_its_sign_where_it_begins(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=run.mentions.get(label="PER"))

    html = page(client, run)

    assert re.findall(r'data-s="([^"]+)"', html) == ["✓"]
    assert f"✓ accepted · {reviewer}" in mentions(html, SECOND)[1]["words"]


def test_a_rejected_mention_has_no_mark_and_is_listed(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    row = run.mentions.get(label="DATE")
    decided(reviewer, layer, "reject", row=row)

    html = page(client, run)

    assert f"m{row.pk}" not in paragraph(html, LAST)
    assert [each["status"] for each in mentions(html, LAST)] == ["rejected"]
    assert "group-date" not in html


def test_a_relabelled_mention_says_what_the_machine_had_said(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    row = run.mentions.get(label="ORG")
    decided(reviewer, layer, "correct", row=row, value=value_of(layer, row) | {"label": "LOC"})

    [mention] = [each for each in mentions(page(client, run), SECOND) if each["row"] == row.pk]

    assert (mention["label"], mention["status"]) == ("LOC", "corrected")
    assert mention["machine"] == "Deichamt: organisation"


# --- Paragraphs and the article ---------------------------------------------------------------------


def test_a_paragraph_in_which_nothing_is_says_who_has_read_it(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    end = SECOND - 1
    item = paragraph_item(run.text_id, 0, end)
    value = {"start_char": 0, "end_char": end, "exact": TEXT[:end]}
    decided(reviewer, layer, "nothing_here", item=item, item_kind="paragraph", value=value)

    html = page(client, run)

    assert f"∅ read, nothing here · {reviewer}" in words_of(html)
    assert 'data-status="nothing_here"' in paragraph(html, 0)


def test_where_something_stands_there_is_nothing_more(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    item = paragraph_item(run.text_id, SECOND, LAST - 1)
    value = {"start_char": SECOND, "end_char": LAST - 1, "exact": TEXT[SECOND : LAST - 1]}
    decided(reviewer, layer, "nothing_here", item=item, item_kind="paragraph", value=value)

    assert f"∅ read, nothing more here · {reviewer}" in words_of(page(client, run))


def test_who_may_decide_finds_the_decisions_before_there_is_one(client: Client, run: PipelineRun) -> None:
    assert f'href="{reverse("article-decisions", args=[run.text.article_id])}"' in page(client, run)


def test_decisions_that_the_newest_reading_has_no_place_for_are_listed(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=run.claims.get(ordinal=2))
    decided(reviewer, layer, "reject", row=run.claims.get(ordinal=1))
    decided(reviewer, layer, "accept", row=run.mentions.get(label="PER"))
    assert 'id="lost"' not in page(client, run)

    read_again(run, keep=1)
    html = page(client, run)
    listed = html.partition('id="lost"')[2].partition("</details>")[0]

    assert "3 decisions do not match the newest reading" in listed
    assert [words_of(line) for line in re.findall(r"<li>.*?</li>", listed)] == [
        f"✓ accepted · {reviewer} person: Wiebke Harms",
        f"✕ rejected · {reviewer} claim: Wiebke Harms : Man habe alles geprüft.",
        f"✓ accepted · {reviewer} claim: Anwohnern : es im Mai Risse gegeben haben",
    ]
    for url in re.findall(r'href="([^"#]+)', listed):
        assert client.get(url, follow=True).status_code == 200
    assert 'data-n="≠1✓"' in html  # it stands all the same


# --- The bar ----------------------------------------------------------------------------------------


def test_the_bar_says_how_far_the_article_is(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=first(run))
    decided(reviewer, layer, "reject", row=run.mentions.get(label="PER"))

    words = words_of(bar(page(client, run)))

    assert "1 of 3 claims decided 1 of 4 mentions" in words
    assert "Claims 2 Mentions 3 Both" in words


def test_the_bar_of_an_untouched_article_counts_what_the_machine_found(
    client: Client, run: PipelineRun
) -> None:
    assert "0 of 3 claims decided 0 of 4 mentions" in words_of(bar(page(client, run)))
    assert f'data-item="{article_item(run.text_id)}"' in bar(page(client, run))


def test_an_article_in_which_nothing_stands_is_offered_as_empty(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    rows = [*run.claims.all(), *run.mentions.all()]
    for row in rows[:-1]:
        decided(reviewer, layer, "reject", row=row)
    assert "data-empty" not in bar(page(client, run)), "one is open"

    value = {"start_char": 0, "end_char": 3, "exact": TEXT[:3], "label": "ORG"}
    decided(reviewer, layer, "reject", row=rows[-1])
    assert "Nothing here: done with the article" in bar(page(client, run))

    added = decided(reviewer, layer, "add", item=uuid4(), item_kind="mention", value=value)
    assert "data-empty" not in bar(page(client, run))

    decided(reviewer, layer, "reject", item=added.item_id, previous=added.pk)
    assert "data-empty" in bar(page(client, run))

    item = article_item(run.text_id)
    decided(reviewer, layer, "nothing_here", item=item, item_kind="article")
    assert f"∅ read, nothing here · {reviewer}" in words_of(bar(page(client, run)))

    decided(
        reviewer, layer, "accept", item=added.item_id, previous=Item.objects.get(pk=added.item_id).head_id
    )
    assert "Done with the article" in bar(page(client, run)), "something is in it after all"


def test_the_bar_names_what_can_be_taken_back(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decision = decided(reviewer, layer, "accept", row=first(run))

    def sent(name: str) -> Any:
        found = re.search(rf"data-{name}='([^']*)'", bar(page(client, run)))
        assert found
        return json.loads(unescape(found[1]))

    expected = {"item": str(decision.item_id), "item_kind": "claim", "row": None}
    pk = str(decision.pk)
    assert (sent("undo"), sent("redo")) == (expected | {"previous": pk, "undoes": pk}, None)

    undo = decided(reviewer, layer, "undo", item=decision.item_id, previous=decision.pk, undoes=decision.pk)
    pk = str(undo.pk)
    assert (sent("undo"), sent("redo")) == (None, expected | {"previous": pk, "undoes": pk})


def test_an_act_of_many_decisions_is_taken_back_as_one(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    batch = uuid4()
    acts = [Act(uuid=uuid4(), kind=DecisionKind.ACCEPT, row=row) for row in run.claims.all()]
    decide(user=reviewer, layer=layer, acts=acts, batch_id=batch)

    assert f"data-undo='{{&quot;undo_batch&quot;: &quot;{batch}&quot;}}'" in bar(page(client, run))


def test_an_article_that_is_done_says_who_says_so(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    assert "Done with the article" in bar(page(client, run))
    item = article_item(run.text_id)
    decision = decided(reviewer, layer, "accept", item=item, item_kind="article")

    html = bar(page(client, run))

    assert f"✓ done · {reviewer}" in words_of(html)
    assert f'data-head="{decision.pk}" data-status="accepted"' in html


def test_those_who_do_not_decide_have_no_bar(client_of: ClientOf, run: PipelineRun, annotator: User) -> None:
    assert words_of(bar(page(client_of(annotator), run))) == ""


def test_htmx_gets_the_bar_with_the_reader(client: Client, run: PipelineRun) -> None:
    url = reverse("article-detail", args=[run.text.article_id])

    html = client.get(url + "?unnamed=1", headers={"HX-Request": "true"}).content.decode()

    assert re.search(r'id="review-bar"[^>]*hx-swap-oob="true"', html)


def test_a_reading_that_is_shown_for_the_first_time_binds_what_was_decided(
    client: Client, run: PipelineRun, layer: Layer, reviewer: User
) -> None:
    decided(reviewer, layer, "accept", row=first(run))

    newer = read_again(run, keep=3)

    assert "✓ accepted" in words_of(note(page(client, run), newer.claims.get(ordinal=0)))
    assert len(dike_mentions()) == 4
