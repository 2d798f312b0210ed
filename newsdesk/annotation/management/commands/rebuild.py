"""`manage.py rebuild [--check]`: what is kept of people's decisions, computed anew from the decisions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsdesk.annotation.projections import drifted, rebuild


class Command(BaseCommand):
    help = (
        "Computes the state of every reviewed item and article anew from the decisions. With --check it "
        "changes nothing and fails if one is not what its decisions come to."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which differ")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"{rebuild()} rows were wrong and are mended.")
            return
        wrong = [f"{drift.row._meta.model_name} {drift.row.pk}" for drift in drifted()]
        if wrong:
            raise CommandError(f"{len(wrong)} rows differ from their decisions: {', '.join(wrong)}")
        self.stdout.write("No difference.")
