"""What every page's frame shows: the desks of the person, and the one that the page belongs to."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from newsdesk.accounts.models import Desk


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`my_desks`, read from the database only where a template looks at it."""
    return {"my_desks": SimpleLazyObject(lambda: list(Desk.objects.visible_to(request.user)))}
