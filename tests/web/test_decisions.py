"""Decisions over the web: stored once, refused with both versions, and never about what is not there."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from newsdesk.accounts import services as accounts
from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.chains import chain_of
from newsdesk.annotation.models import ArticleState, Decision, Item
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from newsdesk.nlp import Claim as FoundClaim
from newsdesk.nlp.records import digest
from tests.annotation.items import item_about, value_of
from tests.conftest import ClientOf
from tests.web import reading
from tests.web.annotated import TEXT, build_dike, build_long, build_reading, query_count, spans
from tests.web.deciding import act, post, send, span

CONFLICT = "X-Newsdesk-Conflict"


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    """Der Deich bei Norderkoog sei sicher, sagte Wiebke Harms."""
    return run.claims.get(ordinal=0)


@pytest.fixture
def mention(run: PipelineRun) -> Mention:
    return run.mentions.get(canonical="Wiebke Harms")


@pytest.fixture
def client(client_of: ClientOf, reviewer: User) -> Client:
    return client_of(reviewer)


def decision(sent: dict[str, Any]) -> Decision:
    return Decision.objects.select_related("item").get(pk=sent["uuid"])


def refusal(response: Any) -> str:
    """The one sentence of a request that was refused."""
    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == "#notice"
    assert not Decision.objects.exists()
    return str(response.text)


def test_a_decision_is_stored_with_its_row_and_reason(
    client: Client, article: Article, claim: Claim, reviewer: User
) -> None:
    sent = act("reject", row=claim, reason="not said")

    assert post(client, article, sent).status_code == 200

    stored = decision(sent)
    assert (stored.kind, stored.basis_claim, stored.user) == ("reject", claim, reviewer)
    assert stored.reason == "not said"


def test_decisions_of_one_act_share_its_name(
    client: Client, article: Article, claim: Claim, mention: Mention
) -> None:
    batch = uuid4()
    post(client, article, act("accept", row=claim), act("reject", row=mention), batch=batch)
    assert set(Decision.objects.values_list("kind", "batch_id")) == {("accept", batch), ("reject", batch)}


def test_what_is_sent_twice_is_stored_once_and_answered_alike(
    client: Client, article: Article, claim: Claim
) -> None:
    sent = act("accept", row=claim)
    first, second = post(client, article, sent), post(client, article, sent)
    assert (first.status_code, first.text) == (second.status_code, second.text) == (200, second.text)
    assert Decision.objects.count() == 1


def test_a_mention_is_added_and_corrected(client: Client, article: Article) -> None:
    item = uuid4()
    value = {**span(TEXT, "Risse"), "label": "EVENT"}
    added = act("add", item=item, item_kind="mention", value=value)
    corrected = act("correct", item=item, previous=added["uuid"], value={**value, "label": "WORK"})

    assert post(client, article, added).status_code == 200
    assert post(client, article, corrected).status_code == 200

    assert decision(corrected).item_id == item
    assert (decision(corrected).value or {})["label"] == "WORK"


def test_a_decision_is_taken_back_and_brought_back(client: Client, article: Article, claim: Claim) -> None:
    first = act("accept", row=claim)
    undo = act("undo", row=claim, previous=first["uuid"], undoes=first["uuid"])
    redo = act("undo", row=claim, previous=undo["uuid"], undoes=undo["uuid"])

    assert [post(client, article, sent).status_code for sent in (first, undo, redo)] == [200] * 3
    assert Item.objects.get().holds_id == UUID(first["uuid"])


def test_a_whole_act_is_taken_back_and_what_was_decided_since_is_named(
    client: Client, client_of: ClientOf, curator: User, article: Article, claim: Claim, mention: Mention
) -> None:
    batch = uuid4()
    acts = [act("accept", row=claim), act("accept", row=mention)]
    post(client, article, *acts, batch=batch)
    post(client_of(curator), article, act("reject", row=mention, previous=acts[1]["uuid"]))

    back = {"undo_batch": str(batch), "batch": str(uuid4())}
    first, second = post(client, article, **back), post(client, article, **back)

    assert (first.status_code, first.text) == (second.status_code, second.text) == (200, second.text)
    assert "Wiebke Harms" in first.text
    assert Decision.objects.filter(kind="undo").count() == 1


def test_an_act_that_nobody_has_done_is_not_taken_back(client: Client, article: Article) -> None:
    answer = post(client, article, undo_batch=uuid4(), batch=uuid4())
    assert "no such act" in refusal(answer)


def batch_of(client: Client, article: Article, *rows: Claim | Mention) -> UUID:
    """The name of an act that accepts these rows."""
    batch = uuid4()
    claims = [row.pk for row in rows if isinstance(row, Claim)]
    mentions = [row.pk for row in rows if isinstance(row, Mention)]
    sent = {"accept_all": {"claims": claims, "mentions": mentions}, "batch": batch}
    assert post(client, article, **sent).status_code == 200
    return batch


def test_all_that_is_shown_is_accepted_taken_back_and_brought_back_as_one(
    client: Client, article: Article, run: PipelineRun
) -> None:
    rows = [*run.claims.all(), *run.mentions.all()]
    batch, back = batch_of(client, article, *rows), uuid4()
    assert Item.objects.filter(holds__kind="accept").count() == len(rows)

    post(client, article, undo_batch=batch, batch=back)
    assert Item.objects.filter(holds=None).count() == len(rows)

    post(client, article, redo_batch=back, batch=uuid4())
    assert Item.objects.filter(holds__batch_id=batch).count() == len(rows)


def test_what_was_decided_since_the_preview_is_left_out_and_named(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim, mention: Mention
) -> None:
    post(client_of(owner), article, act("reject", row=claim))
    sent = {"accept_all": {"claims": [claim.pk], "mentions": [mention.pk]}, "batch": str(uuid4())}

    first, second = post(client, article, **sent), post(client, article, **sent)

    assert first.status_code == 200
    assert first.text == second.text
    assert "One decision was left as it is" in first.text
    assert "Der Deich bei Norderkoog sei sicher" in first.text
    assert set(Decision.objects.values_list("kind", "user__name")) == {
        ("reject", "Olga Owner"),
        ("accept", "Reviewer"),
    }


@pytest.mark.parametrize("kind", ["claims", "mentions"])
def test_rows_of_others_are_not_accepted(
    client: Client, article: Article, other_desk: Desk, stranger: User, kind: str
) -> None:
    theirs = build_dike(other_desk, stranger)
    pks = {"claims": theirs.claims, "mentions": theirs.mentions}[kind].values_list("pk", flat=True)
    answers = {
        refusal(post(client, article, accept_all={kind: [pk]}, batch=uuid4())) for pk in (pks[0], 10**9)
    }
    assert len(answers) == 1


# --- Two people -----------------------------------------------------------------------------------


def test_the_second_writer_sees_both_versions(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    layer = services.layer_of(claim.run.text)
    value = value_of(layer, claim) | {"certainty": "probable"}
    theirs = act("correct", row=claim, value=value)
    mine = act("accept", row=claim)
    post(client_of(owner), article, theirs)

    answer = post(client, article, mine)

    assert (answer.status_code, answer.headers[CONFLICT]) == (409, "decision")
    assert f'data-uuid="{mine["uuid"]}"' in answer.text
    assert f'data-head="{theirs["uuid"]}"' in answer.text
    for words in ("Olga Owner", "corrected", "accepted", "◐ probable", "● asserted"):
        assert words in answer.text
    assert Decision.objects.get().pk == UUID(theirs["uuid"])


def side(answer: Any, whose: str) -> list[str]:
    """The words of one column of both versions."""
    cells = re.findall(rf'<td class="{whose}">(.*?)</td>', answer.text)
    return [html.unescape(re.sub(r"<.*?>", "", cell)) for cell in cells]


def again(answer: Any) -> list[dict[str, Any]]:
    """The acts that the answer offers to put mine on top of theirs."""
    assert answer.status_code == 409
    found = re.search(r'data-again="([^"]*)"', answer.text)
    assert found
    return list(json.loads(html.unescape(found[1])))


def test_mine_can_be_put_on_top_of_theirs(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    theirs, mine = act("accept", row=claim), act("reject", row=claim, reason="not said")
    post(client_of(owner), article, theirs)

    acts = again(post(client, article, mine))

    assert post(client, article, *acts).status_code == 200
    chain = chain_of(Item.objects.get())
    assert [(each.kind, each.reason) for each in chain] == [("accept", ""), ("reject", "not said")]


def test_a_correction_can_be_put_on_top_of_theirs_without_its_text(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    layer = services.layer_of(claim.run.text)
    mine = value_of(layer, claim) | {"certainty": "possible"}
    theirs = value_of(layer, claim) | {"certainty": "probable", "speaker_entity": "Harms"}
    post(client_of(owner), article, act("correct", row=claim, value=theirs))

    acts = again(post(client, article, act("correct", row=claim, value=mine)))

    assert "Norderkoog" not in json.dumps(acts)
    assert post(client, article, *acts).status_code == 200
    assert Decision.objects.get(pk=acts[0]["uuid"]).value == mine


def test_an_acceptance_on_top_of_a_correction_accepts_what_was_seen(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    layer = services.layer_of(claim.run.text)
    seen = value_of(layer, claim)
    post(client_of(owner), article, act("correct", row=claim, value=seen | {"certainty": "probable"}))

    acts = again(post(client, article, act("accept", row=claim)))

    assert post(client, article, *acts).status_code == 200
    holds = Item.objects.get().holds
    assert holds is not None
    assert holds.value == seen


def an_addition(client: Client, article: Article, **fields: Any) -> dict[str, Any]:
    value = {**span(TEXT, "Risse"), "label": "EVENT"} | fields
    sent = act("add", item=uuid4(), item_kind="mention", value=value)
    assert post(client, article, sent).status_code == 200
    return sent


@pytest.mark.parametrize("kind", ["accept", "correct"])
def test_what_was_taken_back_meanwhile_is_added_anew(
    client: Client, client_of: ClientOf, owner: User, article: Article, kind: str
) -> None:
    added = an_addition(client, article)
    undo = act("undo", item=added["item"], previous=added["uuid"], undoes=added["uuid"])
    assert post(client_of(owner), article, undo).status_code == 200
    value = added["value"] | ({"label": "WORK"} if kind == "correct" else {})
    mine = act(kind, item=added["item"], previous=added["uuid"], value=value)

    acts = again(post(client, article, mine))

    assert post(client, article, *acts).status_code == 200
    holds = Item.objects.get().holds
    assert holds is not None
    assert (holds.kind, (holds.value or {})["label"]) == ("add", value["label"])


def test_nobody_rejects_what_was_taken_back_already(
    client: Client, client_of: ClientOf, owner: User, article: Article
) -> None:
    added = an_addition(client, article)
    undo = act("undo", item=added["item"], previous=added["uuid"], undoes=added["uuid"])
    post(client_of(owner), article, undo)
    answer = post(client, article, act("reject", item=added["item"], previous=added["uuid"]))
    assert answer.status_code == 409
    assert 'data-keep="mine"' not in answer.text
    assert side(answer, "mine") == ["✕ rejected"]


@pytest.mark.parametrize("theirs", ["accept", "correct", "reject", "undo"])
@pytest.mark.parametrize("mine", ["accept", "correct", "reject", "undo"])
def test_whatever_two_people_decide_mine_can_be_put_on_top_or_is_the_same(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim, theirs: str, mine: str
) -> None:
    layer = services.layer_of(claim.run.text)
    first = act("correct", row=claim, value=value_of(layer, claim) | {"certainty": "possible"})
    post(client, article, first)

    def later(kind: str, certainty: str) -> dict[str, Any]:
        value = value_of(layer, claim) | {"certainty": certainty} if kind == "correct" else None
        undoes = first["uuid"] if kind == "undo" else None
        return act(kind, row=claim, previous=first["uuid"], value=value, undoes=undoes)

    assert post(client_of(owner), article, later(theirs, "probable")).status_code == 200
    answer = post(client, article, later(mine, "unknown"))
    if "You both decided the same" in answer.text:
        assert mine == theirs
        return

    assert post(client, article, *again(answer)).status_code == 200

    holds = Item.objects.select_related("holds").get().holds
    says = (holds.kind, (holds.value or {}).get("certainty")) if holds else None
    assert (
        says
        == {
            "accept": ("correct", "possible"),  # what was seen, whatever holds now
            "correct": ("correct", "unknown"),
            "reject": ("reject", None),
            "undo": None,
        }[mine]
    )


@pytest.mark.parametrize(("theirs", "mine"), [("reject", "correct"), ("correct", "reject")])
def test_what_one_has_changed_and_the_other_rejected_is_told(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim, theirs: str, mine: str
) -> None:
    seen = value_of(services.layer_of(claim.run.text), claim)
    values = {"correct": seen | {"certainty": "possible", "speaker_entity": "Ada Lund"}, "reject": None}
    post(client_of(owner), article, act(theirs, row=claim, value=values[theirs]))

    answer = post(client, article, act(mine, row=claim, value=values[mine]))

    sides = {
        "correct": ["✎ corrected", "Ada Lund", "◔ possible"],
        "reject": ["✕ rejected", "Wiebke Harms", "● asserted"],
    }
    assert side(answer, "theirs") == sides[theirs]
    assert side(answer, "mine") == sides[mine]


def test_a_parent_of_another_desk_is_not_told_in_a_conflict(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim, other_desk: Desk
) -> None:
    text = "Geheim\nDie Schleuse sei marode, sagte Ole Petersen."
    found = FoundClaim(type="Indirect", quote=spans(text, "Die Schleuse sei marode"))
    secret = build_reading(other_desk, owner, text, claims=[found])
    row = secret.claims.get()
    item = item_about(services.layer_of(secret.text), row)
    value = value_of(services.layer_of(claim.run.text), claim)
    post(client_of(owner), article, act("accept", row=claim))
    for parent in ({"claim": row.pk}, str(item.pk)):
        answer = post(client, article, act("correct", row=claim, value=value | {"parent": parent}))
        assert answer.status_code == 409
        assert "Schleuse" not in answer.text


@pytest.mark.parametrize("parent", [7, "outer", {}, {"claim": "1"}, {"mention": 1}, ["claim"]])
def test_a_parent_that_makes_no_sense_is_refused(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim, parent: Any
) -> None:
    value = value_of(services.layer_of(claim.run.text), claim) | {"parent": parent}
    sent = act("correct", row=claim, value=value)
    assert post(client, article, sent).status_code == 422
    post(client_of(owner), article, act("accept", row=claim))
    assert post(client, article, sent).status_code == 422


def test_what_both_decided_alike_leaves_nothing_to_choose(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    for kind in ("accept", "reject"):
        previous = Item.objects.get().head_id if Item.objects.exists() else None
        post(client_of(owner), article, act(kind, row=claim, previous=previous))
        answer = post(client, article, act(kind, row=claim, previous=previous))
        assert answer.status_code == 409
        assert "You both decided the same" in answer.text
        assert 'data-keep="mine"' not in answer.text


def test_an_undo_that_came_too_late_takes_theirs_back_first(
    client: Client, client_of: ClientOf, owner: User, article: Article, claim: Claim
) -> None:
    mine = act("accept", row=claim)
    post(client, article, mine)
    post(client_of(owner), article, act("reject", row=claim, previous=mine["uuid"]))

    acts = again(post(client, article, act("undo", row=claim, previous=mine["uuid"], undoes=mine["uuid"])))

    assert post(client, article, *acts).status_code == 200
    assert Item.objects.get().holds is None
    assert Decision.objects.count() == 4


def test_decisions_that_get_in_their_own_way_are_no_conflict(
    client: Client, article: Article, claim: Claim
) -> None:
    answer = post(client, article, act("accept", row=claim), act("reject", row=claim))
    assert "do not follow one another" in refusal(answer)


def test_a_decision_after_one_that_nobody_has_made_is_refused(
    client: Client, article: Article, claim: Claim
) -> None:
    refusal(post(client, article, act("accept", row=claim, previous=uuid4())))


# --- Another text ---------------------------------------------------------------------------------


def test_words_that_do_not_stand_there_are_refused(client: Client, article: Article) -> None:
    value = {**span(TEXT, "Risse"), "exact": "Brüche", "label": "EVENT"}

    answer = post(client, article, act("add", item=uuid4(), item_kind="mention", value=value))

    assert (answer.status_code, answer.headers[CONFLICT]) == (409, "text")
    assert 'id="notice"' in answer.text
    assert not Item.objects.exists()


def test_another_version_of_the_text_is_refused(client: Client, article: Article, claim: Claim) -> None:
    answer = post(client, article, act("accept", row=claim), version=2)
    assert (answer.status_code, answer.headers[CONFLICT]) == (409, "text")
    assert not Decision.objects.exists()


# --- What is not there ----------------------------------------------------------------------------


def test_a_row_of_another_article_is_as_good_as_none(
    client: Client, article: Article, desk: Desk, owner: User, other_desk: Desk, stranger: User
) -> None:
    own = build_dike(other_desk, stranger).claims.get(ordinal=0)
    beside = build_dike(desk, owner).claims.get(ordinal=0)
    answers = [
        refusal(post(client, article, act("accept", row={"claim": pk}))) for pk in (own.pk, beside.pk, 10**9)
    ]
    assert len(set(answers)) == 1


def test_an_item_of_another_desk_is_as_good_as_none(
    client: Client, client_of: ClientOf, article: Article, other_desk: Desk, stranger: User
) -> None:
    theirs = build_dike(other_desk, stranger)
    layer = services.layer_of(theirs.text)
    row = theirs.claims.get(ordinal=0)
    other = item_about(layer, row)
    answers = {
        refusal(post(client, article, act(kind, item=item)))
        for item in (other.pk, uuid4())
        for kind in ("accept", "reject", "correct")
    }
    named = post(client, article, act("add", item=other.pk, item_kind="claim", value={}))
    assert answers == {refusal(named)}


def test_nobody_takes_the_name_of_another_texts_paragraphs(
    client: Client, article: Article, claim: Claim, other_desk: Desk, stranger: User
) -> None:
    theirs = article_item(build_dike(other_desk, stranger).text_id)
    value = {**span(TEXT, "Risse"), "label": "EVENT"}
    answers = {
        refusal(post(client, article, sent))
        for sent in (
            act("add", item=theirs, item_kind="mention", value=value),
            act("accept", item=theirs, row=claim),
            act("nothing_here", item=theirs, item_kind="article"),
            act("nothing_here", item=theirs, item_kind="paragraph", value=span(TEXT, "Risse")),
        )
    }
    assert not Item.objects.exists()
    assert len(answers) > 1


def test_done_and_nothing_here_are_decisions_about_the_article_and_its_paragraphs(
    client: Client, article: Article, run: PipelineRun
) -> None:
    text, paragraph = run.text.text, span(TEXT, TEXT.split("\n")[1])
    start, end = paragraph["start_char"], paragraph["end_char"]
    nothing = act(
        "nothing_here",
        item=paragraph_item(run.text_id, start, end),
        item_kind="paragraph",
        value={"start_char": start, "end_char": end, "sha256": digest(text[start:end])},
    )
    done = act("accept", item=article_item(run.text_id), item_kind="article")
    assert [post(client, article, sent).status_code for sent in (nothing, done)] == [200, 200]
    assert (decision(nothing).value or {})["exact"] == text[start:end]
    assert ArticleState.objects.get().is_done


def test_all_is_drawn_anew_when_the_article_is_submitted_and_its_suggestions_appear(
    client: Client, desk: Desk, owner: User
) -> None:
    accounts.set_hidden_share(user=owner, desk=desk, share=100)
    run = build_dike(desk, owner)
    article, done = run.text.article, article_item(run.text_id)
    value = {**span(TEXT, "Risse"), "label": "EVENT"}

    before = post(client, article, act("add", item=uuid4(), item_kind="mention", value=value))
    submitted = act("accept", item=done, item_kind="article")
    after, again = post(client, article, submitted), post(client, article, submitted)

    assert "Wiebke Harms" not in before.text
    assert "Wiebke Harms" in after.text
    assert "is shown from now on" in after.text
    assert after.text == again.text
    assert len(re.findall(r'class="text\b', after.text)) == 3


def test_a_parent_of_another_desk_is_as_good_as_none(
    client: Client, article: Article, claim: Claim, other_desk: Desk, stranger: User
) -> None:
    theirs = build_dike(other_desk, stranger)
    other = item_about(services.layer_of(theirs.text), theirs.claims.get(ordinal=0))
    value = value_of(services.layer_of(claim.run.text), claim)
    answers = {
        refusal(post(client, article, act("correct", row=claim, value=value | {"parent": str(item)})))
        for item in (other.pk, uuid4())
    }
    assert len(answers) == 1


# --- Who may, and how -----------------------------------------------------------------------------


def test_only_reviewers_decide(
    client_of: ClientOf, article: Article, claim: Claim, annotator: User, stranger: User
) -> None:
    sent = act("accept", row=claim)
    assert post(client_of(annotator), article, sent).status_code == 403
    assert post(client_of(stranger), article, sent).status_code == 404
    assert not Decision.objects.exists()


def test_a_session_that_has_ended_is_said_by_the_status(
    client: Client, article: Article, claim: Claim
) -> None:
    client.session.flush()
    answer = post(client, article, act("accept", row=claim))
    assert answer.status_code == 401
    assert "Location" not in answer.headers
    assert "HX-Redirect" not in answer.headers


def test_the_token_of_the_page_is_checked(article: Article, claim: Claim, reviewer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    assert post(client, article, act("accept", row=claim)).status_code == 403
    page = client.get(f"/articles/{article.pk}/")
    token = str(page.context["csrf_token"])
    body = json.dumps({"version": 1, "acts": [act("accept", row=claim)]})
    assert send(client, article, body, **{"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "valid JSON"),
        ("[" * 5_000, "too deeply"),
        ('{"version": NaN}', "whole ones"),
        ('{"version": 1, "acts": [{"uuid": "7"}]}', "“uuid” is not"),
        ('{"version": 1, "acts": []}', "“acts” is missing"),
        (json.dumps({"reason": "x" * 2_100_000}), "too large"),
    ],
    ids=["json", "deep", "nan", "uuid", "none", "large"],
)
def test_bad_input_is_refused_in_one_sentence(client: Client, article: Article, body: str, says: str) -> None:
    assert says in refusal(send(client, article, body))


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        {},
        {"roles": 7},
        {"roles": {"quote": {}}},
        {"start_char": 0, "end_char": 9, "exact": "Der Deich", "label": ["LOC"]},
        {"start_char": 0, "end_char": 9, "exact": "Der Deich", "label": "LOC", "canonical": 7},
        {"start_char": 10**9, "end_char": 10**9 + 1, "exact": "", "label": "LOC"},
        {"start_char": 9, "end_char": 0, "exact": "", "label": "LOC"},
        {"start_char": True, "end_char": 9, "exact": "er Deich", "label": "LOC"},
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", ["mention", "claim"])
def test_a_value_that_no_text_has_is_refused(client: Client, article: Article, kind: str, value: Any) -> None:
    answer = post(client, article, act("add", item=uuid4(), item_kind=kind, value=value))
    assert answer.status_code in {409, 422}
    assert not Item.objects.exists()


def test_a_form_is_no_way_to_decide(client: Client, article: Article) -> None:
    answer = client.post(f"/articles/{article.pk}/decisions/", {"acts": "[]"}, headers={"HX-Request": "true"})
    assert "sent as JSON" in refusal(answer)


def test_an_article_that_nobody_has_read_cannot_be_decided_about(
    client: Client, desk: Desk, owner: User
) -> None:
    article = reading.an_article(desk, owner)
    reading.set_state(article, WorkState.QUEUED)
    refusal(post(client, article, act("nothing_here", item=uuid4(), item_kind="article")))


# --- Cost -----------------------------------------------------------------------------------------


def test_many_decisions_about_a_long_article_take_no_more_queries_for_its_length(
    client: Client, desk: Desk, owner: User
) -> None:
    def queries(words: int, spans: int) -> int:
        run = build_long(desk, owner, words, spans)
        article, row = run.text.article, run.claims.get(ordinal=7)
        services.layer_of(run.text)
        return query_count(lambda: post(client, article, act("accept", row=row)))

    assert queries(800, 120) == queries(3_200, 480)


def test_more_decisions_at_once_take_as_many_queries(client: Client, desk: Desk, owner: User) -> None:
    run = build_long(desk, owner, 800, 120)
    article, rows = run.text.article, list(run.claims.all())
    services.layer_of(run.text)

    def queries(*acts: dict[str, Any]) -> int:
        return query_count(lambda: post(client, article, *acts, batch=uuid4()))

    queries(act("accept", row=rows[0]))
    two = queries(*(act("accept", row=row) for row in rows[1:3]))
    assert two == queries(*(act("accept", row=row) for row in rows[3:15]))
