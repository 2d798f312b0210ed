"""Places that their form tells, and states and cities of the lists."""

from __future__ import annotations

import pytest

from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sie standen am Brandenburger Tor in der Sonne.", "Brandenburger Tor"),
        ("Es fiel ins Japanische Meer.", "Japanische Meer"),
        ("Sie wohnt an der Nordseeküste.", "Nordseeküste"),
        ("Der Landkreis Leipzig zahlt.", "Landkreis Leipzig"),
        ("Sie wohnt in Köln-Musterfeld.", "Köln-Musterfeld"),
        ("In den Vereinigten Arabischen Emiraten regnet es.", "Vereinigten Arabischen Emiraten"),
    ],
)
def test_places_are_found_by_their_form(text: str, name: str) -> None:
    assert name in names_of(text, "LOC")


@pytest.mark.parametrize(
    "text",
    ["Der alte Wald ist groß.", "Am Meer stand ein Tor.", "Die Küste ist lang.", "Die Köln-Reise war lang."],
)
def test_common_places_are_no_names(text: str) -> None:
    assert [exact for exact, mention in mentions_of(text, "LOC") if not mention.inside_token] == []


@pytest.mark.parametrize(
    ("text", "subtype", "canonical"),
    [
        ("Sie flog in die Vereinigten Staaten.", "STATE", "USA"),
        ("Sie flog nach Thüringen.", "REGION", None),
        ("Sie flog nach Leipzig.", "CITY", None),
        ("Sie sah die Ostsee.", None, None),
        ("Er diente in der Sowjetunion.", "STATE", None),
    ],
)
def test_a_place_has_its_subtype_and_its_usual_name(
    text: str, subtype: str | None, canonical: str | None
) -> None:
    ((_, mention),) = mentions_of(text, "LOC")
    assert (mention.subtype, mention.canonical) == (subtype, canonical)
