"""What an adjective shifts: vergangene Woche, diesen Monat, nächsten Mai, Vorjahr."""

from __future__ import annotations

from newsdesk.nlp.languages.de.lexicons import load_json
from newsdesk.nlp.languages.de.neighbours import with_folded

_ENDINGS = ("e", "en", "er", "es", "em")


def inflected(stems: dict[str, int]) -> dict[str, int]:
    """Every form of the adjectives with these stems, with or without umlauts."""
    return with_folded({stem + ending: number for stem, number in stems.items() for ending in _ENDINGS})


SHIFTS = inflected(load_json("calendar")["shifts"])
"""Forms of vergangen, dies, kommend … with the number of units they shift by."""
