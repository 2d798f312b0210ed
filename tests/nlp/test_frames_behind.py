"""Indirect speech with its frame behind it, or within it."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


def test_a_clause_before_sagte_x() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster.")
    assert claim.claim.type == "Indirect"
    assert claim.quote == "Der Damm sei sicher"
    assert claim.frame == ", sagte Ada Muster"
    assert claim.claim.explanation == "clause before ', sagte X', Konjunktiv"


def test_a_clause_in_the_indicative_before_sagte_x() -> None:
    claim = claim_of("Der Damm ist sicher, sagte Ada Muster.")
    assert claim.quote == "Der Damm ist sicher"
    assert claim.claim.explanation == "clause before ', sagte X'"


def test_a_separated_verb_is_one_cue_in_two_parts() -> None:
    claim = claim_of("Der Damm sei sicher, teilte die Behörde am Montag mit.")
    assert claim.cue == "teilte | mit"
    assert claim.speaker == "die Behörde"


def test_the_speaker_keeps_its_apposition_and_leaves_its_relative_clause() -> None:
    claim = claim_of("Der Damm sei sicher, sagte Ada Muster, Leiterin der Behörde, die seit Mai im Amt ist.")
    assert claim.speaker == "Ada Muster, Leiterin der Behörde"
    assert claim.quote == "Der Damm sei sicher"
    assert claim.frame.endswith("im Amt ist")


def test_a_frame_in_the_middle_leaves_a_quote_in_two_parts() -> None:
    claim = claim_of("Man habe, sagte Ada Muster, alle Dämme geprüft.")
    assert claim.quote == "Man habe | alle Dämme geprüft"


def test_the_addressee_stands_before_the_speaker() -> None:
    claim = claim_of("Der Damm sei sicher, sagte der Zeitung ein Sprecher.")
    assert claim.speaker == "ein Sprecher"
    assert claim.addressee == "der Zeitung"


def test_wie_x_mitteilte_is_a_frame_behind_and_in_front() -> None:
    behind = claim_of("Der Damm ist sicher, wie die Behörde mitteilte.")
    assert behind.quote == "Der Damm ist sicher"
    assert behind.speaker == "die Behörde"
    in_front = claim_of("Wie die Behörde mitteilte, ist der Damm sicher.")
    assert in_front.quote == "ist der Damm sicher"
    assert in_front.speaker == "die Behörde"


@pytest.mark.parametrize(
    ("text", "quote", "frame", "speaker"),
    [
        (
            "Der Damm sei sicher, hatte Ada Muster gesagt.",
            "Der Damm sei sicher",
            ", hatte Ada Muster gesagt",
            "Ada Muster",
        ),
        (
            "Der Damm sei sicher, ließ die Behörde ausrichten.",
            "Der Damm sei sicher",
            ", ließ die Behörde ausrichten",
            "die Behörde",
        ),
        (
            "Der Damm sei sicher, jubelte Ada Muster.",
            "Der Damm sei sicher",
            ", jubelte Ada Muster",
            "Ada Muster",
        ),
        (
            "Der Damm sei sicher, gab die Behörde bekannt.",
            "Der Damm sei sicher",
            ", gab die Behörde bekannt",
            "die Behörde",
        ),
        (
            "Der Damm ist sicher, so ein Sprecher weiter.",
            "Der Damm ist sicher",
            ", so ein Sprecher weiter",
            "ein Sprecher",
        ),
        (
            "Der Damm ist sicher, so schrieb die Zeitung.",
            "Der Damm ist sicher",
            ", so schrieb die Zeitung",
            "die Zeitung",
        ),
        (
            "Der Damm ist sicher, das teilte die Behörde mit.",
            "Der Damm ist sicher",
            ", das teilte die Behörde mit",
            "die Behörde",
        ),
        (
            "Der Damm sei alt, verlautete aus dem Ministerium.",
            "Der Damm sei alt",
            ", verlautete aus dem Ministerium",
            "dem Ministerium",
        ),
        (
            "Dennoch, so Ada Muster, halte der Damm.",
            "Dennoch | halte der Damm",
            ", so Ada Muster,",
            "Ada Muster",
        ),
        (
            "Im Notfall, so ein Sprecher, steht ein Arzt bereit.",
            "Im Notfall | steht ein Arzt bereit",
            ", so ein Sprecher,",
            "ein Sprecher",
        ),
        (
            "Der Damm ist – so die Behörde – sehr alt.",
            "Der Damm ist | sehr alt",
            "– so die Behörde –",
            "die Behörde",
        ),
        (
            "Der Damm (so die Behörde) ist sehr alt.",
            "Der Damm | ist sehr alt",
            "(so die Behörde)",
            "die Behörde",
        ),
        ("Der Damm, fügte sie hinzu, sei sehr alt.", "Der Damm | sei sehr alt", ", fügte sie hinzu,", "sie"),
        (
            "Dass der Damm bricht, bestritt die Behörde.",
            "Dass der Damm bricht",
            ", bestritt die Behörde",
            "die Behörde",
        ),
        (
            "Der Damm sei alt, sagte sie, weil niemand ihn pflege.",
            "Der Damm sei alt | weil niemand ihn pflege",
            ", sagte sie,",
            "sie",
        ),
        (
            "Der Damm sei alt, war aus dem Ministerium zu hören.",
            "Der Damm sei alt",
            ", war aus dem Ministerium zu hören",
            "dem Ministerium",
        ),
        (
            "Zwei Männer hätten, berichtete sie weiter, den Damm geöffnet.",
            "Zwei Männer hätten | den Damm geöffnet",
            ", berichtete sie weiter,",
            "sie",
        ),
    ],
)
def test_frames_behind_and_within(text: str, quote: str, frame: str, speaker: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.frame, claim.speaker) == (quote, frame, speaker)


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        (
            "Wie aus dem Papier hervorgeht, ist der Damm alt.",
            "ist der Damm alt",
            "dem Papier",
            "Wie | hervorgeht",
        ),
        (
            "Der Damm ist, wie die Behörde mitteilte, sehr alt.",
            "Der Damm ist | sehr alt",
            "die Behörde",
            "wie | mitteilte",
        ),
        ("Der Damm ist alt, wie es in dem Bericht heißt.", "Der Damm ist alt", "dem Bericht", "wie | heißt"),
        ("Wie am Dienstag bekannt wurde, ist der Damm alt.", "ist der Damm alt", "", "Wie | bekannt wurde"),
        (
            "Wie Ada Muster, die Leiterin der Behörde, mitteilte, ist der Damm alt.",
            "ist der Damm alt",
            "Ada Muster, die Leiterin der Behörde",
            "Wie | mitteilte",
        ),
        ("Wie eine Studie zeigt, ist der Damm alt.", "ist der Damm alt", "eine Studie", "Wie | zeigt"),
    ],
)
def test_frames_with_wie(text: str, quote: str, speaker: str, cue: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.speaker, claim.cue) == (quote, speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Als sie ankam, sagte sie guten Tag.",
        "Ada Muster, Leiterin der Behörde, verlor mehr Geld.",
        "Die Behörde, die am Ufer steht, erlitt einen Schaden.",
        "Wann der Damm bricht, sagte sie nicht.",
        "Er kam aus dem Haus, rief seinen Hund und ging.",
        "Falls der Damm bricht, meldet die Behörde einen Schaden.",
        "Die Polizei zählt 30 Tote, befürchtet aber weitere Opfer.",
        "Sie begannen eine Reform, wie sie die Behörde ablehnt.",
        "Der Damm ist alt, wie man sagt.",
        "Wo der Damm alt ist, fanden sich auch Risse.",
    ],
)
def test_a_verb_behind_a_comma_is_not_always_a_frame(text: str) -> None:
    assert claims_of(text) == []


def test_a_claim_begins_behind_the_semicolon() -> None:
    assert claim_of("Es regnete; der Damm sei sicher, sagte Ada Muster.").quote == "der Damm sei sicher"


def test_an_apposition_in_front_of_the_verb_is_no_claim() -> None:
    claim = claim_of("Ada Muster, die Leiterin der Behörde, sagte, der Damm sei sicher.")
    assert claim.quote == "der Damm sei sicher"


def test_another_report_stands_beside_the_frame() -> None:
    first, second = claims_of("Ein Wärter warnte, der Damm breche: Er sei alt, so die Behörde.")
    assert (first.quote, second.quote) == ("der Damm breche", "Er sei alt")


def test_not_without_pride_is_said_all_the_same() -> None:
    assert claim_of("Der Damm sei sicher, sagte Ada Muster nicht ohne Stolz.").quote == "Der Damm sei sicher"


def test_a_compound_in_lower_case_begins_the_speaker() -> None:
    claim = claim_of("Der Damm ist sicher, so ver.di-Sprecher Jan Okafor.")
    assert claim.speaker == "ver.di-Sprecher Jan Okafor"


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "„Der alte Damm bricht“, sagte Ada Muster laut Anzeiger.",
            "Anzeiger",
            "„Der alte Damm bricht“, sagte Ada Muster",
        ),
        (
            "Wie der Anzeiger berichtet, sagte Ada Muster: „Der alte Damm bricht.“",
            "der Anzeiger",
            "sagte Ada Muster: „Der alte Damm bricht.“",
        ),
    ],
)
def test_a_source_stands_above_the_quotation_that_it_passes_on(text: str, speaker: str, quote: str) -> None:
    outer, inner = claims_of(text)
    assert (outer.speaker, outer.quote) == (speaker, quote)
    assert (inner.claim.type, inner.claim.parent, inner.speaker) == ("Direct", 0, "Ada Muster")


def test_one_frame_stands_between_a_report_and_a_quotation() -> None:
    first, second = claims_of("Der Damm sei alt, so ein Sprecher weiter: „Er bricht bald zusammen.“")
    assert (first.quote, first.speaker) == ("Der Damm sei alt", "ein Sprecher")
    assert (second.claim.type, second.speaker, second.cue) == ("Direct", "ein Sprecher", "so")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Gebrochen sei der Damm, teilte die Behörde mit; zwei Familien seien obdachlos.",
            "Gebrochen sei der Damm | zwei Familien seien obdachlos",
        ),
        (
            "Die Stadt sperrt den Damm, wie die Behörde mitteilte; im Mai solle er öffnen.",
            "Die Stadt sperrt den Damm | im Mai solle er öffnen",
        ),
        (
            "Nach dem Bericht ist der Damm alt; die Brücke sei neu.",
            "ist der Damm alt; die Brücke sei neu",
        ),
        (
            "Die Behörde teilte mit, man wolle den Damm erhöhen; wann, sei noch offen.",
            "man wolle den Damm erhöhen; wann, sei noch offen",
        ),
        ("Der Damm sei alt, teilte die Behörde mit; es regnet weiter.", "Der Damm sei alt"),
    ],
)
def test_a_report_goes_on_behind_a_semicolon_in_konjunktiv(text: str, quote: str) -> None:
    assert claims_of(text)[0].quote == quote


def test_the_explanation_shows_the_whole_verb() -> None:
    claim = claim_of("Der Damm sei sicher, teilte die Behörde mit.")
    assert claim.claim.explanation == "clause before ', teilte … mit X', Konjunktiv"


def test_a_condition_may_begin_with_its_verb() -> None:
    claim = claim_of("Sollte der Damm halten, bleibt das Dorf, räumt Ada Muster ein.")
    assert claim.quote == "Sollte der Damm halten, bleibt das Dorf"


def test_a_subject_before_its_apposition_is_no_claim() -> None:
    claim = claim_of("Ada Muster, die Chefin der Werft, hat angeregt, der Bau solle ruhen.")
    assert (claim.speaker, claim.quote) == ("Ada Muster, die Chefin der Werft", "der Bau solle ruhen")
