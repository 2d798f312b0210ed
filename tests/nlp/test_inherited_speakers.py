"""A claim without a speaker of its own has that of the claim before, along chains of any length."""

from __future__ import annotations

from functools import partial

from newsdesk.nlp import Claim
from newsdesk.nlp.languages.de.claims.building import build_claims
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.pipeline import load_pipeline, readings
from tests.nlp.effort import instructions_of


def claims_in_a_chain(length: int) -> list[Claim]:
    """So many claims, each of which inherits its speaker from the one before."""
    words = readings(load_pipeline().make_doc("Ada Muster sagte es.")).words
    words.sentences = [(0, len(words))]
    drafts = [Draft("Indirect", [(3, 4)], "first", speaker=[(0, 2)])]
    for _ in range(length - 1):
        drafts.append(Draft("Indirect", [(3, 4)], "next", inherits=drafts[-1]))
    return build_claims(Passage(words), [], drafts)


def test_the_last_of_a_chain_has_the_speaker_of_the_first() -> None:
    claims = claims_in_a_chain(4)
    assert [(claim.speaker, claim.speaker_entity) for claim in claims] == [(((0, 10),), "Ada Muster")] * 4


def test_a_long_chain_is_linear_work() -> None:
    short, long = (instructions_of(partial(claims_in_a_chain, length)) for length in (200, 800))
    assert long < 5 * short
