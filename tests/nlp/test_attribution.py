"""Sources named by a preposition."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        ("Laut der Polizei ist der Damm sicher.", "ist der Damm sicher", "der Polizei", "Laut"),
        ("Der Damm ist laut Polizei sicher.", "Der Damm ist | sicher", "Polizei", "laut"),
        ("Der Polizei zufolge ist der Damm sicher.", "ist der Damm sicher", "Der Polizei", "zufolge"),
        (
            "Nach Angaben der Polizei ist der Damm sicher.",
            "ist der Damm sicher",
            "Angaben der Polizei",
            "Nach",
        ),
        ("Nach Polizeiangaben ist der Damm sicher.", "ist der Damm sicher", "Polizeiangaben", "Nach"),
        ("Ihrer Ansicht nach ist der Damm sicher.", "ist der Damm sicher", "Ihrer Ansicht", "nach"),
        ("Dem Vernehmen nach bricht der Damm bald.", "bricht der Damm bald", "", "nach"),
        (
            "Unbestätigten Berichten nach bricht der Damm.",
            "bricht der Damm",
            "Unbestätigten Berichten",
            "nach",
        ),
        ("Gerüchten zu Folge bricht der Damm bald.", "bricht der Damm bald", "Gerüchten", "zu Folge"),
        ("Nach dpa-Informationen bricht der Damm.", "bricht der Damm", "dpa-Informationen", "Nach"),
        ("Laut hafen.example bricht der Damm bald.", "bricht der Damm bald", "hafen.example", "Laut"),
        ("Laut dieser Studie bricht der Damm bald.", "bricht der Damm bald", "dieser Studie", "Laut"),
        ("Muster zufolge, der den Damm baut, ist er sicher.", "ist er sicher", "Muster", "zufolge"),
        ("Nach Expertenmeinung bricht der Damm bald.", "bricht der Damm bald", "Expertenmeinung", "Nach"),
        (
            "Nach ersten Ermittlungen der Polizei ist der Damm gebrochen.",
            "ist der Damm gebrochen",
            "ersten Ermittlungen der Polizei",
            "Nach",
        ),
        (
            "Nach einer Studie der Universität Neustadt ist der Damm sicher.",
            "ist der Damm sicher",
            "einer Studie der Universität Neustadt",
            "Nach",
        ),
        (
            "Der Damm hat aus Sicht der Anwohner keine Zukunft.",
            "Der Damm hat | keine Zukunft",
            "Sicht der Anwohner",
            "aus",
        ),
        (
            "Der Damm ist gemäß einem Sprecher der Stadt sicher.",
            "Der Damm ist | sicher",
            "einem Sprecher der Stadt",
            "gemäß",
        ),
        (
            "Laut einer am Montag verbreiteten Mitteilung der Stadt ist der Damm sicher.",
            "ist der Damm sicher",
            "einer am Montag verbreiteten Mitteilung der Stadt",
            "Laut",
        ),
    ],
)
def test_a_source_in_front_or_in_the_middle(text: str, quote: str, speaker: str, cue: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.speaker, claim.cue) == (quote, speaker, cue)
    assert claim.claim.type == "Indirect"


def test_the_noun_of_saying_is_not_the_entity() -> None:
    claim = claim_of("Nach Angaben des Deutschen Wetterdienstes ruht der Bau.").claim
    assert (claim.speaker_entity, claim.speaker_kind) == ("Deutscher Wetterdienst", "named")


def test_an_estimate_is_probable() -> None:
    claim = claim_of("Nach Einschätzung der Polizei ist der Damm sicher.")
    assert claim.claim.certainty == "probable"
    assert claim.hedge == "Einschätzung"


def test_a_source_in_a_relative_clause_claims_that_clause_alone() -> None:
    claim = claim_of("Der Damm, der laut Polizei seit Mai steht, ist hoch.")
    assert claim.quote == "der | seit Mai steht"


@pytest.mark.parametrize(
    ("text", "frame", "speaker"),
    [
        (
            "Nach Angaben von Ada Muster, der Leiterin der Behörde, ist der Damm sicher.",
            "Nach Angaben von Ada Muster, der Leiterin der Behörde,",
            "Angaben von Ada Muster, der Leiterin der Behörde",
        ),
        (
            "Nach amtlichen Angaben, die niemand prüfen kann, ist der Damm sicher.",
            "Nach amtlichen Angaben, die niemand prüfen kann,",
            "amtlichen Angaben",
        ),
        ("Der Damm ist – laut Polizei – sicher.", "– laut Polizei –", "Polizei"),
        (
            "Den Behörden in Neustadt zufolge ist der Damm sicher.",
            "Den Behörden in Neustadt zufolge",
            "Den Behörden in Neustadt",
        ),
        ("Der Damm ist, laut Polizei, sicher.", ", laut Polizei,", "Polizei"),
        (
            "Laut Anzeiger unter Berufung auf die Polizei ist der Damm sicher.",
            "Laut Anzeiger unter Berufung auf die Polizei",
            "Anzeiger",
        ),
    ],
)
def test_the_frame_takes_what_belongs_to_its_source(text: str, frame: str, speaker: str) -> None:
    claim = claim_of(text)
    assert (claim.frame, claim.speaker) == (frame, speaker)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Laut Polizei ist der Damm alt, er bricht bald.", "ist der Damm alt, er bricht bald"),
        ("Der Damm ist laut Polizei alt und bricht bald.", "Der Damm ist | alt und bricht bald"),
        ("Der Damm ist alt; er bricht laut Polizei bald.", "er bricht | bald"),
        ("Der Damm soll laut Polizei gebrochen sein und hat Risse.", "Der Damm soll | gebrochen sein"),
        ("Der Damm (laut Polizei ist er 30 Jahre alt) hat Risse.", "ist er 30 Jahre alt"),
        ("Der Damm traf 30 Häuser, darunter laut Polizei zwei Schulen.", "darunter | zwei Schulen"),
        ("Der Damm hielt, weil er laut Polizei sehr hoch ist.", "weil er | sehr hoch ist"),
    ],
)
def test_a_source_vouches_for_its_own_part_of_a_sentence(text: str, quote: str) -> None:
    assert claim_of(text).quote == quote


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Es gibt Berichte, wonach der Damm gebrochen ist.", "der Damm gebrochen ist", "Berichte"),
        (
            "Es gibt ein Gutachten, laut dem der Damm gebrochen ist.",
            "der Damm gebrochen ist",
            "ein Gutachten",
        ),
        ("Es gibt Berichte, denen zufolge der Damm gebrochen ist.", "der Damm gebrochen ist", "Berichte"),
    ],
)
def test_a_source_that_a_relative_clause_goes_back_to(text: str, quote: str, speaker: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.speaker) == (quote, speaker)


def test_a_claim_ends_where_another_source_begins() -> None:
    first, second = claims_of("Die Zahl stieg nach Behördenangaben auf 30, laut Opposition sind es 50.")
    assert (first.quote, second.quote) == ("Die Zahl stieg | auf 30", "sind es 50")


def test_two_sources_in_one_sentence_are_two_claims() -> None:
    first, second = claims_of("Der Damm ist laut Polizei sicher, laut Feuerwehr hat er Risse.")
    assert (first.speaker, second.speaker) == ("Polizei", "Feuerwehr")


def test_demnach_goes_back_to_the_source_before_it() -> None:
    _, second = claims_of("Laut einem Bericht bricht der Damm. Demnach ist das Ufer weich.")
    assert second.quote == "ist das Ufer weich"
    assert second.speaker == "einem Bericht"


@pytest.mark.parametrize("word", ["Demnach", "Danach"])
def test_demnach_goes_back_to_a_text_that_was_named(word: str) -> None:
    claim = claim_of(f"Die Stadt hat einen Bericht veröffentlicht. {word} ist das Ufer weich.")
    assert (claim.quote, claim.speaker) == ("ist das Ufer weich", "einen Bericht")


@pytest.mark.parametrize(
    "text",
    [
        "Die Musik war laut und schlecht.",
        "Nach dem Regen war der Damm nass.",
        "Sie fuhren nach Norden an den Damm.",
        "Demnach ist das Ufer weich.",
        "Der Damm brach am Montag. Danach kam die Feuerwehr.",
        "Nach langen Messungen wurde der Damm geöffnet.",
        "Nach der Auswertung der Schäden wird der Damm gebaut.",
        "Aus technischer Sicht ist der Damm alt.",
        "Was ist Ihrer Meinung nach zu tun?",
        "Meiner Ansicht nach ist der Damm alt.",
        "Die Behörde sucht nach Informationen über den Damm.",
        "Die Suche nach Daten über den Damm dauert an.",
        "Nach dem Urteil wurde der Damm geöffnet.",
        "Nach der Vorstellung brach der Damm.",
        "Nach Anmeldung ist der Damm offen.",
        "Es lief alles nach Wunsch.",
        "Nach Annahme des Gesetzes wird der Damm gebaut.",
    ],
)
def test_the_same_words_without_a_source_are_no_claims(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Am Ufer standen nach Schätzungen von Reportern 2.000 Menschen.", "Schätzungen von Reportern"),
        ("Nach dem vorläufigen Ergebnis der Stadt steigt sie.", "dem vorläufigen Ergebnis der Stadt"),
        ("Nach den Feststellungen des Gerichts brach der Damm.", "den Feststellungen des Gerichts"),
    ],
)
def test_what_a_source_with_nach_names(text: str, speaker: str) -> None:
    assert claim_of(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Nach Angaben zur Person schwieg der Mann.",
        "Nach Berichten über den Bau trat Ada Muster zurück.",
        "Nach dem Ergebnis der Wahl trat Ada Muster zurück.",
    ],
)
def test_what_nach_only_dates_is_no_source(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm ist 100 Meter lang, nach anderen Angaben 110 Meter.",
        "Der Damm wurde teurer (Zahlen laut Kurier).",
        "Der Bau der nach Behördenangaben 300 Meter langen Mauer ruht.",
    ],
)
def test_phrases_that_state_nothing(text: str) -> None:
    assert claims_of(text) == []


def test_a_relative_clause_behind_a_source_is_no_part_of_the_claim() -> None:
    claim = claim_of("Ada Muster zufolge, die im Rat sitzt, bleibt der Damm.")
    assert (claim.speaker, claim.quote) == ("Ada Muster", "bleibt der Damm")


def test_demnach_does_not_go_back_to_somebody_quoted() -> None:
    text = "Ada Muster sagte nur: „Ich sage dazu nichts.“ Gebaut werden könnte demnach im Mai."
    assert [claim.claim.type for claim in claims_of(text)] == ["Direct"]


def test_what_is_heard_is_of_nobody_and_unknown() -> None:
    claim = claim_of("Dem Vernehmen nach bricht der Damm bald.")
    assert (claim.speaker, claim.hedge, claim.claim.certainty) == ("", "Vernehmen", "unknown")
