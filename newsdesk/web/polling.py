"""How soon a page asks again: at once while things change, more and more seldom while they do not.

The server keeps nothing about who polls: the address that is asked next carries what was seen last,
and for how many polls it has stayed the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

# (unchanged polls, milliseconds until the next one)
PACES: Final = ((10, 300), (20, 1_000), (40, 2_000))
SLOWEST_MS: Final = 5_000
# (age of what is watched, least milliseconds between two polls)
OLD: Final = ((timedelta(minutes=10), 2_000), (timedelta(seconds=30), 1_000))
KEPT: Final = ("page", "only")


@dataclass(frozen=True)
class Poll:
    """The next poll: the query of its address, and the wait before it."""

    query: str
    delay_ms: int


def next_poll(query: QueryDict, signature: str, since: datetime, **named: str) -> Poll:
    """The poll after the request with `query`, now that the page shows `signature`.

    `since` is when what is watched began; what is `named` goes into the address too, unless it is empty.
    """
    unchanged = unchanged_polls(query) + 1 if query.get("seen") == signature else 0
    kept = {name: query[name] for name in KEPT if query.get(name)}
    kept |= {name: value for name, value in named.items() if value}
    address = urlencode(kept | {"seen": signature, "unchanged": unchanged})
    return Poll(address, max(pace(unchanged), least_pace(timezone.now() - since)))


def is_poll(query: QueryDict) -> bool:
    """Whether a page asks again, at an address that `next_poll` has made."""
    return "unchanged" in query


def unchanged_polls(query: QueryDict) -> int:
    number = query.get("unchanged", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0


def pace(unchanged: int) -> int:
    return next((delay for polls, delay in PACES if unchanged < polls), SLOWEST_MS)


def least_pace(age: timedelta) -> int:
    return next((delay for limit, delay in OLD if age > limit), 0)
