"""Indirect speech behind its frame."""

from __future__ import annotations

import pytest

from tests.nlp.reading import claim_of, claims_of


def test_a_clause_with_dass() -> None:
    claim = claim_of("Ada Muster sagte am Montag, dass der Damm sicher ist.")
    assert claim.claim.type == "Indirect"
    assert claim.quote == "dass der Damm sicher ist"
    assert claim.speaker == "Ada Muster"
    assert claim.frame == "Ada Muster sagte am Montag,"


def test_a_clause_in_konjunktiv() -> None:
    claim = claim_of("Die Behörde betonte, der Damm sei sicher.")
    assert claim.quote == "der Damm sei sicher"
    assert claim.speaker == "Die Behörde"


def test_a_regular_verb_in_second_place_shows_its_konjunktiv() -> None:
    assert claim_of("Die Behörde betonte, der Damm schütze die Stadt.").quote == "der Damm schütze die Stadt"


def test_an_infinitive() -> None:
    claim = claim_of("Die Behörde kündigte an, den Damm zu erhöhen.")
    assert claim.quote == "den Damm zu erhöhen"
    assert claim.cue == "kündigte an"


def test_the_subject_can_stand_behind_the_verb() -> None:
    claim = claim_of("Am Montag sagte die Landrätin Ada Muster, dass der Damm sicher ist.")
    assert claim.speaker == "die Landrätin Ada Muster"


def test_the_subject_can_stand_before_its_apposition() -> None:
    claim = claim_of("Ada Muster, Leiterin der Behörde, sagte am Montag, dass der Damm sicher ist.")
    assert claim.speaker == "Ada Muster, Leiterin der Behörde"


def test_a_perfect_has_both_verbs_as_its_cue() -> None:
    claim = claim_of("Die Behörde hat mehrfach erklärt, dass der Damm sicher ist.")
    assert claim.cue == "hat | erklärt"


def test_a_noun_of_opinion() -> None:
    claim = claim_of("Die Behörde ist der Ansicht, dass der Damm sicher ist.")
    assert claim.quote == "dass der Damm sicher ist"
    assert claim.cue == "ist der Ansicht"
    assert claim.claim.medium == "ST"


def test_a_second_verb_has_the_same_speaker() -> None:
    first, second = claims_of("Ada Muster sagte, der Damm sei sicher, und forderte, ihn zu erhöhen.")
    assert first.quote == "der Damm sei sicher"
    assert second.quote == "ihn zu erhöhen"
    assert second.speaker == "Ada Muster"


def test_hiess_es_names_where_the_words_come_from() -> None:
    claim = claim_of("Aus dem Ministerium hieß es, der Damm sei sicher.")
    assert claim.speaker == "dem Ministerium"
    assert claim.cue == "hieß es"


def test_a_denial_negates() -> None:
    assert claim_of("Die Behörde bestritt, dass der Damm bricht.").claim.polarity == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Die Behörde sagte nicht, ob der Damm sicher ist.",
        "Sie wollte nicht sagen, dass der Damm bricht.",
        "Er berichtete lange, ohne den Damm zu erwähnen.",
        "Das Haus steht so, dass der Damm es schützt.",
        "Wenn sie klagte, könnte der Damm gebaut werden.",
    ],
)
def test_what_nobody_claims_is_no_claim(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "cue"),
    [
        (
            "Die Behörde wies am Montag darauf hin, dass der Damm alt ist.",
            "dass der Damm alt ist",
            "wies | darauf hin",
        ),
        ("Die Behörde machte deutlich, dass der Damm alt ist.", "dass der Damm alt ist", "machte deutlich"),
        ("Die Behörde gab zu bedenken, der Damm sei alt.", "der Damm sei alt", "gab zu bedenken"),
        (
            "Ada Muster zeigte sich überzeugt, dass der Damm hält.",
            "dass der Damm hält",
            "zeigte sich überzeugt",
        ),
        ("Ada Muster warf der Behörde vor, sie habe geschlafen.", "sie habe geschlafen", "warf | vor"),
        ("Die Gruppe vertrat die Auffassung, der Damm halte.", "der Damm halte", "vertrat die Auffassung"),
        (
            "Die Behörde wurde beschuldigt, den Damm vernachlässigt zu haben.",
            "den Damm vernachlässigt zu haben",
            "wurde beschuldigt",
        ),
    ],
)
def test_the_cue_is_the_whole_predicate(text: str, quote: str, cue: str) -> None:
    claim = claim_of(text)
    assert (claim.quote, claim.cue) == (quote, cue)


def test_a_passive_names_its_speaker_with_a_preposition() -> None:
    claim = claim_of("Ada Muster wurde von der Behörde aufgefordert, den Damm zu räumen.")
    assert claim.speaker == "der Behörde"


