"""`manage.py reset_login`: the way back in where there is no mail server."""

from __future__ import annotations

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from newsdesk.accounts.models import User
from tests.conftest import ClientOf


def reset(*arguments: str) -> str:
    output = io.StringIO()
    call_command("reset_login", *arguments, stdout=output)
    return output.getvalue()


def test_the_new_password_is_printed_and_works(owner: User) -> None:
    printed = reset("OWNER@example.org").strip().rpartition(" ")[2]
    owner.refresh_from_db()
    assert owner.check_password(printed)
    assert len(printed) >= 24


def test_each_reset_gives_another_password(owner: User) -> None:
    assert reset(owner.email) != reset(owner.email)


def test_the_persons_sessions_end(owner: User, client_of: ClientOf) -> None:
    client = client_of(owner)
    assert client.get("/accounts/sessions/").status_code == 200
    reset(owner.email)
    assert client.get("/accounts/sessions/").status_code == 302


def test_the_second_factor_stays_unless_asked(owner: User) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    reset(owner.email)
    assert Authenticator.objects.exists()
    reset(owner.email, "--drop-second-factor")
    assert not Authenticator.objects.exists()


def test_an_unknown_address_is_said(db: None) -> None:
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        reset("nobody@example.org")
