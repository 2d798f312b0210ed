"""Where an invitation's link leads: a new person registers, somebody with an account joins."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.utils import complete_signup
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from newsdesk.accounts import services
from newsdesk.accounts.models import Invitation, User
from newsdesk.accounts.ratelimit import rate_limited
from newsdesk.web.errors import Problem, answer
from newsdesk.web.methods import form_view

logger = logging.getLogger(__name__)


class RegistrationForm(forms.Form):
    """What newsdesk has to know of a new person."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        help_text=gettext_lazy("You log in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned:
            person = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


@never_cache
@login_not_required
@sensitive_post_parameters("password")
@form_view
@rate_limited("registration")
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = Invitation.objects.select_related("desk", "invited_by").filter(token=token).first()
    if invitation is None:
        sentence = _("The link is incomplete, or the invitation was revoked. Ask for a new one.")
        return answer(request, Problem(404, _("There is no such invitation"), sentence))
    if not invitation.is_usable:
        return spent(request)
    if isinstance(request.user, User):
        return join(request, invitation, request.user)
    return register(request, invitation)


def join(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    """One click, for somebody who is logged in."""
    if request.method != "POST":
        return render(request, "invitations/join.html", {"invitation": invitation})
    try:
        services.accept_invitation(user=user, invitation=invitation)
    except services.InvitationSpent:
        return spent(request)
    except services.AlreadyMember:
        messages.info(request, _("You are a member of this desk already; the invitation is still unused."))
    return redirect("desk-inbox", invitation.desk.slug)


def register(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """An account and the membership at once."""
    form = RegistrationForm(request.POST or None, initial={"email": invitation.email})
    if form.is_valid():
        try:
            user = services.register(invitation=invitation, **form.cleaned_data)
        except services.InvitationSpent:
            return spent(request)
        except services.EmailTaken:
            form.add_error("email", _("This address has an account: log in with it, then join."))
        else:
            response: HttpResponse = complete_signup(request, user, None, success_url="/")
            return response
    status = 422 if request.method == "POST" else 200
    return render(
        request, "invitations/register.html", {"invitation": invitation, "form": form}, status=status
    )


def send_invitation(request: HttpRequest, invitation: Invitation) -> bool:
    """Mails the link where there is a mail server and an address; False if it has to be handed on by hand."""
    if not settings.EMAIL_ENABLED or not invitation.email:
        return False
    context = {"invitation": invitation, "link": invitation_link(request, invitation)}
    subject = _("Invitation to the desk “%(desk)s”") % {"desk": " ".join(invitation.desk.name.split())}
    body = render_to_string("invitations/message.txt", context, request)
    try:
        send_mail(subject, body, from_email=None, recipient_list=[invitation.email])
    except (SMTPException, OSError) as error:
        logger.warning("invitation %s could not be mailed: %s", invitation.pk, error)
        return False
    return True


def invitation_link(request: HttpRequest, invitation: Invitation) -> str:
    return request.build_absolute_uri(reverse("invitation-accept", args=[invitation.token]))


def spent(request: HttpRequest) -> HttpResponse:
    sentence = _("This invitation was used already, or it has expired. Ask for a new one.")
    return answer(request, Problem(410, _("This invitation has ended"), sentence))
