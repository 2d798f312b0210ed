"""What holds of the claims of any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.nlp import Analysis, analyse, configure
from newsdesk.nlp.installed import RULES
from newsdesk.nlp.languages.de.claims import read_claims
from newsdesk.nlp.pipeline import load_pipeline, readings
from newsdesk.nlp.records import ROLES, Claim
from newsdesk.parsing import ingest_text

SPEAKERS = ("Ministerin Ada Kern", "sie", "der Sprecher der Bahn", "die Polizei", "Kern", "der Bericht")
CONTENTS = ("der Damm halte", "es gebe „keinen Grund zur Sorge“", "man habe nichts gewusst")
SENTENCES = st.one_of(
    st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(CONTENTS)).flatmap(
        lambda pair: st.sampled_from(
            [
                "{0} sagte, {1}.",
                "{0} teilte am Montag mit, dass {1}.",
                "{1}, sagte {0}.",
                "Laut {0} {1}.",
                "{1}, wie {0} mitteilte.",
                "„Nein, {1}“, sagte {0}. „Das bleibt so.“",
                "{0} sagte: »{1}.«",
                'Nach Angaben von {0} "{1}".',
            ]
        ).map(lambda pattern: pattern.format(*pair))
    ),
    st.sampled_from(
        [
            "Man müsse warten.",
            "Die Brücke soll bereits eingestürzt sein.",
            "Das teilte die Polizei mit.",
            "Die Gewerkschaft forderte höhere Löhne.",
            "Der Damm steht seit 1957.",
            "Er „",
            "“, sagte",
            "Angeblich, so die Stadt unter Berufung auf Anwohner, ruht der Bau.",
        ]
    ),
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n\n", "  ", "\u00a0"])), max_size=6).map(
    lambda pieces: ingest_text("".join(sentence + blank for sentence, blank in pieces))
)


# A whole reading of several sentences for each example: a fifth of them takes as long as other properties.
FEWER = settings(max_examples=settings.default.max_examples // 5) if settings.default else settings()


@pytest.fixture(autouse=True, scope="module")
def rules() -> Iterator[None]:
    """Without a trained model five times as many texts are read in the same time."""
    configure(pipeline=RULES)
    yield
    configure()


@FEWER
@given(TEXTS)
def test_every_role_lies_inside_the_text_and_begins_and_ends_with_a_word(text: str) -> None:
    for claim in analyse(text).claims:
        for role in ROLES:
            for start, end in getattr(claim, role):
                exact = text[start:end]
                assert exact == exact.strip()
                assert exact


@FEWER
@given(TEXTS)
def test_no_quote_is_empty_of_words(text: str) -> None:
    for claim in analyse(text).claims:
        quote = "".join(text[start:end] for start, end in claim.quote)
        assert any(character.isalnum() for character in quote)


@FEWER
@given(TEXTS)
def test_a_text_is_read_the_same_way_twice(text: str) -> None:
    assert analyse(text) == analyse(text)


@FEWER
@given(TEXTS, TEXTS)
def test_a_text_is_read_the_same_way_alone_and_in_a_batch(one: str, other: str) -> None:
    nlp = load_pipeline("de")
    batch = [readings(doc).claims for doc in nlp.pipe([one, other, one])]
    assert batch[0] == batch[2] == readings(nlp(one)).claims


@FEWER
@given(TEXTS)
def test_a_blank_line_in_front_changes_no_claim(text: str) -> None:
    assert _moved(analyse("\n\n" + text, language="de"), -2) == list(analyse(text, language="de").claims)


@FEWER
@given(TEXTS)
def test_claims_stand_in_the_order_of_the_text_behind_their_parents(text: str) -> None:
    claims = analyse(text).claims
    for index, claim in enumerate(claims):
        assert claim.parent is None or claim.parent < index
    outer = [claim.quote[0][0] for claim in claims if claim.parent is None]
    assert outer == sorted(outer)


def _moved(analysis: Analysis, by: int) -> list[Claim]:
    return [_moved_claim(claim, by) for claim in analysis.claims]


def _moved_claim(claim: Claim, by: int) -> Claim:
    roles: dict[str, Any] = {
        role: tuple((start + by, end + by) for start, end in getattr(claim, role)) for role in ROLES
    }
    return replace(claim, **roles)


def test_reading_claims_changes_no_words(rules_alone: None) -> None:
    found = readings(
        load_pipeline("de")("Hans Kern kam. Kern sagte, es sei spät.", disable=["newsdesk_claims"])
    )
    names = list(found.words.names)
    first = read_claims(found.words, found.mentions)
    assert first
    assert found.words.names == names
    assert read_claims(found.words, found.mentions) == first
