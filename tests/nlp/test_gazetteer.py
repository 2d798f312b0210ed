"""The lists of names obey docs/mentions.md and data/gazetteer/README.md."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from babel import Locale

from newsdesk.nlp.languages.de.inflection import plain
from newsdesk.nlp.languages.de.lexicons import DATA, load_lines
from newsdesk.nlp.languages.de.name_table import NAME_LISTS, Certainty, name_table, same_signs, start_of

KINDS = sorted(path.stem for path in (DATA / "gazetteer").glob("*.jsonl"))
SUBTYPES = {
    "LOC": {"STATE", "REGION", "CITY"},
    "ORG": {
        *("MEDIA", "AGENCY", "PARTY", "MILITARY", "GOVERNMENT", "COMPANY", "INTERNATIONAL"),
        *("INTELLIGENCE", "COURT", "POLICE", "PLATFORM"),
    },
    **{key: set[str]() for key in ("NORP", "WEAPON", "EVENT", "LAW", "WORK")},
}
FIELDS = {
    *("name", "label", "subtype", "aliases", "forms", "state", "alpha3", "adjectives", "nouns", "capitals"),
    *("in_marks", "ambiguous", "after", "kind", "match", "except", "female", "inflects", "canonical"),
}


def rows(kind: str) -> tuple[dict[str, Any], ...]:
    return load_lines(f"gazetteer/{kind}")


def names_of(row: dict[str, Any]) -> list[str]:
    return [plain(name) for name in (row["name"], *row.get("aliases", ()), *row.get("forms", ()))]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_sorted_by_name_and_none_stands_twice(kind: str) -> None:
    names = [row["name"] for row in rows(kind)]
    assert names == sorted(set(names))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_known_fields_only_and_no_empty_one(kind: str) -> None:
    for row in rows(kind):
        assert set(row) <= FIELDS, row
        assert all(value or field == "forms" for field, value in row.items()), row


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"titles"}))
def test_labels_and_subtypes_are_those_of_the_guideline(kind: str) -> None:
    for row in rows(kind):
        assert row["label"] in SUBTYPES, row
        assert row.get("subtype") is None or row["subtype"] in SUBTYPES[row["label"]], row


@pytest.mark.parametrize("kind", KINDS)
def test_what_needs_marks_or_a_witness_is_a_name_of_its_row(kind: str) -> None:
    for row in rows(kind):
        assert {*row.get("in_marks", ()), *row.get("ambiguous", ())} <= set(names_of(row)), row


@pytest.mark.parametrize("kind", KINDS)
def test_states_are_named_by_their_iso_codes(kind: str) -> None:
    territories = dict(Locale("de").territories)
    for row in rows(kind):
        assert row.get("state", "DE") in territories, row


def test_no_form_has_two_meanings_unless_a_row_says_so() -> None:
    meanings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for kind in NAME_LISTS:
        for row in rows(kind):
            unsure = {*row.get("in_marks", ()), *row.get("ambiguous", ())}
            for name in set(names_of(row)) - unsure:
                meanings[same_signs(name)].add((row["label"], plain(row["name"])))
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_no_adjective_or_noun_belongs_to_two_peoples() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        for row in rows(kind):
            for word in (*row.get("adjectives", ()), *(man for man, _ in row.get("nouns", ()))):
                owners[word].add(row["name"])
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


def test_there_are_the_states_of_the_world_with_adjective_noun_and_capital() -> None:
    states = rows("states")
    assert len({row["state"] for row in states}) == len({row["alpha3"] for row in states}) == len(states)
    assert len(states) >= 195
    for row in states:
        assert len(row["alpha3"]) == 3
        assert row.get("adjectives") or row["state"] == "HK", row
        assert row.get("capitals") or row["state"] in ("HK", "MO", "EH", "VA"), row


@pytest.mark.parametrize(
    ("form", "label", "canonical"),
    [
        ("Vereinigten Staaten", "LOC", "USA"),
        ("Europäischen Union", "ORG", "EU"),
        ("Russlands", "LOC", "Russland"),
        ("Süddeutschen Zeitung", "ORG", "Süddeutsche Zeitung"),
        ("Bundesamtes für Verfassungsschutz", "ORG", "Bundesamt für Verfassungsschutz"),
        ("Weißen Hauses", "ORG", "Weißes Haus"),
        ("Auswärtigen Amts", "ORG", "Auswärtiges Amt"),
        ("EU", "ORG", "EU"),
        ("Hamas", "ORG", "Hamas"),
        ("Koksans", "WEAPON", "Koksan"),
        ("Kiew", "LOC", "Kiew"),
        ("L'Équipe", "ORG", "L’Équipe"),
    ],
)
def test_a_form_leads_to_its_name(form: str, label: str, canonical: str) -> None:
    entry = name_table().entries[form]
    assert (entry.label, entry.canonical, entry.certainty) == (label, canonical, Certainty.SURE)


def test_a_common_word_is_a_name_in_marks_only() -> None:
    assert name_table().entries["Spiegel"].certainty is Certainty.IN_MARKS


def test_every_form_can_be_found_by_its_start() -> None:
    table = name_table()
    assert all(len(form) <= table.longest[start_of(form)] for form in table.entries)
    assert all(form.startswith(start_of(form)) for form in table.entries)
