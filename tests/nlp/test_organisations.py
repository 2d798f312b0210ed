from __future__ import annotations

import pytest

from newsdesk.nlp import analyse
from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Umweltministerium",
            "Ruderverband",
            "Landeskriminalamt",
            "Bundesgerichtshof",
            "SPD",
            "NATO",
            "XYZ",
        ),
        *("Muster Probe GmbH", "Beispiel AG", "Vereinten Nationen", "New York Times"),
    ],
)
def test_organisations_are_found_by_ending_form_or_list(name: str) -> None:
    assert names_of(f"Gestern hat {name} geantwortet.", "ORG") == [name]


def test_a_paper_with_a_common_name_needs_marks() -> None:
    assert names_of("Das berichtet der „Spiegel“ heute.", "ORG") == ["Spiegel"]
    assert names_of("Der Spiegel hing an der Wand.", "ORG") == []


def test_media_carry_their_subtype() -> None:
    ((_, mention),) = mentions_of("Gestern hat die BBC geantwortet.", "ORG")
    assert mention.subtype == "MEDIA"


@pytest.mark.parametrize(
    "text", ["DER GROSSE DAMM BRICHT", "Die CO2-Menge sank.", "Die WM war in II Teilen.", "Die Partei ging."]
)
def test_capitals_and_common_nouns_are_no_organisations(text: str) -> None:
    assert names_of(text, "ORG") == []


def test_weapons_are_found_by_their_kind() -> None:
    assert names_of("Sie lieferten Raketen, Landminen und Waffen.", "WEAPON") == ["Raketen", "Landminen"]


@pytest.mark.parametrize("text", ["Der Maschinenbauer Brandner & Kolb wächst.", "Brandner & Kolb wuchs."])
def test_names_joined_by_an_ampersand_are_a_company(text: str) -> None:
    (found,) = [
        mention for mention in analyse(text, language="de").mentions if mention.label in ("ORG", "PER")
    ]

    assert (text[found.start_char : found.end_char], found.label, found.subtype) == (
        "Brandner & Kolb",
        "ORG",
        "COMPANY",
    )
