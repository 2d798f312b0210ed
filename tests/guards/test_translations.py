"""English is the source, German is complete: nothing missing, nothing fuzzy, no placeholder lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings

from newsdesk.common import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%[sd]")


@pytest.fixture(scope="module")
def source() -> Catalog:
    return messages.extract(settings.BASE_DIR)


@pytest.fixture(scope="module")
def german() -> Catalog:
    return messages.load(settings.LOCALE_PATHS[0], "de")


def test_every_string_of_the_interface_is_translated(source: Catalog, german: Catalog) -> None:
    known = {(message.id, message.context) for message in german}
    missing = [message.id for message in source if message.id and (message.id, message.context) not in known]
    assert missing == []
    assert messages.untranslated(german) == []


def test_no_translation_outlives_its_string(source: Catalog, german: Catalog) -> None:
    wanted = {(message.id, message.context) for message in source}
    assert [message.id for message in german if (message.id, message.context) not in wanted] == []


def keeps_placeholders(message: Message) -> bool:
    """The last form, plural where there is one, has them all; a singular may say "one" in words."""
    wanted = set(PLACEHOLDER.findall(messages.as_tuple(message.id)[-1]))
    found = [set(PLACEHOLDER.findall(form or "")) for form in messages.as_tuple(message.string)]
    return found[-1] == wanted and all(forms <= wanted for forms in found)


def test_translations_keep_the_placeholders(german: Catalog) -> None:
    broken = [message.id for message in german if message.id and not keeps_placeholders(message)]
    assert broken == []


def template(tmp_path: Path, text: str, name: str = "page.html") -> Catalog:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    (tmp_path / "newsdesk").mkdir()
    return messages.extract(tmp_path)


def test_strings_of_templates_are_found_whatever_stands_around_them(tmp_path: Path) -> None:
    catalog = template(
        tmp_path,
        "{% load i18n %}\n<p title='{% translate \"Title\" %}'>It's {{ n }}\n"
        "    {% blocktranslate count n=n trimmed %}\n  One article\n{% plural %}\n {{ n }} articles\n"
        '{% endblocktranslate %} {% translate "May" context "month" %} {{ _("Shout")|upper }}</p>',
    )
    assert {(message.id, message.context) for message in catalog if message.id} == {
        ("Title", None),
        (("One article", "%(n)s articles"), None),
        ("May", "month"),
        ("Shout", None),
    }


def test_strings_of_mails_are_found(tmp_path: Path) -> None:
    catalog = template(tmp_path, "{% load i18n %}{% translate 'Welcome' %}", name="message.txt")
    assert [message.id for message in catalog if message.id] == ["Welcome"]


def test_merging_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    template(tmp_path, "{% load i18n %}{% translate 'Old' %}")
    locale = tmp_path / "locale"
    messages.update(tmp_path, locale, "de")
    path = messages.catalog_path(locale, "de")
    path.write_text(path.read_text("utf-8").replace('msgid "Old"\nmsgstr ""', 'msgid "Old"\nmsgstr "Alt"'))
    (tmp_path / "templates/page.html").write_text("{% load i18n %}{% translate 'Old' %}{% translate 'New' %}")
    catalog = messages.update(tmp_path, locale, "de")
    assert {message.id: message.string for message in catalog if message.id} == {"Old": "Alt", "New": None}
    assert messages.untranslated(catalog) == ["New"]
    (tmp_path / "templates/page.html").write_text("{% load i18n %}{% translate 'New' %}")
    assert [message.id for message in messages.update(tmp_path, locale, "de") if message.id] == ["New"]


def test_a_catalogue_is_compiled_when_it_has_changed_and_only_then(tmp_path: Path) -> None:
    template(tmp_path, "{% load i18n %}{% translate 'Old' %}")
    locale = tmp_path / "locale"
    messages.update(tmp_path, locale, "de")
    source = messages.catalog_path(locale, "de")
    messages.compile_catalog(locale, "de")
    compiled = source.with_suffix(".mo")
    assert compiled.read_bytes()

    compiled.write_bytes(b"kept")
    messages.compile_catalog(locale, "de")
    assert compiled.read_bytes() == b"kept"

    os.utime(source, ns=(compiled.stat().st_mtime_ns + 1,) * 2)
    messages.compile_catalog(locale, "de")
    assert compiled.read_bytes() != b"kept"
