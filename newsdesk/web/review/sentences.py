"""Why a decision was not stored, in the reader's language: the services say it in English, for programs."""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsdesk.annotation.values import LONGEST_NAME, LONGEST_REASON, InvalidValue
from newsdesk.nlp.records import MAX_PARENTS
from newsdesk.web.review.words import shortened

NO_ROW: Final = gettext_lazy("There is no such claim or mention in this article.")
NO_ITEM: Final = gettext_lazy("There is no such item in this article.")
NOTHING_THERE: Final = gettext_lazy("There is nothing there any more to decide about.")
SENTENCES: Final[tuple[tuple[str, Promise], ...]] = (
    (
        r"parent: more than .*",
        gettext_lazy("A claim can stand inside at most %(parents)s others, and never inside itself."),
    ),
    (
        r"parent: a claim inside this one .*",
        gettext_lazy("A claim inside this one would then stand inside more than %(parents)s others."),
    ),
    (
        r"parent: there is no such claim .*",
        gettext_lazy("The claim that it should stand inside is not there."),
    ),
    (
        r"parent: the quote is not inside .*",
        gettext_lazy("A claim stands inside another one only if all of its words do."),
    ),
    (
        r"that is not the next decision to be taken back",
        gettext_lazy("That can no longer be taken back: something else was decided since."),
    ),
    (r"what is there already cannot be added", gettext_lazy("It is there already.")),
    (r"\w+: there is nothing yet to decide about|there is nothing to accept", NOTHING_THERE),
    (r"quote: a claim needs .*", gettext_lazy("A claim needs the words that are claimed.")),
    (
        r"\w+: spans must be sorted, .*",
        gettext_lazy("Two stretches of one role overlap or touch: make one of them."),
    ),
    (r"reason: must be text .*", gettext_lazy("A reason may have %(reason)s characters.")),
    (r"\w+: must be text of .*", gettext_lazy("A name may have %(name)s characters.")),
    (r"the row is of another text|a row is of another run|there is no such row", NO_ROW),
    (r"the item is in another layer|the item is not about that machine row", NO_ITEM),
)
PATTERNS: Final = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in SENTENCES)
LIMITS: Final = {"parents": MAX_PARENTS, "reason": LONGEST_REASON, "name": LONGEST_NAME}


def in_words(error: InvalidValue) -> str:
    """What people are told; of what only a broken page sends, the services' own words too."""
    said = str(error)
    for pattern, words in PATTERNS:
        if pattern.fullmatch(said):
            return str(words) % LIMITS
    return _("The page sent something that cannot be stored (%(detail)s).") % {"detail": shortened(said)}