def test_a_main_clause_of_the_reporter_ends_the_quote() -> None:
    claim = claim_of("Ada Muster sagte, der Damm sei alt, doch der Landrat schwieg.")
    assert claim.quote == "der Damm sei alt"


def test_a_clause_of_its_own_can_stand_in_the_vorfeld() -> None:
    claim = claim_of("Ada Muster sagte, wenn es regne, sei der Damm in Gefahr.")
    assert claim.quote == "wenn es regne, sei der Damm in Gefahr"


def test_another_frame_behind_a_semicolon_is_no_part_of_the_report() -> None:
    first, second = claims_of("Ada Muster sagte, der Damm halte; die Behörde erklärt, er sei alt.")
    assert (first.quote, second.quote) == ("der Damm halte", "er sei alt")
    assert second.claim.parent is None


def test_a_frame_can_be_a_clause_that_depends() -> None:
    claim = claim_of("Nachdem Ada Muster erklärt hatte, den Damm prüfen zu wollen, ging der Landrat.")
    assert claim.quote == "den Damm prüfen zu wollen"
    assert claim.frame == "Nachdem Ada Muster erklärt hatte,"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ada Muster hält es für möglich, dass der Damm bricht.", "dass der Damm bricht"),
        ("Im Mai wurde bekannt, dass der Damm bricht.", "dass der Damm bricht"),
        ("Ada Muster erklärte: Der Damm ist sicher.", "Der Damm ist sicher"),
        ("Ada Muster kündigte an, nicht lockerzulassen.", "nicht lockerzulassen"),
        ("Ada Muster gab sich gelassen: Der Damm sei sicher.", "Der Damm sei sicher"),
        ("Ada Muster stellte klar: Wer dort baut, verliert sein Haus.", "Wer dort baut, verliert sein Haus"),
        ("Ada Muster sagte, der Damm halte; er werde geprüft.", "der Damm halte; er werde geprüft"),
        ("Die Begründung der Behörde: Der Damm sei zu alt.", "Der Damm sei zu alt"),
        ("Die Gruppe zeigt kein Verständnis, der Damm sei sicher.", "der Damm sei sicher"),
        ("Ada Muster hoffte dass der Damm hält.", "dass der Damm hält"),
        ("Ada Muster sagte, wer dort baue, handle falsch.", "wer dort baue, handle falsch"),
        (
            "Ada Muster kündigte an, den Damm mit Sand, Kies und Beton zu sichern.",
            "den Damm mit Sand, Kies und Beton zu sichern",
        ),
        ("Ada Muster versicherte, der Damm halte; er wird geprüft.", "der Damm halte"),
        (
            "Ada Muster sagte, der Damm sei sicher, während die Nachbarn ihre Keller räumen.",
            "der Damm sei sicher",
        ),
    ],
)
def test_where_the_report_begins_and_ends(text: str, quote: str) -> None:
    assert claim_of(text).quote == quote


def test_a_frame_goes_on_behind_what_is_announced() -> None:
    claim = claim_of("Die Ankündigung der Behörde, den Damm zu sperren, überraschte viele Anwohner.")
    assert claim.quote == "den Damm zu sperren"
    assert claim.speaker == "der Behörde"
    assert claim.frame == "Die Ankündigung der Behörde, | , überraschte viele Anwohner"


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm war so alt, dass die Behörde ihn sperrte.",
        "Das Haus bleibt geschlossen, es sei denn, der Damm hält.",
        "Das führte dazu, dass der Damm gesperrt wurde.",
        "Wer behauptet, dass der Damm bricht, irrt.",
        "Die Gemeinde sorgt dafür, dass der Damm hält.",
        "Die Arbeiter begannen, den Damm zu sichern.",
        "Mit zwölf schrieb sie Geschichte: Kein Kind war je so weit geschwommen.",
        "Der Antrag, den Damm zu sperren, wurde abgelehnt.",
        "Die Nachricht, dass der Damm hält, freute alle.",
        "Der Rat beschloss, den Damm zu erhöhen.",
        "Es ist nicht klar, ob der Damm hält.",
        "Die Behörde sagte die Feier ab, der Damm ist zu alt.",
    ],
)
def test_verbs_that_do_not_report(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ada Muster bestritt, von dem Riss gewusst zu haben.", "von dem Riss gewusst zu haben"),
        ("Die Behörde betonte, nicht zuständig zu sein.", "nicht zuständig zu sein"),
        ("Die Behörde wies darauf hin, dass der Damm alt ist.", "dass der Damm alt ist"),
        ("Ada Muster warf der Behörde vor, sie habe geschlafen.", "sie habe geschlafen"),
    ],
)
def test_forms_alone_tell_reports_from_their_frames(text: str, quote: str) -> None:
    assert claim_of(text).quote == quote


