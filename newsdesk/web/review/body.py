"""What a page sends about an article, read strictly: whatever is wrong with it is said in one sentence.

Nothing here knows the database. Whether an item, a row or a text is there is found out later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from newsdesk.annotation.models import Decision, DecisionKind, ItemKind

MAX_BYTES: Final = 2_000_000
MAX_ACTS: Final = 500
MAX_ROWS: Final = 20_000
MAX_DEPTH: Final = 10
MAX_AFTER: Final = 100
LONGEST_STRING: Final = 500
LONGEST_REASON: Final[int] = Decision._meta.get_field("reason").max_length or 0
LARGEST_NUMBER: Final = 2**63 - 1
_UUID: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_ACT_FIELDS: Final = frozenset(
    {"uuid", "kind", "item", "item_kind", "row", "previous", "after", "undoes", "value", "reason"}
)
_WAYS: Final = ("acts", "accept_all", "undo_batch", "redo_batch")
Named = TypeVar("Named")


class BadBody(ValueError):
    """The body is not one that the page makes; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A machine row as it is named: `kind` is `claim` or `mention`."""

    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class SentAct:
    """A decision as it was sent; nothing is known yet of the item and the row that it names."""

    uuid: UUID
    kind: str
    item: UUID | None = None
    item_kind: str | None = None
    row: SentRow | None = None
    previous: UUID | None = None
    undoes: UUID | None = None
    value: Any = None
    reason: str = ""
    after: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    acts: tuple[SentAct, ...]


@dataclass(frozen=True, slots=True)
class AcceptAll:
    """Machine rows to accept as they are, by their keys."""

    mentions: tuple[int, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UndoBatch:
    batch: UUID


@dataclass(frozen=True, slots=True)
class RedoBatch:
    batch: UUID


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: what it wants done, on which version of the text, and the name of the whole act."""

    version: int
    wish: Acts | AcceptAll | UndoBatch | RedoBatch
    batch: UUID | None = None


def read_body(body: bytes) -> Sent:
    """The request that `body` holds. Raises BadBody."""
    fields = _object(_parsed(body), "", frozenset({"version", "batch", *_WAYS}))
    ways = [name for name in _WAYS if fields.get(name) is not None]
    if len(ways) != 1:
        raise BadBody(_("The request must hold exactly one of these: %s.") % ", ".join(_WAYS))
    batch = _uuid(fields.get("batch"), "batch")
    if batch is None and ways != ["acts"]:
        _missing("batch")
    return Sent(_number(fields.get("version"), "version"), _wish(ways[0], fields[ways[0]]), batch)


def _wish(way: str, sent: Any) -> Acts | AcceptAll | UndoBatch | RedoBatch:
    if way == "acts":
        return _acts(sent)
    if way == "accept_all":
        return _accept_all(sent)
    return (UndoBatch if way == "undo_batch" else RedoBatch)(_needed(_uuid(sent, way), way))


def _acts(sent: Any) -> Acts:
    acts = tuple(map(_act, _list(sent, "acts", MAX_ACTS)))
    if len({act.uuid for act in acts}) < len(acts):
        raise BadBody(_("Two decisions of the request have the same name."))
    return Acts(acts)


def _act(sent: Any) -> SentAct:
    fields = _object(sent, "acts", _ACT_FIELDS)
    reason = fields.get("reason") or ""
    if not isinstance(reason, str):
        _wrong("reason")
    if len(reason) > LONGEST_REASON:
        raise BadBody(_("A reason may have %(limit)s characters.") % {"limit": LONGEST_REASON})
    return SentAct(
        uuid=_needed(_uuid(fields.get("uuid"), "uuid"), "uuid"),
        kind=_needed(_choice(fields.get("kind"), "kind", DecisionKind.values), "kind"),
        item=_uuid(fields.get("item"), "item"),
        item_kind=_choice(fields.get("item_kind"), "item_kind", ItemKind.values),
        row=_row(fields.get("row")),
        previous=_uuid(fields.get("previous"), "previous"),
        undoes=_uuid(fields.get("undoes"), "undoes"),
        value=fields.get("value"),
        reason=reason.strip(),
        after=_uuids(fields.get("after"), "after"),
    )


def _accept_all(sent: Any) -> AcceptAll:
    fields = _object(sent, "accept_all", frozenset({"mentions", "claims"}))
    mentions, claims = (_numbers(fields.get(name, []), name) for name in ("mentions", "claims"))
    if not mentions and not claims:
        _missing("accept_all")
    return AcceptAll(mentions, claims)


