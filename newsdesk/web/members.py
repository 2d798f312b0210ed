"""Who belongs to a desk, and what each may do; owners change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsdesk.accounts import services
from newsdesk.accounts.access import access_desk, role_on
from newsdesk.accounts.models import Desk, Invitation, Role
from newsdesk.accounts.requests import Request
from newsdesk.web.invitations import invitation_link, send_invitation
from newsdesk.web.methods import action_view, form_view, page_view

ABILITIES = {
    Role.READER: gettext_lazy("reads articles and claims"),
    Role.ANNOTATOR: gettext_lazy("also uploads articles and corrects their details"),
    Role.REVIEWER: gettext_lazy("may do what an annotator may"),
    Role.CURATOR: gettext_lazy("also has articles read again, stops readings and enters the administration"),
    Role.OWNER: gettext_lazy("also invites and removes people, changes their roles and opens further desks"),
}


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, coerce=lambda value: Role(int(value))
    )


class InvitationForm(RoleForm):
    email = forms.EmailField(
        label=gettext_lazy("Email address (if you know it)"),
        required=False,
        help_text=gettext_lazy("Fills in the form that the person will see."),
    )
    field_order = ["email", "role"]


class DeskForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the desk"), max_length=100)


@page_view
def member_list(request: Request, slug: str) -> HttpResponse:
    return show_members(request, access_desk(request.user, slug), InvitationForm())


def show_members(request: Request, desk: Desk, form: InvitationForm, status: int = 200) -> HttpResponse:
    """The page, for owners with what they may change."""
    members = desk.memberships.select_related("user").order_by("-role", "user__name", "user__email")
    context: dict[str, Any] = {
        "desk": desk,
        "members": members,
        "roles": Role.choices,
        "abilities": [(role.label, ABILITIES[role]) for role in Role],
        "may_change": role_on(request.user, desk.pk) == Role.OWNER,
        "form": form,
    }
    if context["may_change"]:
        context["invitations"] = open_invitations(request, desk)
        context["may_open_desks"] = True
    return render(request, "members/member_list.html", context, status=status)


def open_invitations(request: HttpRequest, desk: Desk) -> list[tuple[Invitation, str]]:
    """The desk's unused invitations, newest first, each with the link to hand on."""
    found = desk.invitations.usable().select_related("invited_by").order_by("-created_at", "-pk")
    return [(invitation, invitation_link(request, invitation)) for invitation in found]


@action_view
def member_role(request: Request, slug: str, membership_id: int) -> HttpResponse:
    desk = access_desk(request.user, slug, Role.OWNER)
    membership = get_object_or_404(desk.memberships, pk=membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return show_members(request, desk, InvitationForm(), status=422)
    try:
        services.change_role(user=request.user, membership=membership, role=form.cleaned_data["role"])
    except services.LastOwner:
        messages.error(request, _("A desk keeps at least one owner: make somebody else an owner first."))
    else:
        changed = _("%(name)s is now %(role)s.")
        values = {"name": membership.user, "role": form.cleaned_data["role"].label}
        messages.success(request, changed % values)
    return redirect_to_members(request, desk)


@action_view
def member_remove(request: Request, slug: str, membership_id: int) -> HttpResponse:
    desk = access_desk(request.user, slug, Role.OWNER)
    membership = get_object_or_404(desk.memberships, pk=membership_id)
    try:
        services.remove_member(user=request.user, membership=membership)
    except services.LastOwner:
        messages.error(request, _("A desk keeps at least one owner: make somebody else an owner first."))
    else:
        removed = _("%(name)s is no longer a member. What they did on the desk stays.")
        messages.success(request, removed % {"name": membership.user})
    return redirect_to_members(request, desk)


def redirect_to_members(request: Request, desk: Desk) -> HttpResponse:
    """Back to the list; home, for somebody who has just left the desk."""
    if role_on(request.user, desk.pk) is None:
        return redirect("/")
    return redirect("member-list", desk.slug)


@action_view
def invitation_create(request: Request, slug: str) -> HttpResponse:
    desk = access_desk(request.user, slug, Role.OWNER)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return show_members(request, desk, form, status=422)
    invitation = services.invite(user=request.user, desk=desk, **form.cleaned_data)
    if send_invitation(request, invitation):
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": invitation.email})
    else:
        messages.success(request, _("The invitation is ready: copy its link and send it to the person."))
    return redirect("member-list", desk.slug)


@action_view
def invitation_revoke(request: Request, slug: str, invitation_id: int) -> HttpResponse:
    desk = access_desk(request.user, slug, Role.OWNER)
    invitation = get_object_or_404(desk.invitations, pk=invitation_id)
    try:
        services.revoke_invitation(user=request.user, invitation=invitation)
    except services.InvitationSpent:
        messages.error(request, _("That invitation has been used already."))
    else:
        messages.success(request, _("The invitation is revoked: its link no longer works."))
    return redirect("member-list", desk.slug)


@form_view
def desk_new(request: Request) -> HttpResponse:
    """A further desk, for people who own one."""
    if not services.may_open_desks(request.user):
        raise PermissionDenied
    form = DeskForm(request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "members/desk_new.html", {"form": form}, status=status)
    desk = services.open_desk(user=request.user, name=form.cleaned_data["name"])
    return redirect("member-list", desk.slug)
