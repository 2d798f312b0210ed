"""Margin notes: chains, order, what is remarkable, and the line to paste."""

from __future__ import annotations

from datetime import date
from typing import Any

from newsdesk.annotation.reading import LayerReading, ReadClaim
from newsdesk.web.reader.notes import (
    Link,
    Note,
    Source,
    ancestors,
    chain_of,
    citation_of,
    facts_of,
    in_reading_order,
    note_of,
)

TEXT = "Lee sagte, der Dienst habe erklärt, laut Akten liege dort ein Schiff."
SOURCE = Source("Titel", "Küstenbote", date(2026, 3, 4), "https://news.example.org")


def place(words: str) -> list[tuple[int, int]]:
    start = TEXT.index(words)
    return [(start, start + len(words))]


def claim(pk: int, parent: int | None = None, **fields: Any) -> ReadClaim:
    given: dict[str, Any] = {
        "type": "Indirect",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
    }
    named = {"id": str(pk), "row": pk, "number": str(pk), "ordinal": pk - 1, "start_char": pk}
    return ReadClaim(**(given | named | {"parent": str(parent) if parent else None} | fields))


def reading(*claims: ReadClaim) -> LayerReading:
    return LayerReading(claims={claim.id: claim for claim in claims})


def nested() -> LayerReading:
    """Lee says that the service says, and that relies on files."""
    inner = {
        "speaker": place("der Dienst"),
        "evidence": place("Akten"),
        "quote": place("liege dort ein Schiff"),
    }
    outer = {"speaker": place("Lee"), "quote": place("der Dienst habe erklärt")}
    return reading(
        claim(1, speaker_entity="Lee Kim", speaker_kind="named", spans=outer),
        claim(2, parent=1, speaker_kind="group", spans=inner),
    )


def note(rows: LayerReading, pk: int, *, depth: int = 0) -> Note:
    return note_of(rows.claims[str(pk)], rows, TEXT, article_id=7, source=SOURCE, depth=depth, is_open=False)


def test_a_chain_goes_from_the_outermost_speaker_to_the_own_evidence() -> None:
    rows = nested()

    links = chain_of(rows.claims["2"], rows, TEXT)

    assert [(link.step, link.role, link.words) for link in links] == [
        (1, "speaker", "Lee Kim"),
        (2, "speaker", "der Dienst"),
        (3, "evidence", "Akten"),
    ]
    assert [link.key for link in links] == ["c1-speaker", "c2-speaker", "c2-evidence"]


def test_a_note_names_its_own_speaker_and_whom_that_one_relies_on() -> None:
    assert [link.words for link in note(nested(), 2).who] == ["der Dienst", "Akten"]


def test_a_claim_of_nobody_says_so() -> None:
    rows = reading(claim(1, speaker_kind="none", spans={"quote": place("ein Schiff")}))

    found = note(rows, 1)

    assert [link.words for link in found.who] == ["nobody named"]
    assert found.is_unnamed
    assert found.chain_keys == "-"


def test_a_discontinuous_quote_is_joined_by_an_ellipsis() -> None:
    rows = reading(claim(1, spans={"quote": [*place("der Dienst"), *place("Schiff")]}))

    assert note(rows, 1).what == "der Dienst … Schiff"


def test_parents_that_were_not_loaded_end_the_chain() -> None:
    orphan = claim(5, parent=4)

    assert ancestors(orphan, {"5": orphan}) == []


def test_a_circle_of_parents_ends_as_well() -> None:
    one, two = claim(1, parent=2), claim(2, parent=1)

    assert len(ancestors(one, {"1": one, "2": two})) == 2


def test_inner_claims_follow_the_claim_they_stand_inside() -> None:
    outer, other, inner = claim(1, start_char=0), claim(2, start_char=20), claim(3, parent=1, start_char=50)

    assert in_reading_order([other, inner, outer]) == [outer, inner, other]


def test_only_what_is_remarkable_is_said_of_tense_and_polarity() -> None:
    plain = claim(1, explanation="rule")
    negated = claim(2, polarity="negated", tense="future", medium="Thought")

    assert [fact.name for fact in facts_of(plain, TEXT)] == ["Found by"]
    [remark] = facts_of(negated, TEXT)
    assert remark.words == "denies something, about the future, thought, not said"


def test_a_citation_names_speaker_quote_outlet_date_and_link() -> None:
    assert note(nested(), 2).citation == (
        "der Dienst, relying on Akten: liege dort ein Schiff [in other words, asserted]. "
        "Küstenbote, March 4, 2026.\nhttps://news.example.org/articles/7/claims/2/"
    )


def test_only_what_is_word_for_word_is_cited_in_quotation_marks() -> None:
    said = claim(1, type="Direct")
    link = Link("speaker", "Harms")

    cited = citation_of(link, [], "„Der Deich hält“", said, Source("Titel", address="https://a.example.org/"))

    assert cited.startswith("Harms: “Der Deich hält” [word for word, asserted]. Titel.")


def test_a_citation_of_an_article_without_outlet_names_its_title() -> None:
    assert Source("Titel").words() == "Titel"


def test_notes_are_not_indented_beyond_the_third_level() -> None:
    assert note(nested(), 1, depth=7).indent == 3
