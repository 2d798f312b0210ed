"""The Celery app. The broker is Redis where `REDIS_URL` names one, else a private folder of files."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")


def broker_settings(redis_url: str, folder: Path, visibility_timeout: float) -> dict[str, Any]:
    """Broker address and transport options. The folder is made, private to its owner, when it is used."""
    if redis_url:
        return {
            "broker_url": redis_url,
            "broker_transport_options": {
                "visibility_timeout": visibility_timeout,
                "socket_timeout": 10,
                "socket_connect_timeout": 2,
                "socket_keepalive": True,
            },
        }
    for name in ("queue", "control"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://",
        "broker_transport_options": {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.1,
        },
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
    worker_cancel_long_running_tasks_on_connection_loss=True,
    broker_connection_retry_on_startup=True,
    task_publish_retry=False,
    task_soft_time_limit=settings.TASK_SOFT_TIME_LIMIT,
    task_time_limit=settings.TASK_TIME_LIMIT,
    timezone=settings.TIME_ZONE,
)
app.autodiscover_tasks(["newsdesk.analysis"])


def add_sweeper() -> None:
    from newsdesk.analysis.worker import Sweeper

    app.steps["worker"].add(Sweeper)


add_sweeper()
