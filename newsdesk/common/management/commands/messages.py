"""`manage.py messages`: extracts the interface's strings and compiles the catalogues."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from newsdesk.common import messages

SOURCE_LANGUAGE = "en"


class Command(BaseCommand):
    help = "Extracts every string of the interface into locale/ and compiles the catalogues."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile what is there")

    def handle(self, *args: Any, compile: bool = False, **options: Any) -> None:  # noqa: A002
        folder = settings.LOCALE_PATHS[0]
        for language, _name in settings.LANGUAGES:
            if language == SOURCE_LANGUAGE:
                continue
            if not compile:
                self.report(language, messages.update(settings.BASE_DIR, folder, language))
            messages.compile_catalog(folder, language)

    def report(self, language: str, catalog: Any) -> None:
        missing = messages.untranslated(catalog)
        self.stdout.write(f"{language}: {len(catalog)} strings, {len(missing)} without a translation")
        for message in missing:
            self.stdout.write(f"  {message}")
