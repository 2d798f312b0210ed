"""What decisions say, in words: the lines of a value, one line of what it is about, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.analysis.models import Certainty, ClaimType, Label, Polarity, SpanRole, SpeakerKind, Tense
from newsdesk.annotation.models import DecisionKind, ItemKind
from newsdesk.annotation.values import Value
from newsdesk.web.reader.details import SUBTYPES
from newsdesk.web.reader.dock import MEDIUM_WORDS
from newsdesk.web.reader.words import CERTAINTY_SIGNS, Words

LONGEST_GIST: Final = 160
NAMES: Final[dict[str, Words]] = {
    **{role.value: role.label for role in SpanRole},
    "speaker_entity": _("speaker's name"),
    "speaker_kind": _("how the speaker is named"),
    "type": _("how it is reported"),
    "certainty": _("certainty"),
    "polarity": _("polarity"),
    "tense": _("tense"),
    "medium": _("medium"),
    "parent": _("stands inside"),
    "exact": pgettext_lazy("mention", "words"),
    "label": _("kind"),
    "subtype": _("more closely"),
    "canonical": _("name"),
    "title": _("title or office"),
}
USUAL: Final = {"polarity": Polarity.AFFIRMED, "tense": Tense.PRESENT, "medium": "none"}
CHOICES: Final[dict[str, Mapping[str, Words]]] = {
    "type": dict(ClaimType.choices),
    "polarity": dict(Polarity.choices),
    "tense": dict(Tense.choices),
    "speaker_kind": dict(SpeakerKind.choices),
    "label": dict(Label.choices),
    "subtype": SUBTYPES,
    "medium": MEDIUM_WORDS,
}
SIGNS: Final[dict[str, str]] = {
    DecisionKind.ACCEPT: "✓",
    DecisionKind.CORRECT: "✎",
    DecisionKind.ADD: "+",
    DecisionKind.REJECT: "✕",
    DecisionKind.NOTHING_HERE: "∅",
    DecisionKind.UNDO: "↩",
}
REDO_SIGN, OPEN_SIGN, GONE_SIGN = "↪", "?", "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a value says: a field, what people call it, and what it is."""

    field: str
    name: Words
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line before and after; empty where there was or is none."""

    name: Words
    before: str
    after: str


def lines_of(value: Value | None, parents: Mapping[str, str], *, all_of_it: bool = True) -> list[Line]:
    """What a value says. `parents` are what the claims that it may stand inside say, by their ids.

    Not `all_of_it` leaves out what goes without saying, as that a claim is affirmed.
    """
    fields = dict(_words_of(value or {}, parents))
    return [
        Line(field, name, fields[field])
        for field, name in NAMES.items()
        if fields.get(field) and (all_of_it or (value or {}).get(field) != USUAL.get(field, ""))
    ]


def _words_of(value: Value, parents: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for role, spans in value.get("roles", {}).items():
        yield role, exact_of(spans)
    for field in NAMES.keys() & value.keys():
        said = value[field]
        if field == "certainty":
            yield field, f"{CERTAINTY_SIGNS[Certainty(said)]} {Certainty(said).label}"
        elif field == "parent":
            yield field, parents.get(said, "") if said else ""
        elif said:
            yield field, single_blanks(str(CHOICES.get(field, {}).get(said, said)))


def changes_between(before: list[Line], after: list[Line]) -> list[Change]:
    """Which lines differ, in the order of their fields."""
    old, new = ({line.field: line.words for line in lines} for lines in (before, after))
    return [
        Change(name, old.get(field, ""), new.get(field, ""))
        for field, name in NAMES.items()
        if old.get(field, "") != new.get(field, "")
    ]


def gist_of(value: Value | None) -> str:
    """The words of the text that a value is about, cut short."""
    if not value:
        return ""
    return shortened(exact_of(value["roles"]["quote"]) if "roles" in value else single_blanks(value["exact"]))


def speaker_of(value: Value | None) -> str:
    """Who says what a claim's value claims, as far as somebody is named."""
    if not value or "roles" not in value:
        return ""
    return str(value.get("speaker_entity") or exact_of(value["roles"].get("speaker", [])))


def thing_of(kind: str, value: Value | None) -> Words:
    """What kind of thing a decision is about: a claim, a person, a paragraph, the article."""
    label = (value or {}).get("label", "") if kind == ItemKind.MENTION else ""
    return Label(label).label if label in Label.values else ItemKind(kind).label


def exact_of(spans: list[dict[str, Any]]) -> str:
    """The texts of spans, with an ellipsis between two of them."""
    return " … ".join(single_blanks(span["exact"]) for span in spans)


def single_blanks(words: str) -> str:
    return " ".join(words.split())


def shortened(words: str) -> str:
    """At most LONGEST_GIST characters, cut at a blank."""
    if len(words) <= LONGEST_GIST:
        return words
    return words[:LONGEST_GIST].rpartition(" ")[0].rstrip(" ,;:–-") + " …"
