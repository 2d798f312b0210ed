"""The admin site: open to curators, each for their own desks, and to the operator."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CurationSite(AdminSite):
    site_header = _("newsdesk curation")
    site_title = _("newsdesk curation")
    index_title = _("Curation")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and bool(getattr(request.user, "is_staff", False))
