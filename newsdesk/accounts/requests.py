"""What a view's request is: somebody is logged in, and htmx may be asking."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from newsdesk.accounts.models import User


class Request(HttpRequest):
    """A request that has passed LoginRequiredMiddleware and HtmxMiddleware."""

    user: User
    htmx: HtmxDetails
