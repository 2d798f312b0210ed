from __future__ import annotations

import pytest

from tests.nlp.reading import claims_of


def test_a_report_inside_a_report_has_it_as_its_parent() -> None:
    outer, inner = claims_of("Ada Muster sagte, der Wärter habe erklärt, dass der Damm sicher ist.")
    assert outer.claim.parent is None
    assert inner.claim.parent == 0
    assert inner.quote == "dass der Damm sicher ist"
    assert inner.speaker == "der Wärter"


def test_a_report_inside_a_quotation_has_it_as_its_parent() -> None:
    outer, inner = claims_of("„Der Wärter behauptet, dass der Damm bricht“, sagte Ada Muster.")
    assert outer.claim.type == "Direct"
    assert inner.claim.parent == 0
    assert inner.speaker == "Der Wärter"


def test_a_reported_opinion_stands_inside_the_report_that_goes_on() -> None:
    _, outer, inner = claims_of(
        "Der Damm sei alt, sagte Ada Muster. Die Behörde sei der Ansicht, dass er bald breche."
    )
    assert outer.claim.speaker_entity == "Ada Muster"
    assert inner.claim.parent == 1
    assert inner.speaker == "Die Behörde"


def test_a_source_with_a_messenger_is_a_chain() -> None:
    outer, inner = claims_of("Ada Muster zufolge hat ein Wärter gesagt, der Damm sei alt.")
    assert outer.speaker == "Ada Muster"
    assert inner.claim.parent == 0
    assert inner.speaker == "ein Wärter"


def test_a_source_that_is_merely_named_is_evidence() -> None:
    (claim,) = claims_of("Der Anzeiger berichtete unter Berufung auf einen Wärter, dass der Damm bricht.")
    assert claim.evidence == "einen Wärter"
    assert claim.claim.parent is None


def test_a_messenger_may_stand_behind_what_is_said() -> None:
    outer, inner = claims_of("Der Damm sei alt, habe ihr der Wärter gesagt, berichtete Ada Muster.")
    assert outer.speaker == "Ada Muster"
    assert outer.evidence == "der Wärter"
    assert inner.quote == "Der Damm sei alt"
    assert inner.claim.parent == 0


def test_a_quotation_inside_a_quotation_is_a_link_of_the_chain() -> None:
    outer, inner = claims_of(
        "„Der Wärter hat zu mir gesagt: ‚Der Damm ist längst gebrochen‘“, sagte Ada Muster."
    )
    assert outer.speaker == "Ada Muster"
    assert inner.quote == "‚Der Damm ist längst gebrochen‘"
    assert inner.claim.parent == 0


def test_a_quotation_behind_a_reported_frame_is_a_link_of_the_chain() -> None:
    outer, inner = claims_of("Ada Muster erzählte, der Wärter habe gerufen: „Der Damm ist längst gebrochen“.")
    assert outer.speaker == "Ada Muster"
    assert inner.claim.type == "Direct"
    assert inner.claim.parent == 0


def test_what_somebody_is_said_to_have_said_stands_inside_hearsay() -> None:
    outer, inner = claims_of("Der Wärter soll den Bauern gesagt haben, dass der Damm breche.")
    assert outer.claim.certainty == "unknown"
    assert inner.claim.parent == 0


def test_words_in_marks_inside_the_report_of_one_speaker_are_no_link() -> None:
    report, part = claims_of("Der Damm sei „in einem traurigen Zustand“, sagte Ada Muster.")
    assert report.claim.parent is None
    assert part.claim.parent is None


def test_a_chain_has_many_links() -> None:
    chain = claims_of("Ada sagte, Bo habe erklärt, Cy habe behauptet, Di habe gesagt, der Damm breche bald.")
    assert [claim.claim.parent for claim in chain] == [None, 0, 1, 2]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ada Muster sagte, der Damm sei alt. Sie gehe davon aus, dass er breche.", 2),
        ("Man wolle wissen, wer den Damm baue, sagte Ada Muster.", 1),
        ("Ada Muster sagte, sie habe gehört, der Rat habe gesagt, dass der Damm alt sei.", 2),
    ],
)
def test_what_somebody_says_of_his_own_thoughts_is_one_report(text: str, count: int) -> None:
    claims = claims_of(text)
    assert len(claims) == count
    assert all(claim.speaker not in ("Sie", "sie", "Man") for claim in claims)


def test_what_was_heard_from_somewhere_stands_around_what_is_reported_in_it() -> None:
    outer, inner = claims_of(
        "Aus dem Umfeld des Vereins war zu hören, der Wirt sei gegangen und habe gedroht, er komme wieder."
    )
    assert (outer.speaker, outer.cue, outer.claim.speaker_kind) == (
        "dem Umfeld des Vereins",
        "war zu hören",
        "anonymous",
    )
    assert (inner.speaker, inner.quote, inner.claim.parent) == ("der Wirt", "er komme wieder", 0)


def test_a_quotation_whose_frame_is_reported_belongs_to_who_reports_it() -> None:
    _, outer, inner = claims_of(
        "Der Zeuge sagte, er sei gerannt. „Bleib stehen“, habe der Mann gerufen. Er habe Angst gehabt."
    )
    assert (outer.speaker, outer.claim.type) == ("Der Zeuge", "IndirectFreeIndirect")
    assert (inner.speaker, inner.quote, inner.claim.parent) == ("der Mann", "„Bleib stehen“", 1)
