"""Members named in the text of a comment: an @ and then their name or their address, in full."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.accounts.models import User


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a text names people who share a name: code points, half-open, with the @."""

    start: int
    end: int
    people: tuple[User, ...]


def members_of(desk_id: int) -> list[User]:
    """The people who can be named in a comment on the desk, by name: its members who may log in."""
    members = User.objects.filter(memberships__desk_id=desk_id, is_active=True)
    return sorted(members, key=lambda user: (str(user).casefold(), user.pk))


def namings(text: str, people: Iterable[User]) -> Iterator[Naming]:
    """Where `text`, in stored form, names these people, in whatever case; of two names the longer one."""
    known = _names_of(people)
    if not known or "@" not in text:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)@({names})(?!\w)", text, re.IGNORECASE):
        if found := known.get(_key(match[1])):
            yield Naming(match.start(), match.end(), found)


def name_to_write(user: User, people: Iterable[User]) -> str:
    """What names `user` alone among `people`: the name, or the address if others have that name too."""
    shared = sum(_key(str(user)) in (_key(other.name), _key(other.email)) for other in people) > 1
    return user.email if shared else str(user)


def _names_of(people: Iterable[User]) -> dict[str, tuple[User, ...]]:
    found: defaultdict[str, dict[int, User]] = defaultdict(dict)
    for user in people:
        for name in filter(None, (_key(user.name), _key(user.email))):
            found[name][user.pk] = user
    return {name: tuple(users.values()) for name, users in found.items()}


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().lower()
