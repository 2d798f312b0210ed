"""A text in another language gets its sentences and nothing else; so does a paragraph of a German text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsdesk.nlp import Analysis, analyse, pipeline_info
from newsdesk.nlp.detection import foreign_paragraphs
from newsdesk.nlp.records import Claim, Mention, RoleSpans
from tests.nlp.multilingual import LANGUAGES, article_in, paragraphs_in
from tests.texts import demo_texts

GERMAN = demo_texts()[0]
ENGLISH = paragraphs_in("en")[0]
CLAIM = "Die Brücke bleibe gesperrt, sagte Erika Lund am Montag."


class TestAText:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_another_language_is_not_read(self, language: str) -> None:
        analysis = analyse(article_in(language), published_at=date(2026, 3, 4))
        assert (analysis.language, analysis.mentions, analysis.claims) == (language, (), ())
        assert analysis.pipeline == pipeline_info(language)
        assert analysis.pipeline.name == "no_rules"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_another_language_has_its_sentences(self, language: str) -> None:
        """Each paragraph of these texts has three."""
        text = article_in(language)
        sentences = analyse(text).sentences
        assert len(sentences) == 3 * len(paragraphs_in(language))
        assert all(text[start:end] == text[start:end].strip() for start, end in sentences)

    def test_is_read_in_the_language_that_a_person_says_it_is_in(self) -> None:
        assert analyse(CLAIM).claims
        said_to_be_english = analyse(CLAIM, language="en")
        assert (said_to_be_english.language, said_to_be_english.claims) == ("en", ())

    def test_that_is_said_to_be_german_and_is_not_has_nothing_to_read(self) -> None:
        analysis = analyse(article_in("en"), language="de")
        assert (analysis.language, analysis.mentions, analysis.claims) == ("de", (), ())
        assert analysis.pipeline == pipeline_info("de")
        assert analysis.sentences == analyse(article_in("en")).sentences

    def test_says_what_it_was_read_as(self) -> None:
        assert analyse(GERMAN).language == "de"
        assert analyse(GERMAN, language="de-AT").language == "de-AT"
        assert analyse("Ja.").language == "de", "what nothing tells is read as German"


class TestAGermanText:
    def test_is_read_as_if_a_foreign_paragraph_were_not_there(self) -> None:
        before, after = GERMAN.split("\n\n", 1)
        with_english = analyse(f"{before}\n\n{ENGLISH}\n\n{after}", published_at=date(2026, 8, 6))
        expected = analyse(GERMAN, published_at=date(2026, 8, 6))
        at, by = len(before), len(ENGLISH) + 2
        assert [moved_mention(mention, at, by) for mention in expected.mentions] == list(
            with_english.mentions
        )
        assert [moved_claim(claim, at, by) for claim in expected.claims] == list(with_english.claims)
        assert with_english.claims

    def test_keeps_the_sentences_of_the_foreign_paragraph(self) -> None:
        text = f"{CLAIM}\n{ENGLISH}\n{CLAIM}"
        exact = [text[start:end] for start, end in analyse(text).sentences]
        assert exact[0] == exact[-1] == CLAIM
        assert exact[1].startswith("The harbour authority")
        assert len(exact) == 5

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_beside_its_translation_is_read(self, language: str) -> None:
        text = f"{article_in(language)}\n\n{GERMAN}"
        analysis = analyse(text)
        assert analysis.language == "de"
        start = len(article_in(language))
        assert all(mention.start_char > start for mention in analysis.mentions)
        assert len(analysis.claims) == len(analyse(GERMAN).claims)


def moved(spans: RoleSpans, at: int, by: int) -> RoleSpans:
    return tuple((start + by * (start > at), end + by * (end > at)) for start, end in spans)


def moved_mention(mention: Mention, at: int, by: int) -> Mention:
    ((start, end),) = moved(((mention.start_char, mention.end_char),), at, by)
    return replace(mention, start_char=start, end_char=end)


def moved_claim(claim: Claim, at: int, by: int) -> Claim:
    return replace(
        claim,
        quote=moved(claim.quote, at, by),
        speaker=moved(claim.speaker, at, by),
        cue=moved(claim.cue, at, by),
        frame=moved(claim.frame, at, by),
        addressee=moved(claim.addressee, at, by),
        evidence=moved(claim.evidence, at, by),
        hedge=moved(claim.hedge, at, by),
    )


class TestHostileTexts:
    @pytest.mark.parametrize(
        ("text", "sentence_count"),
        [
            pytest.param("", 0, id="empty"),
            pytest.param(" \t\n\n \u00a0", 0, id="blank"),
            pytest.param("x", 1, id="one character"),
            pytest.param("\u0000\u0007\u001b[31m", 1, id="control characters"),
            pytest.param("שלום world Привет 世界。Grüße!", 2, id="mixed scripts"),
        ],
    )
    @pytest.mark.parametrize("language", [None, "de", "en", "und"])
    def test_have_an_answer(self, text: str, sentence_count: int, language: str | None) -> None:
        analysis = analyse(text, language=language)
        analysis.check_text(text)
        assert (analysis.mentions, analysis.claims) == ((), ())
        if language in {"en", "und"}:
            assert len(analysis.sentences) == sentence_count

    @pytest.mark.parametrize("language", [None, "en"])
    def test_of_a_million_characters_without_a_blank_are_read(self, language: str | None) -> None:
        text = "aß?" * 333_333
        analyse(text, language=language).check_text(text)

    def test_in_capitals_or_without_umlauts_are_german(self) -> None:
        assert analyse(GERMAN.upper()).language == "de"
        assert analyse(GERMAN.replace("ü", "ue").replace("ä", "ae").replace("ö", "oe")).language == "de"


PARAGRAPHS = st.sampled_from(
    [CLAIM, *GERMAN.split("\n\n")[1:5], *(paragraphs_in(code)[0] for code in LANGUAGES), "", "Ja.", "\x00 17"]
)


@given(st.lists(PARAGRAPHS, max_size=6).map("\n".join), st.sampled_from([None, "de"]))
@hypothesis_settings(max_examples=100)
def test_nothing_is_found_where_another_language_stands(text: str, language: str | None) -> None:
    analysis = analyse(text, language=language)
    analysis.check_text(text)
    foreign = foreign_paragraphs(text, "de") if analysis.language == "de" else [(0, len(text))]
    for start, end in foreign:
        assert not any(start <= found < end for found in starts_in(analysis))


def starts_in(analysis: Analysis) -> list[int]:
    """Where mentions and the spans of claims begin."""
    spans = [
        span
        for claim in analysis.claims
        for role in (claim.quote, claim.speaker, claim.cue, claim.frame, claim.evidence, claim.hedge)
        for span in role
    ]
    return [mention.start_char for mention in analysis.mentions] + [start for start, _ in spans]
