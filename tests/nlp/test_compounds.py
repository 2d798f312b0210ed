"""Names that are parts of compounds."""

from __future__ import annotations

import pytest

from newsdesk.nlp import Mention, analyse
from newsdesk.nlp.records import flat

pytestmark = pytest.mark.usefixtures("rules_alone")


def parts_of(text: str) -> list[tuple[str, Mention]]:
    found = analyse(text).mentions
    return [(text[m.start_char : m.end_char], m) for m in found if m.inside_token]


def flat_of(text: str) -> list[str]:
    return [text[m.start_char : m.end_char] for m in flat(analyse(text).mentions)]


@pytest.mark.parametrize(
    ("text", "part", "label", "canonical"),
    [
        ("Der Pentagonchef kam.", "Pentagon", "ORG", None),
        ("Ein Kremlsprecher kam.", "Kreml", "ORG", None),
        ("Ein Bundestagsabgeordneter kam.", "Bundestag", "ORG", None),
        ("Die US-Position ist neu.", "US", "LOC", "USA"),
        ("Der CDU-Chef kam.", "CDU", "ORG", None),
        ("Es stand in Telegram-Kanälen.", "Telegram", "ORG", None),
        ("Ein Ex-US-Präsident kam.", "US", "LOC", "USA"),
        ("Die Saudi-Arabien-Reise fiel aus.", "Saudi-Arabien", "LOC", None),
    ],
)
def test_a_name_in_a_compound_is_marked_inside_it(
    text: str, part: str, label: str, canonical: str | None
) -> None:
    ((exact, mention),) = parts_of(text)
    assert (exact, mention.label, mention.canonical, mention.nested) == (part, label, canonical, False)
    assert flat_of(text) == []


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Sie lieferten US-Waffen.", "US-Waffen", "US"),
        ("Die EU-Kommission tagt.", "EU-Kommission", "EU"),
        ("Der Nato-Gipfel beginnt.", "Nato-Gipfel", "Nato"),
        ("Der Ukrainekrieg dauert an.", "Ukrainekrieg", "Ukraine"),
    ],
)
def test_a_part_of_a_compound_that_is_a_mention_is_nested(text: str, whole: str, part: str) -> None:
    assert flat_of(text) == [whole]
    ((exact, mention),) = parts_of(text)
    assert (exact, mention.nested) == (part, True)


def test_a_person_of_the_article_is_found_in_compounds() -> None:
    text = "Hannah Muster kam. Die Muster-Vertrauten blieben."
    ((exact, mention),) = parts_of(text)
    assert (exact, mention.label, mention.canonical) == ("Muster", "PER", "Hannah Muster")


def test_a_weapon_behind_its_calibre_is_a_part() -> None:
    text = "Es waren 155mm-Haubitzen."
    assert ("Haubitzen", "WEAPON") in [(exact, mention.label) for exact, mention in parts_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Der Bernstein lag am Strand.",
        "Die Romanautorin kam.",
        "Das Weltmeisterbuch lag da.",
        "Der Parteichef kam.",
    ],
)
def test_words_that_only_begin_like_a_name_have_no_part(text: str) -> None:
    assert parts_of(text) == []


def test_the_adjective_of_a_city_stands_for_its_city() -> None:
    ((exact, mention),) = parts_of("Es waren Brüsseler Büros.")
    assert (exact, mention.label, mention.subtype, mention.canonical) == (
        "Brüsseler",
        "LOC",
        "CITY",
        "Brüssel",
    )


def test_a_compound_of_a_name_and_its_kind_has_no_part() -> None:
    assert parts_of("Die Hamas-Miliz kam.") == []
    assert flat_of("Die Hamas-Miliz kam.") == ["Hamas-Miliz"]
