"""The reader's words and signs for what the rows hold, and the names of things in the page."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Certainty, Label, SpeakerKind
from newsdesk.annotation.reading import Status

Offsets = tuple[int, int]
Words = str | Promise

CERTAINTY_SIGNS: Final = {
    Certainty.CERTAIN: "●",
    Certainty.PROBABLE: "◐",
    Certainty.POSSIBLE: "◔",
    Certainty.UNKNOWN: "○",
}
STATUS_SIGNS: Final = {
    Status.SUGGESTED: "?",
    Status.ACCEPTED: "✓",
    Status.CORRECTED: "✎",
    Status.ADDED: "＋",
    Status.REJECTED: "✕",
}
MOVED_SIGN: Final = "↷"
UNNAMED_KINDS: Final = (SpeakerKind.ANONYMOUS, SpeakerKind.NONE)
LABEL_PLURALS: Final[dict[str, Words]] = {
    Label.PER: _("People"),
    Label.ORG: _("Organisations"),
    Label.LOC: _("Places"),
    Label.NORP: _("Nationalities and groups"),
    Label.WEAPON: _("Weapons"),
    Label.EVENT: _("Events"),
    Label.LAW: _("Laws"),
    Label.WORK: _("Works"),
    Label.DATE: pgettext_lazy("mentions", "Dates"),
    Label.QUANTITY: _("Quantities"),
    Label.MONEY: _("Money"),
}
REMARKABLE_MEDIA: Final[dict[str, Words]] = {
    "Thought": _("thought, not said"),
    "Writing": _("in writing"),
}


def exact_words(text: str, spans: Iterable[Offsets]) -> str:
    """The texts of the spans, with an ellipsis between two of them and blanks made single."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def entity_key(label: str, name: str) -> str:
    """A short name for an entity of an article, the same in every piece of it and in every run."""
    digest = blake2b(f"{label}:{name}".encode(), digest_size=5)
    return f"e{digest.hexdigest()}"


def mention_key(mention_id: str) -> str:
    """A short name for one mention, other than for the entity that it names."""
    return f"m{mention_id}"


def role_key(claim_id: str, role: str) -> str:
    """A short name for the spans of one role of a claim."""
    return f"c{claim_id}-{role}"
