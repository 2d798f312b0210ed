from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


@pytest.mark.parametrize(
    "quotation",
    [
        "„Der Damm hält“",
        '"Der Damm hält"',
        "“Der Damm hält”",
        "»Der Damm hält«",
        "«Der Damm hält»",
        "‚Der Damm hält‘",
    ],
)
def test_a_quotation_before_its_frame(quotation: str) -> None:
    claim = claim_of(f"{quotation}, sagte die Landrätin Ada Muster am Montag.")
    assert claim.claim.type == "Direct"
    assert claim.quote == quotation
    assert claim.speaker == "die Landrätin Ada Muster"
    assert claim.cue == "sagte"
    assert claim.frame == ", sagte die Landrätin Ada Muster am Montag"
    assert claim.claim.speaker_entity == "Ada Muster"
    assert claim.claim.speaker_kind == "named"


def test_a_quotation_behind_its_frame() -> None:
    claim = claim_of("Ada Muster sagte am Montag: „Der Damm hält noch lange.“")
    assert claim.claim.type == "Direct"
    assert claim.quote == "„Der Damm hält noch lange.“"
    assert claim.speaker == "Ada Muster"
    assert claim.frame == "Ada Muster sagte am Montag:"


def test_a_quotation_around_its_frame_is_one_claim_in_two_parts() -> None:
    claim = claim_of("„Der Damm“, sagte Ada Muster, „hält noch lange.“")
    assert claim.quote == "„Der Damm“ | „hält noch lange.“"
    assert claim.frame == ", sagte Ada Muster,"


def test_a_quotation_of_several_sentences_is_one_claim() -> None:
    claim = claim_of("„Der Damm hält. Er ist hoch“, sagte Ada Muster.")
    assert claim.quote == "„Der Damm hält. Er ist hoch“"


def test_a_quotation_that_goes_on_has_the_speaker_before_it() -> None:
    first, second = claims_of("„Der Damm hält“, sagte Ada Muster. „Er ist hoch und fest gebaut.“")
    assert second.claim.type == "Direct"
    assert second.speaker == "Ada Muster"
    assert second.frame == ""
    assert second.claim.speaker_entity == first.claim.speaker_entity == "Ada Muster"


def test_so_and_a_name_frame_a_quotation() -> None:
    claim = claim_of("„Der Damm hält“, so Ada Muster.")
    assert claim.cue == "so"
    assert claim.speaker == "Ada Muster"


def test_a_document_says_in_writing() -> None:
    claim = claim_of("„Der Damm hält noch lange“, heißt es in dem Gutachten.")
    assert claim.cue == "heißt es"
    assert claim.speaker == "dem Gutachten"
    assert claim.claim.medium == "Writing"
    assert claim.claim.speaker_kind == "document"


