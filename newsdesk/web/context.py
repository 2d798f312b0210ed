"""What every page's frame shows: the desks of the person, and the one that the page belongs to."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from newsdesk.accounts.models import Desk, Role
from newsdesk.web.methods import page_address


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`my_desks`, and `my_upload_desks`, the ids of those that the person may upload to; `page_address`.

    The desks are read from the database only where a template looks at them.
    """
    open_desks = Desk.objects.with_role(request.user, Role.ANNOTATOR).values_list("pk", flat=True)
    return {
        "my_desks": SimpleLazyObject(lambda: list(Desk.objects.visible_to(request.user))),
        "my_upload_desks": SimpleLazyObject(lambda: list(open_desks)),
        "page_address": SimpleLazyObject(lambda: page_address(request)),
    }
