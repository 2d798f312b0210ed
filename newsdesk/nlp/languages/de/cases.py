"""Case and number of noun phrases, as far as their articles, adjectives and nouns decide them."""

from __future__ import annotations

from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_endings, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.nominatives import nominative
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.words import Words

Cases = frozenset[str]
NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE = "n", "g", "d", "a"
_ANY: Final = frozenset("ngda")
_PRONOUNS = {
    **dict.fromkeys(["er", "ich", "wir", "man", "wer"], "n"),
    **dict.fromkeys(["ihn", "mich", "dich", "wen", "jemanden", "niemanden"], "a"),
    **dict.fromkeys(["uns", "euch", "sich"], "da"),
    **dict.fromkeys(["ihm", "ihr", "ihnen", "mir", "dir", "wem", "jemandem", "niemandem", "denen"], "d"),
    **dict.fromkeys(
        ["sie", "es", "das", "dies", "was", "die", "diese", "jene", "beide", "viele", "einige", "mehrere"],
        "na",
    ),
    **dict.fromkeys(["dieser", "jener", "letzterer", "derselbe", "der"], "ngd"),
}
_ARTICLES = {
    "der": "ngd",
    **dict.fromkeys(["die", "das"], "na"),
    "dem": "d",
    "den": "da",
    "des": "g",
    **dict.fromkeys(["deren", "dessen"], "ngda"),
}
_PARTITIVES = {"einer": "ngd", "keiner": "ngd", "eine": "na", "eines": "na"}
_LIKE_EIN = ("ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer")
_LIKE_DER = ("dies", "jen", "jed", "welch", "manch", "solch")
_EIN_ENDINGS = {"": "na", "e": "na", "en": "da", "em": "d", "er": "gd", "es": "g"}
_DER_ENDINGS = {"e": "na", "en": "da", "em": "d", "er": "ngd", "es": "nag"}
_QUANTIFIERS = {"e": "na", "en": "d", "er": "g"}
_PLURAL_STEMS = ("mehrer", "viel", "einig", "zahlreich", "all", "beid", "etlich", "wenig", "ander", "weiter")
_BARE_ADJECTIVES = {"e": "na", "er": "ngd", "es": "na", "en": "gda", "em": "d"}
_WEAK_MEN = ("ent", "ist", "ant", "loge", "kollege", "zeuge", "experte")
_COUNTS = word_set("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf beide beiden")


def cases_of(words: Words, first: int, end: int) -> Cases:
    """The cases that the first noun phrase of a range can stand in: n, g, d, a."""
    word = words.lower[first]
    if end - first == 1 and word in _PRONOUNS and words.kinds[first] != k.NOUN:
        return frozenset(_PRONOUNS[word])
    if word in _PARTITIVES and first + 1 < end and words.lower[first + 1] in grammar.GENITIVES:
        return frozenset(_PARTITIVES[word])
    if end - first == 1 and _is_person(words, first):
        return _ANY
    found = _by_article(word)
    head = head_of(words, first, end)
    adjective = _adjective_ending(words, first, head)
    if found is None:
        found = frozenset(_BARE_ADJECTIVES.get(adjective, "ngda")) if adjective else _by_noun(words, head)
        return found & _by_noun(words, head) or found
    return _narrowed(words, word, head, adjective, found)


def _is_person(words: Words, index: int) -> bool:
    """Kern, Bauern where a person is called so; with an s it can be a genitive alone: Kellers."""
    name = name_at(words, index)
    return name is not None and name.label == "PER"


def can_be_nominative(words: Words, first: int, end: int) -> bool:
    return NOMINATIVE in cases_of(words, first, end)


def is_dative(words: Words, first: int, end: int) -> bool:
    """Whether a noun phrase can be a dative, and is neither a nominative nor an accusative."""
    cases = cases_of(words, first, end)
    return DATIVE in cases and not cases & {NOMINATIVE, ACCUSATIVE}


def are_coordinated(words: Words, first: int, conjunction: int, end: int) -> bool:
    """Whether the phrases before and behind und can stand in one case, the first's last part included."""
    behind = cases_of(words, conjunction + 1, end)
    if behind & cases_of(words, first, conjunction):
        return True
    return any(
        behind & cases_of(words, index, conjunction)
        for index in range(first + 1, conjunction)
        if words.kinds[index] in (k.ARTICLE, k.DETERMINER)
    )


def is_plural_verb(verb: str) -> bool:
    """Whether a finite verb in lower case is a plural of the third person: sagten, sind."""
    return verb.endswith("n") or verb == "sind"


def agrees(words: Words, first: int, end: int, verb: str) -> bool:
    """Whether a noun phrase can be the subject of a finite verb, by its number."""
    number = number_of(words, first, end)
    return number is None or (number == "plural") == is_plural_verb(verb)


