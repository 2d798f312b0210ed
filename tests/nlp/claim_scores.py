"""Scores claims against claims that people annotated, as the German news quotation corpus does.

A predicted and an annotated claim are paired one to one so that the token F1 of their quotes is
highest in sum. Precision and recall are counted in tokens for each pair and role, and averaged over
claims. `quote` is the quote alone, `joint` quote, speaker, cue, frame and addressee (Petersen-Frey
and Biemann 2024). Beyond that: a claim is found when the F1 of its quote reaches a level, *right*
when its quote reaches .8 and its speaker .5 (or neither has one), and *false* when its quote stays
under .5 of every annotated one's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import spacy
from scipy.optimize import linear_sum_assignment
from spacy.language import Language

from newsdesk.nlp.records import Claim

PARTS = ("quote", "speaker", "cue", "frame", "addressee")
ROLES = PARTS[1:]
RIGHT_QUOTE, RIGHT_SPEAKER, FOUND = 0.8, 0.5, 0.5
Tokens = frozenset[int]
Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class TokenClaim:
    """A claim whose roles are the indices of its tokens."""

    type: str
    medium: str | None
    parts: dict[str, Tokens]
    confidence: float | None = None
    explanation: str = ""


@dataclass(frozen=True)
class Pair:
    """What was annotated and what was found in its place; one of them may be missing."""

    gold: TokenClaim | None
    found: TokenClaim | None

    def f1(self, part: str) -> float:
        return token_f1(_tokens(self.gold, part), _tokens(self.found, part))

    @property
    def is_right(self) -> bool:
        speakers = _tokens(self.gold, "speaker") | _tokens(self.found, "speaker")
        return self.f1("quote") >= RIGHT_QUOTE and (self.f1("speaker") >= RIGHT_SPEAKER or not speakers)


@dataclass(frozen=True)
class Article:
    """One article's pairs, and the number of false claims in it."""

    pairs: tuple[Pair, ...]
    false: int


def token_claim(claim: Claim, tokens: Offsets) -> TokenClaim:
    """A claim record over the tokens of its text, given by their offsets in order."""
    parts = {part: tokens_in(getattr(claim, part), tokens) for part in PARTS}
    return TokenClaim(claim.type, claim.medium, parts, claim.confidence, claim.explanation)


def word_tokens(text: str) -> list[tuple[int, int]]:
    """Offsets of the tokens that spaCy's blank German cuts, as in the corpus; blanks left out."""
    return [(token.idx, token.idx + len(token)) for token in _blank()(text) if not token.is_space]


@cache
def _blank() -> Language:
    return spacy.blank("de")


def tokens_in(spans: Iterable[tuple[int, int]], tokens: Offsets) -> Tokens:
    """The tokens whose middle lies inside one of the spans."""
    found: set[int] = set()
    for start, end in spans:
        index = max(0, bisect_left(tokens, (start, start)) - 1)
        while index < len(tokens) and tokens[index][0] < end:
            first, last = tokens[index]
            if first < last and start <= (first + last - 1) / 2 < end:
                found.add(index)
            index += 1
    return frozenset(found)


def token_f1(one: Tokens, other: Tokens) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def compare(gold: Sequence[TokenClaim], found: Sequence[TokenClaim]) -> Article:
    """Pair the claims of one article."""
    values = np.zeros((len(gold), len(found)))
    for i, wanted in enumerate(gold):
        for j, claim in enumerate(found):
            if value := token_f1(wanted.parts["quote"], claim.parts["quote"]):
                # Of two equal quotes the one of the same type, then of the same medium.
                same = 0.01 * (wanted.type == claim.type) + 0.001 * (wanted.medium == claim.medium)
                values[i, j] = value + same
    rows, columns = linear_sum_assignment(values, maximize=True)
    pairs = [Pair(gold[i], found[j]) for i, j in zip(rows, columns, strict=True)]
    pairs += [Pair(gold[i], None) for i in range(len(gold)) if i not in set(rows)]
    pairs += [Pair(None, found[j]) for j in range(len(found)) if j not in set(columns)]
    return Article(tuple(pairs), sum(map(_is_false, found, [gold] * len(found))))


