"""Who a speaker span means, and what kind of speaker it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import head_of, is_plural_verb
from newsdesk.nlp.languages.de.claims.drafts import PARTICLES
from newsdesk.nlp.languages.de.claims.sources.phrases import is_saying
from newsdesk.nlp.languages.de.claims.speakers.cast import Cast
from newsdesk.nlp.languages.de.claims.speakers.genders import allows
from newsdesk.nlp.languages.de.claims.speakers.kinds import (
    is_document,
    is_generic_institution,
    is_unnamed,
    kind_of,
)
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.name_table import people_nouns
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.records import Mention, mentions_from
from newsdesk.nlp.words import MARKS, Range

_POSSESSIVES = {"sein": "er", "ihr": "sie", "dessen": "er"}
_GOVERNING = word_set("von vom um für mit bei gegen über an")
_DEFINITE = word_set("der die das dem des den dieser diese dieses diesem")
_LINKS = word_set("der des von vom dieser dieses eines einer seiner ihrer")
_GENITIVES = ("der", "des", "eines", "einer", "seiner", "ihrer")
_FIGURES = ("zahlen", "daten")
_PROFESSIONS = (
    *("politiker", "manager", "jurist", "unternehmer", "forscher", "wissenschaftler", "künstler", "autor"),
    *("schriftsteller", "mediziner", "ökonom", "lehrer", "landwirt", "demokrat", "sportler"),
)
_ANY_PERSON = (*grammar.AGES, "mann", "frau", *_PROFESSIONS, *(f"{noun}in" for noun in _PROFESSIONS))
_MOST_BEFORE_NAMES = 12  # words of a phrase before the name in it


@dataclass(frozen=True, slots=True)
class Speaker:
    """`entity` is the full name in the article, None for the unnamed; `kind` one of SPEAKER_KINDS."""

    entity: str | None = None
    kind: str = "none"


class Identifier:
    """Finds out whom the speakers of an article mean."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.words = cast.words

    def identify(self, span: Range, last: Speaker | None) -> Speaker:
        """The speaker that a noun phrase means; `last` is who spoke last."""
        first, end = self._without_attribution(span)
        words = self.words
        lower = words.lower[first]
        if end - first == 1 and words.kinds[first] == k.RELATIVE:
            return self._named_before(first)
        if end - first == 1 and lower in grammar.PRONOUNS:
            return self._antecedent(lower, first, last)
        possessor = self._possessor(first, end, last)
        if possessor:
            return possessor
        head = head_of(words, first, end)
        if is_document(words.lower[head]):
            return Speaker(None, "document")
        return self._named(first, end) or self._called(first, end, head, last) or self._unnamed(first, end)

    def _without_attribution(self, span: Range) -> Range:
        """Angaben der Polizei: the police. Angaben alone stay."""
        first, end = span
        words = self.words
        start = first + (words.lower[first] in ("den", "der", "dem"))
        is_saying_noun = start < end and (is_saying(words.exact[start]) or words.lower[start] in _FIGURES)
        is_saying_noun = is_saying_noun and not is_unnamed(words.lower[start])
        if not is_saying_noun or start + 2 >= end or words.lower_at(start + 1) not in _LINKS:
            return span
        is_preposition = words.lower_at(start + 1) in ("von", "vom")
        return start + 1 + is_preposition, end

    def _possessor(self, first: int, end: int, last: Speaker | None) -> Speaker | None:
        """Seiner Ansicht, ihren Worten: whose they are. Eigenen Angaben: who was named last."""
        words, lower = self.words, self.words.lower[first]
        if end - first > 1 and not is_saying(words.exact[end - 1]):
            return None
        stem = next((stem for stem in _POSSESSIVES if lower.startswith(stem)), None)
        if stem and words.kinds[first] != k.NOUN:
            return self._antecedent(_POSSESSIVES[stem], first, last)
        if lower.startswith("eigene") or lower == "deren":
            return self._named_before(first)
        owner = self.cast.full_name(words.exact[first].rstrip("’'"))
        return Speaker(owner, "named") if end - first > 1 and " " in owner else None

    def _antecedent(self, pronoun: str, index: int, last: Speaker | None) -> Speaker:
        """er and sie: the only person nearby of that gender, or the one of them who spoke last."""
        if pronoun not in ("er", "sie") or self._is_plural(index):
            return Speaker()
        if self.cast.has_stranger_before(pronoun, index):
            return Speaker()
        nearby, nearest = self.cast.antecedents(pronoun, index)
        if last and last.entity and (not nearby or last.entity in nearby) and self._is_allowed(pronoun, last):
            return Speaker(last.entity, "named")
        found = nearby if len(nearby) == 1 else nearest
        return Speaker(found[0], "named") if len(found) == 1 else Speaker()

    def _is_allowed(self, pronoun: str, last: Speaker) -> bool:
        person = self.cast.people.get(last.entity or "")
        return person is not None and allows(pronoun, person.gender)

    def _is_plural(self, index: int) -> bool:
        """sagten sie, sie sagten"""
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(self.words)]
        verbs = [self.words.lower[i] for i in beside if self.words.kinds[i] == k.FINITE]
        return any(is_plural_verb(verb) for verb in verbs)

    def _named_before(self, index: int) -> Speaker:
        """The person or organisation named directly before a word, in its sentence or the one before."""
        mention = self.cast.named_before(index)
        if mention is None or self.words.text.count(".", mention.end_char, self.words.start[index]) > 1:
            return Speaker()
        return Speaker(self.cast.name_of(mention), "named")

    def _named(self, first: int, end: int) -> Speaker | None:
        words = self.words
        inside = mentions_from(self.cast.mentions, *words.chars(first, end))
        persons = [m for m in inside if m.label == "PER" and not self._is_governed(first, m)]
        if persons:
            names = {self.cast.name_of(mention) for mention in persons}
            is_pair = len(names) > 1 and self._are_joined(persons[0], persons[1])
            return Speaker(None if is_pair else self.cast.name_of(persons[0]), "named")
        for mention in inside:
            if mention.label in ("ORG", "LOC") and self._is_head(first, mention):
                return Speaker(self.cast.name_of(mention), "named")
        title = self._title(first, end)
        if title:
            return Speaker(title, "named")
        has_particle = words.lower[first] in PARTICLES
        if (end - first == 1 or has_particle) and self.cast.is_surname(words.exact[end - 1]):
            return Speaker(self.cast.full_name(words.exact[end - 1]), "named")
        return None

    def _are_joined(self, one: Mention, other: Mention) -> bool:
        """Ada Muster und Hans Beispiel: two speakers"""
        return " und " in self.words.text[one.end_char : other.start_char]

    def _is_governed(self, first: int, mention: Mention) -> bool:
        """die Anwältin von Ada Muster, die Aussage der Zeugin Ada Muster: not Ada Muster herself."""
        words = self.words
        at = next((i for i in range(first, len(words)) if words.start[i] >= mention.start_char), first)
        is_attribute = False
        for index in range(at - 1, first, -1):
            is_attribute = is_attribute or words.kinds[index] in (k.ADJECTIVE, k.FINITE, k.PARTICIPLE)
            if words.exact[index] in ",:)":
                return False
            if words.lower[index] in _GOVERNING:
                return not is_attribute
            if words.lower[index] in _GENITIVES and words.kinds[index - 1] == k.NOUN:
                return any(is_office(words.lower[i]) for i in range(index + 1, at)) or index == at - 1
        return False

    def _is_head(self, first: int, mention: Mention) -> bool:
        """Whether no preposition or genitive stands before a name: die Gewerkschaft Verdi."""
        words = self.words
        at = min(bisect_right(words.end, mention.start_char, lo=first), first + _MOST_BEFORE_NAMES)
        if mention.label == "LOC" and at > first:
            return False
        is_governed = any(words.kinds[i] == k.PREPOSITION for i in range(first, at)) or any(
            words.lower[i] in _LINKS for i in range(first + 1, at)
        )
        has_adjective = any(words.kinds[i] == k.ADJECTIVE for i in range(first, at))
        name = words.text[mention.start_char : mention.end_char]
        is_generic = " " not in name and is_generic_institution(name.lower()) and not has_adjective
        return not is_governed and not is_generic

    def _title(self, first: int, end: int) -> str | None:
        """die Zeitung „Hafenblick“: what stands in the marks, behind a noun."""
        words = self.words
        is_closed = end - first > 3 and words.exact[end - 1] in MARKS
        opening = next((i for i in range(first, end - 1) if words.exact[i] in MARKS), None)
        is_governed = any(
            words.kinds[i] == k.PREPOSITION or words.lower[i] in _LINKS
            for i in range(first + 1, opening or first)
        )
        if not is_closed or opening is None or is_governed:
            return None
        return words.phrase(opening + 1, end - 1)

    def _called(self, first: int, end: int, head: int, last: Speaker | None) -> Speaker | None:
        """die Ministerin, der SPD-Politiker, das Blatt: who was named so before."""
        words = self.words
        is_definite = words.lower[first] in _DEFINITE or (first == head and is_office(words.lower[head]))
        if not is_definite or head + 1 != end:
            return None
        noun, lower = words.exact[head], words.lower[head]
        pronoun = self._pronoun_for(first, head)
        person = self.cast.member_called(noun, first) or (
            self.cast.person_called(noun, first) if is_office(lower) else None
        )
        if person and pronoun and allows(pronoun, person.gender):
            return Speaker(person.name, "named" if lower.endswith(grammar.AGES) else "office")
        if lower.endswith(_ANY_PERSON) or noun in people_nouns():
            return self._person_described(lower, pronoun, first, last) if pronoun else None
        organisation = self.cast.organisation_called(noun, first) if end - first == 2 else None
        return Speaker(organisation, "named") if organisation else None

    def _pronoun_for(self, first: int, head: int) -> str | None:
        """er or sie, as article and noun tell; None for a plural: die Forscher, Angaben der Forscher."""
        words, noun = self.words, self.words.lower[head]
        article = words.lower[first] if first < head else ""
        is_oblique = first > 0 and words.kinds[first - 1] in (k.NOUN, k.PREPOSITION)
        if noun.endswith(("in", "frau")):
            return "sie"
        if article in ("die", "diese"):
            return "sie" if noun.endswith("e") else None
        return None if article in ("der", "dieser") and is_oblique else "er"

    def _person_described(self, noun: str, pronoun: str, first: int, last: Speaker | None) -> Speaker | None:
        """die Forscherin, die Norwegerin: the person nearby; der Mann: one whose office is not known."""
        found = self._antecedent(pronoun, first, last)
        person = self.cast.people.get(found.entity or "")
        is_plain = noun in ("mann", "frau")
        return None if person is None or (is_plain and person.titles) else found

    def _unnamed(self, first: int, end: int) -> Speaker:
        kind = kind_of(self.words, first, end)
        return Speaker(self._bare(first, end) if kind == "named" else None, kind)

    def _bare(self, first: int, end: int) -> str:
        first += end - first > 1 and self.words.lower[first] in grammar.DETERMINERS
        return self.words.phrase(first, end).strip(MARKS)
