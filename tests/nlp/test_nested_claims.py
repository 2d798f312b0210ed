from __future__ import annotations

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