def _is_false(claim: TokenClaim, gold: Sequence[TokenClaim]) -> bool:
    return all(token_f1(claim.parts["quote"], wanted.parts["quote"]) < FOUND for wanted in gold)


def figures(articles: Sequence[Article]) -> dict[str, float]:
    """Every figure of the table: `<name>_p`, `<name>_r` and `<name>_f1`, shares of one."""
    pairs = [pair for article in articles for pair in article.pairs]
    result: dict[str, float] = {}
    groups = {"joint": PARTS, "roles": ROLES} | {part: (part,) for part in PARTS}
    for name, parts in groups.items():
        precision = _mean(share for part in parts for share in _shares(pairs, part, of="found"))
        recall = _mean(share for part in parts for share in _shares(pairs, part, of="gold"))
        result |= _three(name, precision, recall)
    gold = sum(pair.gold is not None for pair in pairs)
    found = sum(pair.found is not None for pair in pairs)
    hits = {
        "claim@50": sum(pair.f1("quote") >= 0.5 for pair in pairs),
        "claim@80": sum(pair.f1("quote") >= 0.8 for pair in pairs),
        "right": sum(pair.is_right for pair in pairs),
        "type": sum(pair.f1("quote") >= FOUND and _has_same_type(pair) for pair in pairs),
    }
    for name, count in hits.items():
        result |= _three(name, count / max(1, found), count / max(1, gold))
    return result | {
        "gold_claims": gold,
        "found_claims": found,
        "right": hits["right"],
        "false": sum(article.false for article in articles),
    }


def recall_by_type(articles: Iterable[Article], level: float = FOUND) -> dict[str, tuple[int, int]]:
    """For each type how many claims were found, and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pair in _pairs(articles):
        if pair.gold:
            counts[pair.gold.type][0] += pair.f1("quote") >= level
            counts[pair.gold.type][1] += 1
    return {name: (found, total) for name, (found, total) in sorted(counts.items())}


def reliability(articles: Iterable[Article], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each bin of confidence: its mean, the share of right claims, and how many there are."""
    members: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in _pairs(articles):
        if pair.found and pair.found.confidence is not None:
            confidence = pair.found.confidence
            members[min(bins - 1, int(confidence * bins))].append((confidence, pair.is_right))
    return [
        (_mean(value for value, _ in rows), _mean(float(is_right) for _, is_right in rows), len(rows))
        for _, rows in sorted(members.items())
    ]


def _pairs(articles: Iterable[Article]) -> Iterator[Pair]:
    for article in articles:
        yield from article.pairs


def _tokens(claim: TokenClaim | None, part: str) -> Tokens:
    return claim.parts[part] if claim else frozenset()


def _shares(pairs: Iterable[Pair], part: str, of: str) -> Iterator[float]:
    """Of each claim that has the role, the share of its tokens that the other one has too."""
    for pair in pairs:
        gold, found = _tokens(pair.gold, part), _tokens(pair.found, part)
        whole = found if of == "found" else gold
        if whole:
            yield len(gold & found) / len(whole)


def _has_same_type(pair: Pair) -> bool:
    return pair.gold is not None and pair.found is not None and pair.gold.type == pair.found.type


def _three(name: str, precision: float, recall: float) -> dict[str, float]:
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": f1}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


# --- The corpus' own files ---------------------------------------------------------------------------


def corpus_tokens(record: dict[str, Any]) -> list[tuple[int, int]]:
    """Offsets of the corpus' tokens; one that the text spells differently has no width."""
    text, cursor = record["originalText"], 0
    offsets: list[tuple[int, int]] = []
    for sentence in record["sentences"]:
        for token in sentence["tokens"]:
            start = text.find(token, cursor)
            if start < 0:
                offsets.append((cursor, cursor))
                continue
            cursor = start + len(token)
            offsets.append((start, cursor))
    return offsets


def corpus_claims(record: dict[str, Any]) -> list[TokenClaim]:
    return [
        TokenClaim(
            annotation["type"],
            annotation["medium"],
            {part: frozenset((annotation.get(part) or {}).get("tokenIds", ())) for part in PARTS},
        )
        for annotation in record["annotations"]
    ]
