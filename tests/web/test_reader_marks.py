"""The annotated text: flat segments that give back the text, whatever lies across what."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.annotation.reading import LayerReading, ReadClaim, ReadMention
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.marks import Paragraph, draw, marks_of, paragraphs_in
from newsdesk.web.reader.pieces import pieces_of
from newsdesk.web.reader.words import entity_key
from newsdesk.web.templatetags.annotated import annotated

CHARACTERS = "ab<&\"' \n\t\u00adée\u0301שלום\u202e\u202c😀👩\u200d🚒"


class Texts(HTMLParser):
    """The text of a fragment as a browser sees it, with the keys that cover each character."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.characters: list[tuple[str, tuple[str, ...]]] = []
        self.keys: tuple[str, ...] = ()
        self.depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1
        assert tag == "span"
        assert self.depth == 1, "segments are never nested"
        self.keys = tuple((dict(attrs)["data-k"] or "").split())

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        self.keys = ()

    def handle_data(self, data: str) -> None:
        self.characters += [(character, self.keys) for character in data]

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.characters)


def claim(pk: int, **fields: Any) -> ReadClaim:
    """The claim number `pk` of a run, with its spans by role."""
    given: dict[str, Any] = {
        "id": str(pk),
        "number": str(pk),
        "ordinal": pk - 1,
        "certainty": "certain",
        "start_char": 0,
    }
    return ReadClaim(**(given | fields))


def reading(*rows: ReadClaim | ReadMention) -> LayerReading:
    claims = {row.id: row for row in rows if isinstance(row, ReadClaim)}
    return LayerReading(claims=claims, mentions=[row for row in rows if isinstance(row, ReadMention)])


def mention(start_char: int, end_char: int, label: str, **fields: Any) -> ReadMention:
    given: dict[str, Any] = {
        "id": str(start_char),
        "start_char": start_char,
        "end_char": end_char,
        "label": label,
    }
    return ReadMention(**(given | fields))


def drawn(text: str, rows: LayerReading, filters: Filters | None = None) -> list[Paragraph]:
    paragraphs = paragraphs_in(text, pieces_of(text)[0])
    draw(text, paragraphs, marks_of(text, rows, list(rows.claims.values()), filters or Filters(), None))
    return paragraphs


def classes(text: str, rows: LayerReading, stretch: str) -> list[str]:
    [found] = [m for p in drawn(text, rows) for m in p.marked if m.text == stretch]
    return found.classes.split()


