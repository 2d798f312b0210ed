"""Celery tasks: ids in, one call to a service, nothing to return."""

from __future__ import annotations

from datetime import datetime

from newsdesk.analysis import execution, queue
from newsdesk.analysis.models import SweeperState
from newsdesk.celery import app


@app.task(name=queue.READ_ITEM)
def read_item(item_id: int) -> None:
    """Makes an article of an upload item, and reads it at once: the worker that has it, has it."""
    run_id = execution.read_item(item_id)
    if run_id is not None:
        execution.execute_run(run_id)


@app.task(name=queue.ANALYSE_RUN)
def analyse_run(run_id: int) -> None:
    execution.execute_run(run_id)


@app.task(name=queue.BEACON)
def beacon(sent_at: str) -> None:
    """Shows that every message sent before this one has left the broker."""
    SweeperState.note_beacon(datetime.fromisoformat(sent_at))
