"""Work that cannot get lost: rows with a state, attempts and a lease; the message to the broker is a hint.

A row is claimed by one conditional UPDATE that hands out a token. Whoever writes the outcome shows
that token: a worker that outlived its lease finds another token, or none, and writes nothing.
"""

from __future__ import annotations

import random
import traceback
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    SUCCEEDED = "succeeded", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN_STATES = (WorkState.QUEUED, WorkState.RUNNING)
RETRYABLE_STATES = (WorkState.FAILED, WorkState.CANCELLED)


class LeaseLost(Exception):
    """The row is no longer ours: the lease ran out and somebody else has it, or it was cancelled."""


def backoff(attempts: int) -> timedelta:
    """How long to wait after the n-th failed attempt: doubling, with up to a quarter of jitter."""
    seconds = settings.RETRY_BACKOFF_SECONDS * 2 ** max(0, attempts - 1)
    return timedelta(seconds=seconds * random.uniform(1.0, 1.25))  # noqa: S311  (spreads load, no secret)


def lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)


_Work = TypeVar("_Work", bound="LeasedWork")


class LeasedWorkQuerySet(models.QuerySet[_Work]):
    """What is done to rows of work as a set. Every change of state is one conditional UPDATE."""

    def claim(self, pk: int) -> _Work | None:
        """The row, leased to the caller; None if it is gone, not queued, or its next attempt not due yet.

        Only later attempts have to wait: the first is open to whoever made the row, before it is due.
        """
        now = timezone.now()
        token = uuid.uuid4()
        ready = Q(attempts=0) | Q(available_at__lte=now)
        claimed = self.filter(ready, pk=pk, state=WorkState.QUEUED).update(
            state=WorkState.RUNNING,
            attempts=F("attempts") + 1,
            lease_token=token,
            lease_until=lease_end(now),
            heartbeat_at=now,
            started_at=now,
            finished_at=None,
            stage="",
            progress=0.0,
            error_code="",
            error_params={},
            traceback="",
        )
        return self.filter(pk=pk, lease_token=token).first() if claimed else None

    def with_expired_lease(self) -> Self:
        return self.filter(state=WorkState.RUNNING, lease_until__lt=timezone.now())

    def without_hint(self) -> Self:
        """Queued and due, and nothing was sent to the broker since it became so."""
        return self.filter(state=WorkState.QUEUED, enqueued_at__isnull=True, available_at__lte=timezone.now())

    def hinted_before(self, moment: datetime) -> Self:
        """Queued, with its last message to the broker sent before `moment`."""
        return self.filter(state=WorkState.QUEUED, enqueued_at__lt=moment)

    def mark_enqueued(self, pks: Iterable[int]) -> int:
        return self.filter(pk__in=list(pks), state=WorkState.QUEUED).update(enqueued_at=timezone.now())

    def mark_not_enqueued(self, pks: Iterable[int]) -> int:
        """The broker did not take the messages about these rows; a sweeper will send them."""
        return self.filter(pk__in=list(pks), state=WorkState.QUEUED).update(enqueued_at=None)

    def release_expired(self, limit: int) -> int:
        """Takes back at most `limit` rows whose worker went silent; returns how many."""
        rows = list(self.with_expired_lease().order_by("lease_until")[:limit])
        return sum(row.release() for row in rows)

    def cancel(self) -> int:
        """Cancels the rows that are still open; a worker that holds one will find its lease lost."""
        return self.filter(state__in=OPEN_STATES).update(
            state=WorkState.CANCELLED, finished_at=timezone.now(), lease_token=None, lease_until=None
        )

    def requeue(self) -> int:
        """Puts failed and cancelled rows back into the queue with a fresh count of attempts."""
        now = timezone.now()
        return self.filter(state__in=RETRYABLE_STATES).update(
            state=WorkState.QUEUED,
            attempts=0,
            available_at=now,
            enqueued_at=now,
            finished_at=None,
            stage="",
            progress=0.0,
            error_code="",
            error_params={},
            traceback="",
        )


