"""Cases of claims, attribute by attribute, and texts without any claim: read, and scored.

A case is right if the claim with the best quote has every field that the case expects. A quote
has to reach a token F1 of .5, another role .8, and a parent .5 in its quote and its speaker.

`python -m tests.nlp.claim_cases [WORD …]` prints right/total for each file and value, and the wrong
cases; with words only the cases whose file, value or id contains one of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.nlp import analyse
from newsdesk.nlp.records import ROLES, Claim, RoleSpans
from tests.nlp.annotated import CHOICES, roles_of
from tests.nlp.claim_scores import FOUND, RIGHT_SPEAKER, token_f1, tokens_in, word_tokens
from tests.nlp.scoring import CASES

VALUES = (
    "certainty:certain",
    "certainty:probable",
    "certainty:possible",
    "certainty:unknown",
    "polarity:affirmed",
    "polarity:negated",
    "tense:past",
    "tense:present",
    "tense:future",
    "evidence:given",
    "evidence:none",
    "chain:parent",
    "chain:none",
)
RIGHT_ROLE = 0.8
Roles = dict[str, RoleSpans]


@dataclass(frozen=True)
class Case:
    """A text, and one claim in it with the fields that are under test; `parent` is one of them."""

    id: str
    value: str
    text: str
    roles: Roles
    choices: dict[str, str]
    tests_parent: bool = False
    parent: Roles | None = None


@dataclass(frozen=True)
class FreeText:
    """A text without any claim, and the trap in it."""

    id: str
    trap: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A field that was read wrong."""

    field: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected or '–'}, got {self.got or '–'}"


# --- The files -------------------------------------------------------------------------------------


def claim_files() -> list[Path]:
    return sorted(CASES.glob("claims_*.jsonl"))


def free_files() -> list[Path]:
    return sorted(CASES.glob("no_claims_*.jsonl"))


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; raises ValueError where one does not fit its text."""
    return [_case(record) for record in _records(path)]


def read_free(path: Path) -> list[FreeText]:
    return [FreeText(**record) for record in _records(path)]


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _case(record: dict[str, Any]) -> Case:
    text, claim = record["text"], record["claim"]
    if unknown := set(claim) - set(ROLES) - set(CHOICES) - {"parent"}:
        raise ValueError(f"{record['id']}: unknown field {', '.join(sorted(unknown))}")
    choices = {field: claim[field] for field in CHOICES if field in claim}
    for field, value in choices.items():
        if value not in CHOICES[field]:
            raise ValueError(f"{record['id']}: {field} {value!r} is unknown")
    parent = roles_of(text, claim["parent"]) if claim.get("parent") else None
    roles = roles_of(text, claim)
    return Case(record["id"], record["value"], text, roles, choices, "parent" in claim, parent)


# --- Scores ----------------------------------------------------------------------------------------


def differences(case: Case) -> list[Difference]:
    """What is wrong with the reading of a case: nothing if it is right."""
    claims = analyse(case.text, language="de").claims
    similar = _similarity(case.text)
    found = max(claims, key=lambda claim: similar(claim.quote, case.roles["quote"]), default=None)
    if found is None or similar(found.quote, case.roles["quote"]) < FOUND:
        quotes = " / ".join(_exact(case.text, claim.quote) for claim in claims)
        return [Difference("quote", _exact(case.text, case.roles["quote"]), quotes)]
    return [*_wrong_roles(case, found), *_wrong_choices(case, found), *_wrong_parent(case, found, claims)]


def _similarity(text: str) -> Callable[[RoleSpans, RoleSpans], float]:
    """The token F1 of spans over a text; of two empty roles 1."""
    tokens = word_tokens(text)

    def similar(one: RoleSpans, other: RoleSpans) -> float:
        return token_f1(tokens_in(one, tokens), tokens_in(other, tokens)) if one or other else 1.0

    return similar


def _wrong_roles(case: Case, found: Claim) -> Iterator[Difference]:
    similar = _similarity(case.text)
    for role, spans in case.roles.items():
        got: RoleSpans = getattr(found, role)
        if role != "quote" and similar(spans, got) < RIGHT_ROLE:
            yield Difference(role, _exact(case.text, spans), _exact(case.text, got))


def _wrong_choices(case: Case, found: Claim) -> Iterator[Difference]:
    for field, value in case.choices.items():
        if getattr(found, field) != value:
            yield Difference(field, value, getattr(found, field))


def _wrong_parent(case: Case, found: Claim, claims: Sequence[Claim]) -> Iterator[Difference]:
    parent = None if found.parent is None else claims[found.parent]
    got = {"quote": parent.quote, "speaker": parent.speaker} if parent else None
    if case.tests_parent and not _is_same_parent(case, got):
        yield Difference("parent", _parent_text(case.text, case.parent), _parent_text(case.text, got))


def _is_same_parent(case: Case, got: Roles | None) -> bool:
    if case.parent is None or got is None:
        return case.parent is got
    similar = _similarity(case.text)
    is_same_quote = similar(case.parent["quote"], got["quote"]) >= FOUND
    return is_same_quote and similar(case.parent["speaker"], got["speaker"]) >= RIGHT_SPEAKER


def _parent_text(text: str, parent: Roles | None) -> str:
    return f"[{_exact(text, parent['speaker'])}] {_exact(text, parent['quote'])}" if parent else ""


def _exact(text: str, spans: RoleSpans) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def wrong_cases(cases: Sequence[Case]) -> dict[str, list[Difference]]:
    """The cases that are read wrong, by their ids."""
    wrong = {case.id: differences(case) for case in cases}
    return {name: found for name, found in wrong.items() if found}


def false_claims(free: FreeText) -> list[Claim]:
    """Claims that are found where there are none."""
    return list(analyse(free.text, language="de").claims)


# --- The command -----------------------------------------------------------------------------------


def main(words: Sequence[str]) -> None:
    """Print the scores of the cases that a word names, or of all."""

    def is_wanted(*names: str) -> bool:
        return not words or any(word in name for word in words for name in names)

    for path in claim_files():
        cases = [case for case in read_cases(path) if is_wanted(path.stem, case.value, case.id)]
        _print_cases(path.stem, cases)
    for path in free_files():
        _print_free(path.stem, [free for free in read_free(path) if is_wanted(path.stem, free.trap, free.id)])


def _print_cases(name: str, cases: Sequence[Case]) -> None:
    if not cases:
        return
    wrong = wrong_cases(cases)
    _say(f"{name}: {_share(len(cases) - len(wrong), len(cases))}")
    for value in VALUES:
        members = [case for case in cases if case.value == value]
        if members:
            _say(f"  {value:20} {_share(sum(case.id not in wrong for case in members), len(members))}")
    for case in cases:
        if case.id in wrong:
            _say(f"  {case.id} | {'; '.join(map(str, wrong[case.id]))} | {case.text}")


def _print_free(name: str, texts: Sequence[FreeText]) -> None:
    if not texts:
        return
    false = [(free, claim) for free in texts for claim in false_claims(free)]
    _say(f"{name}: {len(false)} false claims in {len(texts)} texts")
    for free, claim in false:
        _say(f"  {free.id} | {claim.explanation} | {_exact(free.text, claim.quote)}")


def _share(right: int, total: int) -> str:
    return f"{right}/{total} ({100 * right / total:.0f} %)"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
