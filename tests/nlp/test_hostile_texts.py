from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp import analyse
from newsdesk.nlp.pipeline import load_pipeline

WORDS = [
    *("sagte", "Minister", "Ada", "Muster", "der", "die", "dass", "sei", "habe", "laut", "zufolge", "nach"),
    *("Angaben", "soll", "haben", "getan", "wie", "heißt", "es", "so", "zu", "kommen", "Das", "er", "sie"),
    *(
        ",",
        ".",
        ":",
        ";",
        "„",
        "“",
        '"',
        "»",
        "«",
        "‚",
        "‘",
        "(",
        ")",
        "–",
        "\n",
        "17.",
        "2024.",
        "😀",
        "e\u0301",
    ),
    *(
        "שלום",
        "teilte",
        "mit",
        "und",
        "Berlin",
        "russische",
        "3,5",
        "Millionen",
        "Euro",
        "unter",
        "Berufung",
        "auf",
    ),
]
NEWS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", " "])), max_size=50).map(
    lambda pieces: "".join(word + blank for word, blank in pieces)
)


@given(st.one_of(NEWS, st.text(max_size=80)))
def test_every_span_of_any_text_lies_inside_it_and_obeys_the_rules(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    record = analyse(text).to_record(text, id="any")
    for mention in record["mentions"]:
        assert mention["exact"] == text[mention["start_char"] : mention["end_char"]]
        assert mention["exact"].strip()


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \n", "😀" * 500, "😀 " * 500, "„", '"', ".", "„“"])
def test_a_text_without_statements_has_no_claims(text: str) -> None:
    assert analyse(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 10_000, id="marks in a row"),
        pytest.param("„ “ " * 5_000, id="marks apart"),
        pytest.param("der Minister sagte dass es in Berlin so sei " * 5_000, id="one sentence"),
        pytest.param("er sei, sagte er, " * 4_000, id="frames without end"),
        pytest.param("soll, " * 10_000, id="hearsay without end"),
        pytest.param("zufolge " * 20_000, id="sources without end"),
        pytest.param("x" * 1_000_000, id="a million letters"),
    ],
)
def test_pathological_texts_are_read_to_their_end(text: str) -> None:
    analyse(text).check_text(text)


@pytest.mark.parametrize("language", [None, "de", "en"])
def test_a_lone_surrogate_is_refused_and_the_next_text_is_read(language: str | None) -> None:
    for text in ("a\ud800b", "\udfff" * 300, "Der Minister \ud800 sagte, es gehe ihm gut und er bleibe."):
        with pytest.raises(ValueError, match="surrogates"):
            analyse(text, language=language)
    assert len(analyse("Es gehe ihr gut, sagte Ada Muster.", language="de").claims) == 1


@pytest.mark.long
def test_a_text_longer_than_spacys_default_limit_is_read() -> None:
    text = "Es gebe Wasser, sagte Ada Muster.\n" + "Am Ufer standen Bäume und Bänke.\n" * 31_000
    assert len(text) > 1_000_000
    assert len(analyse(text).claims) == 1


def test_a_run_without_blanks_is_cut_and_keeps_its_text() -> None:
    text = "Vorher " + "ab😀" * 300 + " nachher.\n" + "y" * 201
    assert load_pipeline().make_doc(text).text == text


BROKEN_OFF = [
    "sagte(Das",
    "dass, so Angaben der Stadt ein Haus, forderte nicht",
    ". Das sagte eine Frau danach kommen (",
    'zu…von - nannte zu ] sagte nannte ,". “',
    'seine «darauf " zufolge Einschätzung Vorwurf » der war',
]


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_texts_that_break_off_in_a_frame_are_read(text: str) -> None:
    assert analyse(text, language="de").to_record(text, id="broken")["language"] == "de"


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_texts_that_break_off_in_a_frame_are_read_by_rules_alone(text: str, rules_alone: None) -> None:
    assert analyse(text, language="de").to_record(text, id="broken")["language"] == "de"
