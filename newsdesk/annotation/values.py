"""The value of a decision: a mention, a claim, a paragraph or nothing, checked against the text it is about.

Offsets are Unicode code points, half-open. Every span carries its exact text, or the SHA-256 of it where
the sender may not keep text, so that a value that was made on another text, or counted in other units, is
refused and never guessed. A checked value has the exact text in either case.
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
    digest,
)

Value = dict[str, Any]
LONGEST_NAME: Final = 300
LONGEST_REASON: Final = 500
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": CLAIM_TYPES,
    "medium": MEDIA,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
    "tense": TENSES,
    "speaker_kind": SPEAKER_KINDS,
}
_MENTION_NAMES: Final = ("subtype", "canonical", "title")
_OFFSETS: Final = {"start_char", "end_char"}
_PROOFS: Final = {"exact", "sha256"}


class InvalidValue(ValueError):
    """A value that no text could have; the message says in one sentence what is wrong with it."""


class OtherText(ValueError):
    """A span whose exact text is not what the text has there: it was made on another text."""

    def __init__(self, start_char: int, end_char: int) -> None:
        super().__init__(f"the text has something else at [{start_char}, {end_char})")
        self.start_char, self.end_char = start_char, end_char


def check_mention(value: Any, text: str) -> Value:
    """A mention: one span with its label. Raises InvalidValue and OtherText."""
    fields = _fields(value, {*_OFFSETS, "label"}, {*_PROOFS, *_MENTION_NAMES})
    _check_choice("label", fields["label"], LABELS)
    for name in _MENTION_NAMES:
        _check_name(name, fields.get(name))
    names = {name: fields[name] for name in ("label", *_MENTION_NAMES) if name in fields}
    return _span(fields, text) | names


def check_claim(value: Any, text: str) -> Value:
    """A claim: its roles, each a list of spans, and its attributes. Raises InvalidValue and OtherText.

    `parent` is the id of an item, or None: whoever takes it from elsewhere has put it so before.
    """
    fields = _fields(value, {"roles", *_CHOICES}, {"speaker_entity", "parent"})
    for name, allowed in _CHOICES.items():
        _check_choice(name, fields[name], allowed)
    _check_name("speaker_entity", fields.get("speaker_entity"))
    _check_uuid("parent", fields.get("parent"))
    roles = _fields(fields["roles"], {"quote"}, set(ROLES))
    if not roles["quote"]:
        raise InvalidValue("quote: a claim needs at least one span")
    return fields | {"roles": {role: _spans(role, spans, text) for role, spans in roles.items()}}


def check_stretch(value: Any, text: str) -> Value:
    """A stretch of the text that was read, as a paragraph is. Raises InvalidValue and OtherText."""
    return _span(_fields(value, _OFFSETS, _PROOFS), text)


def spans_of(value: Value) -> Iterator[tuple[int, int]]:
    """The offsets of all spans of a checked value."""
    if "roles" in value:
        for spans in value["roles"].values():
            yield from ((span["start_char"], span["end_char"]) for span in spans)
    elif "start_char" in value:
        yield value["start_char"], value["end_char"]


def check_reason(reason: Any) -> str:
    """Why somebody decided so, as they wrote it. Raises InvalidValue."""
    if not isinstance(reason, str) or len(reason) > LONGEST_REASON or not _can_be_stored(reason):
        raise InvalidValue(f"reason: must be text of at most {LONGEST_REASON} characters")
    return reason


def _spans(role: str, spans: Any, text: str) -> list[Value]:
    if not isinstance(spans, list):
        raise InvalidValue(f"{role}: must be a list of spans")
    checked = [_span(_fields(span, _OFFSETS, _PROOFS), text) for span in spans]
    for before, after in pairwise(checked):
        if after["start_char"] <= before["end_char"]:
            raise InvalidValue(f"{role}: spans must be sorted, disjoint and not touching")
    return checked


def _span(fields: Value, text: str) -> Value:
    """The offsets and the exact text, after everything that is given has been found to fit."""
    start, end = fields["start_char"], fields["end_char"]
    if not (_is_offset(start) and _is_offset(end)):
        raise InvalidValue("a span needs two whole numbers")
    if start >= end:
        raise InvalidValue(f"[{start}, {end}) is empty")
    given = {name: fields[name] for name in _PROOFS if name in fields}
    if not given or not all(isinstance(proof, str) for proof in given.values()):
        raise InvalidValue("a span needs its exact text, or the SHA-256 of it")
    exact = text[start:end]
    if end > len(text) or not _is_proven(exact, **given):
        raise OtherText(start, end)
    return {"start_char": start, "end_char": end, "exact": exact}


def _is_proven(found: str, *, exact: str | None = None, sha256: str | None = None) -> bool:
    return (exact is None or exact == found) and (sha256 is None or sha256.lower() == digest(found))


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
    if value is None:
        return
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not _can_be_stored(value):
        raise InvalidValue(f"{field}: must be text of at most {LONGEST_NAME} characters, or nothing")


def _can_be_stored(text: str) -> bool:
    """Neither with NUL, which PostgreSQL does not take, nor with half a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _check_uuid(field: str, value: Any) -> None:
    try:
        if value is not None:
            UUID(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidValue(f"{field}: must name an item, or nothing") from error
