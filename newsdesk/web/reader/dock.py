"""What the dock offers to choose from: kinds of mentions and attributes of claims, each with its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Certainty, ClaimType, Label, Polarity, SpanRole, SpeakerKind, Tense
from newsdesk.nlp.records import MEDIA
from newsdesk.web.reader.words import CERTAINTY_SIGNS, Words

LABEL_KEYS: Final = "1234567890-"
MEDIUM_WORDS: Final[dict[str, Words]] = {
    "Speech": _("said"),
    "Thought": _("thought"),
    "Writing": _("written"),
    "SW": _("said or written"),
    "ST": _("said or thought"),
    "TW": _("thought or written"),
    "none": _("not told"),
}


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A kind of mention, and the key that gives it."""

    value: str
    name: Words
    key: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a claim: the key goes on to its next choice while a claim is being written."""

    name: str
    title: Words
    key: str
    choices: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Dock:
    """The choices in the order of the page."""

    labels: tuple[LabelChoice, ...]
    roles: tuple[tuple[str, Words], ...]
    attributes: tuple[Attribute, ...]


def dock() -> Dock:
    return Dock(
        labels=tuple(
            LabelChoice(label.value, label.label, key) for label, key in zip(Label, LABEL_KEYS, strict=True)
        ),
        roles=tuple((role.value, role.label) for role in SpanRole),
        attributes=(
            Attribute("speaker_kind", _("Speaker"), "w", _choices(SpeakerKind)),
            Attribute("certainty", _("Certainty"), "c", _certainties()),
            Attribute("type", pgettext_lazy("claim", "Type"), "y", _choices(ClaimType)),
            Attribute("polarity", _("Polarity"), "p", _choices(Polarity)),
            Attribute("tense", _("Time"), "z", _choices(Tense)),
            Attribute(
                "medium",
                pgettext_lazy("claim", "Medium"),
                "v",
                tuple((name, MEDIUM_WORDS[name]) for name in MEDIA),
            ),
        ),
    )


def _choices(
    of: type[SpeakerKind] | type[ClaimType] | type[Polarity] | type[Tense],
) -> tuple[tuple[str, Words], ...]:
    return tuple((choice.value, choice.label) for choice in of)


def _certainties() -> tuple[tuple[str, Words], ...]:
    return tuple((choice.value, f"{CERTAINTY_SIGNS[choice]} {choice.label}") for choice in Certainty)
