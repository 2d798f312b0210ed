"""The admin site: open to curators, each for their own desks, and to the operator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account import views as account
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from newsdesk.accounts.curation import CurationAdmin


class CurationSite(AdminSite):
    """Django's admin behind our own login (with its second factor), with pages that know desks only."""

    site_header = _("newsdesk curation")
    site_title = _("newsdesk curation")
    index_title = _("Curation")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and bool(getattr(request.user, "is_staff", False))

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Lets in what derives from CurationAdmin; other apps' own admins know nothing of desks."""
        if admin_class is not None and issubclass(admin_class, CurationAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Django's, without the redirect to any object of any model by its number."""
        urls: Iterable[Any] = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) != "view_on_site"]

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or resolve_url("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return account.logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")
