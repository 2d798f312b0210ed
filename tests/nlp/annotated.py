"""Claims that people annotated, written as exact texts: read into offsets, and checked.

`python -m tests.nlp.annotated FILE …` checks annotations and prints what is wrong with them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.nlp.records import (
    CERTAINTIES,
    CLAIM_TYPES,
    MEDIA,
    POLARITIES,
    ROLES,
    SPEAKER_KINDS,
    TENSES,
    Claim,
    RoleSpans,
)

ARTICLES = Path(__file__).parent / "claims"
CHOICES = {
    "type": CLAIM_TYPES,
    "medium": MEDIA,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
    "tense": TENSES,
    "speaker_kind": SPEAKER_KINDS,
}
_OTHERS = {"parent", "speaker_entity"}


@dataclass(frozen=True)
class Annotated:
    """An article with its date of publication and the claims that a person found in it."""

    name: str
    text: str
    published_at: str | None
    claims: tuple[Claim, ...]


def read_articles(folder: Path = ARTICLES) -> list[Annotated]:
    """Every article of a folder: `<name>.txt` with `<name>.claims.json` beside it."""
    return [read_article(path) for path in sorted(folder.glob("*.claims.json"))]


def read_article(path: Path) -> Annotated:
    """The article of a `.claims.json`; raises ValueError where an annotation does not fit its text."""
    name = path.name.removesuffix(".claims.json")
    text = path.with_name(f"{name}.txt").read_text("utf-8")
    record = json.loads(path.read_text("utf-8"))
    claims = tuple(claim_of(text, claim) for claim in record["claims"])
    return Annotated(name, text, record.get("published_at"), claims)


def claim_of(text: str, record: dict[str, Any]) -> Claim:
    """A claim whose roles are lists of exact texts."""
    if unknown := set(record) - set(ROLES) - set(CHOICES) - _OTHERS:
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    fields: dict[str, Any] = {key: record[key] for key in (*CHOICES, *_OTHERS) if key in record}
    return Claim(**fields | roles_of(text, record))


def roles_of(text: str, record: dict[str, Any]) -> dict[str, RoleSpans]:
    """The roles that a record names, as offsets.

    A quote's pieces are looked for from the left, each behind the one before; the text of any
    other role that occurs several times is the one nearest to the quote. A piece that is not
    unique takes the words before it along, up to a bar: "sagte Meier:|„Ja“".
    """
    quote = _quote(text, record["quote"])
    others = {role: record[role] for role in ROLES if role in record and role != "quote"}
    return {"quote": quote} | {
        role: tuple(sorted(_nearest(text, piece, quote) for piece in pieces))
        for role, pieces in others.items()
    }


def _quote(text: str, pieces: list[str]) -> RoleSpans:
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        places = _places(text, piece)
        if not spans and len(places) > 1:
            raise ValueError(f"the quote occurs {len(places)} times: {piece!r}")
        spans.append(next(place for place in places if not spans or place[0] >= spans[-1][1]))
    return tuple(spans)


def _nearest(text: str, piece: str, quote: RoleSpans) -> tuple[int, int]:
    def distance(place: tuple[int, int]) -> int:
        return min(max(start - place[1], place[0] - end, 0) for start, end in quote)

    return min(_places(text, piece), key=distance)


def _places(text: str, piece: str) -> list[tuple[int, int]]:
    before, _, exact = piece.rpartition("|")
    found: list[tuple[int, int]] = []
    start = text.find(before + exact)
    while start >= 0:
        found.append((start + len(before), start + len(before) + len(exact)))
        start = text.find(before + exact, start + 1)
    if not found or not exact:
        raise ValueError(f"not in the text: {piece!r}")
    return found


def _check(path: Path) -> None:
    name = path.name.removesuffix(".claims.json")
    text = path.with_name(f"{name}.txt").read_text("utf-8")
    for number, record in enumerate(json.loads(path.read_text("utf-8"))["claims"]):
        try:
            claim_of(text, record)
        except (ValueError, KeyError, StopIteration, TypeError) as error:
            sys.stdout.write(f"{path.name}: claim {number}: {error!r}\n")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        _check(Path(argument))
