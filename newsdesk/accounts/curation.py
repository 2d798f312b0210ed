"""What every page of the admin has in common: rows of the desks that the person curates, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsdesk.accounts.models import Desk, Role, User

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


def user_of(request: HttpRequest) -> User:
    """The person at the admin, who has passed the site's `has_permission`."""
    if not isinstance(request.user, User):
        raise TypeError("the admin lets nobody in who is not logged in")
    return request.user


def curated_desks(user: User, role: Role = Role.CURATOR) -> QuerySet[Desk]:
    """The desks on which `user` has at least `role`; all of them for the operator."""
    return Desk.objects.all() if user.is_superuser else Desk.objects.with_role(user, role)


class DeskFilter(admin.SimpleListFilter):
    """By desk, for people who curate several."""

    title = _("desk")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        desks = curated_desks(user_of(request)).order_by("name").values_list("pk", "name")
        return [(str(pk), name) for pk, name in desks]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        desk_path = CurationAdmin.of(queryset.model).desk_path
        value = self.value()
        return queryset.filter(**{f"{desk_path}__in": [value]}) if value and value.isdecimal() else queryset


class CurationAdmin(ModelAdmin):
    """Shows rows and changes none: nothing is added or deleted here, and changing is a subclass' word.

    `desk_path` is the lookup from the model to its desk; a model without one is the operator's alone.
    `lowest_role` is the role on the desk from which on its rows are shown.
    """

    desk_path: ClassVar[str] = ""
    lowest_role: ClassVar[Role] = Role.CURATOR
    ordering = ("-pk",)
    list_per_page = 50
    show_full_result_count = False

    @staticmethod
    def of(model: type[Model]) -> CurationAdmin:
        found = admin.site.get_model_admin(model)
        if not isinstance(found, CurationAdmin):
            raise TypeError(f"{model} has an admin that knows no desks")
        return found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        user = user_of(request)
        if user.is_superuser:
            return rows
        return self.scoped(rows, curated_desks(user, self.lowest_role)) if self.desk_path else rows.none()

    def scoped(self, rows: QuerySet[Any], desks: QuerySet[Desk]) -> QuerySet[Any]:
        """The rows that belong to `desks`."""
        return rows.filter(**{f"{self.desk_path}__in": desks})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = user_of(request)
        if user.is_superuser:
            return True
        if not self.desk_path:
            return False
        if obj is None:
            return curated_desks(user, self.lowest_role).exists()
        return bool(self.get_queryset(request).filter(pk=obj.pk).exists())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the filters ask: a free lookup would guess at tokens and hashes letter by letter."""
        filters: list[Any] = list(self.get_list_filter(request))
        fields = [each for each in filters if isinstance(each, str)]
        parameters = [each.parameter_name for each in filters if not isinstance(each, str)]
        return lookup in parameters or any(lookup.startswith(f"{field}__") for field in fields)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Choices out of the rows that the person sees in the admin."""
        kwargs.setdefault("queryset", CurationAdmin.of(db_field.remote_field.model).get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
