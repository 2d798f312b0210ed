"""Error pages: one clear sentence and a way on; as a fragment for htmx, as data for a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from newsdesk.web.sentences import readable_size
from newsdesk.web.upload_handlers import TooMuchAtOnce

FRAGMENT = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"}


@dataclass(frozen=True)
class Problem:
    """What the page says: the HTTP status, a heading, and one sentence."""

    status: int
    heading: str
    sentence: str


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, refused_request(exception))


def refused_request(exception: Exception) -> Problem:
    """Why Django would not look at a request."""
    if isinstance(exception, TooManyFilesSent):
        limit = number_format(settings.MAX_FILES_PER_UPLOAD, force_grouping=True)
        sentence = _("At most %(limit)s files can be sent at once: send them in several uploads.")
        return Problem(413, _("Too many files"), sentence % {"limit": limit})
    if isinstance(exception, TooMuchAtOnce):
        sentence = _("At most %(limit)s can be sent at once: send it in several uploads.")
        limit = readable_size(settings.MAX_REQUEST_BYTES)
        return Problem(413, _("Too much at once"), sentence % {"limit": limit})
    if isinstance(exception, RequestDataTooBig):
        sentence = _("A text may have %(limit)s characters: split it and upload the parts.")
        limit = number_format(settings.MAX_TEXT_CHARS, force_grouping=True)
        return Problem(413, _("This text is too long"), sentence % {"limit": limit})
    return Problem(
        400, _("That request makes no sense"), _("Its address or form was not one that this site makes.")
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("Your role on this desk does not cover it. An owner of the desk can change your role.")
    return answer(request, Problem(403, _("That is not for you to do"), sentence))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django calls where a form's token is missing or old; `reason` is for developers."""
    sentence = _("The page was open for too long, or cookies are off. Go back, reload it and try again.")
    return answer(request, Problem(403, _("This form is no longer valid"), sentence))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("There is nothing at this address, or it belongs to a desk that you are not a member of.")
    return answer(request, Problem(404, _("Nothing here"), sentence))


def server_error(request: HttpRequest) -> HttpResponse:
    sentence = _("Something broke on our side. Nothing that you had saved is lost: try again in a moment.")
    return answer(request, Problem(500, _("That did not work"), sentence))


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem in the form that was asked for."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"error": problem.sentence}, status=problem.status)
    if request.headers.get("HX-Request") == "true":
        fragment = loader.render_to_string("errors/notice.html", {"problem": problem})
        return HttpResponse(fragment, status=problem.status, headers=FRAGMENT)
    return page(request, problem)


def page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The whole page. One that must not fail in its turn reads no database and knows no user."""
    context: dict[str, Any] = {"problem": problem}
    if problem.status >= 500 or not hasattr(request, "user"):
        return HttpResponse(loader.render_to_string("errors/bare.html", context), status=problem.status)
    return render(request, "errors/page.html", context, status=problem.status)
