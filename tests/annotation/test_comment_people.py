"""Who is named in a comment: an @ and a whole name or address, and nobody by accident."""

from __future__ import annotations

import pytest

from newsdesk.accounts.models import User
from newsdesk.annotation.comments.people import name_to_write, namings

PEOPLE = [
    User(pk=1, name="Olga Owner", email="olga@example.org"),
    User(pk=2, name="Olga", email="o2@example.org"),
    User(pk=3, name="Jörg Weiß", email="jw@example.org"),
    User(pk=4, name="", email="nameless@example.org"),
    User(pk=5, name="Kim (Layout)", email="kim@example.org"),
    User(pk=6, name="Sam", email="sam1@example.org"),
    User(pk=7, name="Sam", email="sam2@example.org"),
]


def named(text: str) -> list[tuple[str, list[int]]]:
    found = namings(text, PEOPLE)
    return [(text[each.start : each.end], [user.pk for user in each.people]) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Olga Owner, schau", [("@Olga Owner", [1])]),
        ("@Olga schau", [("@Olga", [2])]),
        ("(@olga owner's)", [("@olga owner", [1])]),
        ("@JÖRG WEIß.", [("@JÖRG WEIß", [3])]),
        ("@nameless@example.org.", [("@nameless@example.org", [4])]),
        ("@olga@example.org @Kim (Layout)!", [("@olga@example.org", [1]), ("@Kim (Layout)", [5])]),
        ("@Sam", [("@Sam", [6, 7])]),
        ("😀 @Olga", [("@Olga", [2])]),
        ("@Olgas @Jörg x@Olga Olga nobody@example.org @ Olga", []),
        ("", []),
    ],
)
def test_who_is_named(text: str, expected: list[tuple[str, list[int]]]) -> None:
    assert named(text) == expected


def test_nobody_is_named_on_an_empty_desk() -> None:
    assert list(namings("@Olga", [])) == []


def test_a_shared_name_gives_way_to_the_address() -> None:
    written = [name_to_write(user, PEOPLE) for user in PEOPLE]
    assert written == [
        "Olga Owner", "Olga", "Jörg Weiß", "nameless@example.org", "Kim (Layout)",
        "sam1@example.org", "sam2@example.org",
    ]  # fmt: skip
    for user, name in zip(PEOPLE, written, strict=True):
        assert named(f"@{name}") == [(f"@{name}", [user.pk])]