def number_of(words: Words, first: int, end: int) -> str | None:
    """singular, plural, or None where the form does not tell."""
    lower = words.lower
    conjunction = next((i for i in range(first + 1, end) if lower[i] in ("und", "sowie")), None)
    if conjunction is not None:
        return "plural" if number_of(words, first, conjunction) == "plural" else None
    word = lower[first]
    if word in _COUNTS or (word.startswith(_PLURAL_STEMS) and word in grammar.DETERMINERS):
        return "plural"
    if word == "die":
        return _number_behind_die(words, first, end)
    if end - first == 1 and word in ("er", "es", "man", "ich", "der", "dieser", "jener"):
        return "singular"
    stem = _stem(word)
    if word in ("der", "das", "dem", "jeder") or (stem in ("ein", "jed") and words.kinds[first] != k.NOUN):
        return "singular"
    return None


def _number_behind_die(words: Words, first: int, end: int) -> str | None:
    if end - first == 1:
        return None
    head = head_of(words, first, end)
    adjective = _adjective_ending(words, first, head)
    if adjective in ("e", "en"):
        return "plural" if adjective == "en" else "singular"
    noun = words.lower[head]
    if noun.endswith(load_endings("plural")):
        return "plural"
    return (
        "singular"
        if noun.endswith(load_endings("feminine")) or (noun.endswith("in") and is_office(noun))
        else None
    )


def _stem(word: str) -> str | None:
    for stems, endings in ((_LIKE_EIN, _EIN_ENDINGS), (_LIKE_DER, _DER_ENDINGS)):
        for stem in stems:
            if word.startswith(stem) and word[len(stem) :] in endings:
                return stem
    return None


def _by_article(word: str) -> Cases | None:
    if word in _ARTICLES:
        return frozenset(_ARTICLES[word])
    stem = _stem(word)
    if stem in _LIKE_EIN:
        return frozenset(_EIN_ENDINGS[word[len(stem) :]])
    if stem:
        return frozenset(_DER_ENDINGS[word[len(stem) :]])
    for plural in _PLURAL_STEMS:
        if word.startswith(plural) and word[len(plural) :] in _QUANTIFIERS:
            return frozenset(_QUANTIFIERS[word[len(plural) :]])
    return None


def head_of(words: Words, first: int, end: int) -> int:
    """The first noun behind articles, adjectives and what they govern."""
    index, governed = first, False
    while index < end - 1:
        kind = words.kinds[index]
        if kind == k.PREPOSITION:
            governed = True
        elif kind == k.ADJECTIVE:
            governed = False
        elif kind == k.NOUN and not governed:
            return index
        index += 1
    return index


def _adjective_ending(words: Words, first: int, head: int) -> str:
    """The ending of the adjective before the head noun."""
    if head == first or words.kinds[head - 1] != k.ADJECTIVE or words.is_capitalised(head - 1):
        return ""
    word = words.lower[head - 1]
    return next((ending for ending in ("en", "em", "er", "es", "e") if word.endswith(ending)), "")


def _by_noun(words: Words, head: int) -> Cases:
    """Without an article: a plural that ends in the n of the dative is no nominative (Reportern)."""
    noun = words.lower[head]
    if words.tags and words.tags[head] == "NE":
        return _ANY
    return frozenset("d") if noun.endswith("ern") and nominative(noun) != noun else _ANY


def _narrowed(words: Words, word: str, head: int, adjective: str, found: Cases) -> Cases:
    """The cases of an article that its adjective and noun leave."""
    noun = words.lower[head]
    if word == "der" or (word.startswith(_LIKE_DER) and word.endswith("er")):
        return _narrowed_der(noun, adjective, found)
    if found == {DATIVE, ACCUSATIVE} and nominative(noun) != noun:
        return frozenset("d")
    if word == "den" and (noun.endswith(("in", "ung")) or not noun.endswith(("n", "s"))):
        return frozenset("a")
    is_man = is_office(noun) and not noun.endswith(("mitglied", "opfer", "team"))
    return frozenset("n") if word in _LIKE_EIN and (adjective == "er" or is_man) else found


def _narrowed_der(noun: str, adjective: str, found: Cases) -> Cases:
    """der Sprecher, der neue Rat; der Zeitung, der neuen Räte; der Behörden."""
    if adjective == "e":
        return frozenset("n")
    if noun.endswith(load_endings("plural") + load_endings("oblique_men")):
        return frozenset("g")
    if adjective == "en" or _is_feminine(noun):
        return frozenset("gd")
    if is_office(noun):
        return frozenset("n") if noun.endswith(_WEAK_MEN) else frozenset("ng")
    return found


def _is_feminine(noun: str) -> bool:
    return noun.endswith(load_endings("feminine")) or (noun.endswith("in") and is_office(noun))
