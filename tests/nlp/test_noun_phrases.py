from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.cases import cases_of
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.pipeline import load_pipeline, readings
from newsdesk.nlp.words import Words


def words_of(text: str) -> Words:
    return readings(load_pipeline("de")(text)).words


def phrase_before(text: str) -> str:
    """The noun phrase that a sentence begins with."""
    words = words_of(text)
    return words.phrase(0, noun_phrase(words, 0, len(words)))


@pytest.mark.parametrize(
    "phrase",
    [
        "Die für den Hafen zuständige Behörde",
        "Die von der Stadt beauftragte Gutachterin",
        "Der erst im Herbst gewählte Landrat",
        "Ein sehr junges und unerfahrenes Team",
        "Die Sprecherin des Amtes für Küstenschutz",
        "Der Präsident des Verbandes der Bäcker",
        "Ministerin Ute Keller (FDP)",
        "Die Stadt und der Landkreis",
        "Mehrere Abgeordnete aus der Opposition",
        "Eine der größten Werften des Landes",
        "Niemand",
    ],
)
def test_a_noun_phrase_is_read_to_its_end(phrase: str) -> None:
    assert phrase_before(f"{phrase} wartet am Montag auf den Regen.") == phrase


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Der Zeitung", "gd"),
        ("Der neue Trainer", "n"),
        ("Der neuen Trainerin", "gd"),
        ("Den Journalisten", "da"),
        ("Den Reportern", "d"),
        ("Einem Sender", "d"),
        ("Ein Sprecher", "n"),
        ("Die Polizei", "na"),
        ("Einer der Zeugen", "ngd"),
    ],
)
def test_articles_and_endings_decide_the_case(text: str, cases: str) -> None:
    words = words_of(text)
    assert cases_of(words, 0, len(words)) == frozenset(cases)
