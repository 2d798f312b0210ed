"""Institutions by description, and organisations by their form."""

from __future__ import annotations

import pytest

from newsdesk.nlp import Mention, analyse
from newsdesk.nlp.languages.de.names.nominative import nominative
from tests.nlp.reading import names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


def nested_in(text: str) -> list[tuple[str, str]]:
    found = analyse(text).mentions
    return [(text[m.start_char : m.end_char], m.label) for m in found if m.nested]


def flat_organisations(text: str) -> list[tuple[str, Mention]]:
    found = analyse(text).mentions
    return [(text[m.start_char : m.end_char], m) for m in found if m.label == "ORG" and not m.nested]


@pytest.mark.parametrize(
    ("text", "name", "inner"),
    [
        ("Die ukrainische Regierung dankte.", "ukrainische Regierung", ("ukrainische", "NORP")),
        ("Sprecher des finnischen Militärs dankten.", "finnischen Militärs", ("finnischen", "NORP")),
        ("Das sagte sie im Parlament in Oslo.", "Parlament in Oslo", ("Oslo", "LOC")),
        ("Die Polizei Hannover ermittelt.", "Polizei Hannover", ("Hannover", "LOC")),
        ("Die Berliner Polizei ermittelt.", "Berliner Polizei", ("Berliner", "LOC")),
        ("Die Regierung der Schweiz dankte.", "Regierung der Schweiz", ("Schweiz", "LOC")),
        ("Das Landgericht Kassel urteilte.", "Landgericht Kassel", ("Kassel", "LOC")),
    ],
)
def test_a_nationality_or_a_place_makes_an_institution_a_name(
    text: str, name: str, inner: tuple[str, str]
) -> None:
    assert [exact for exact, _ in flat_organisations(text)] == [name]
    assert inner in nested_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung dankte.",
        "Die Polizei ermittelt.",
        "Eine Behörde und ein Ministerium schwiegen.",
        "Die Armee kam.",
        "Das Gericht und der Verband schwiegen.",
    ],
)
def test_a_bare_institution_is_no_name(text: str) -> None:
    assert flat_organisations(text) == []


@pytest.mark.parametrize("name", ["Verteidigungsministerium", "Bundesregierung", "Geheimdienst"])
def test_some_institutions_are_names_alone(name: str) -> None:
    assert names_of(f"Gestern schwieg das {name} dazu.", "ORG") == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Institut für angewandte Musterkunde",
        "Gesellschaft für Muster und Proben",
        "Ministerium für Umwelt, Muster und Proben",
        "Goethe-Institut",
        "FC Musterstadt 04",
        "1. FC Köln",
        "Muster & Probe GmbH",
        "Universität Leipzig",
    ],
)
def test_organisations_are_known_by_their_form(name: str) -> None:
    assert names_of(f"Gestern hat {name} geantwortet.", "ORG") == [name]


def test_the_acronym_in_brackets_means_the_name_before_it() -> None:
    text = "Das Institut für Musterkunde (IfM) schwieg. Später sprach das IfM doch."
    found = [(exact, m.canonical) for exact, m in flat_organisations(text)]
    name = "Institut für Musterkunde"
    assert found == [(name, None), ("IfM", name), ("IfM", name)]


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("Die ukrainische Regierung dankte.", "GOVERNMENT"),
        ("Die finnische Luftwaffe kam.", "MILITARY"),
        ("Der dänische Geheimdienst kam.", "INTELLIGENCE"),
        ("Die norwegische Polizei kam.", "POLICE"),
        ("Das Landgericht Kassel urteilte.", "COURT"),
    ],
)
def test_a_described_institution_has_a_subtype(text: str, subtype: str) -> None:
    ((_, mention),) = flat_organisations(text)
    assert mention.subtype == subtype


@pytest.mark.parametrize(
    ("exact", "canonical"),
    [
        ("russischen Militärs", "russisches Militär"),
        ("schwedischen Auswahl", "schwedische Auswahl"),
        ("südkoreanischen Generalstabs", "südkoreanischer Generalstab"),
        ("britischen Streitkräften", "britische Streitkräfte"),
        ("Musterverbandes", "Musterverband"),
        ("Landgerichts Kassel", "Landgericht Kassel"),
        ("Hessischen Rundschau", "Hessische Rundschau"),
        ("Berliner Senats", "Berliner Senat"),
        ("Norwegens Regierung", None),
    ],
)
def test_a_described_institution_means_its_nominative(exact: str, canonical: str | None) -> None:
    assert nominative(exact) == canonical


def test_a_national_team_is_an_organisation() -> None:
    assert names_of("Die finnische Nationalmannschaft siegte.", "ORG") == ["finnische Nationalmannschaft"]
