"""System checks of our own: settings that each make sense alone and none together.

newsdesk.E001  a rate limit that cannot be read
newsdesk.W001  task limits out of order: soft < hard < visibility timeout
newsdesk.W002  a lease shorter than four sweeps
newsdesk.W003  HTTPS for this machine's own names only
newsdesk.W004  X-Forwarded-Proto believed, but no proxy counted
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security)
def check_rate_limits(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    rates = {"RATE_LIMIT_UPLOAD": settings.RATE_LIMIT_UPLOAD} | {
        f"RATE_LIMIT_{action.upper()}": rate for action, rate in settings.ACCOUNT_RATE_LIMITS.items()
    }
    return [
        Error(
            f"{name}={rate!r} is no rate.",
            hint="Write amount/period/per, for example 60/m/user; several with commas.",
            id="newsdesk.E001",
        )
        for name, rate in rates.items()
        if not is_rate(rate)
    ]


def is_rate(text: str) -> bool:
    try:
        rates = parse_rates(text)
    except ValueError:
        return False
    return all(rate.per in {"ip", "user", "key"} and rate.amount > 0 for rate in rates)


@register()
def check_task_limits(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    limits = (settings.TASK_SOFT_TIME_LIMIT, settings.TASK_TIME_LIMIT, settings.VISIBILITY_TIMEOUT)
    if limits[0] < limits[1] < limits[2]:
        return []
    return [
        Warning(
            "TASK_SOFT_TIME_LIMIT, TASK_TIME_LIMIT and VISIBILITY_TIMEOUT do not rise: "
            f"{limits[0]:g}, {limits[1]:g}, {limits[2]:g}.",
            hint="Otherwise a task is killed before it can say why, or the broker hands it out twice.",
            id="newsdesk.W001",
        )
    ]


@register()
def check_lease(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.LEASE_SECONDS >= 4 * settings.SWEEP_INTERVAL:
        return []
    return [
        Warning(
            f"LEASE_SECONDS={settings.LEASE_SECONDS:g} is shorter than four sweeps "
            f"(SWEEP_INTERVAL={settings.SWEEP_INTERVAL:g}).",
            hint="A worker that pauses for a moment would lose its work to another.",
            id="newsdesk.W002",
        )
    ]


@register(Tags.security, deploy=True)
def check_hosts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS or set(settings.ALLOWED_HOSTS) - LOOPBACK:
        return []
    return [
        Warning(
            "HTTPS is on, but ALLOWED_HOSTS names this machine only.",
            hint="Set ALLOWED_HOSTS to the name that people type.",
            id="newsdesk.W003",
        )
    ]


@register(Tags.security, deploy=True)
def check_proxy(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0:
        return []
    return [
        Warning(
            "TRUST_FORWARDED_PROTO is on, but TRUSTED_PROXY_COUNT is 0.",
            hint="Rate limits would count the proxy's address as everybody's.",
            id="newsdesk.W004",
        )
    ]
