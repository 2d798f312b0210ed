"""What the recogniser found: mended, merged with the lists, and the same all over the article."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.mentions import find_mentions
from newsdesk.nlp.records import Mention, flat
from newsdesk.nlp.words import Name, Words, split_words

Found = list[tuple[str, str]]


def words_of(text: str, tags: str, *names: tuple[int, int, str]) -> Words:
    """Blank-separated words with their tags ("" for all NE); the text is one sentence a full stop."""
    pairs, cursor = [], 0
    for word in text.split(" "):
        pairs.append((word, cursor))
        cursor += len(word) + 1
    words = split_words(text, pairs)
    words.tags = tags.split() or ["NE"] * len(words)
    ends = [index + 1 for index, word in enumerate(words.exact) if word == "."] or [len(words)]
    words.sentences = list(zip([0, *ends], ends, strict=False))
    words.names = [Name(*name) for name in names]
    return words


def mentions(words: Words) -> list[tuple[str, Mention]]:
    return [(words.text[m.start_char : m.end_char], m) for m in flat(find_mentions(words))]


def labels(words: Words) -> Found:
    return [(exact, mention.label) for exact, mention in mentions(words)]


@pytest.mark.parametrize(
    ("text", "tags", "name", "found"),
    [
        ("Ada Muster am Deich .", "NE NE APPRART NN $.", (0, 3, "PER"), [("Ada Muster", "PER")]),
        ("Ministerin Ada Muster kam .", "NN NE NE VVFIN $.", (0, 4, "PER"), [("Ada Muster", "PER")]),
        ("Die Musterbank wuchs .", "ART NE VVFIN $.", (0, 2, "ORG"), [("Musterbank", "ORG")]),
        ("Am Dienstag kam sie .", "APPRART NN VVFIN PPER $.", (1, 2, "LOC"), [("Dienstag", "DATE")]),
        ("Ein Minister kam .", "ART NN VVFIN $.", (1, 2, "PER"), []),
        ("Der „ Muster “ kam .", "ART $( NE $( VVFIN $.", (1, 4, "ORG"), [("Muster", "ORG")]),
        (
            "„ Die Musterzeitung “ schrieb .",
            "$( ART NE $( VVFIN $.",
            (2, 3, "ORG"),
            [("Die Musterzeitung", "ORG")],
        ),
        ("Sie traf russische Gäste .", "PPER VVFIN ADJA NN $.", (2, 3, "MISC"), [("russische", "NORP")]),
        ("Viele Berliner kamen .", "PIAT NN VVFIN $.", (1, 2, "LOC"), []),
        ("Der Konzern Musterol wuchs .", "ART NN NE VVFIN $.", (1, 3, "ORG"), [("Musterol", "ORG")]),
        (
            "Der Däne Lars Muster kam .",
            "ART NN NE NE VVFIN $.",
            (1, 4, "ORG"),
            [("Däne", "NORP"), ("Lars Muster", "PER")],
        ),
        ("Ada Muster Kosten stiegen .", "NE NE NN VVFIN $.", (0, 3, "PER"), [("Ada Muster", "PER")]),
        ("Ada van Muster kam .", "NE APPR NE VVFIN $.", (0, 3, "ORG"), [("Ada van Muster", "PER")]),
        ("Die Musterer Allee brannte .", "ART ADJA NN VVFIN $.", (1, 3, "ORG"), [("Musterer Allee", "LOC")]),
        ("Eine Versicherung zahlte .", "ART NN VVFIN $.", (1, 2, "ORG"), []),
        ("Im Nordwesten regnete es .", "APPRART NN VVFIN PPER $.", (1, 2, "LOC"), []),
        ("DER DAMM BRICHT JETZT .", "NE NE NE NE $.", (1, 3, "ORG"), []),
    ],
)
def test_boundaries_are_mended_and_what_is_no_name_dropped(
    text: str, tags: str, name: tuple[int, int, str], found: Found
) -> None:
    assert labels(words_of(text, tags, name)) == found


def test_two_persons_in_one_span_are_two() -> None:
    words = words_of("Ada Muster und Karl Probe kamen .", "NE NE KON NE NE VVFIN $.", (0, 5, "PER"))
    assert labels(words) == [("Ada Muster", "PER"), ("Karl Probe", "PER")]


def test_a_person_in_two_spans_is_one() -> None:
    words = words_of("Lee Muster Probe kam .", "NE NE NE VVFIN $.", (0, 1, "PER"), (1, 3, "PER"))
    assert labels(words) == [("Lee Muster Probe", "PER")]


def test_the_list_wins_over_the_recogniser_on_the_same_words() -> None:
    words = words_of("Der Koksan kam .", "ART NE VVFIN $.", (1, 2, "ORG"))
    assert labels(words) == [("Koksan", "WEAPON")]


def test_the_longer_reading_wins() -> None:
    words = words_of("Der Hof Leipzig brannte .", "ART NN NE VVFIN $.", (1, 3, "ORG"))
    assert labels(words) == [("Hof Leipzig", "ORG")]


def test_an_ambiguous_name_needs_the_recogniser() -> None:
    text, tags = "Er kam aus Essen .", "PPER VVFIN APPR NE $."
    assert labels(words_of(text, tags)) == []
    assert labels(words_of(text, tags, (3, 4, "LOC"))) == [("Essen", "LOC")]


def test_a_name_found_once_is_found_everywhere_in_its_cases() -> None:
    text = "Die Musterol wuchs . Auch fiel Musterol . Musterols Gewinn auch ."
    tags = "ART NE VVFIN $. ADV VVFIN NE $. NE NN ADV $."
    assert labels(words_of(text, tags, (1, 2, "ORG"))) == [
        ("Musterol", "ORG"),
        ("Musterol", "ORG"),
        ("Musterols", "ORG"),
    ]


def test_a_name_has_the_label_that_it_has_most_often() -> None:
    text = "Musterol wuchs . Musterol fiel . Musterol wuchs ."
    words = words_of(text, "NE VVFIN $. " * 3, (0, 1, "ORG"), (3, 4, "LOC"), (6, 7, "ORG"))
    assert {label for _, label in labels(words)} == {"ORG"}


def test_a_surname_is_its_person_whatever_the_recogniser_says() -> None:
    text = "Ada Muster kam . Muster ging ."
    words = words_of(text, "NE NE VVFIN $. NE VVFIN $.", (0, 2, "PER"), (4, 5, "ORG"))
    assert [(exact, m.label, m.canonical) for exact, m in mentions(words)] == [
        ("Ada Muster", "PER", None),
        ("Muster", "PER", "Ada Muster"),
    ]


def test_a_surname_that_is_a_common_noun_is_none_behind_an_article() -> None:
    text = "Ada Koch kam . Der Koch ging ."
    words = words_of(text, "NE NE VVFIN $. ART NN VVFIN $.", (0, 2, "PER"))
    assert labels(words) == [("Ada Koch", "PER")]


def test_a_family_name_keeps_its_particle_and_its_genitive() -> None:
    text = "Ada de Muster kam . De Musters Hund auch ."
    words = words_of(text, "NE NE NE VVFIN $. NE NE NN ADV $.", (0, 3, "PER"))
    assert [(exact, m.canonical) for exact, m in mentions(words)] == [
        ("Ada de Muster", None),
        ("De Musters", "Ada de Muster"),
    ]


def test_the_apostrophe_of_a_genitive_belongs_to_the_name() -> None:
    words = split_words("Olaf Probs’ Rede", [("Olaf", 0), ("Probs", 5), ("’", 10), ("Rede", 12)])
    words.tags, words.sentences, words.names = ["NE", "NE", "$(", "NN"], [(0, 4)], [Name(0, 2, "PER")]
    assert [(exact, m.canonical) for exact, m in mentions(words)] == [("Olaf Probs’", "Olaf Probs")]


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        (
            "Die Musterol AG wuchs . Musterol wuchs .",
            "ART NE NN VVFIN $. NE VVFIN $.",
            ["Musterol AG", "Musterol"],
        ),
        (
            "Der SV Lehmbach siegte . Lehmbach siegte .",
            "ART NE NE VVFIN $. NE VVFIN $.",
            ["SV Lehmbach", "Lehmbach"],
        ),
    ],
)
def test_a_company_and_a_club_have_short_names(text: str, tags: str, names: list[str]) -> None:
    words = words_of(text, tags, (len(tags.split()) - 3, len(tags.split()) - 2, "LOC"))
    assert labels(words) == [(name, "ORG") for name in names]
