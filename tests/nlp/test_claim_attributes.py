"""Certainty, polarity and tense, as the text words them."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("quote", "certainty", "hedge"),
    [
        ("Der Damm sei sicher", "certain", ""),
        ("Der Damm sei vermutlich sicher", "probable", "vermutlich"),
        ("Der Damm werde voraussichtlich erhöht", "probable", "voraussichtlich"),
        ("Der Damm dürfte sicher sein", "probable", "dürfte"),
        ("Der Damm könnte brechen", "possible", "könnte"),
        ("Der Damm sei möglicherweise sicher", "possible", "möglicherweise"),
        ("Der Damm sei angeblich sicher", "unknown", "angeblich"),
        ("Der Damm sei mutmaßlich unterspült", "probable", "mutmaßlich"),
        ("Aller Wahrscheinlichkeit nach halte der Damm", "probable", "Wahrscheinlichkeit"),
        ("Unter Umständen breche der Damm", "possible", "Unter Umständen"),
        ("Es sei denkbar, dass der Damm breche", "possible", "denkbar"),
        ("Es könne sein, dass der Damm breche", "possible", "könne"),
        ("Nicht auszuschließen sei, dass der Damm breche", "possible", "auszuschließen"),
        ("Der Damm, der vermutlich alt sei, halte", "certain", ""),
        ("Der Damm sei sehr wohl sicher", "certain", ""),
        ("Das Wohl der Bauern habe Vorrang", "certain", ""),
        ("Die vielleicht älteste Mauer halte", "certain", ""),
        ("Der Damm könne vier Meter Wasser halten", "certain", ""),
        ("Die Bauern könnten die Deiche nicht mehr bezahlen", "certain", ""),
        ("Die Bauern dürften den Damm nur zu Fuß betreten", "certain", ""),
    ],
)
def test_certainty_is_what_the_source_commits_to(quote: str, certainty: str, hedge: str) -> None:
    claim = claim_of(f"{quote}, sagte Ada Muster.")
    assert claim.claim.certainty == certainty
    assert claim.hedge == hedge


@pytest.mark.parametrize(
    ("quote", "polarity"),
    [
        ("Der Damm sei sicher", "affirmed"),
        ("Der Damm sei nicht sicher", "negated"),
        ("Es gebe keinen Damm", "negated"),
        ("Der Damm, der nicht hoch sei, sei sicher", "affirmed"),
        ("Der Damm sei nicht nur alt, sondern auch brüchig", "affirmed"),
        ("Nicht weniger als vierzig Bauern hätten geholfen", "affirmed"),
        ("Wer nicht helfe, schade dem Dorf", "affirmed"),
        ("Der Damm sei so hoch wie seit Jahren nicht mehr", "affirmed"),
        ("Helfer, die keinen Lohn haben, bekämen Brot", "affirmed"),
        ("Die Rettung sei nicht ohne Mühe gelungen", "affirmed"),
        ("Der Damm sei keineswegs sicher", "negated"),
        ("Nicht auszuschließen sei, dass der Damm breche", "affirmed"),
        ("Es sei ausgeschlossen, dass der Damm breche", "negated"),
    ],
)
def test_polarity_is_that_of_the_main_clause(quote: str, polarity: str) -> None:
    assert claim_of(f"{quote}, sagte Ada Muster.").claim.polarity == polarity


@pytest.mark.parametrize(
    ("quote", "tense"),
    [
        ("Der Damm sei sicher", "present"),
        ("Der Damm habe gehalten", "past"),
        ("Der Damm sei im Mai gebaut worden", "past"),
        ("Der Damm war hoch", "past"),
        ("Der Damm werde bald brechen", "future"),
        ("Der Damm werde gerade erhöht", "present"),
        ("Der Damm sei seit Montag gesperrt", "present"),
        ("Die Bauern hätten lange warten müssen", "past"),
        ("Der Damm könnte übersehen worden sein", "past"),
        ("Das Dorf werde Geld erhalten", "future"),
        ("Die Wärter würden bald gehen", "future"),
        ("Das Land solle den Damm erhöhen", "future"),
        ("Das Land wolle den Damm erhöhen", "future"),
        ("Die Arbeit beginne kommende Woche", "future"),
        ("Die Arbeit sei für kommende Woche geplant", "present"),
        ("Er freue sich, dass der Damm gehalten habe", "present"),
        ("Der Bote, den das Dorf gegründet habe, schreibe heute Gewinn", "present"),
    ],
)
def test_tense_is_that_of_what_is_claimed(quote: str, tense: str) -> None:
    assert claims_of(f"{quote}, sagte Ada Muster.")[0].claim.tense == tense


@pytest.mark.parametrize(
    ("text", "certainty", "hedge"),
    [
        ("Nach Einschätzung der Stadt ist der Damm sicher.", "probable", "Einschätzung"),
        ("Schätzungen der Stadt zufolge sind drei Dämme gebrochen.", "probable", "Schätzungen"),
        ("Ada Muster vermutet, dass der Damm bricht.", "probable", "vermutet"),
        ("Die Stadt geht davon aus, dass der Damm bricht.", "probable", "geht davon aus"),
        ("Die Stadt schließt nicht aus, dass der Damm bricht.", "possible", "schließt"),
        ("Die Stadt hält es für ausgeschlossen, dass der Damm bricht.", "certain", ""),
        ("Die Stadt hält es nicht für ausgeschlossen, dass der Damm bricht.", "possible", "ausgeschlossen"),
        ("Bisher war die Stadt davon ausgegangen, dass der Damm hält.", "probable", "davon ausgegangen"),
        ("Laut Polizei soll der Wärter geschlafen haben.", "unknown", "soll"),
        ("Gerüchten zufolge hat der Wärter geschlafen.", "unknown", "Gerüchten"),
    ],
)
def test_the_frame_may_say_how_sure_the_source_is(text: str, certainty: str, hedge: str) -> None:
    claim = claim_of(text)
    assert claim.claim.certainty == certainty
    assert claim.hedge == hedge


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Muster bestritt, dass der Damm alt sei.", "negated"),
        ("Ada Muster bestritt, den Damm nicht gesehen zu haben.", "affirmed"),
        ("Ada Muster bestritt nicht, dass der Damm alt sei.", "affirmed"),
        ("Ada Muster zweifelt nicht daran, dass der Damm hält.", "affirmed"),
        ("Ada Muster versicherte, dass der Damm nicht breche.", "negated"),
        ("Ada Muster glaubt nicht, dass der Damm bricht.", "negated"),
        ("Der Damm sei sicher, sagte Ada Muster nicht ohne Stolz.", "affirmed"),
        ("Die Stadt geht nicht davon aus, dass der Damm bricht.", "negated"),
        ("Die Stadt schließt aus, dass der Damm bricht.", "negated"),
        ("Die Stadt schließt nicht aus, dass der Damm bricht.", "affirmed"),
        ("Ada Muster sagte, nicht näher genannte Helfer hätten den Damm gerettet.", "affirmed"),
    ],
)
def test_a_cue_that_denies_turns_the_polarity(text: str, polarity: str) -> None:
    assert claim_of(text).claim.polarity == polarity


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Ada Muster kündigte an, den Damm zu erhöhen.", "future"),
        ("Ada Muster forderte, den Damm zu erhöhen.", "future"),
        ("Ada Muster versprach, dass der Damm erhöht wird.", "future"),
        ("Der Rat beschloss, dass die Gemeinde den Damm bezahlt.", "future"),
        ("Ada Muster schwor, den Damm nie zu verkaufen.", "future"),
        ("Ada Muster schwor, den Damm nie verkauft zu haben.", "past"),
        ("Ada Muster behauptete, den Damm zu kennen.", "present"),
        ("Ada Muster behauptete, den Damm gesehen zu haben.", "past"),
        ("Ada Muster behauptete, nie am Damm gewesen zu sein.", "past"),
        ("Ada Muster sagte, dass im Dorf zwei Wärter fehlten.", "present"),
        ("Nach Angaben der Stadt stiegen die Fluten um vier Meter.", "past"),
    ],
)
def test_the_cue_may_say_when(text: str, tense: str) -> None:
    assert claim_of(text).claim.tense == tense


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Der Damm sei alt, sagte Ada Muster unter Berufung auf zwei Wärter.", "zwei Wärter"),
        ("Unter Hinweis auf ein Gutachten erklärte die Stadt, der Damm sei alt.", "ein Gutachten"),
        ("Gestützt auf Luftbilder teilte die Stadt mit, dass der Damm alt sei.", "Luftbilder"),
        ("Der Damm sei alt, sagte Ada Muster und berief sich dabei auf Wärter.", "Wärter"),
        ("Der Damm sei alt, wie sie aus dem Rathaus erfahren habe, sagte Ada Muster.", "dem Rathaus"),
        ("Ada Muster sagte, sie habe von einem Wärter gehört, dass der Damm breche.", "einem Wärter"),
        ("Ada Muster sagte, sie habe den Lärm aus dem Radio gehört.", ""),
        ("Laut einem Bericht des Boten, der sich auf Wärter beruft, bricht der Damm.", "Wärter"),
        ("Die Stadt werde Berufung gegen das Urteil einlegen, sagte Ada Muster.", ""),
        ("Der Damm stütze sich auf vier Pfeiler, sagte Ada Muster.", ""),
    ],
)
def test_evidence_is_what_the_speaker_relies_on(text: str, evidence: str) -> None:
    assert claims_of(text)[0].evidence == evidence


def test_a_claim_says_which_rule_it_was_and_how_often_that_is_right() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster.").claim
    assert claim.confidence is not None
    assert "sagte" in claim.explanation
