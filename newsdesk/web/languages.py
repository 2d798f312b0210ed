"""Languages by their names, in the reader's own."""

from __future__ import annotations

from babel import Locale
from babel.lists import format_list
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from newsdesk.nlp import language_code, language_codes
from newsdesk.nlp.detection import UNDETERMINED


def locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))


def language_name(tag: str) -> str:
    """The name of the language that a tag means, or the tag where nobody has a name for it."""
    return locale().languages.get(language_code(tag)) or tag


def in_language(tag: str) -> str:
    """What a text is in, as a list says it."""
    if language_code(tag) == UNDETERMINED:
        return _("in another language")
    return _("in %(language)s") % {"language": language_name(tag)}


def languages_read() -> str:
    """The languages that there are rules for, as a sentence lists them."""
    return format_list([language_name(code) for code in language_codes()], locale=locale())


def doubt(stated: str, detected: str) -> str:
    """That an article was read as what people say although it seems to be in another language."""
    return _(
        "This article is marked as being in %(stated)s, but seems to be in %(detected)s. "
        "What is in another language was not read."
    ) % {"stated": language_name(stated), "detected": language_name(detected)}


def why_unread() -> str:
    """Why an article in another language has neither names nor claims, in a sentence."""
    return _("Newsdesk reads %(languages)s so far: no names or claims were extracted.") % {
        "languages": languages_read()
    }
