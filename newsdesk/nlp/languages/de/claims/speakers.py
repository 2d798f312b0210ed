"""Who a speaker span means, and what kind of speaker it is."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.mentions import mention_at
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Range, Words

_QUOTES = '"„“”»«'
_PLURAL_OR_BODY = (
    "en",
    "ern",
    "er",
    "leute",
    "polizei",
    "regierung",
    "ministerium",
    "behörde",
    "partei",
    "amt",
)
_INDEFINITE = frozenset(
    "ein eine einem einer eines mehrere mehreren mehrerer einige einigen zwei drei".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`entity` is the full name, or the words of the noun phrase; `kind` one of SPEAKER_KINDS."""

    entity: str | None = None
    kind: str = "none"
    title: str | None = None


def identify(words: Words, mentions: list[Mention], span: Range, last: Speaker | None) -> Speaker:
    """The speaker that a noun phrase means; `last` is who spoke last, for pronouns."""
    if span[1] - span[0] == 1 and words.lower[span[0]] in grammar.PRONOUNS:
        return _antecedent(words.lower[span[0]], last)
    inside = mention_at(mentions, *words.chars(*span))
    person = next((mention for mention in inside if mention.label == "PER"), None)
    if person:
        return Speaker(person.canonical, "named", person.title)
    kind = _kind(words, span)
    organisation = _whole_organisation(words, inside, span)
    if organisation and kind in ("group", "office"):
        start, end = organisation.start_char, organisation.end_char
        return Speaker(organisation.canonical or words.text[start:end], "named")
    return Speaker(_bare(words, span), kind)


def _antecedent(pronoun: str, last: Speaker | None) -> Speaker:
    """er and sie mean the last speaker, unless the last title is of the other gender."""
    if last is None or pronoun not in ("er", "sie") or last.kind not in ("named", "office"):
        return Speaker(None, "none")
    title = (last.title or "").lower()
    is_woman = title.endswith("in") or title == "frau"
    if (pronoun == "er" and is_woman) or (pronoun == "sie" and title and not is_woman):
        return Speaker(None, "none")
    return last


def _kind(words: Words, span: Range) -> str:
    lower = words.lower[span[0] : span[1]]
    nouns = [
        word for word, exact in zip(lower, words.exact[span[0] : span[1]], strict=True) if exact[0].isupper()
    ]
    if any(word in load_set("reported_speech", "documents") for word in nouns):
        return "document"
    if any(word in load_set("reported_speech", "anonymous") for word in nouns) or lower[0] in _INDEFINITE:
        return "anonymous"
    if nouns and is_office(nouns[0]) and lower[0] not in ("die",) + ("den",):
        return "office"
    if nouns and is_office(nouns[0]) and nouns[0].endswith("in"):
        return "office"
    return "group"


def _whole_organisation(words: Words, inside: list[Mention], span: Range) -> Mention | None:
    """The organisation that is the head of the phrase: only article or marks stand before it."""
    for mention in inside:
        before = words.text[words.start[span[0]] : mention.start_char].lower().strip(_QUOTES + " ")
        if mention.label == "ORG" and (not before or before in grammar.DETERMINERS):
            return mention
    return None


def _bare(words: Words, span: Range) -> str:
    first, end = span
    if end - first > 1 and words.lower[first] in grammar.DETERMINERS:
        first += 1
    return words.phrase(first, end).strip(_QUOTES)
