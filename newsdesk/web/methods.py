"""Which methods an address answers: a page GET and HEAD, a form POST as well, an action POST alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

View = Callable[..., HttpResponseBase]

SAFE_METHODS: Final = frozenset({"GET", "HEAD"})

page_view: Final = require_safe
form_view: Final = require_http_methods(["GET", "HEAD", "POST"])


def action_view(view: View) -> View:
    """Decorates what is only posted to: nobody can be led back to its address."""
    limited: Any = require_POST(view)
    limited.is_action = True
    posted: View = limited
    return posted


def can_be_got(path: str) -> bool:
    """Whether there is a page at the path of an address."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return not getattr(view, "is_action", False)


def page_address(request: HttpRequest) -> str:
    """Where the page that answers `request` can be asked for again.

    The answer to an action stands for the page that its button was on, and for home if that is not known.
    """
    if request.method in SAFE_METHODS or can_be_got(request.path_info):
        return request.get_full_path()
    before = request.headers.get("Referer", "")
    parts = urlsplit(before)
    if url_has_allowed_host_and_scheme(before, {request.get_host()}) and can_be_got(parts.path):
        return f"{parts.path}?{parts.query}".rstrip("?")
    return "/"
