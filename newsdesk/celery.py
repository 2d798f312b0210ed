"""The Celery app. The broker is Redis where `REDIS_URL` names one, else a private folder of files."""

import os
import sys
from pathlib import Path
from typing import Any

from celery import Celery
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
TRANSPORT_ALIASES["files"] = "newsdesk.common.broker:Transport"


def broker_settings(redis_url: str, folder: Path, visibility_timeout: float) -> dict[str, Any]:
    """Broker address and transport options. The folder is made, private to its owner, when it is used.

    A sender gives up after one retry: its row waits in the database, and a person waits for the page.
    """
    if redis_url:
        return {
            "broker_url": redis_url,
            "broker_transport_options": {
                "visibility_timeout": visibility_timeout,
                "socket_timeout": 10,
                "socket_connect_timeout": 2,
                "socket_keepalive": True,
                "max_retries": 1,
                "interval_start": 0,
                "interval_step": 0.1,
            },
        }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "broker_url": "files://localhost/",
        "broker_transport_options": {"data_folder_in": str(folder), "polling_interval": 0.05},
    }


app = Celery("newsdesk")
app.conf.update(
    **broker_settings(settings.REDIS_URL, settings.BROKER_FOLDER, settings.VISIBILITY_TIMEOUT),
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_max_tasks_per_child=2_000,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,  # a second delivery finds the row claimed
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_publish_retry=False,
    task_soft_time_limit=settings.TASK_SOFT_TIME_LIMIT,
    task_time_limit=settings.TASK_TIME_LIMIT,
    timezone=settings.TIME_ZONE,
    CELERY_DB_REUSE_MAX=sys.maxsize,  # celery would close the connection twice a task; see `analysis.worker`
)
app.autodiscover_tasks(["newsdesk.analysis"])


def extend_worker() -> None:
    """What a worker does beside its tasks. Imported late: the module needs the settings above."""
    from newsdesk.analysis.worker import Sweeper

    app.steps["worker"].add(Sweeper)


extend_worker()
