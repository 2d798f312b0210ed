"""Pages of long lists whose length the caller knows, so that no page counts rows a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.forms import Form

ROWS_A_PAGE = 50

if TYPE_CHECKING:
    UncountedPaginator = Paginator[Any]
else:
    UncountedPaginator = Paginator


class Sliceable(Protocol):
    """A list, a query, or whatever else can be read in slices."""

    def __getitem__(self, part: slice, /) -> Any: ...


class CountedPaginator(UncountedPaginator):
    """A Paginator that is told the number of rows."""

    def __init__(self, rows: Sliceable, count: int, per_page: int = ROWS_A_PAGE) -> None:
        super().__init__(cast("Any", rows), per_page)
        self.__dict__["count"] = count


def page_of(rows: Sliceable, number: str, *, count: int) -> Page[Any]:
    """The page that `number`, as it stands in the address, means: the nearest one that there is."""
    return CountedPaginator(rows, count).get_page(number)


def query_of(form: Form, page: int = 1) -> str:
    """The filter as a query string, for links and for the address bar: nothing in it that says nothing."""
    query = {name: value for name, value in form.cleaned_data.items() if value}
    return urlencode(query | ({"page": page} if page > 1 else {}))
