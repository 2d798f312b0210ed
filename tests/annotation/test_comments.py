"""Comments: stored once, by those who may write, and standing where they were put also after another run."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsdesk.accounts.models import Desk, Membership, User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.annotation import anchoring
from newsdesk.annotation import services as annotation
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import MAX_CHARS, Comment, CommentMention
from newsdesk.annotation.comments.services import CommentRefused, Refusal
from newsdesk.annotation.models import Item, Layer, LayerKind
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from newsdesk.demo import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(run: PipelineRun) -> Article:
    return run.text.article


@pytest.fixture
def claim(run: PipelineRun) -> Claim:
    claim = run.claims.order_by("ordinal").first()
    assert claim is not None
    return claim


def write(user: User, article: Article, text: str = "Stimmt das?", **fields: Any) -> Comment:
    return services.write(user=user, article=article, uuid=fields.pop("uuid", uuid4()), text=text, **fields)


def read_again(claim: Claim) -> PipelineRun:
    """Another run of the text, which found this claim and nothing else."""
    run = PipelineRun.objects.create(
        text=claim.run.text, pipeline="p", version="2", fingerprint="f2", state=WorkState.SUCCEEDED
    )
    attributes = {name: getattr(claim, name) for name in ("type", "certainty", "polarity", "tense")}
    same = run.claims.create(ordinal=7, start_char=claim.start_char, **attributes)
    for span in claim.spans.all():
        same.spans.create(
            role=span.role, ordinal=span.ordinal, start_char=span.start_char, end_char=span.end_char
        )
    return run


def reloaded(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def unread_by(user: User) -> list[UUID]:
    return list(CommentMention.objects.unread_by(user).values_list("comment", flat=True))


def test_a_comment_on_an_article_is_kept_in_stored_form(annotator: User, article: Article) -> None:
    comment = write(annotator, article, "  Gru\u0308n?\r\n\r\nJa.\x00 \n")
    assert reloaded(comment).text == "Grün?\n\nJa."
    assert (comment.author, comment.item, comment.reply_to, comment.desk_id) == (
        annotator, None, None, article.desk_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n", Refusal.EMPTY),
        ("\x00", Refusal.EMPTY),
        ("a" * (MAX_CHARS + 1), Refusal.TOO_LONG),
        ("\ud83d", Refusal.UNREADABLE),
    ],
)
def test_what_cannot_be_a_comment_is_refused(
    annotator: User, article: Article, text: str, reason: Refusal
) -> None:
    with pytest.raises(CommentRefused) as refused:
        write(annotator, article, text)
    assert refused.value.reason == reason
    assert not Comment.objects.exists()


def test_the_limit_counts_code_points(annotator: User, article: Article) -> None:
    assert len(write(annotator, article, "😀" * MAX_CHARS).text) == MAX_CHARS


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [("reader", False), ("annotator", True), ("reviewer", True), ("owner", True), ("stranger", False)],
)
def test_annotators_and_above_write(
    request: pytest.FixtureRequest, article: Article, person: str, is_allowed: bool
) -> None:
    user = request.getfixturevalue(person)
    if is_allowed:
        assert write(user, article).author == user
        return
    with pytest.raises(PermissionDenied):
        write(user, article)


def test_a_comment_sent_twice_is_stored_once(annotator: User, article: Article) -> None:
    first = write(annotator, article, "@reviewer@example.org schau")
    assert write(annotator, article, "@reviewer@example.org schau", uuid=first.pk) == first
    assert Comment.objects.count() == 1


def test_it_is_stored_once_also_where_it_was_withdrawn_before_it_came_again(
    annotator: User, article: Article
) -> None:
    first = write(annotator, article, "Oh")
    services.withdraw(user=annotator, comment=first)
    assert write(annotator, article, "Oh", uuid=first.pk).is_withdrawn


def test_another_comment_of_the_same_name_is_refused(
    annotator: User, reviewer: User, article: Article
) -> None:
    first = write(annotator, article, "Oh")
    for user, text in ((annotator, "Ah"), (reviewer, "Oh")):
        with pytest.raises(CommentRefused) as refused:
            write(user, article, text, uuid=first.pk)
        assert refused.value.reason == Refusal.OTHER_TEXT
    assert reloaded(first).text == "Oh"


def test_a_comment_on_a_claim_makes_its_item_and_decides_nothing(
    annotator: User, article: Article, claim: Claim
) -> None:
    comment = write(annotator, article, row=claim)
    assert comment.item is not None
    assert list(comment.item.anchors.values_list("claim", flat=True)) == [claim.pk]
    assert (comment.item.head, comment.item.layer.kind) == (None, LayerKind.DESK)
    assert write(annotator, article, row=claim).item == comment.item


def test_comments_on_a_claim_survive_another_run(
    annotator: User, article: Article, claim: Claim, layer: Layer
) -> None:
    comment = write(annotator, article, row=claim)
    again = read_again(claim)
    anchoring.follow(Layer.objects.get(pk=layer.pk), again)
    assert list(Item.objects.filter(anchors__claim=again.claims.get())) == [comment.item]


def test_a_comment_on_an_older_run_is_found_at_the_newest(
    annotator: User, article: Article, claim: Claim, layer: Layer
) -> None:
    """Somebody had the page open while the article was read again."""
    again = read_again(claim)
    anchoring.follow(layer, again)
    comment = write(annotator, article, row=claim)
    assert comment.item is not None
    assert set(comment.item.anchors.values_list("run", flat=True)) == {claim.run_id, again.pk}
    assert write(annotator, article, row=again.claims.get()).item == comment.item


def test_nothing_is_said_of_what_is_hidden(annotator: User, article: Article, claim: Claim) -> None:
    Article.objects.filter(pk=article.pk).update(hides_suggestions=True)
    with pytest.raises(CommentRefused):
        write(annotator, article, row=Claim.objects.get(pk=claim.pk))
    assert not Item.objects.exists()


def test_nothing_of_another_article_is_commented_on(
    annotator: User, owner: User, desk: Desk, article: Article, claim: Claim
) -> None:
    other = builders.build_article(desk, owner, "Es regne, sagte Eva Holm.")
    theirs = write(annotator, other)
    item = write(annotator, article, row=claim).item
    for fields in ({"row": claim}, {"item": item}):
        with pytest.raises(CommentRefused) as refused:
            write(annotator, other, **fields)
        assert refused.value.reason == Refusal.ELSEWHERE
    with pytest.raises(CommentRefused):
        write(annotator, article, reply_to=theirs)


def test_an_annotators_own_layer_has_no_comments(annotator: User, article: Article, layer: Layer) -> None:
    own = annotation.layer_of(layer.text, LayerKind.ANNOTATOR, annotator)
    item = Item.objects.create(desk=article.desk, layer=own, kind="claim")
    with pytest.raises(CommentRefused):
        write(annotator, article, item=item)


def test_a_reply_stands_in_the_thread_of_what_it_answers(
    annotator: User, reviewer: User, article: Article, claim: Claim
) -> None:
    first = write(annotator, article, row=claim)
    reply = write(reviewer, article, reply_to=first)
    further = write(annotator, article, reply_to=reply)
    assert (further.reply_to, further.item) == (first, first.item)


# --- Resolved ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [("annotator", True), ("further", False), ("reviewer", True), ("reader", False), ("stranger", False)],
)
def test_who_began_a_thread_and_reviewers_resolve_it(
    request: pytest.FixtureRequest,
    desk: Desk,
    annotator: User,
    article: Article,
    person: str,
    is_allowed: bool,
) -> None:
    first = write(annotator, article)
    further = person == "further"
    user = (
        builders.build_member(desk, 20, "further@example.org") if further else request.getfixturevalue(person)  # type: ignore[arg-type]
    )
    if is_allowed:
        services.set_resolved(user=user, comment=first, is_resolved=True)
        assert reloaded(first).resolved_by == user
        return
    with pytest.raises(PermissionDenied):
        services.set_resolved(user=user, comment=first, is_resolved=True)
    assert reloaded(first).resolved_at is None


def test_a_thread_is_resolved_as_one_by_whoever_was_first(
    annotator: User, reviewer: User, article: Article
) -> None:
    first = write(annotator, article)
    reply = write(reviewer, article, reply_to=first)
    services.set_resolved(user=reviewer, comment=reply, is_resolved=True)
    before = reloaded(first)
    services.set_resolved(user=annotator, comment=first, is_resolved=True)
    assert (reloaded(first).resolved_by, reloaded(first).resolved_at) == (reviewer, before.resolved_at)
    assert reloaded(reply).resolved_at is None


def test_it_is_opened_again_by_hand_or_by_a_reply(annotator: User, reviewer: User, article: Article) -> None:
    first = write(annotator, article)
    services.set_resolved(user=reviewer, comment=first, is_resolved=True)
    services.set_resolved(user=annotator, comment=first, is_resolved=False)
    assert reloaded(first).resolved_at is None
    services.set_resolved(user=reviewer, comment=first, is_resolved=True)
    write(annotator, article, reply_to=first)
    assert (reloaded(first).resolved_at, reloaded(first).resolved_by) == (None, None)


def test_the_database_lets_no_reply_be_resolved(annotator: User, article: Article) -> None:
    reply = write(annotator, article, reply_to=write(annotator, article))
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(resolved_at=reply.at, resolved_by=annotator)


# --- Withdrawn ---------------------------------------------------------------------------------------


def test_the_own_comment_is_withdrawn_and_a_line_stays(
    annotator: User, reviewer: User, article: Article
) -> None:
    first = write(annotator, article, "@reviewer@example.org: Unsinn")
    reply = write(reviewer, article, "Nein", reply_to=first)
    services.withdraw(user=annotator, comment=first)
    assert (reloaded(first).text, reloaded(first).is_withdrawn) == ("", True)
    assert reloaded(reply).text == "Nein"
    assert unread_by(reviewer) == []


def test_nobody_withdraws_what_somebody_else_wrote(annotator: User, owner: User, article: Article) -> None:
    comment = write(annotator, article)
    with pytest.raises(PermissionDenied):
        services.withdraw(user=owner, comment=comment)


def test_who_has_left_the_desk_withdraws_nothing(annotator: User, article: Article) -> None:
    comment = write(annotator, article)
    Membership.objects.filter(user=annotator).delete()
    with pytest.raises(PermissionDenied):
        services.withdraw(user=annotator, comment=comment)


# --- Members mentioned -------------------------------------------------------------------------------


def test_members_named_in_a_comment_are_told_once(
    annotator: User, reviewer: User, reader: User, article: Article
) -> None:
    comment = write(annotator, article, "@Reviewer und @reviewer, auch @Reader und @Annotator")
    assert set(comment.mentioned.all()) == {reviewer, reader}
    assert (unread_by(reviewer), unread_by(annotator)) == ([comment.pk], [])


def test_nobody_is_named_who_cannot_read_it(
    annotator: User, reviewer: User, reader: User, stranger: User, article: Article
) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    Membership.objects.filter(user=reader).delete()
    comment = write(annotator, article, "@Reviewer @Reader @Sigrid Stranger")
    assert list(comment.mentioned.all()) == []


def test_who_has_left_the_desk_is_told_nothing(annotator: User, reviewer: User, article: Article) -> None:
    write(annotator, article, "@Reviewer")
    Membership.objects.filter(user=reviewer).delete()
    assert unread_by(reviewer) == []


def test_what_was_opened_is_seen_there_alone(
    annotator: User, reviewer: User, reader: User, article: Article, claim: Claim
) -> None:
    write(annotator, article, "@Reviewer @Reader")
    on_claim = write(annotator, article, "@Reviewer", row=claim)
    assert services.mark_seen(user=reviewer, article=article, item=None) == 1
    assert unread_by(reviewer) == [on_claim.pk]
    assert len(unread_by(reader)) == 1
    assert services.mark_seen(user=reviewer, article=article, item=on_claim.item) == 1
    assert services.mark_seen(user=reviewer, article=article, item=on_claim.item) == 0


def test_comments_are_visible_to_members_alone(
    annotator: User, reviewer: User, reader: User, stranger: User, article: Article
) -> None:
    comment = write(annotator, article, "@Reviewer")
    for model in (Comment, CommentMention):
        assert model.objects.visible_to(reader).exists()
        assert not model.objects.visible_to(stranger).exists()
    assert comment.desk_id == article.desk_id


def test_comments_go_with_their_article(annotator: User, article: Article) -> None:
    write(annotator, article, "@Reviewer", reply_to=write(annotator, article))
    Comment.objects.filter(article=article).delete()
    assert not CommentMention.objects.exists()