def _row(sent: Any) -> SentRow | None:
    if sent is None:
        return None
    fields = _object(sent, "row", frozenset({"claim", "mention"}))
    named = [SentRow(kind, _number(pk, "row")) for kind, pk in fields.items() if pk is not None]
    return named[0] if len(named) == 1 else _wrong("row")


# --- Fields ---------------------------------------------------------------------------------------


def _object(sent: Any, field: str, known: frozenset[str]) -> dict[str, Any]:
    if not isinstance(sent, dict):
        _wrong(field or "JSON")
    if unknown := sorted(sent.keys() - known):
        raise BadBody(_("“%(field)s” is unknown.") % {"field": _shortened(unknown[0])})
    return dict(sent)


def _list(sent: Any, field: str, limit: int) -> list[Any]:
    if not isinstance(sent, list):
        _wrong(field)
    if not sent:
        _missing(field)
    if len(sent) > limit:
        raise BadBody(_("“%(field)s”: at most %(limit)s at once.") % {"field": field, "limit": limit})
    return list(sent)


def _numbers(sent: Any, field: str) -> tuple[int, ...]:
    """Keys of rows, each once, in the order they were sent."""
    return tuple(dict.fromkeys(_number(key, field) for key in _list(sent, field, MAX_ROWS))) if sent else ()


def _number(sent: Any, field: str) -> int:
    if sent is None:
        _missing(field)
    if not isinstance(sent, int) or isinstance(sent, bool) or sent < 0:
        _wrong(field)
    return sent


def _uuid(sent: Any, field: str) -> UUID | None:
    if sent is None:
        return None
    return UUID(sent) if isinstance(sent, str) and _UUID.fullmatch(sent) else _wrong(field)


def _uuids(sent: Any, field: str) -> tuple[UUID, ...]:
    return tuple(_needed(_uuid(name, field), field) for name in _list(sent, field, MAX_AFTER)) if sent else ()


def _choice(sent: Any, field: str, choices: Sequence[str]) -> str | None:
    if sent is None:
        return None
    return sent if isinstance(sent, str) and sent in choices else _wrong(field)


def _needed(value: Named | None, field: str) -> Named:
    return _missing(field) if value is None else value


def _missing(field: str) -> NoReturn:
    raise BadBody(_("“%(field)s” is missing.") % {"field": field})


def _wrong(field: str) -> NoReturn:
    raise BadBody(_("“%(field)s” is not what it must be.") % {"field": field})


def _shortened(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"


# --- JSON -----------------------------------------------------------------------------------------


def _parsed(body: bytes) -> Any:
    """What the body holds: nothing too large, too deep or that no database takes. Raises BadBody."""
    if len(body) > MAX_BYTES:
        raise too_large()
    try:
        sent = json.loads(
            body.decode(), parse_int=_whole_number, parse_float=_no_number, parse_constant=_no_number
        )
    except RecursionError as error:
        raise BadBody(_("The request is nested too deeply.")) from error
    except BadBody:
        raise
    except ValueError as error:  # not JSON, or not UTF-8
        raise BadBody(_("The request is not valid JSON in UTF-8.")) from error
    for field, string, depth in _strings(sent):
        _check_string(field, string, depth)
    return sent


def too_large() -> BadBody:
    return BadBody(_("The request is too large: send its decisions in several."))


def _whole_number(digits: str) -> int:
    number = int(digits) if len(digits) < 20 else LARGEST_NUMBER + 1
    return number if abs(number) <= LARGEST_NUMBER else _no_number(digits)


def _no_number(_digits: str) -> NoReturn:
    raise BadBody(_("A number of the request is none that an article has: only whole ones are."))


def _strings(sent: Any) -> Iterator[tuple[str, str, int]]:
    """Every string, keys too, with the name of its field and its depth; an empty one for each container."""
    waiting: list[tuple[str, Any, int]] = [("", sent, 1)]
    while waiting:
        field, value, depth = waiting.pop()
        if isinstance(value, str):
            yield field, value, depth
        elif isinstance(value, dict | list):
            yield field, "", depth
            pairs = value.items() if isinstance(value, dict) else ((field, each) for each in value)
            for name, inner in pairs:
                if isinstance(value, dict):
                    yield "", name, depth
                waiting.append((name, inner, depth + 1))


def _check_string(field: str, string: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadBody(_("The request is nested too deeply."))
    if _UNSTORABLE.search(string):
        raise BadBody(_("The request holds characters that no text has."))
    if len(string) > (settings.MAX_TEXT_CHARS if field == "exact" else LONGEST_STRING):
        raise BadBody(_("“%(field)s” is too long.") % {"field": _shortened(field)})
