"""The reader's words and signs for what the rows hold, and the names of things in the page."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Certainty, Label, SpeakerKind
from newsdesk.annotation.reading import LOST_SIGN, Read, Status

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
    Status.ADDED: "+",
    Status.REJECTED: "✕",
}
MOVED_SIGN: Final = "↷"
MOVED: Final = pgettext_lazy("status", "moved")
STATUS_LEGEND: Final[tuple[tuple[str, Words], ...]] = (
    (STATUS_SIGNS[Status.SUGGESTED], _("suggested by the machine, not decided")),
    *((STATUS_SIGNS[status], status.label) for status in Status if status is not Status.SUGGESTED),
    (MOVED_SIGN, _("moved: found again nearby by a newer reading")),
    (LOST_SIGN, _("not found by the newest reading")),
)
NOTHING_SIGN: Final = "∅"
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


def decided_signs(read: Read) -> str:
    """What stands beside a thing that people have decided about, and where it was found again elsewhere."""
    return "" if read.is_open else STATUS_SIGNS[read.status] + (MOVED_SIGN if read.is_moved else "")


def decided_words(read: Read) -> str:
    """The same with a word and the name of whoever decided: `✓ accepted · Ada`."""
    if read.is_open:
        return ""
    words = [f"{decided_signs(read)} {read.status.label}", MOVED if read.is_moved else "", read.decided_by]
    return " · ".join(str(word) for word in words if word)


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
