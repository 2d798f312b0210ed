"""The bar below an article that is being reviewed: how far it is, and what can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.models import ArticleState, DecisionKind, Item, Layer
from newsdesk.annotation.stretches import article_item
from newsdesk.annotation.undoing import Step, next_redo, next_undo
from newsdesk.web.reader.words import NOTHING_SIGN

ARTICLE_STATES = {DecisionKind.ACCEPT: "accepted", DecisionKind.NOTHING_HERE: "nothing_here"}
DONE_SIGN = "✓"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a run's claims and mentions somebody has decided about."""

    claims: int = 0
    open_claims: int = 0
    mentions: int = 0
    open_mentions: int = 0

    @property
    def decided_claims(self) -> int:
        return self.claims - self.open_claims

    @property
    def decided_mentions(self) -> int:
        return self.mentions - self.open_mentions

    @property
    def all(self) -> int:
        return self.claims + self.mentions

    @property
    def open(self) -> int:
        return self.open_claims + self.open_mentions

    @property
    def decided(self) -> int:
        return self.decided_claims + self.decided_mentions


@dataclass(frozen=True)
class Bar:
    """What the bar shows. `undo` and `redo` are what would be taken back next, None where nothing can be.

    `item` is the desk's item about the article as a whole, `status` what holds of it: `accepted` once it is
    done, `nothing_here`, or empty. `progress` is None where nobody may know how much the machine has found.
    `is_empty` says that nothing in the article is left to stand, so that to be done is to find nothing here.
    """

    item: str
    head: str = ""
    status: str = ""
    decided_by: str = ""
    progress: Progress | None = None
    is_empty: bool = False
    undo: Step | None = None
    redo: Step | None = None

    @property
    def sign(self) -> str:
        return NOTHING_SIGN if self.status == ARTICLE_STATES[DecisionKind.NOTHING_HERE] else DONE_SIGN

    @property
    def is_settled(self) -> bool:
        """Whether what was said of the whole article fits what is in it."""
        return bool(self.status) and (self.is_empty or self.status == ARTICLE_STATES[DecisionKind.ACCEPT])

    @property
    def undo_act(self) -> str:
        """What the page's script sends to take back the last act, as JSON."""
        return json.dumps(act_of(self.undo, "undo_batch"))

    @property
    def redo_act(self) -> str:
        return json.dumps(act_of(self.redo, "redo_batch"))


def bar_of(layer: Layer | None, run: PipelineRun, user: User, *, is_hidden: bool) -> Bar:
    """The bar of the desk's layer, which may not be there yet: a fixed number of queries where it is."""
    uuid = article_item(run.text_id)
    state = ArticleState.objects.filter(layer=layer).first() if layer else None
    progress = None if is_hidden else progress_of(state if layer and layer.run_id == run.pk else None, run)
    is_empty = not (stands(state) or (progress and progress.open))
    if layer is None:
        return Bar(str(uuid), progress=progress, is_empty=is_empty)
    item = Item.objects.filter(pk=uuid, layer=layer).select_related("holds__user").first()
    holds = item.holds if item else None
    return Bar(
        item=str(uuid),
        head=str(item.head_id or "") if item else "",
        status=ARTICLE_STATES.get(DecisionKind(holds.kind), "") if holds else "",
        decided_by=str(holds.user) if holds else "",
        progress=progress,
        is_empty=is_empty,
        undo=next_undo(layer, user),
        redo=next_redo(layer, user),
    )


def stands(state: ArticleState | None) -> int:
    """How many claims and mentions people let stand."""
    return state.accepted + state.corrected + state.added if state else 0


def progress_of(state: ArticleState | None, run: PipelineRun) -> Progress:
    """From the kept state, where there is one on this run."""
    return Progress(
        claims=run.claim_count,
        open_claims=state.open_claims if state else run.claim_count,
        mentions=run.mention_count,
        open_mentions=state.open_mentions if state else run.mention_count,
    )


def act_of(step: Step | None, batch: str) -> dict[str, Any] | None:
    if step is None:
        return None
    if step.batch_id:
        return {batch: str(step.batch_id)}
    return {
        "item": str(step.item.pk),
        "item_kind": step.item.kind,
        "row": None,
        "previous": str(step.previous) if step.previous else None,
        "undoes": str(step.undoes),
    }
