"""Why the rules made a claim, in the reader's language: rows keep it in English with the word they saw."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext, gettext_noop

TEMPLATES: Final = (
    gettext_noop("clause before ', %(word)s X', Konjunktiv"),
    gettext_noop("clause before ', %(word)s X'"),
    gettext_noop("sentence before 'Das … X'"),
    gettext_noop("'wie X …' beside the claim"),
    gettext_noop("'%(word)s' with a clause in Konjunktiv"),
    gettext_noop("'%(word)s' with dass"),
    gettext_noop("'%(word)s' with ob"),
    gettext_noop("'%(word)s' with a question"),
    gettext_noop("'%(word)s' with a main clause"),
    gettext_noop("'%(word)s' with an infinitive"),
    gettext_noop("'%(word)s' as hearsay"),
    gettext_noop("'%(word)s' behind a claim"),
    gettext_noop("'%(word)s' with a source"),
    gettext_noop("'%(word)s' as a speech act"),
    gettext_noop("quotation before its frame"),
    gettext_noop("quotation around its frame"),
    gettext_noop("quotation behind its frame"),
    gettext_noop("quotation behind a colon"),
    gettext_noop("quotation that goes on"),
    gettext_noop("quotation without a frame"),
    gettext_noop("quotation inside a report"),
    gettext_noop("quotation behind '%(word)s'"),
    gettext_noop("Konjunktiv goes on behind a claim"),
    gettext_noop("Konjunktiv behind a sentence about the speaker"),
)
PATTERNS: Final = {
    template: re.compile(re.escape(template).replace(re.escape("%(word)s"), "(?P<word>.+)"))
    for template in TEMPLATES
}


def in_words(explanation: str) -> str:
    """The explanation as the page says it; as it is where it comes from rules of another time."""
    for template, pattern in PATTERNS.items():
        if found := pattern.fullmatch(explanation):
            return gettext(template) % found.groupdict()
    return explanation
