"""Confidence: fitted on our own articles, null where nothing is known, and as good as it says."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.claims.confidence import confidence_of, rule_of
from newsdesk.nlp.languages.de.lexicons import load_json
from tests.nlp.annotated import read_articles
from tests.nlp.claim_confidence import UNSEEN, fit, read_claims, wilson_lower
from tests.nlp.claim_scores import Article, Pair, TokenClaim, reliability
from tests.nlp.reading import claim_of

SLACK, FARTHEST = 0.02, 0.35


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
    assert table["'…' with dass"]["with speaker"] > 0.6 > table["a guess"]["with speaker"]


def test_few_claims_are_drawn_towards_all_others() -> None:
    table = fitted(*[pair("often", is_right=True)] * 30, pair("once", is_right=False))
    assert 0.2 < table["once"]["with speaker"] < table["often"]["with speaker"]


def test_the_more_claims_were_right_the_surer() -> None:
    few, many = (fitted(*[pair("rule", is_right=True)] * count)["rule"]["with speaker"] for count in (5, 50))
    assert few < many < 1


@pytest.mark.parametrize(("share", "count", "lower"), [(0.5, 10, 0.27), (0.9, 100, 0.84), (1.0, 10, 0.79)])
def test_the_lower_end_of_wilsons_interval(share: float, count: int, lower: float) -> None:
    assert wilson_lower(share, count) == pytest.approx(lower, abs=0.01)


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


def test_claims_are_right_at_least_as_often_as_the_shipped_table_says() -> None:
    rows = [row for row in reliability(read_claims(read_articles(UNSEEN)), bins=5) if row[2] >= 20]
    assert rows
    for confidence, share, _ in rows:
        assert confidence - SLACK <= share <= confidence + FARTHEST
