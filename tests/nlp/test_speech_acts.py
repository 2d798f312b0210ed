"""Sentences that report a speech act with a nominal complement."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Gewerkschaft forderte höhere Löhne.", "Die Gewerkschaft"),
        ("Ministerin Ute Keller lehnte den Vorschlag am Montag ab.", "Ministerin Ute Keller"),
        ("Der Trainer wies die Kritik zurück.", "Der Trainer"),
        ("Den Schaden beziffert die Polizei auf 30.000 Euro.", "die Polizei"),
        ("Die Vorwürfe wies der Bürgermeister zurück.", "der Bürgermeister"),
        ("Der Wetterdienst warnt vor Sturmböen.", "Der Wetterdienst"),
        (
            "Ute Keller, die Leiterin der Klinik, sprach von einem Versehen.",
            "Ute Keller, die Leiterin der Klinik",
        ),
        ("Die Opposition hat den Entwurf abgelehnt.", "Die Opposition"),
        ("Der Entwurf wurde von der Opposition als untauglich bezeichnet.", "der Opposition"),
        ("Er reiste nach Ulm und forderte dort eine Untersuchung.", "Er"),
        ("Die Gutachter halten den Damm für sicher.", "Die Gutachter"),
        ("Landrätin weist Kritik an der späten Warnung zurück", "Landrätin"),
        ("Versicherer gibt Fehler zu", "Versicherer"),
        ("Am Abend sprach Ute Keller von einem Versehen.", "Ute Keller"),
        ("Die Stadt begründet den Schritt mit den Kosten.", "Die Stadt"),
        ("Der Trainer verlangte die Zeitschrift „Der Damm“.", "Der Trainer"),
        ("Der Verteidiger widersprach.", "Der Verteidiger"),
        ("Die Lehrkräfte forderten kleinere Klassen.", "Die Lehrkräfte"),
        ("Die Arbeitgeber bieten 3,8 Prozent.", "Die Arbeitgeber"),
        ("Die Landrätin stellte 20.000 Euro in Aussicht.", "Die Landrätin"),
        ("Bisher hatte der Vorstand mit zwei Millionen Euro gerechnet.", "der Vorstand"),
        ("Er hatte vier Jahre Haft gefordert.", "Er"),
        ("Einige Wetterdienste kündigen für ganz Schweden Regen an.", "Einige Wetterdienste"),
        ("Der Zivilschutz bestritt das nur zum Teil.", "Der Zivilschutz"),
    ],
)
def test_a_speech_act_is_a_claim_of_the_whole_sentence(text: str, speaker: str) -> None:
    claim = claim_of(text)
    assert claim.claim.type == "Reported"
    assert claim.quote == text
    assert claim.speaker == speaker
    assert claim.cue == claim.frame == ""
    assert claim.claim.explanation.endswith("as a speech act")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Die einen wollen wohl bleiben, die Grünen fordern den Umzug.", "die Grünen fordern den Umzug."),
        ("Die Polizei zählte 300 Boote, der Verein sprach von 500.", "der Verein sprach von 500."),
    ],
)
def test_a_speech_act_behind_another_main_clause_is_its_half(text: str, quote: str) -> None:
    assert claims_of(text)[-1].quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "Die Lawine forderte zwei Todesopfer.",
        "Der Test bestätigte die Annahme.",
        "Das Gericht wies die Klage zurück.",
        "Das Gericht hat den Fahrer zu sechs Jahren Haft verurteilt.",
        "Die Mannschaft bestreitet am Samstag ihr letztes Spiel.",
        "Als Delta bezeichnet man eine solche Mündung.",
        "Die Ministerin will höhere Löhne fordern.",
        "Die Gewerkschaft forderte keine höheren Löhne.",
        "Forderte die Gewerkschaft höhere Löhne?",
        "Die Firma meldete Insolvenz an.",
        "Der Verband verspricht sich davon neue Kunden.",
        "Die Täter sprachen mit der Polizei.",
        "Im Dorf nannten sie ihn den „Kapitän“.",
        "Das Formular verlangt eine Unterschrift.",
        "Wenn der Damm bricht, warnt die Feuerwehr vor der Flut.",
        "Den Fahrer erwartet eine Anklage.",
        "Der Ausbruch von Cholera wird befürchtet.",
        "Der Patient klagte über Übelkeit.",
        "Ich lehne das ab.",
        "Das Gericht hat ein Urteil zum Handel von Waffen gesprochen.",
        "Die Aussagen widersprechen sich.",
        "Der Rat hatte den Antrag vor Jahren abgelehnt.",
    ],
)
def test_what_says_nothing_is_no_speech_act(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    "content", ["die Löhne zu erhöhen", "dass die Löhne steigen", "daß die Löhne steigen"]
)
def test_a_clause_of_content_makes_it_an_indirect_report(content: str) -> None:
    assert claim_of(f"Die Gewerkschaft forderte, {content}.").claim.type == "Indirect"


def test_the_report_goes_on_in_konjunktiv() -> None:
    act, rest = claims_of("Die Gewerkschaft wies die Vorwürfe zurück. Die Kasse sei geprüft worden.")
    assert act.claim.type == "Reported"
    assert rest.claim.type == "IndirectFreeIndirect"
    assert rest.speaker == "Die Gewerkschaft"


@pytest.mark.parametrize(
    ("text", "tense", "polarity"),
    [
        ("Die Gewerkschaft forderte höhere Löhne.", "future", "affirmed"),
        ("Der Wetterdienst rechnet mit Sturm.", "future", "affirmed"),
        ("Der Trainer räumte seinen Fehler ein.", "past", "affirmed"),
        ("Der Trainer bestritt die Tat.", "past", "negated"),
        ("Die Miliz wies das von sich.", "past", "negated"),
        ("Der Verband nennt den Entwurf ein Wagnis.", "present", "affirmed"),
        ("Der Verband bezweifelt den Nutzen des Gesetzes.", "present", "negated"),
    ],
)
def test_the_act_tells_when_it_is_and_whether_it_denies(text: str, tense: str, polarity: str) -> None:
    claim = claim_of(text).claim
    assert (claim.tense, claim.polarity) == (tense, polarity)


def test_what_goes_on_in_the_same_sentence_is_a_claim_of_its_own() -> None:
    act, rest = claims_of("Die Luftwaffe sprach von 94 Drohnen; drei Viertel habe man abgefangen.")
    assert act.claim.type == "Reported"
    assert rest.quote == "drei Viertel habe man abgefangen."
    assert act.speaker == rest.speaker == "Die Luftwaffe"


def test_a_quoted_text_reports_what_others_did_with_words() -> None:
    text = "„Die Gutachter haben dies als einen Mangel bezeichnet“, heißt es in dem Schreiben."
    quoted, act = claims_of(text)
    assert quoted.claim.type == "Direct"
    assert act.claim.type == "Reported"
    assert act.claim.parent == 0
    assert act.speaker == "Die Gutachter"


def test_who_denies_what_another_said_makes_a_claim_of_his_own() -> None:
    said, denial = claims_of("Der Damm sei alt, sagte Ute Keller. Das bestreitet die Behörde.")
    assert said.speaker == "Ute Keller"
    assert denial.claim.type == "Reported"
    assert denial.quote == "Das bestreitet die Behörde."
    assert denial.speaker == "die Behörde"


@pytest.mark.usefixtures("rules_alone")
def test_speech_acts_are_read_without_a_model() -> None:
    claim = claim_of("Die Gewerkschaft lehnte den Vorschlag am Montag ab.")
    assert claim.claim.type == "Reported"
    assert claim.speaker == "Die Gewerkschaft"


@pytest.mark.parametrize(
    "text",
    [
        "Der Verband kritisierte den Entwurf.",
        "Die Landrätin lobte die Helfer.",
        "Der Zivilschutz bestätigte den Fund.",
        "Der Trainer bat die Fans um Geduld.",
        "Der Verein sprach der Familie sein Beileid aus.",
        "Die Staatsanwältin zeigte sich mit dem Urteil zufrieden.",
    ],
)
def test_praise_blame_and_requests_say_nothing_that_could_be_so(text: str) -> None:
    assert claims_of(text) == []


def test_an_act_begins_behind_the_words_that_file_a_headline() -> None:
    assert claim_of("Lütjenau: Rat fordert Aufklärung").quote == "Rat fordert Aufklärung"