class LeasedWork(models.Model):
    """A row of work for a background worker.

    `enqueued_at` is when the last message about it went to the broker, null when none did since it
    became due. `lease_token` belongs to the worker that holds the row while it is running; the object
    keeps the token that it was claimed with, so that it can still write after a rollback.
    """

    state = models.CharField(_("state"), max_length=9, choices=WorkState.choices, default=WorkState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    available_at = models.DateTimeField(_("available from"), default=timezone.now)
    enqueued_at = models.DateTimeField(_("message sent"), default=timezone.now, null=True)
    lease_token = models.UUIDField(_("lease token"), null=True, editable=False)
    lease_until = models.DateTimeField(_("lease runs out"), null=True)
    heartbeat_at = models.DateTimeField(_("last heartbeat"), null=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    stage = models.CharField(_("stage"), max_length=20, blank=True, default="")
    progress = models.FloatField(_("progress"), default=0.0)
    error_code = models.CharField(_("error"), max_length=40, blank=True, default="")
    error_params = models.JSONField(_("error details"), default=dict, blank=True)
    traceback = models.TextField(_("traceback"), blank=True, default="")

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["state", "enqueued_at"], name="%(class)s_state_enqueued"),
            models.Index(fields=["state", "lease_until"], name="%(class)s_state_lease"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def can_retry(self) -> bool:
        return self.state in RETRYABLE_STATES

    def beat(self, *, stage: str | None = None, progress: float | None = None) -> None:
        """Extends the lease and notes how far the work is. Raises LeaseLost."""
        now = timezone.now()
        fields: dict[str, Any] = {"heartbeat_at": now, "lease_until": lease_end(now)}
        if stage is not None:
            fields |= {"stage": stage, "progress": progress or 0.0}
        self._update_leased(**fields)

    def succeed(self, **fields: Any) -> None:
        """Ends the row well, with further `fields` of it, in the caller's transaction. Raises LeaseLost."""
        self._end(WorkState.SUCCEEDED, progress=1.0, **fields)

    def fail(
        self, code: str, *, params: dict[str, Any] | None = None, error: BaseException | None = None
    ) -> None:
        """Ends the row badly: `code` and `params` make the sentence people read. Raises LeaseLost."""
        self._end(WorkState.FAILED, error_code=code, error_params=params or {}, traceback=formatted(error))

    def retry_later(self, code: str, *, error: BaseException) -> None:
        """Back to the queue after a pause, or failed when the attempts are used up. Raises LeaseLost."""
        if self.attempts >= settings.MAX_ATTEMPTS:
            self.fail(code, error=error)
            return
        self._update_leased(
            state=WorkState.QUEUED,
            available_at=timezone.now() + backoff(self.attempts),
            enqueued_at=None,
            lease_token=None,
            lease_until=None,
            error_code=code,
            traceback=formatted(error),
        )

    def withdraw(self, code: str) -> None:
        """Ends the row without a result, because none is needed any more. Raises LeaseLost."""
        self._end(WorkState.CANCELLED, error_code=code)

    def release(self) -> bool:
        """Takes the row back from a worker whose lease ran out; False if it lives, or somebody was first."""
        silent_since = self.heartbeat_at
        try:
            self._take_over()
            self.retry_later("worker_lost", error=LeaseLost(f"no sign of life since {silent_since}"))
        except LeaseLost:
            return False
        return True

    def _take_over(self) -> None:
        """Makes an expired lease ours. Raises LeaseLost if it was extended or ended meanwhile."""
        now = timezone.now()
        token = uuid.uuid4()
        rows = self._leased_rows().filter(lease_until__lt=now)
        if rows.update(lease_token=token, lease_until=lease_end(now)) != 1:
            raise LeaseLost
        self.lease_token = token

    def _end(self, state: WorkState, **fields: Any) -> None:
        fields = {"error_code": "", "error_params": {}, "traceback": ""} | fields
        self._update_leased(
            state=state, finished_at=timezone.now(), lease_token=None, lease_until=None, **fields
        )

    def _leased_rows(self) -> models.QuerySet[Self]:
        """This row, as long as it is running under the token that this object was claimed with."""
        rows = type(self)._base_manager.filter(pk=self.pk, state=WorkState.RUNNING)
        return rows.filter(lease_token=self.lease_token, lease_token__isnull=False)

    def _update_leased(self, **fields: Any) -> None:
        """Writes `fields` if the row is still ours, and then onto this object too.

        Not its token: if the transaction is rolled back, the row still has it, and so must we.
        """
        if self._leased_rows().update(**fields) != 1:
            raise LeaseLost
        for name in fields.keys() - {"lease_token"}:
            setattr(self, name, fields[name])


def formatted(error: BaseException | None) -> str:
    """The traceback of an error as text, or nothing."""
    return "" if error is None else "".join(traceback.format_exception(error)).strip()
