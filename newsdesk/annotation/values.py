"""The value of a decision: a mention, a claim, a paragraph or nothing, checked against the text it is about.

Offsets are Unicode code points, half-open. Every span carries its exact text, so that a value that was
made on another text, or counted in other units, is refused and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from newsdesk.nlp.records import (
    CERTAINTIES,
    CLAIM_TYPES,
    LABELS,
    MEDIA,
    POLARITIES,
    ROLES,
    SPEAKER_KINDS,
    TENSES,
)

Value = dict[str, Any]
LONGEST_NAME: Final = 300
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": CLAIM_TYPES,
    "medium": MEDIA,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
    "tense": TENSES,
    "speaker_kind": SPEAKER_KINDS,
}
_MENTION_NAMES: Final = ("subtype", "canonical", "title")


class InvalidValue(ValueError):
    """A value that no text could have; the message says in one sentence what is wrong with it."""


class OtherText(ValueError):
    """A span whose exact text is not what the text has there: it was made on another text."""

    def __init__(self, start_char: int, end_char: int) -> None:
        super().__init__(f"the text has something else at [{start_char}, {end_char})")
        self.start_char, self.end_char = start_char, end_char


def check_mention(value: Any, text: str) -> Value:
    """A mention: one span with its label. Raises InvalidValue and OtherText."""
    fields = _fields(value, {"start_char", "end_char", "exact", "label"}, set(_MENTION_NAMES))
    _check_span(_span(fields), text)
    _check_choice("label", fields["label"], LABELS)
    for name in _MENTION_NAMES:
        _check_name(name, fields.get(name))
    return fields


def check_claim(value: Any, text: str) -> Value:
    """A claim: its roles, each a list of spans, and its attributes. Raises InvalidValue and OtherText."""
    fields = _fields(value, {"roles", *_CHOICES}, {"speaker_entity", "parent"})
    for name, allowed in _CHOICES.items():
        _check_choice(name, fields[name], allowed)
    _check_name("speaker_entity", fields.get("speaker_entity"))
    _check_uuid("parent", fields.get("parent"))
    roles = _fields(fields["roles"], {"quote"}, set(ROLES))
    if not roles["quote"]:
        raise InvalidValue("quote: a claim needs at least one span")
    for role, spans in roles.items():
        _check_spans(role, spans, text)
    return fields


def check_stretch(value: Any, text: str) -> Value:
    """A stretch of the text that was read, as a paragraph is. Raises InvalidValue and OtherText."""
    fields = _fields(value, {"start_char", "end_char", "exact"}, set())
    _check_span(_span(fields), text)
    return fields


def spans_of(value: Value) -> Iterator[tuple[int, int]]:
    """The offsets of all spans of a checked value."""
    if "roles" in value:
        for spans in value["roles"].values():
            yield from ((span["start_char"], span["end_char"]) for span in spans)
    elif "start_char" in value:
        yield value["start_char"], value["end_char"]


def _check_spans(role: str, spans: Any, text: str) -> None:
    if not isinstance(spans, list):
        raise InvalidValue(f"{role}: must be a list of spans")
    for span in spans:
        _check_span(_fields(span, {"start_char", "end_char", "exact"}, set()), text)
    for before, after in pairwise(spans):
        if after["start_char"] <= before["end_char"]:
            raise InvalidValue(f"{role}: spans must be sorted, disjoint and not touching")


def _span(fields: Value) -> Value:
    return {name: fields[name] for name in ("start_char", "end_char", "exact")}


def _check_span(span: Value, text: str) -> None:
    start, end, exact = span["start_char"], span["end_char"], span["exact"]
    if not (_is_offset(start) and _is_offset(end) and isinstance(exact, str)):
        raise InvalidValue("a span needs two whole numbers and its exact text")
    if start >= end:
        raise InvalidValue(f"[{start}, {end}) is empty")
    if end > len(text) or text[start:end] != exact:
        raise OtherText(start, end)


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _fields(value: Any, needed: set[str], others: set[str]) -> Value:
    if not isinstance(value, dict):
        raise InvalidValue("must be an object")
    if missing := needed - value.keys():
        raise InvalidValue(f"without {', '.join(sorted(missing))}")
    if unknown := value.keys() - needed - others:
        raise InvalidValue(f"unknown field {', '.join(sorted(map(str, unknown)))}")
    return dict(value)


def _check_choice(field: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InvalidValue(f"{field}: {value!r} is none of {', '.join(allowed)}")


def _check_name(field: str, value: Any) -> None:
    if value is not None and (not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME):
        raise InvalidValue(f"{field}: must be text of at most {LONGEST_NAME} characters, or nothing")


def _check_uuid(field: str, value: Any) -> None:
    try:
        if value is not None:
            UUID(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidValue(f"{field}: must name an item, or nothing") from error
