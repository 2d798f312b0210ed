"""`manage.py load_demo`: the demo desk with its articles."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsdesk.accounts.models import User
from newsdesk.accounts.services import DEFAULT_OWNER
from newsdesk.demo.services import load_demo


class Command(BaseCommand):
    help = "Makes the demo desk with its articles, and reads them. Can be run again without harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--owner",
            metavar="EMAIL",
            help=f"who owns the desk (default: the first operator, or a new user {DEFAULT_OWNER})",
        )

    def handle(self, *args: Any, owner: str | None = None, **options: Any) -> None:
        loaded = load_demo(owner=existing_user(owner) if owner else default_owner())
        self.stdout.write(
            f"{loaded.desk.name}: {loaded.added} articles added, {loaded.present} were there already."
        )


def existing_user(email: str) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"There is no user {email}.")
    return user


def default_owner() -> User:
    """The first operator, or a new user who cannot log in before `manage.py reset_login`."""
    operator = User.objects.filter(is_superuser=True).order_by("pk").first()
    return (
        operator
        or User.objects.filter(email=DEFAULT_OWNER).first()
        or User.objects.create_user(DEFAULT_OWNER)
    )
