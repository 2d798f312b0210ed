"""What allauth's pages lack: a QR code that the CSP allows, one session to end, no mail server."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from newsdesk.accounts.requests import Request
from newsdesk.web.errors import Problem, answer
from newsdesk.web.methods import action_view, page_view


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What allauth calls, and `accounts.ratelimit`, once a rate is used up."""
    sentence = _("You have done this many times within a short while. Wait a minute and try again.")
    return answer(request, Problem(429, _("That was too often"), sentence))


@login_not_required
def password_reset(request: HttpRequest) -> HttpResponse:
    """allauth's form where mail can be sent, otherwise the sentence that says how to get in again."""
    if not settings.EMAIL_ENABLED:
        return render(request, "account/password_reset_by_operator.html")
    response: HttpResponse = account.password_reset(request)
    return response


@never_cache
@page_view
def totp_code(request: Request) -> HttpResponse:
    """The QR code of the secret that is being set up in this session, as SVG."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


@login_not_required
@page_view
def session_state(request: HttpRequest) -> HttpResponse:
    """Who is logged in now, null for nobody, and the token of their forms: asked by a page that was open
    while a login ended and perhaps another began."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


@action_view
def session_end(request: Request, session_id: int) -> HttpResponse:
    """Logs another of the person's own browsers out; this one has a button in the frame of the page."""
    others = UserSession.objects.exclude(session_key=request.session.session_key)
    session = get_object_or_404(others, pk=session_id, user=request.user)
    session.end()
    messages.success(request, _("That browser is logged out."))
    return redirect("usersessions_list")
