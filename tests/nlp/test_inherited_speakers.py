"""A claim without a speaker of its own has that of the claim before, along chains of any length."""

from __future__ import annotations

from time import process_time

from newsdesk.nlp import Claim
from newsdesk.nlp.languages.de.claims.building import build_claims
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.pipeline import load_pipeline, readings


def claims_in_a_chain(length: int) -> tuple[list[Claim], float]:
    """So many claims, each of which inherits its speaker from the one before, and the seconds they took."""
    words = readings(load_pipeline().make_doc("Ada Muster sagte es.")).words
    words.sentences = [(0, len(words))]
    drafts = [Draft("Indirect", [(3, 4)], "first", speaker=[(0, 2)])]
    for _ in range(length - 1):
        drafts.append(Draft("Indirect", [(3, 4)], "next", inherits=drafts[-1]))
    started = process_time()
    claims = build_claims(Passage(words), [], drafts)
    return claims, process_time() - started


def test_the_last_of_a_chain_has_the_speaker_of_the_first() -> None:
    claims, _ = claims_in_a_chain(4)
    assert [(claim.speaker, claim.speaker_entity) for claim in claims] == [(((0, 10),), "Ada Muster")] * 4


def test_a_long_chain_takes_linear_time() -> None:
    _, short = claims_in_a_chain(1_000)
    _, long = claims_in_a_chain(8_000)
    assert long < 20 * max(short, 0.01)  # eight times as long; a square would be 64
