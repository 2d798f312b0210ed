"""The nominative of counted nouns: Soldaten of Soldaten, Kinder of Kindern, Erwachsene of Erwachsenen."""

from __future__ import annotations

from functools import cache, lru_cache

from newsdesk.nlp.languages.de.lexicons import load_json


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(load_json("dative_plurals")[key])


@lru_cache(maxsize=4096)
def nominative(noun: str) -> str:
    """The nominative plural of a plural noun, in its own spelling.

    The n of the dative is cut off by the noun's ending: always behind -er (but for some feminines
    and weak masculines), behind -el and -e where a list has the noun or the last part of a
    compound. An adjective as a noun (Verletzten) loses it too.
    """
    word = noun.lower()
    if word.endswith("ern"):
        is_dative = not word.endswith(_endings("keep_ern"))
    elif word.endswith("eln"):
        is_dative = word.endswith(_endings("strip_eln"))
    else:
        is_dative = word.endswith(_endings("strip_en") + _endings("adjectival"))
    return noun[:-1] if is_dative else noun
