"""Messages to the broker are hints: one that cannot be sent, or gets lost, is sent again by a sweeper."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Final

from amqp.exceptions import AMQPError
from kombu.exceptions import KombuError

from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import UploadItem
from newsdesk.celery import app
from newsdesk.common.work import LeasedWork

logger = logging.getLogger(__name__)

READ_ITEM = "newsdesk.read_item"
ANALYSE_RUN = "newsdesk.analyse_run"
BEACON = "newsdesk.beacon"
TASKS: Final[dict[type[LeasedWork], str]] = {UploadItem: READ_ITEM, PipelineRun: ANALYSE_RUN}


def send_hints(model: type[LeasedWork], pks: Sequence[int]) -> list[int]:
    """Sends one message about each row; returns the rows whose message the broker took."""
    return list(pks[: send(TASKS[model], pks)])


def send(task: str, arguments: Iterable[int | str]) -> int:
    """Sends one message for each argument; returns how many the broker took, in their order."""
    sent = 0
    try:
        with app.producer_pool.acquire(block=True) as producer:
            for argument in arguments:
                app.send_task(task, args=[argument], producer=producer)
                sent += 1
    except (KombuError, AMQPError, OSError) as error:
        logger.warning("broker: %s could not be sent: %s", task, error)
    return sent
