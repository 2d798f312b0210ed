"""Confidence: fitted on our own articles, null where nothing is known, and as good as it says."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.claims.confidence import confidence_of, rule_of
from newsdesk.nlp.languages.de.lexicons import load_json
from tests.nlp.annotated import read_articles
from tests.nlp.claim_confidence import UNSEEN, fit, read_claims
from tests.nlp.claim_scores import Article, Pair, TokenClaim, reliability
from tests.nlp.reading import claim_of

FARTHEST = 0.1


def pair(explanation: str, *, is_right: bool, has_speaker: bool = True) -> Pair:
    parts = {"quote": frozenset({1, 2}), "speaker": frozenset({7} if has_speaker else ())}
    found = TokenClaim("Indirect", "Speech", parts, explanation=explanation)
    return Pair(found if is_right else None, found)


def fitted(*pairs: Pair) -> dict[str, dict[str, float]]:
    return fit([Article(pairs, 0)])


def test_a_rule_that_was_often_right_is_surer_than_one_that_was_not() -> None:
    good = [pair("'sagte' with dass", is_right=True)] * 20
    bad = [pair("'soll' with dass", is_right=False), pair("a guess", is_right=False)] * 5
    table = fitted(*good, *bad)
    assert table["'…' with dass"]["with speaker"] > 0.7 > table["a guess"]["with speaker"]


def test_few_claims_are_drawn_towards_all_others() -> None:
    table = fitted(*[pair("often", is_right=True)] * 30, pair("once", is_right=False))
    assert 0.5 < table["once"]["with speaker"] < 0.9


def test_a_missing_speaker_counts_apart() -> None:
    pairs = [pair("rule", is_right=True)] * 10 + [pair("rule", is_right=False, has_speaker=False)] * 10
    assert fitted(*pairs)["rule"]["with speaker"] > fitted(*pairs)["rule"]["without speaker"]


def test_the_word_that_a_rule_saw_is_no_part_of_it() -> None:
    assert rule_of("clause before ', sagte X', Konjunktiv") == "clause before '…', Konjunktiv"


def test_what_was_never_counted_is_unknown() -> None:
    assert confidence_of("a rule of another time", has_speaker=True) is None


def test_claims_carry_the_confidence_of_their_rule() -> None:
    claim = claim_of("Die Ministerin sagte, dass der Damm halte.").claim
    assert claim.confidence == load_json("claim_confidence")[rule_of(claim.explanation)]["with speaker"]


def test_the_shipped_table_is_as_good_as_it_says() -> None:
    rows = reliability(read_claims(read_articles(UNSEEN)), bins=1)
    ((confidence, share, count),) = rows
    assert count > 100
    assert share == pytest.approx(confidence, abs=FARTHEST)