def test_a_sentence_of_its_own_can_introduce_a_quotation() -> None:
    claim = claim_of("Ada Muster war zufrieden: „Der Damm hält noch lange.“")
    assert claim.quote == "„Der Damm hält noch lange.“"
    assert claim.speaker == "Ada Muster"


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Der lange Damm“ läuft seit Montag im Kino.",
        "Der sogenannte „Damm“ ist ein Hügel.",
        "Am Ufer steht das Gasthaus »Zum alten Damm« und eine Bank.",
        'Das Schiff "Ada" liegt im Hafen.',
    ],
)
def test_titles_and_scare_quotes_are_no_claims(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "frame", "cue", "speaker"),
    [
        (
            "„Das Wehr ist alt“, freute sich Ada Muster.",
            ", freute sich Ada Muster",
            "freute sich",
            "Ada Muster",
        ),
        (
            "„Das Wehr ist alt“, wird Ada Muster zitiert.",
            ", wird Ada Muster zitiert",
            "wird | zitiert",
            "Ada Muster",
        ),
        (
            "„Das Wehr ist alt“ – so antwortete Ada Muster.",
            "– so antwortete Ada Muster",
            None,
            "Ada Muster",
        ),
        (
            "„Wann hält das Wehr?“, will Ada Muster wissen.",
            ", will Ada Muster wissen",
            "will | wissen",
            "Ada Muster",
        ),
        ("Ihre Prognose: „Das Wehr hält bald nicht mehr.“", "Ihre Prognose:", "Prognose", "Ihre"),
        ("Ada Muster (ABC): „Das Wehr ist alt.“", "Ada Muster (ABC):", "", None),
        ("„Das Wehr ist alt“, zitiert der Bote.", ", zitiert der Bote", "zitiert", "der Bote"),
        ("„Das Wehr ist alt.“ So urteilte Ada Muster.", None, None, None),
        ("„Das Wehr ist alt“, so urteilte Ada Muster.", ", so urteilte Ada Muster", None, "Ada Muster"),
        ("Minister Jan Beispiel: „Das Wehr ist alt.“", "Minister Jan Beispiel:", "", "Minister Jan Beispiel"),
        ("Ada Muster rief „Das Wehr bricht gleich!“", "Ada Muster rief", "rief", "Ada Muster"),
        (
            "Ada Muster schloss mit den Worten „Wir halten das Wehr.“",
            "Ada Muster schloss mit den Worten",
            None,
            "Ada Muster",
        ),
        ("Dabei griff sie den Kreis an: „Der Kreis schläft seit Jahren.“", None, None, "sie"),
        (
            "Ada Muster betonte auch, „das Wehr bricht gleich.“",
            "Ada Muster betonte auch,",
            "betonte",
            "Ada Muster",
        ),
    ],
)
def test_frames_of_whole_quotations(
    text: str, frame: str | None, cue: str | None, speaker: str | None
) -> None:
    claim = next(each for each in claims_of(text) if each.claim.type == "Direct")
    assert claim.quote == text[text.index("„") : text.index("“") + 1]
    for found, expected in ((claim.frame, frame), (claim.cue, cue), (claim.speaker, speaker)):
        assert expected is None or found == expected


def test_two_quotations_of_one_frame() -> None:
    first, second = claims_of("Ada Muster sagte: „Das Wehr ist alt.“ und „Der Deich ist neu.“")
    assert (first.quote, second.quote) == ("„Das Wehr ist alt.“", "„Der Deich ist neu.“")
    assert second.speaker == first.speaker == "Ada Muster"


def test_a_quotation_behind_a_report_in_konjunktiv_has_its_speaker() -> None:
    *_, quotation = claims_of(
        "Ada Muster sagte, das Wehr sei alt. Der Kreis sei schuld: „Er schläft seit Jahren.“"
    )
    assert quotation.quote == "„Er schläft seit Jahren.“"
    assert quotation.speaker == "Ada Muster"


@pytest.mark.parametrize(
    "text",
    [
        "Die Band stellte ihre neue Platte vor: „Blaue Wellen“.",
        "Der Titel des Buchs lautet: „Das Wehr ist nicht aus Holz“.",
        "„Das Wehr am Fluss“, so lautet der Titel des Buchs.",
        "„Blaue Wellen“ läuft seit Montag im Kino.",
    ],
)
def test_titles_have_no_frames(text: str) -> None:
    assert claims_of(text) == []


def test_a_report_before_a_quotation_of_the_same_speaker() -> None:
    report, quotation = claims_of(
        "Ada Muster sagte, das Wehr sei zu alt, und fügte hinzu: „Es hält keinen Winter mehr.“"
    )
    assert (report.claim.type, report.quote) == ("Indirect", "das Wehr sei zu alt")
    assert quotation.quote == "„Es hält keinen Winter mehr.“"
    assert quotation.frame == "und fügte hinzu:"
    assert quotation.speaker == "Ada Muster"


