"""`manage.py reset_login EMAIL`: for people who lost their password and have no mail server."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsdesk.accounts.models import User
from newsdesk.accounts.services import reset_login


class Command(BaseCommand):
    help = "Gives a person a new password, prints it once, and ends all their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that the person logs in with")
        parser.add_argument(
            "--drop-second-factor",
            action="store_true",
            help="also remove authenticator app, recovery codes and security keys, where they are lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        password = reset_login(user=user, drop_second_factor=options["drop_second_factor"])
        self.stdout.write(f"New password of {user.email}, shown only now: {password}")
        if not user.is_active:
            self.stdout.write("The account is deactivated: an operator can activate it in the admin.")
