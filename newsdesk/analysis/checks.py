"""System checks of the pipeline, from metadata alone.

newsdesk.E002  NEWSDESK_PIPELINE names no pipeline that texts can be read with
newsdesk.E003  NEWSDESK_LANGUAGES leaves out German, the one language there are rules for
newsdesk.W005  a shipped pipeline cannot be used, so texts are read by the rules alone
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004

from newsdesk.nlp.installed import find_pipeline, shipped_pipelines


@register()
def check_pipeline(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    name = settings.NEWSDESK_PIPELINE
    if not name:
        return [unusable_shipped(each.name, str(each.reason)) for each in shipped_pipelines() if each.reason]
    reason = find_pipeline(name).reason
    if reason is None:
        return []
    return [
        Error(
            f"NEWSDESK_PIPELINE={name} names no pipeline that can read German here. {reason}",
            hint="`manage.py pipelines` lists those that can. Empty means the shipped one.",
            id="newsdesk.E002",
        )
    ]


def unusable_shipped(name: str, reason: str) -> Warning:
    return Warning(
        f"The shipped pipeline {name} cannot be used, so texts are read by the rules alone. {reason}",
        hint="Install what requirements.txt lists.",
        id="newsdesk.W005",
    )


@register()
def check_languages(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    languages = [code.strip().lower() for code in settings.NEWSDESK_LANGUAGES]
    if "de" in languages:
        return []
    return [
        Error(
            f"NEWSDESK_LANGUAGES={','.join(languages)} leaves out de.",
            hint="German is the language that newsdesk reads: every text would be taken for another one.",
            id="newsdesk.E003",
        )
    ]
