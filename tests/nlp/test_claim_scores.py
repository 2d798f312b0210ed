"""The measure of claims, on pairs whose figures can be counted by hand."""

from __future__ import annotations

import pytest

from newsdesk.nlp.records import Claim
from tests.nlp import claim_scores as scores
from tests.nlp.claim_scores import TokenClaim, compare, figures, recall_by_type, reliability, token_claim


def claim(
    quote: range, speaker: range = range(0), kind: str = "Indirect", confidence: float | None = None
) -> TokenClaim:
    parts = {part: frozenset[int]() for part in scores.PARTS}
    parts |= {"quote": frozenset(quote), "speaker": frozenset(speaker)}
    return TokenClaim(kind, "Speech", parts, confidence)


def test_the_same_claims_score_one() -> None:
    claims = [claim(range(5), range(6, 8)), claim(range(10, 20))]
    found = figures([compare(claims, claims)])
    assert found["quote_f1"] == found["joint_f1"] == found["speaker_f1"] == found["right_f1"] == 1
    assert (found["gold_claims"], found["false"]) == (2, 0)


def test_precision_and_recall_are_tokens_of_a_pair() -> None:
    found = figures([compare([claim(range(10))], [claim(range(5, 9))])])
    assert (found["quote_p"], found["quote_r"]) == (1, 0.4)
    assert (found["claim@50_f1"], found["claim@80_f1"]) == (1, 0)


def test_a_missed_claim_costs_recall_and_a_false_one_precision() -> None:
    found = figures(
        [compare([claim(range(4)), claim(range(10, 14))], [claim(range(4)), claim(range(20, 30))])]
    )
    assert (found["quote_p"], found["quote_r"]) == (0.5, 0.5)
    assert found["false"] == 1


def test_pairs_are_the_best_in_sum_and_not_the_first_that_fit() -> None:
    # The short claim fits both; only one of the two ways leaves a partner for the long one.
    gold = [claim(range(10)), claim(range(5))]
    article = compare(gold, [claim(range(5)), claim(range(4, 10))])
    assert {pair.f1("quote") for pair in article.pairs} == {1, 0.75}


def test_of_two_equal_quotes_the_same_type_is_paired() -> None:
    gold = [claim(range(5), kind="Direct"), claim(range(5), kind="Indirect")]
    found = figures([compare(gold, gold[::-1])])
    assert found["type_f1"] == 1


@pytest.mark.parametrize(
    ("speaker", "found_speaker", "is_right"),
    [(range(0), range(0), True), (range(7, 9), range(7, 8), True), (range(7, 9), range(0), False)],
)
def test_a_right_claim_has_its_speaker(speaker: range, found_speaker: range, is_right: bool) -> None:
    article = compare([claim(range(5), speaker)], [claim(range(5), found_speaker)])
    assert article.pairs[0].is_right is is_right


def test_recall_is_counted_for_each_type() -> None:
    gold = [claim(range(4), kind="Direct"), claim(range(10, 14), kind="Reported")]
    assert recall_by_type([compare(gold, gold[:1])]) == {"Direct": (1, 1), "Reported": (0, 1)}


def test_reliability_sets_the_share_of_right_claims_beside_their_confidence() -> None:
    gold = [claim(range(4)), claim(range(10, 14))]
    found = [claim(range(4), confidence=0.81), claim(range(20, 24), confidence=0.85), claim(range(30, 33))]
    ((confidence, share, count),) = reliability([compare(gold, found)])
    assert confidence == pytest.approx(0.83)
    assert (share, count) == (0.5, 2)


def test_tokens_of_a_record_are_those_whose_middle_lies_inside() -> None:
    tokens = [(0, 4), (5, 5), (5, 8), (8, 9)]
    found = token_claim(Claim("Indirect", ((0, 8),), speaker=((8, 9),)), tokens)
    assert (set(found.parts["quote"]), set(found.parts["speaker"])) == ({0, 2}, {3})


def test_nothing_annotated_and_nothing_found_scores_nothing() -> None:
    found = figures([compare([], [])])
    assert (found["quote_f1"], found["claim@50_p"]) == (0, 0)
