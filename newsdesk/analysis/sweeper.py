"""Sends again what the broker lost, takes back what dead workers held, removes what they left on disk.

A long queue is not a lost one. To tell them apart the sweeper sends a *beacon*, a message to the tail
of the queue: when a worker gets it, everything sent before it has left the broker, so a row that is
still queued and was sent earlier has lost its message. While the workers stand still no beacon comes
back and no row is sent twice; only one beacon a period is added.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from newsdesk.analysis import queue
from newsdesk.analysis.leftovers import remove_leftovers
from newsdesk.analysis.models import PipelineRun, SweeperState
from newsdesk.articles.models import UploadItem

logger = logging.getLogger(__name__)

Kind = type[UploadItem] | type[PipelineRun]
KINDS: Final[tuple[Kind, ...]] = (UploadItem, PipelineRun)
REMOVE_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Swept:
    """What one sweep did: rows taken back from dead workers, messages and beacons sent, files removed."""

    released: int = 0
    resent: int = 0
    beacons: int = 0
    removed: int = 0


def sweep(holder: str) -> Swept:
    """One sweep, if no other holder is at it; bounded by SWEEP_BATCH rows of a kind."""
    now = timezone.now()
    state = SweeperState.shared()
    if not SweeperState.try_lock(holder, now, now + lock_time()):
        return Swept()
    swept = Swept(
        released=sum(model.objects.release_expired(settings.SWEEP_BATCH) for model in KINDS),
        resent=sum(resend(model, state.beacon_returned) for model in KINDS),
        beacons=send_beacon_if_overdue(state, now),
        removed=remove_leftovers_if_due(state, now),
    )
    if swept.released or swept.resent or swept.removed:
        logger.info("sweeper: %s", swept)
    return swept


def lock_time() -> timedelta:
    return timedelta(seconds=max(10.0, 5 * settings.SWEEP_INTERVAL))


def resend(model: Kind, proven: datetime | None) -> int:
    """Sends messages for due rows that have none, or whose message is proven lost."""
    batch = settings.SWEEP_BATCH
    pks = list(model.objects.without_hint().values_list("pk", flat=True)[:batch])
    if proven is not None:
        lost = model.objects.hinted_before(proven).order_by("enqueued_at")
        pks += lost.values_list("pk", flat=True)[:batch]
    sent = queue.send_hints(model, pks)
    return model.objects.mark_enqueued(sent)


def send_beacon_if_overdue(state: SweeperState, now: datetime) -> int:
    """Sends a beacon if some row has waited a period, and none was sent in that period."""
    period_ago = now - timedelta(seconds=settings.REQUEUE_AFTER)
    if state.beacon_sent is not None and state.beacon_sent > period_ago:
        return 0
    if not any(model.objects.hinted_before(period_ago).exists() for model in KINDS):
        return 0
    sent = queue.send(queue.BEACON, [now.isoformat()])
    if sent:
        SweeperState.objects.filter(pk=state.pk).update(beacon_sent=now)
    return sent


def remove_leftovers_if_due(state: SweeperState, now: datetime) -> int:
    """Removes at most a batch of files that were left behind, once an hour while there are no more."""
    if state.leftovers_removed is not None and state.leftovers_removed > now - REMOVE_EVERY:
        return 0
    removed = remove_leftovers(settings.SWEEP_BATCH)
    if removed < settings.SWEEP_BATCH:
        SweeperState.objects.filter(pk=state.pk).update(leftovers_removed=now)
    return removed