def test_a_second_frame_can_ask_for_a_single_word() -> None:
    first, second = claims_of(
        "Ada Muster drohte, vor Gericht zu ziehen, und forderte ihn auf, zurückzutreten."
    )
    assert (first.quote, second.quote) == ("vor Gericht zu ziehen", "zurückzutreten")
    assert second.speaker == "Ada Muster"


def test_a_doubt_about_what_is_believed_negates_it_once() -> None:
    assert claim_of("Ada Muster glaubt nicht, dass der Damm hält.").claim.polarity == "negated"
    assert claim_of("Ada Muster schloss nicht aus, dass der Damm bricht.").claim.polarity == "affirmed"


def test_a_noun_has_the_speaker_that_owns_it() -> None:
    assert claim_of("Sein Vorwurf lautete, die Behörde habe geschlafen.").speaker == "Sein"
    assert claim_of("Es besteht der Verdacht, dass jemand den Damm beschädigt hat.").speaker == ""


@pytest.mark.parametrize(
    "text",
    [
        "Die Sonne schien, das freue ihn.",
        "Der Bagger kippte, weil er überladen sei.",
        "Sie sieht aus, als sei sie krank.",
        "Der Bauleiter stritt mit zwei Arbeitern, die mit dem Damm vertraut seien.",
        "Warum zürnte die Stadt, der Damm sei doch sicher.",
    ],
)
def test_a_konjunktiv_behind_a_verb_of_no_speaker_is_no_report(text: str) -> None:
    assert not [claim for claim in claims_of(text) if claim.claim.type == "Indirect"]


def test_somebody_speaks_with_a_verb_that_no_lexicon_has() -> None:
    assert claim_of("Die Behörde winkte ab, der Damm sei sicher.").quote == "der Damm sei sicher"
    assert claim_of("Die Behörde zögerte, weil der Damm zu alt sei.").quote == "weil der Damm zu alt sei"


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("Ada Muster betonte, wie wichtig der Damm ist.", True),
        ("Ada Muster sagte, wer den Damm bezahlen müsse.", True),
        ("Die Reporter fragten sie, warum der Damm bricht.", True),
        ("Ada Muster schilderte, wie sie den Dieb am Damm fing.", False),
        ("Ada Muster erklärte, warum der Damm brach.", False),
    ],
)
def test_questions_that_say_something(text: str, is_claim: bool) -> None:
    assert bool([claim for claim in claims_of(text) if claim.claim.type == "Indirect"]) is is_claim


@pytest.mark.parametrize(
    "text",
    [
        "Ada Muster hat viele Gäste eingeladen, um Wege und Ziele zu erörtern.",
        "Der Mann, den sie bat, den Damm zu räumen, ging fort.",
        "Ein Brief, in dem sie den Nachbarn rät, den Damm zu meiden, liegt vor.",
        "Der Mann stand im Verdacht, den Damm beschädigt zu haben.",
        "Warum die Stadt nicht erkannte, dass der Damm alt war, weiß niemand.",
        "Es wird erwartet, dass der Damm im Mai steht.",
        "Das Wetter lässt hoffen, dass der Damm hält.",
        "Der Bau begann im Mai (der Kurier berichtete): Der Damm wuchs schnell.",
    ],
)
def test_what_is_only_mentioned_is_no_report(text: str) -> None:
    assert claims_of(text) == []


def test_a_report_keeps_the_mark_that_closes_it() -> None:
    claim = claims_of("Ada Muster sagte, es sei „fünf vor zwölf“, und verließ den Saal.")[0]
    assert claim.quote == "es sei „fünf vor zwölf“"


def test_somebody_denies_with_an_infinitive() -> None:
    claim = claim_of("Ada Muster dementierte, das Geld genommen zu haben.")
    assert (claim.quote, claim.claim.polarity) == ("das Geld genommen zu haben", "negated")


def test_no_clause_that_depends_on_the_frame_is_the_report() -> None:
    claims = claims_of("Die Behörde stellte Geld für den Damm in Aussicht, sofern der Rat zustimme.")
    assert "sofern der Rat zustimme" not in [claim.quote for claim in claims]


def test_a_noun_of_another_phrase_is_no_cue() -> None:
    claim = claim_of("Ada Muster hatte Freispruch vom Vorwurf des Betrugs verlangt: Der Damm sei sicher.")
    assert claim.cue == "hatte | verlangt"


def test_an_adverb_of_contrast_is_no_part_of_the_cue() -> None:
    assert claim_of("Ada Muster sagte dem Kurier dagegen, man habe nicht gezählt.").cue == "sagte"
    assert claim_of("Ada Muster wehrte sich dagegen, dass man sie schone.").cue.startswith("wehrte")
