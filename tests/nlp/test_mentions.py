"""What holds for the mentions of every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp import Mention, analyse
from newsdesk.nlp.languages.de.mentions import find_mentions
from newsdesk.nlp.records import flat
from newsdesk.nlp.words import Name, split_words
from tests.nlp.effort import instructions_of

PIECES = (
    *(
        "Ada",
        "Muster",
        "Musters",
        "Minister",
        "der",
        "Die",
        "ukrainische",
        "Regierung",
        "in",
        "Seoul",
        "Polizei",
    ),
    *(
        "US-Waffen",
        "Pentagonchef",
        "EU-Kommission",
        "Storm",
        "Shadow",
        "-Raketen",
        "Leopard",
        "2",
        "Typ",
        "von",
    ),
    *("„", "“", '"', "»", "«", ",", ".", "(", ")", "IAEA", "Institut", "für", "und", "Artikel", "5", "des"),
    *("Grundgesetzes", "Roman", "GmbH", "&", "FC", "Köln", "1.", "am", "Mittwoch", "mehr", "als", "10.000"),
    *("Frau", "Dr.", "Koch", "’", "'", "-", "240mm-Haubitzen", "Berliner", "Polen", "NATO", "\n", "😀", "É"),
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " "])), max_size=40).map(
    lambda pieces: "".join(piece + blank for piece, blank in pieces)
)


def check(text: str, mentions: list[Mention]) -> None:
    tops = flat(mentions)
    assert all(0 <= m.start_char < m.end_char <= len(text) for m in mentions)
    assert all(one.end_char <= other.start_char for one, other in pairwise(tops))
    assert mentions == sorted(mentions, key=lambda m: (m.start_char, -m.end_char))
    for mention in mentions:
        holders = [m for m in tops if m.start_char < mention.end_char and mention.start_char < m.end_char]
        if mention.nested:
            (holder,) = holders
            assert holder.start_char <= mention.start_char < mention.end_char <= holder.end_char
        elif mention.inside_token:
            assert holders == []
    assert all(m.canonical != text[m.start_char : m.end_char] for m in mentions)


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_flat_mentions_do_not_overlap_and_nested_ones_lie_inside_them(text: str) -> None:
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        check(text, list(analyse(text).mentions))


@given(st.data())
def test_that_holds_whatever_the_model_says(data: st.DataObject) -> None:
    exact = data.draw(st.lists(st.sampled_from(PIECES).filter(str.strip), min_size=1, max_size=25))
    text, pairs = "", []
    for word in exact:
        pairs.append((word, len(text)))
        text += word + " "
    words = split_words(text, pairs)
    words.sentences = [(0, len(words))]
    words.tags = data.draw(
        st.lists(st.sampled_from(["NE", "NN", "ADJA", "VVFIN", ""]), min_size=len(words), max_size=len(words))
    )
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=8)))
    labels = st.sampled_from(["PER", "ORG", "LOC", "MISC"])
    words.names = [Name(first, last, data.draw(labels)) for first, last in pairwise(cuts)]
    check(text, find_mentions(words))


@pytest.mark.parametrize(
    "pattern",
    [
        "ABCDE ",
        "Ada Muster ",
        "Frau ",
        "die Polizei in ",
        "Institut für Muster und ",
        "Vereinigte ",
        "US-EU-US-EU-US-EU-Raketen ",
        "Artikel 5 des ",
        "„Muster “ ",
        "Universität ",
        "Ada Muster (",
        "GmbH & ",
    ],
)
def test_the_work_grows_with_the_length_only(pattern: str) -> None:
    def work(length: int) -> int:
        text = pattern * (length // len(pattern))
        words = split_words(text, [(word.strip(), start) for word, start in _pairs(text)])
        words.sentences = [(0, len(words))]
        return instructions_of(lambda: find_mentions(words))

    assert work(8_000) < 5 * work(2_000)


def _pairs(text: str) -> list[tuple[str, int]]:
    pairs, cursor = [], 0
    for word in text.split(" "):
        if word:
            pairs.append((word, cursor))
        cursor += len(word) + 1
    return pairs