def test_a_quotation_explains_the_report_before_it() -> None:
    report, quotation = claims_of("Ada Muster sagte, das Wehr sei zu alt: „Es hält keinen Winter mehr.“")
    assert report.quote == "das Wehr sei zu alt"
    assert report.frame == quotation.frame == "Ada Muster sagte,"


def test_a_report_behind_a_quotation_of_the_same_speaker() -> None:
    quotation, report = claims_of(
        "„Das Wehr ist alt“, sagte Ada Muster und kündigte an, es bald zu erneuern."
    )
    assert quotation.frame == ", sagte Ada Muster"
    assert (report.claim.type, report.quote) == ("Indirect", "es bald zu erneuern")
    assert report.speaker == "Ada Muster"


def test_behind_words_in_marks_a_verb_of_saying_needs_no_subject_that_is_known() -> None:
    claim = claim_of("„Das Wehr ist alt“, sagte der 52-Jährige mit leiser Stimme.")
    assert claim.cue == "sagte"
    assert claim.frame == ", sagte der 52-Jährige mit leiser Stimme"


def test_a_report_may_go_on_in_marks_behind_its_frame() -> None:
    report, first, second = claims_of("Das Wehr sei „alt“, betonte Ada Muster, „aber nicht am Ende“.")
    assert report.quote == "Das Wehr sei „alt“ | „aber nicht am Ende“"
    assert (first.quote, second.quote) == ("„alt“", "„aber nicht am Ende“")
    assert report.frame == first.frame == second.frame == ", betonte Ada Muster,"


@pytest.mark.parametrize(
    "text", ["20.15 Uhr: „Das Wehr im Fluss bricht“, Krimi.", "Sie schrieb „Wehrlos“ in einem Winter."]
)
def test_listings_are_no_quotations(text: str) -> None:
    assert [claim.quote for claim in claims_of(text) if claim.claim.type == "Direct"] == []


def test_the_words_may_stand_before_the_verb_of_their_sentence() -> None:
    claim = claim_of("Mit den Worten „Jetzt reicht es“ verließ Ada Muster den Saal.")
    assert claim.quote == "„Jetzt reicht es“"
    assert claim.frame == "Mit den Worten | verließ Ada Muster den Saal"
    assert claim.speaker == "Ada Muster"


@pytest.mark.parametrize(
    "rest", [", die seit Jahren am Wehr wohnt", " und schaut dabei auf den Fluss", " und lächelte"]
)
def test_another_clause_is_no_part_of_a_frame(rest: str) -> None:
    assert claim_of(f"„Das Wehr ist alt“, sagte Ada Muster{rest}.").frame == ", sagte Ada Muster"


def test_a_semicolon_ends_the_frame_and_another_may_speak() -> None:
    first, second = claims_of(
        "„Der Damm hält noch lange“, sagte Ada Muster; ihr Wärter meinte, er sei brüchig."
    )
    assert first.frame == ", sagte Ada Muster"
    assert second.quote == "er sei brüchig"
    assert second.speaker == "ihr Wärter"


def test_a_quotation_that_nothing_closes_is_one_all_the_same() -> None:
    first, second = claims_of("„Das Wehr ist sehr alt.\n\n„Der Deich auch“, sagte Ada Muster.")
    assert (first.quote, second.quote) == ("„Das Wehr ist sehr alt.", "„Der Deich auch“")
    assert second.speaker == "Ada Muster"


@pytest.mark.parametrize("again", ["„Das reicht.“", "„Nie!“"])
def test_a_short_quotation_goes_on_behind_another(again: str) -> None:
    first, second = claims_of(f"„Wir gehen“, sagte Ada Muster und verließ den Saal. {again}")
    assert second.quote == again
    assert second.speaker == first.speaker == "Ada Muster"


def test_a_clause_without_its_verb_names_who_speaks() -> None:
    text = "Landrat Jan Probe stimmte dagegen, seine Kollegin Ada Muster dafür: „Wir brauchen den Deich.“"
    assert claim_of(text).speaker == "seine Kollegin Ada Muster"
