"""What a finite verb can be by its form alone."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.conjugation import (
    auxiliary_konjunktivs,
    finite_form,
    is_irregular,
    stem_of,
    takes_sein,
)
from newsdesk.nlp.languages.de.lexicons import load_lines


@pytest.mark.parametrize(
    ("reading", "forms"),
    [
        (
            "present",
            "ist hat wird kann muss gibt geht sagt gehen halten arbeiten bieten kostet führen",
        ),
        (
            "preterite",
            "war hatte wurde konnte gab gaben kamen ging angab unterschrieb brachte wusste mußte ließ",
        ),
        ("konjunktiv1", "sei seien könne müsse dürfe solle wolle möge wisse"),
        (
            "konjunktiv2",
            "wäre hätten würde könnte müßte dürfte möchte käme gäben stünde stände ginge schriebe hielte",
        ),
        ("konjunktiv2", "entstünde angäbe bekäme aufbrächten waere haette koennten litte bliebe täte"),
        (
            "present_or_konjunktiv1",
            "habe werde gehe sage arbeite halte leite biete behaupte berichte bearbeite koste",
        ),
        ("present_or_konjunktiv1", "führe durchführe dränge handele lasse tue beobachte verzichte"),
        (
            "preterite_or_konjunktiv2",
            "sagte teilten fehlten berichtete gingen blieben hielten angriffen sollte wollten",
        ),
        ("preterite_or_konjunktiv2", "brauchte übte investierten unterhielten"),
    ],
)
def test_a_form_has_one_reading_or_two(reading: str, forms: str) -> None:
    wrong = {
        form: finite_form(form).reading for form in forms.split() if finite_form(form).reading != reading
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("form", "verb"),
    [("sei", "sein"), ("hätten", "haben"), ("würde", "werden"), ("dürfte", "dürfen"), ("möchte", "mögen")],
)
def test_an_irregular_form_names_its_verb(form: str, verb: str) -> None:
    assert finite_form(form).verb == verb


def test_a_prefix_makes_another_verb() -> None:
    assert finite_form("vermag").verb == ""
    assert finite_form("vermag").reading == "present"


def test_auxiliaries_and_modals_are_told_apart() -> None:
    assert finite_form("hatte").is_auxiliary
    assert not finite_form("hatte").is_modal
    assert finite_form("durfte").is_modal
    assert not finite_form("gab").is_auxiliary


@pytest.mark.parametrize(
    "participle",
    [
        "gestorben",
        "angekommen",
        "zurückgetreten",
        "gewesen",
        "worden",
        "explodiert",
        "umgezogen",
        "entgegengekommen",
        "einmarschiert",
    ],
)
def test_verbs_of_motion_and_change_have_their_perfekt_with_sein(participle: str) -> None:
    assert takes_sein(participle)


@pytest.mark.parametrize(
    "participle", ["geschlossen", "begangen", "bekommen", "verletzt", "gesagt", "umgangen"]
)
def test_other_verbs_have_it_with_haben(participle: str) -> None:
    assert not takes_sein(participle)


def test_only_unmistakable_forms_overrule_a_tagger() -> None:
    forms = auxiliary_konjunktivs()
    assert {"sei", "wäre", "hätten", "müsse", "müßte", "koennte", "würde"} <= forms
    assert not {"habe", "werde", "sollte", "wollten", "ist", "ginge"} & forms


def test_a_verb_is_irregular_with_its_prefixes() -> None:
    assert is_irregular("unterschrieb")
    assert not is_irregular("sagte")


@pytest.mark.parametrize(("infinitive", "stem"), [("geben", "geb"), ("handeln", "handel"), ("tun", "tu")])
def test_a_stem_is_what_endings_are_put_to(infinitive: str, stem: str) -> None:
    assert stem_of(infinitive) == stem


@pytest.mark.parametrize(
    ("forms", "readings"),
    [
        pytest.param(grammar.STRONG_KONJUNKTIV, {"konjunktiv1", "present_or_konjunktiv1"}, id="Konjunktiv I"),
        pytest.param(
            grammar.konjunktiv_forms(), {"konjunktiv1", "present_or_konjunktiv1"}, id="regular verbs"
        ),
        pytest.param(grammar.PRETERITES, {"preterite", "preterite_or_konjunktiv2"}, id="preterites"),
    ],
)
def test_the_closed_sets_of_the_grammar_agree_with_the_forms(
    forms: frozenset[str], readings: set[str]
) -> None:
    assert {form for form in forms if finite_form(form).reading not in readings} == set()


def test_every_strong_verb_has_its_principal_parts_once() -> None:
    verbs = load_lines("strong_verbs")
    assert len({verb["verb"] for verb in verbs}) == len(verbs)
    for verb in verbs:
        assert {"verb", "third", "past", "participle"} <= verb.keys()
        assert verb.keys() <= {"verb", "third", "past", "konjunktiv", "participle", "perfect"}
        assert all(form.endswith("e") for form in verb.get("konjunktiv", []))
        assert verb.get("perfect", "sein") == "sein"
