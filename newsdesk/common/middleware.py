"""Middleware of our own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware

GetResponse = Callable[[HttpRequest], HttpResponse]

PROBED = "/healthz/"


class HostMiddleware(CommonMiddleware):
    """Django's CommonMiddleware, but a probe may ask under any host name, an address for example."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        return None if request.path_info.startswith(PROBED) else super().process_request(request)


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
