"""Does what a request asks for, and answers with what the page has to draw anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation import services
from newsdesk.annotation.acceptance import accept_rows
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind
from newsdesk.annotation.services import Act, Conflict
from newsdesk.annotation.values import OtherText
from newsdesk.web.review import answers
from newsdesk.web.review.acts import acts_of, run_of
from newsdesk.web.review.body import AcceptAll, Acts, BadBody, RedoBatch, Sent, UndoBatch
from newsdesk.web.review.conflicts import dispute_about, refused_act
from newsdesk.web.review.reviewed import Reviewed
from newsdesk.web.review.touched import touched_by

Batch = tuple[list[Decision], list[Item]]


def store(request: Request, reviewed: Reviewed, sent: Sent) -> HttpResponse:
    """Raises BadBody and InvalidValue where nothing can be stored, PermissionDenied below the role."""
    if sent.version != reviewed.layer.text.version:
        return answers.other_version(reviewed)
    if isinstance(sent.wish, Acts):
        return decide(request, reviewed, acts_of(reviewed.layer, sent.wish.acts), sent.batch)
    if sent.batch is None:
        raise BadBody(_("A whole act needs a name."))
    return WAYS[type(sent.wish)](request, reviewed, sent.wish, sent.batch)


def decide(request: Request, reviewed: Reviewed, acts: Sequence[Act], batch: UUID | None) -> HttpResponse:
    was_hidden = reviewed.article.hides_suggestions
    try:
        decisions = services.decide(user=request.user, layer=reviewed.layer, acts=acts, batch_id=batch)
    except Conflict as conflict:
        return too_late(request, reviewed, conflict, acts)
    except OtherText as error:
        return answers.other_text(request, reviewed, error, acts)
    if submits(decisions) and (was_hidden or reviewed.article.is_sampled):
        return answers.unveiled(request, reviewed)
    items = Item.objects.filter(pk__in={decision.item_id for decision in decisions})
    return answers.stored(request, reviewed, touched_by(items, reviewed))


def submits(decisions: Sequence[Decision]) -> bool:
    """Whether one of the decisions is about the article as a whole, and no undo."""
    about = (decision for decision in decisions if decision.item.kind == ItemKind.ARTICLE)
    return any(decision.kind != DecisionKind.UNDO for decision in about)


def too_late(request: Request, reviewed: Reviewed, conflict: Conflict, acts: Sequence[Act]) -> HttpResponse:
    act = refused_act(conflict, acts)
    if act is None:
        raise BadBody(_("Two decisions of the request do not follow one another."))
    try:
        dispute = dispute_about(conflict.item, act, reviewed.layer.text)
    except OtherText as error:
        return answers.other_text(request, reviewed, error, acts)
    return answers.too_late(request, reviewed, dispute, acts)


# --- Whole acts -----------------------------------------------------------------------------------


def accept_all(request: Request, reviewed: Reviewed, wish: AcceptAll, batch: UUID) -> HttpResponse:
    run: PipelineRun = run_of(reviewed.layer, wish)
    result = accept_rows(
        user=request.user,
        layer=reviewed.layer,
        run=run,
        mentions=wish.mentions,
        claims=wish.claims,
        batch_id=batch,
    )
    return whole_act(request, reviewed, batch, result)


def undo_batch(request: Request, reviewed: Reviewed, wish: UndoBatch, batch: UUID) -> HttpResponse:
    result = services.undo_batch(user=request.user, layer=reviewed.layer, batch_id=wish.batch, as_batch=batch)
    return whole_act(request, reviewed, batch, result)


def redo_batch(request: Request, reviewed: Reviewed, wish: RedoBatch, batch: UUID) -> HttpResponse:
    result = services.redo_batch(user=request.user, layer=reviewed.layer, batch_id=wish.batch, as_batch=batch)
    return whole_act(request, reviewed, batch, result)


def whole_act(request: Request, reviewed: Reviewed, batch: UUID, result: Batch) -> HttpResponse:
    """What the act has changed, and what was left out of it because somebody has decided about it since."""
    decisions, left_out = result
    if not decisions and not left_out:
        raise BadBody(_("There is no such act in this article, or nothing of it is left."))
    items = Item.objects.filter(layer=reviewed.layer, decisions__batch_id=batch).distinct()
    notice = answers.left_out(left_out, reviewed) if left_out else ""
    return answers.stored(request, reviewed, touched_by(items, reviewed), notice)


WAYS: dict[type, Callable[..., HttpResponse]] = {
    AcceptAll: accept_all,
    UndoBatch: undo_batch,
    RedoBatch: redo_batch,
}
