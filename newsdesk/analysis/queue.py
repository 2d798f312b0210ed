"""Messages to the broker are hints: one that cannot be sent, or gets lost, is sent again by a sweeper."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from kombu.exceptions import ConnectionError as BrokerConnectionError
from kombu.exceptions import KombuError

from newsdesk.celery import app

logger = logging.getLogger(__name__)

READ_ITEM = "newsdesk.read_item"
ANALYSE_RUN = "newsdesk.analyse_run"
BEACON = "newsdesk.beacon"


def send(task: str, arguments: Iterable[int | str]) -> int:
    """Sends one message for each argument; returns how many the broker took."""
    sent = 0
    try:
        with app.producer_pool.acquire(block=True) as producer:
            for argument in arguments:
                app.send_task(task, args=[argument], producer=producer)
                sent += 1
    except (KombuError, BrokerConnectionError, OSError) as error:
        logger.warning("broker: %s could not be sent: %s", task, error)
    return sent
