"""People and desks in the admin. Tokens, secrets and hashes are on no page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm as DjangoModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsdesk.accounts import services
from newsdesk.accounts.curation import CurationAdmin, DeskFilter, user_of
from newsdesk.accounts.models import Desk, Invitation, Membership, Role, User

if TYPE_CHECKING:
    ModelForm = DjangoModelForm[Membership]
else:
    ModelForm = DjangoModelForm


def owns_a_desk(user: User) -> bool:
    return user.memberships.filter(role=Role.OWNER).exists()


@admin.register(User)
class UserAdmin(CurationAdmin):
    """Curators see the people of their desks; the operator renames and deactivates, and deletes nobody."""

    desk_path = "memberships__desk"
    list_display = ("email", "name", "is_active", "date_joined")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    ordering = ("email",)

    def scoped(self, rows: QuerySet[Any], desks: QuerySet[Desk]) -> QuerySet[Any]:
        return rows.filter(pk__in=Membership.objects.filter(desk__in=desks).values("user"))

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        shown = ["email", "name", "is_active", "date_joined"]
        return [*shown, "is_superuser", "last_login"] if user_of(request).is_superuser else shown

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody locks themself out."""
        fixed = ["date_joined", "last_login"]
        return [*fixed, "is_active", "is_superuser"] if obj == request.user else fixed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)


@admin.register(Desk)
class DeskAdmin(CurationAdmin):
    """An owner may rename the desk; its short name stays, links carry it. Changes are in its history."""

    desk_path = "pk"
    list_display = ("name", "slug", "hidden_share", "created_at")
    list_filter = ("created_at",)
    search_fields = ("name", "slug")
    readonly_fields = ("slug", "created_at")
    ordering = ("name",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = user_of(request)
        return user.is_superuser or (
            owns_a_desk(user) if obj is None else services.may_administer(user, obj.pk)
        )

    def save_model(self, request: HttpRequest, obj: Desk, form: Any, change: bool) -> None:
        user = user_of(request)
        services.rename_desk(user=user, desk=obj, name=obj.name)
        services.set_hidden_share(user=user, desk=obj, share=obj.hidden_share)


class MembershipForm(ModelForm):
    def clean_role(self) -> Role:
        role = Role(self.cleaned_data["role"])
        if role != Role.OWNER:
            try:
                services.require_other_owner(self.instance)
            except services.LastOwner as error:
                sentence = _("A desk keeps at least one owner: make somebody else an owner first.")
                raise ValidationError(sentence) from error
        return role


@admin.register(Membership)
class MembershipAdmin(CurationAdmin):
    """Roles are for owners to change, here as on the members page."""

    desk_path = "desk"
    form = MembershipForm
    list_display = ("user", "desk", "role", "created_at")
    list_filter = (DeskFilter, "role")
    list_select_related = ("user", "desk")
    search_fields = ("user__email", "user__name")
    readonly_fields = ("desk", "user", "created_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = user_of(request)
        return user.is_superuser or (
            owns_a_desk(user) if obj is None else services.may_administer(user, obj.desk_id)
        )

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        services.change_role(user=user_of(request), membership=obj, role=Role(obj.role))


@admin.register(Invitation)
class InvitationAdmin(CurationAdmin):
    """Whom an owner has invited, for owners; the link itself is on the members page."""

    desk_path = "desk"
    lowest_role = Role.OWNER
    exclude = ("token",)
    list_display = ("__str__", "desk", "role", "invited_by", "expires_at", "accepted_at")
    list_filter = (DeskFilter, "role", "expires_at")
    list_select_related = ("desk", "invited_by")
    search_fields = ("email", "invited_by__name", "invited_by__email")


@admin.register(EmailAddress)
class EmailAddressAdmin(CurationAdmin):
    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified", "primary")
    list_select_related = ("user",)
    search_fields = ("email", "user__name")


@admin.register(EmailConfirmation)
class EmailConfirmationAdmin(CurationAdmin):
    exclude = ("key",)
    list_display = ("email_address", "created", "sent")
    list_filter = ("sent",)
    list_select_related = ("email_address__user",)
    search_fields = ("email_address__email",)


@admin.register(Authenticator)
class AuthenticatorAdmin(CurationAdmin):
    exclude = ("data",)
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")


@admin.register(UserSession)
class UserSessionAdmin(CurationAdmin):
    exclude = ("session_key", "data")
    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    list_filter = ("last_seen_at",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "user_agent")


@admin.register(LogEntry)
class LogEntryAdmin(CurationAdmin):
    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag")
    list_filter = ("action_flag", "action_time")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "user__email")
