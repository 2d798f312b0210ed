from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.grammar import konjunktiv_forms
from newsdesk.nlp.languages.de.verbs import reporting_forms


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("sagt", "sagen"),
        ("sagte", "sagen"),
        ("sagten", "sagen"),
        ("sage", "sagen"),
        ("gesagt", "sagen"),
        ("meldete", "melden"),
        ("gemeldet", "melden"),
        ("antwortet", "antworten"),
        ("erklärt", "erklären"),
        ("schrieben", "schreiben"),
        ("mitteilte", "mitteilen"),
        ("mitgeteilt", "mitteilen"),
        ("teilten", "mitteilen"),
        ("räumt", "einräumen"),
        ("wirft", "vorwerfen"),
        ("erinnerte", "erinnern"),
    ],
)
def test_all_forms_lead_to_their_verb(form: str, infinitive: str) -> None:
    assert infinitive in {entry.verb.infinitive for entry in reporting_forms()[form]}


def test_a_separated_form_needs_its_prefix() -> None:
    (apart,) = reporting_forms()["teilte"]
    assert apart.needs_prefix
    assert apart.verb.prefix == "mit"


@pytest.mark.parametrize("form", ["sei", "habe", "gehe", "fördere", "koste", "handele"])
def test_forms_of_the_konjunktiv_are_known(form: str) -> None:
    assert form in konjunktiv_forms()


@pytest.mark.parametrize("form", ["ist", "hat", "geht", "gehen"])
def test_forms_of_the_indicative_are_no_konjunktiv(form: str) -> None:
    assert form not in konjunktiv_forms()
