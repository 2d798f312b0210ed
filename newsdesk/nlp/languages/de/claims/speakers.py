"""Who a speaker span means, and what kind of speaker it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.sources import is_saying
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.mentions import mention_at
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.records import Mention, flat
from newsdesk.nlp.words import Range, Words

_NEARBY, _NEXT = 400, 150
_POSSESSIVES = {
    "seiner": "er",
    "seinen": "er",
    "seines": "er",
    "ihrer": "sie",
    "ihren": "sie",
    "ihres": "sie",
}
_QUOTES = '"„“”»«'
_INDEFINITE = word_set("ein eine einem einer eines mehrere mehreren mehrerer einige einigen zwei drei")


_LINKS = word_set("dieser dieses der des von vom eines einer mehrerer")
_DISTRICTS = ("land", "wahl", "stadt", "kirchen", "bezirks")
_PLURALS = ("en", "er", "ern", "leute", "kreise", "te", "ten")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`entity` is the full name, or the words of the noun phrase; `kind` one of SPEAKER_KINDS."""

    entity: str | None = None
    kind: str = "none"
    title: str | None = None


class Cast:
    """The persons of a text: who a noun phrase means, and who er or sie is."""

    def __init__(self, words: Words, mentions: list[Mention]) -> None:
        self.words = words
        self.mentions = [_with_name(words, mention) for mention in flat(mentions)]
        self.persons = [mention for mention in self.mentions if mention.label == "PER"]
        self.person_starts = [person.start_char for person in self.persons]
        self.titles: dict[str | None, str] = {}
        for person in self.persons:
            self.titles.setdefault(person.canonical, person.title or "")

    def identify(self, span: Range, last: Speaker | None) -> Speaker:
        """The speaker that a noun phrase means; `last` is who spoke last."""
        words = self.words
        if span[1] - span[0] == 1 and words.lower[span[0]] in grammar.PRONOUNS:
            return self._antecedent(words.lower[span[0]], span[0], last)
        if is_saying(words.exact[span[1] - 1]):
            if words.lower[span[0]] in _POSSESSIVES:
                return self._antecedent(_POSSESSIVES[words.lower[span[0]]], span[0], last)
            if words.lower[span[0]] == "eigenen":
                return Speaker()
        inside = mention_at(self.mentions, *words.chars(*span))
        person = next((mention for mention in inside if mention.label == "PER"), None)
        if person:
            return Speaker(person.canonical, "named", self.titles.get(person.canonical))
        kind = _kind(words, span)
        organisation = _whole_organisation(words, inside, span)
        if organisation and kind in ("group", "office"):
            start, end = organisation.start_char, organisation.end_char
            return Speaker(organisation.canonical or words.text[start:end], "named")
        head = words.exact[span[0]].lower()
        return Speaker(_bare(words, span), kind, head if kind == "office" else None)

    def _antecedent(self, pronoun: str, index: int, last: Speaker | None) -> Speaker:
        """er and sie: the only person nearby of that gender, or the one of them who spoke last."""
        if pronoun not in ("er", "sie"):
            return Speaker()
        nearby = self._candidates(pronoun, index, _NEARBY)
        is_nearby = last is not None and (not nearby or last.entity in nearby)
        if last and is_nearby and last.kind in ("named", "office") and _agrees(pronoun, last.title):
            return last
        nearest = nearby if len(nearby) == 1 else self._candidates(pronoun, index, _NEXT)
        return next(iter(nearest.values())) if len(nearest) == 1 else Speaker()

    def _candidates(self, pronoun: str, index: int, distance: int) -> dict[str | None, Speaker]:
        """The persons, by name, that a pronoun can mean: named up to `distance` code points before it."""
        end_char = self.words.start[index]
        first = bisect_left(self.person_starts, end_char - distance)
        names = [
            person.canonical for person in self.persons[first : bisect_left(self.person_starts, end_char)]
        ]
        return {
            name: Speaker(name, "named", self.titles[name])
            for name in names
            if _agrees(pronoun, self.titles[name])
        }


def _with_name(words: Words, mention: Mention) -> Mention:
    """A person whose exact text is the whole name has it as canonical name too."""
    if mention.label != "PER" or mention.canonical:
        return mention
    return replace(mention, canonical=words.text[mention.start_char : mention.end_char])


def _agrees(pronoun: str, title: str | None) -> bool:
    """Whether a title allows a pronoun; no title allows both."""
    if not title:
        return True
    lower = title.lower()
    is_neutral = lower.endswith(("te", "ten", "dr.", "prof."))
    is_woman = lower.endswith(("in", "frau"))
    return is_neutral or (pronoun == "sie") == is_woman


def _kind(words: Words, span: Range) -> str:
    lower = words.lower[span[0] : span[1]]
    nouns = [
        word for word, exact in zip(lower, words.exact[span[0] : span[1]], strict=True) if exact[0].isupper()
    ]
    if any(word in load_set("reported_speech", "documents") for word in nouns):
        return "document"
    if any(map(_is_unnamed, nouns)) or lower[0] in _INDEFINITE:
        return "anonymous"
    if nouns and is_office(nouns[0]):
        is_plural = lower[0] in ("die", "den", "viele", "alle") and not nouns[0].endswith(("in", "te"))
        return "group" if is_plural else "office"
    is_name = (
        lower[0] not in grammar.DETERMINERS
        and len(nouns) == len(lower)
        and len(lower) <= 3
        and not lower[-1].endswith(_PLURALS)
    )
    return "named" if is_name else "group"


def _is_unnamed(noun: str) -> bool:
    """Quellen, Insider, and the circles of those who know: Regierungskreise, but no Landkreis."""
    is_circle = noun.endswith(("kreise", "kreisen")) and not noun.startswith(_DISTRICTS)
    return is_circle or noun in load_set("reported_speech", "anonymous")


def _whole_organisation(words: Words, inside: list[Mention], span: Range) -> Mention | None:
    """The organisation that is the head of the phrase: only article or marks stand before it."""
    for mention in inside:
        before = words.text[words.start[span[0]] : mention.start_char].lower().strip(_QUOTES + " ")
        if mention.label == "ORG" and (not before or before in grammar.DETERMINERS):
            return mention
    return None


def _bare(words: Words, span: Range) -> str:
    first, end = span
    if end - first > 2 and is_saying(words.exact[first]) and words.lower[first + 1] in _LINKS:
        first += 2
    if end - first > 1 and words.lower[first] in grammar.DETERMINERS:
        first += 1
    phrase = words.phrase(first, end)
    return phrase.strip(_QUOTES) if phrase[0] in _QUOTES else phrase
