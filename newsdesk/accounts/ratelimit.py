"""Rate limits of our own, counted by allauth's code in the database cache: across processes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse

RATE_SETTINGS = {"registration": "RATE_LIMIT_REGISTRATION", "upload": "RATE_LIMIT_UPLOAD"}

View = Callable[..., HttpResponse]


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Counts this request for `action`; False once its rate is used up.

    The rate is read from the setting that RATE_SETTINGS names, as `amount/period/per`, for example
    `60/m/user`. A GET is never counted. Raises KeyError for an unknown action.
    """
    rates = {action: getattr(settings, RATE_SETTINGS[action])}
    return ratelimit.consume(request, app="newsdesk", action=action, config=rates) is not None


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The answer 429, with a sentence that says what to do."""
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def rate_limited(action: str) -> Callable[[View], View]:
    """Decorates a view: 429 once the person has used up the rate of `action`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not is_allowed(request, action):
                return too_many_requests(request)
            return view(request, *args, **kwargs)

        return limited

    return decorate