@st.composite
def texts_with_spans(draw_: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw_(st.text(alphabet=CHARACTERS, min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    pairs = draw_(st.lists(st.tuples(ends, ends), max_size=12))
    return text, [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(texts_with_spans())
def test_joined_segments_give_back_the_text_and_every_span_its_exact_text(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, offsets = case
    rows = reading(
        *(claim(n, start_char=span[0], spans={"quote": [span]}) for n, span in enumerate(offsets, start=1))
    )

    found = [(p, Texts(annotated(p))) for p in drawn(text, rows)]

    assert [seen.text for _, seen in found] == [line for line in text.split("\n") if line]
    for number, (start, end) in enumerate(offsets, start=1):
        covered = [
            character
            for _, seen in found
            for character, keys in seen.characters
            if f"c{number}-quote" in keys
        ]
        assert "".join(covered) == text[start:end].replace("\n", "")
    for paragraph, seen in found:
        assert text[paragraph.start_char : paragraph.end_char] == seen.text


def test_text_is_escaped_and_never_becomes_markup() -> None:
    text = 'Sie schrieb: <script>alert("x")</script> & <b>mehr</b>'
    rows = reading(claim(1, spans={"quote": [(13, 40)]}))

    html = str(annotated(drawn(text, rows)[0]))

    assert "<script" not in html
    assert "<b>" not in html
    assert Texts(html).text == text
    assert unescape(html) != html


def test_a_quote_inside_a_quote_is_told_from_its_surroundings() -> None:
    text = "außen innen außen"
    rows = reading(claim(1, spans={"quote": [(0, 17)]}), claim(2, start_char=6, spans={"quote": [(6, 11)]}))

    assert "inner" in classes(text, rows, "innen")
    assert "inner" not in classes(text, rows, "außen ")


def test_hearsay_looks_different_from_what_is_asserted() -> None:
    rows = reading(claim(1, certainty="unknown", spans={"quote": [(0, 4)]}))

    assert classes("dies und das", rows, "dies") == ["quote", "hearsay"]


def test_a_quote_shows_its_number_where_it_begins_only() -> None:
    text = "eins\nzwei"
    rows = reading(claim(1, spans={"quote": [(0, 9)]}))

    assert [m.numbers for p in drawn(text, rows) for m in p.marked] == ["1", ""]


def test_mentions_carry_their_label_as_class_and_as_word() -> None:
    named = mention(0, 4, "LOC", canonical="Köln")

    [marked, _] = drawn("Köln schweigt", reading(named))[0].marked

    assert marked.classes == "mention loc"
    assert marked.words == "place"
    assert 'data-words="place"' in str(annotated(Paragraph(0, 4, marked=[marked])))


def test_a_mention_says_what_is_known_of_itself_and_not_of_its_namesake() -> None:
    text = "Hafenmeister Keller und Keller"
    mentions = [
        mention(13, 19, "PER", canonical="Hans Keller", title="Hafenmeister"),
        mention(24, 30, "PER", canonical="Hans Keller"),
    ]

    found = [m for m in drawn(text, reading(*mentions))[0].marked if m.classes]

    assert [m.words for m in found] == ["person · Hans Keller · Hafenmeister", "person · Hans Keller"]
    entity = entity_key("PER", "Hans Keller")
    assert [m.keys for m in found] == [f"{entity} m13", f"{entity} m24"]


def test_a_canonical_name_that_the_text_spells_out_is_not_said_again() -> None:
    named = mention(0, 8, "LOC", subtype="STATE", canonical="Russland")

    assert drawn("Russlands Armee", reading(named))[0].marked[0].words == "place, state"


def test_a_nested_mention_leaves_the_shape_of_the_outer_one_alone() -> None:
    text = "die russischen Militärs"
    rows = reading(
        mention(4, 23, "ORG", subtype="MILITARY"),
        mention(4, 14, "NORP", canonical="Russland", nested=True, id="9"),
    )

    _, inner, outer = drawn(text, rows)[0].marked

    assert (inner.text, inner.classes) == ("russischen", "mention org within in-norp")
    assert (outer.text, outer.classes) == (" Militärs", "mention org")
    assert inner.words.split("\n") == ["nationality or group · Russland", "organisation, armed forces"]
    assert len(inner.keys.split()) == 4
    assert outer.keys.split() == inner.keys.split()[:2]


def test_a_nested_mention_looks_like_any_other_where_the_outer_one_is_hidden() -> None:
    rows = reading(mention(0, 19, "ORG"), mention(0, 10, "NORP", nested=True, id="9"))

    [inner, rest] = drawn("russischen Militärs", rows, Filters(labels=("NORP",)))[0].marked

    assert (inner.classes, rest.classes) == ("mention norp", "")


def test_a_part_of_a_word_is_marked_alone() -> None:
    named = mention(0, 8, "ORG", canonical="Pentagon", inside_token=True)

    found = drawn("Pentagonchef", reading(named))[0].marked

    assert [(m.text, m.classes) for m in found] == [("Pentagon", "mention org"), ("chef", "")]


def test_words_about_a_mention_are_escaped() -> None:
    named = mention(0, 4, "PER", title='<i> & "Amt"')

    html = str(annotated(drawn("Holm kam", reading(named))[0]))

    assert "<i>" not in html
    assert html.count('"') == 6


def test_mentions_of_labels_that_were_not_chosen_are_not_marked() -> None:
    rows = reading(mention(0, 4, "LOC", canonical="Köln"))

    [marked] = drawn("Köln schweigt", rows, Filters(labels=("PER",)))[0].marked

    assert marked.classes == ""


def test_a_span_that_reaches_over_paragraphs_is_marked_in_each() -> None:
    rows = reading(claim(1, spans={"quote": [(2, 8)]}))

    found = [[(m.text, bool(m.classes)) for m in p.marked] for p in drawn("abcd\n\nefgh", rows)]

    assert found == [[("ab", False), ("cd", True)], [("ef", True), ("gh", False)]]


def test_who_speaks_around_a_shown_claim_is_marked_though_that_claim_is_hidden() -> None:
    text = "Lee sagt, der Dienst sage dies."
    inner = claim(2, parent="1", start_char=26, spans={"quote": [(26, 30)]})
    rows = reading(claim(1, start_char=10, spans={"speaker": [(0, 3)], "quote": [(10, 30)]}), inner)
    paragraphs = paragraphs_in(text, pieces_of(text)[0])

    draw(text, paragraphs, marks_of(text, rows, [inner], Filters(), None))

    assert [(m.text, m.keys) for m in paragraphs[0].marked if m.keys] == [
        ("Lee", "c1-speaker"),
        ("dies", "c2-quote"),
    ]


def test_a_paragraph_of_plain_text_needs_no_markup() -> None:
    assert str(annotated(SimpleNamespace(marked=drawn("nur Text", reading())[0].marked))) == "nur Text"  # type: ignore[arg-type]
