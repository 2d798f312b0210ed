"""Middleware of our own."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]

PROBED = "/healthz/"


class NoStoreMiddleware:
    """Lets nobody keep what views answer: on a shared machine no text is left in the browser's disk cache.

    Static files are answered before it, and are kept for ever.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        return response


class HostMiddleware(CommonMiddleware):
    """Django's CommonMiddleware, but a probe may ask under any host name, an address for example."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        return None if request.path_info.startswith(PROBED) else super().process_request(request)


class LoginMiddleware(LoginRequiredMiddleware):
    """Leads to the login, and from there back to the page that the person was on.

    Django's own would come back to the fragment that htmx asked for, or ask for a form's address with GET.
    A script that sends data is told so by the status: it keeps what it has until somebody has logged in.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        is_script = answer is not None and request.content_type == "application/json"
        return HttpResponse(status=401) if is_script else answer

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        address = self.get_login_url(view_func)
        return redirect_to_login(page_of(request), address, self.get_redirect_field_name(view_func))


def page_of(request: HttpRequest) -> str:
    """The address of the page behind a request: htmx names it, a link is its own; else home."""
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.current_url_abs_path:
        return str(htmx.current_url_abs_path)
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"


class HtmxRedirectMiddleware:
    """Turns a redirect to another page into `HX-Redirect` where htmx asked.

    A browser follows a redirect inside an htmx request without telling the page, and the login form
    would be swapped into a fragment. With the header, htmx leaves for the page as a whole.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request") != "true" or response.status_code not in {
            301,
            302,
            303,
            307,
            308,
        }:
            return response
        headers = {"HX-Redirect": response.headers["Location"]}
        answer = HttpResponse(status=204, headers=headers)
        answer.cookies = response.cookies
        return answer
