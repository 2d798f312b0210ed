"""Reports that run on over several sentences."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claims_of


def test_sentences_in_konjunktiv_have_the_speaker_before_them_and_are_one_claim() -> None:
    first, second = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Man habe ihn geprüft. Es gehe niemand ein Risiko ein."
    )
    assert second.claim.type == "IndirectFreeIndirect"
    assert second.quote == "Man habe ihn geprüft. Es gehe niemand ein Risiko ein."
    assert second.claim.speaker == first.claim.speaker
    assert second.claim.speaker_entity == "Ada Muster"


def test_a_paragraph_begins_a_claim_of_its_own() -> None:
    _, second, third = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Man habe ihn geprüft.\n\nEs gehe niemand ein Risiko ein."
    )
    assert (second.quote, third.quote) == ("Man habe ihn geprüft.", "Es gehe niemand ein Risiko ein.")
    assert third.claim.speaker == second.claim.speaker


def test_a_report_in_what_goes_on_lies_in_the_whole_claim() -> None:
    _, second, inner = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Man habe ihn geprüft. Der Gutachter habe gesagt, er halte."
    )
    assert second.quote.endswith("habe gesagt, er halte.")
    assert (inner.quote, inner.claim.parent) == ("er halte", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Die Prüfer hätten den Damm gelobt.",
        "Alle Wände würden jährlich geprüft.",
        "Wenn Regen komme, werde es eng.",
        "Auch gäbe es ein Gutachten.",
        "Da Wasser eindrang, sei es zu einem Stau gekommen.",
        "Beim Öffnen sei es zu einem Stau gekommen.",
        "Seien die Wände feucht, müsse man sie trocknen.",
        "Sei der Damm feucht, trockne man ihn.",
        "Niemand könne das ausschließen; der Damm stehe auf Sand.",
        "Der Damm trage, was er tragen müsse.",
    ],
)
def test_konjunktiv_of_any_kind_goes_on_behind_a_report(text: str) -> None:
    _, second = claims_of(f"Der Damm sei sicher, sagte Ada Muster. {text}")
    assert second.quote == text
    assert second.claim.speaker_entity == "Ada Muster"


def test_a_sentence_in_the_indicative_ends_the_report() -> None:
    assert len(claims_of("Der Damm sei sicher, sagte Ada Muster. Er wurde im Mai gebaut.")) == 1


def test_a_sentence_about_the_speaker_can_begin_a_report() -> None:
    (claim,) = claims_of("Die Landrätin Ada Muster kam am Abend. Man habe den Damm geprüft.")
    assert claim.quote == "Man habe den Damm geprüft."
    assert claim.speaker == "Die Landrätin Ada Muster"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Am Montag hat die Polizei den Damm gesperrt.", "die Polizei"),
        ("Von der Gewerkschaft wird der Plan abgelehnt.", "der Gewerkschaft"),
        ("Im Prüfbericht werden viele Mängel genannt.", "Prüfbericht"),
        ("Die Kritiker des Vorhabens sind besorgt.", "Die Kritiker des Vorhabens"),
        (
            "Bremens Regierender Bürgermeister Kai Muster bedauerte das.",
            "Bremens Regierender Bürgermeister Kai Muster",
        ),
        ("Der Plan wurde von den Anwohnern verworfen.", "den Anwohnern"),
        ("Zu dem Plan äußerte sich auch die Landrätin.", "die Landrätin"),
    ],
)
def test_who_the_sentence_before_is_about_speaks(before: str, speaker: str) -> None:
    claim = claims_of(f"{before} Der Damm sei nicht sicher.")[-1]
    assert claim.claim.type == "IndirectFreeIndirect"
    assert claim.speaker == speaker


def test_who_was_cited_before_speaks_where_the_sentence_between_is_about_a_thing() -> None:
    claim = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Das Wasser steht hoch. Man habe alle Tore geöffnet."
    )[-1]
    assert claim.quote == "Man habe alle Tore geöffnet."
    assert claim.claim.speaker_entity == "Ada Muster"


def test_konjunktiv_ii_before_a_report_is_part_of_it() -> None:
    (claim,) = claims_of(
        "Die Kritiker sind besorgt. Der Damm hätte längst saniert werden müssen. Er sei alt."
    )
    assert claim.quote == "Der Damm hätte längst saniert werden müssen. Er sei alt."
    assert claim.speaker == "Die Kritiker"


def test_half_a_sentence_can_be_a_report() -> None:
    claim = claims_of("Die Landrätin mag den Damm nicht; er sei zu teuer.")[-1]
    assert (claim.claim.type, claim.quote) == ("IndirectFreeIndirect", "er sei zu teuer.")
    assert claim.speaker == "Die Landrätin"


def test_whom_hearsay_is_about_does_not_speak() -> None:
    hearsay, report = claims_of("Der Wärter soll den Damm geöffnet haben. Er habe das Tor beschädigt.")
    assert report.claim.type == "IndirectFreeIndirect"
    assert hearsay.speaker == report.speaker == ""


def test_who_was_cited_goes_on_in_another_paragraph() -> None:
    claim = claims_of(
        "Der Damm sei sicher, sagte Ada Muster. Am Tor wartet ein Wärter.\n\nMan habe ihn geprüft."
    )[-1]
    assert claim.quote == "Man habe ihn geprüft."
    assert claim.claim.speaker_entity == "Ada Muster"


def test_a_plan_that_is_added_to_a_claim_is_its_speakers() -> None:
    _, plan = claims_of("Der Damm werde erhöht, sagte Ada Muster. Außerdem soll im Mai ein Tor entstehen.")
    assert plan.claim.type == "FreeIndirect"
    assert plan.claim.speaker_entity == "Ada Muster"
    assert plan.claim.certainty == "certain"


def test_any_other_plan_behind_a_claim_is_the_reporters() -> None:
    assert len(claims_of("Der Damm werde erhöht, sagte Ada Muster. Der Bau soll im Mai beginnen.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ada Muster kam zu Fuß. Sei es aus Not, sei es aus Spaß.",
        "Ada Muster kam zu Fuß. Der Bus fährt, es sei denn, es schneit.",
        "Der Damm sei sicher, sagte Ada Muster. Ich habe ihn gesehen.",
        "Ada Muster kam zu Fuß. Das könnte teuer werden.",
        "Der Damm sei sicher, sagte Ada Muster. Das wäre gut.",
        "Der Damm wäre sicher, sagte Ada Muster. Damit ließe sich leben.",
        "Der Damm sei sicher, sagte Ada Muster. Sie möchte wiedergewählt werden.",
        "Ada Muster kam zu Fuß. Die Gäste hätten warten müssen.",
        "Ada Muster kam zu Fuß. Möge sie ankommen.",
        "Man nehme zwei Eier. Die Butter sei weich.",
        "Ada Muster kam zu Fuß. Es sei hier nur kurz erwähnt.",
        "Ada Muster kam zu Fuß. Genannt sei hier auch der Bürgermeister.",
        "Ada Muster kam zu Fuß. Der Erfolg sei ihr gegönnt.",
        "Ada Muster kam zu Fuß. Gott sei Dank blieb es trocken.",
        "Ada Muster kam zu Fuß. Wie dem auch sei, sie kam an.",
        "Ada Muster kam zu Fuß. Komme, was wolle, sie geht weiter.",
        "Ada Muster kam zu Fuß. Es lebe der Sport.",
        "Ada Muster kam zu Fuß. Man denke nur an den Weg.",
        "Ada Muster kam zu Fuß. Wäre sie gefahren, hätten alle gelacht.",
    ],
)
def test_other_uses_of_the_konjunktiv_begin_no_report(text: str) -> None:
    assert all(claim.claim.type != "IndirectFreeIndirect" for claim in claims_of(text))


def test_a_frame_of_its_own_claims_the_sentence_before() -> None:
    (claim,) = claims_of("Der Damm wird im Mai erhöht. Das teilte die Behörde am Montag mit.")
    assert claim.quote == "Der Damm wird im Mai erhöht"
    assert claim.frame == "Das teilte die Behörde am Montag mit"
    assert claim.speaker == "die Behörde"


def test_a_frame_of_its_own_behind_hearsay_leaves_it_hearsay() -> None:
    (claim,) = claims_of("Der Wärter soll den Damm geöffnet haben. Das berichtete der Anzeiger.")
    assert claim.claim.certainty == "unknown"
    assert claim.speaker == "der Anzeiger"


def test_a_frame_of_its_own_that_denies_knowledge_claims_nothing() -> None:
    assert claims_of("Der Damm wird im Mai erhöht. Das sagte die Behörde aber nicht.") == []


def test_who_is_relied_on_goes_on() -> None:
    text = (
        "„Es gab keinen Test“, sagte Ada Muster. Das Portal beruft sich auf einen Arzt. Er habe das gesehen."
    )
    said, rest = claims_of(text)
    assert said.speaker == "Ada Muster"
    assert rest.speaker == "einen Arzt"
