"""Whether a person of an article is a woman or a man, by title, article and given name."""

from __future__ import annotations

from typing import Literal

from newsdesk.nlp.languages.de.lexicons import load_names, load_set, word_set

Gender = Literal["woman", "man"]
_NEUTRAL_ENDINGS = ("te", "ten", "nde", "nden", "dr.", "prof.", "professor", "mitglied")
_WOMEN = word_set("frau mrs. ms. lady königin prinzessin hebamme")
_SHORTEST_NAME_IN_A = 3


def gender_of_title(title: str | None) -> Gender | None:
    """Ministerin, Frau: a woman; Minister: a man; Abgeordnete, Dr.: either."""
    if not title:
        return None
    lower = title.split()[0].lower() if title.split()[-1][0].islower() else title.split()[-1].lower()
    if lower.endswith(("in", "frau")) or lower in _WOMEN:
        return "woman"
    return None if lower.endswith(_NEUTRAL_ENDINGS) else "man"


def gender_of_name(name: str) -> Gender | None:
    """The gender that a full name's given name tells: Ada Muster, Hans Beispiel."""
    given = name.split(maxsplit=1)[0] if " " in name else ""
    first = given.partition("-")[0]
    if not first or first in load_set("given_name_genders", "either"):
        return None
    if first in load_set("given_name_genders", "women"):
        return "woman"
    if first in load_set("given_name_genders", "men"):
        return "man"
    if first.endswith("a") and len(first) >= _SHORTEST_NAME_IN_A:
        return "woman"
    return "man" if first in load_names("given_names") else None


def allows(pronoun: str, gender: Gender | None) -> bool:
    """Whether er or sie can mean a person of that gender; without a known one both can."""
    return gender is None or (gender == "woman") == (pronoun == "sie")
