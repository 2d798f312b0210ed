"""Laws and treaties, events, titles of works."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.mentions import find_mentions
from newsdesk.nlp.words import Name, split_words
from tests.nlp.reading import mentions_of, names_of

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das verbietet das Grundgesetz.", "Grundgesetz"),
        ("Es geht um § 129 StGB und mehr.", "§ 129 StGB"),
        ("Nach Artikel 5 wird geholfen.", "Artikel 5"),
        ("Das regelt Paragraf 12 Absatz 3.", "Paragraf 12 Absatz 3"),
        ("Sie kündigten den INF-Vertrag.", "INF-Vertrag"),
        ("Das Pariser Klimaabkommen gilt.", "Pariser Klimaabkommen"),
        ("Das Heckenpflanzgesetz gilt.", "Heckenpflanzgesetz"),
        ("Die UN-Resolution 4711 gilt.", "UN-Resolution 4711"),
    ],
)
def test_laws_and_treaties_are_found(text: str, name: str) -> None:
    assert names_of(text, "LAW") == [name]


def test_an_article_and_its_law_are_two_mentions() -> None:
    text = "Nach Artikel 5 des Grundgesetzes ist das erlaubt."
    assert names_of(text, "LAW") == ["Artikel 5", "Grundgesetzes"]


@pytest.mark.parametrize("text", ["Das Gesetz gilt.", "Das ist ein Naturgesetz.", "Der Vertrag gilt."])
def test_what_is_a_law_for_nobody_in_particular_is_none(text: str) -> None:
    assert names_of(text, "LAW") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Zweite Weltkrieg war vorbei.", "Zweite Weltkrieg"),
        ("Sie sprach auf der Münchner Sicherheitskonferenz.", "Münchner Sicherheitskonferenz"),
        ("Bei den Olympischen Spielen siegte sie.", "Olympischen Spielen"),
        ("Auf dem G7-Gipfel schwieg er.", "G7-Gipfel"),
    ],
)
def test_events_are_found(text: str, name: str) -> None:
    assert names_of(text, "EVENT") == [name]


def test_an_inflected_event_means_its_name() -> None:
    ((_, mention),) = mentions_of("Bei den Olympischen Spielen siegte sie.", "EVENT")
    assert mention.canonical == "Olympische Spiele"


@pytest.mark.parametrize(
    "text",
    ["Sie schrieb den Roman „Der Damm von Muster“.", "Der Spielfilm „Der Damm von Muster“ läuft."],
)
def test_a_title_in_marks_behind_its_kind_is_a_work(text: str) -> None:
    assert names_of(text, "WORK") == ["Der Damm von Muster"]


def test_quoted_words_without_a_kind_are_no_work() -> None:
    assert names_of("Er nannte ihn „Mann ohne Muster“.", "WORK") == []


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Sie las „ Musterland “ vor .", (3, 4), "WORK"),
        ("Das Musterbacher Buttermarkt-Turnier geht an sie .", (1, 3), "EVENT"),
        ("Der Musterbacher Vertrag gilt .", (1, 3), "LAW"),
    ],
)
def test_a_miscellaneous_name_gets_its_label_from_its_words(
    text: str, name: tuple[int, int], label: str
) -> None:
    words = split_words(text, [(word, text.index(word)) for word in text.split()])
    words.sentences, words.tags = [(0, len(words))], ["NE"] * len(words)
    words.names = [Name(*name, "MISC")]
    assert [mention.label for mention in find_mentions(words)] == [label]
