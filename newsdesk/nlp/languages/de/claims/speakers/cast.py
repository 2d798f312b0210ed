"""The persons and organisations that an article names, and whom a short name, a title or a pronoun means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.speakers.genders import Gender, allows, gender_of_name, gender_of_title
from newsdesk.nlp.languages.de.claims.speakers.strangers import Strangers
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_names
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.records import Mention, flat
from newsdesk.nlp.words import Words

_Named = TypeVar("_Named")
_NEARBY, _NEXT = 400, 150  # code points before a pronoun
_LONGEST_TITLE = 6  # words of an apposition before a name
_MOST_BACK = 20  # persons before a pronoun
_NO_ADDRESS = ("herr", "herrn", "frau", "dr.", "prof.")
_ACADEMIC = ("Dr.", "Prof.")
_CLASS_NOUNS = {
    "MEDIA": ("zeitung", "blatt", "sender", "magazin", "portal", "zeitschrift", "rundfunkanstalt"),
    "AGENCY": ("agentur", "nachrichtenagentur"),
    "PARTY": ("partei",),
    "COURT": ("gericht", "kammer", "senat"),
    "COMPANY": ("unternehmen", "konzern", "firma", "hersteller", "bank", "versicherer", "betreiber"),
}
_SHORTEST_CLASS = 3


@dataclass(slots=True)
class Person:
    """A person of the article, with all titles that the text gives."""

    name: str
    gender: Gender | None = None
    titles: list[str] = field(default_factory=list)
    in_brackets: str | None = None  # a party or an age: Ada Muster (SPD)

    def is_called(self, stem: str) -> bool:
        """Bildungsministerin is a Ministerin; a Minister is none."""
        return any(_stem(title).endswith(stem) or stem.endswith(_stem(title)) for title in self.titles)


class _Bearers(Generic[_Named]):
    """Those that one name, title or class fits, by where they are named."""

    def __init__(self, named: list[tuple[int, _Named]]) -> None:
        self._starts = [start for start, _ in named]
        self._bearers = [bearer for _, bearer in named]
        others = (start for start, bearer in named if bearer != named[0][1])
        self._second = next(others, None)

    def last_before(self, start_char: int) -> _Named | None:
        """The one that is named last before a place in the text, if no other one is named nearby."""
        at = bisect_left(self._starts, start_char)
        lowest = max(0, at - _MOST_BACK, bisect_left(self._starts, start_char - _NEARBY, hi=at))
        is_open = any(bearer != self._bearers[at - 1] for bearer in self._bearers[lowest:at])
        return self._bearers[at - 1] if at and not is_open else None

    def only_before(self, start_char: int) -> _Named | None:
        """The one that is named before a place in the text, if there is no other."""
        if not self._starts or self._starts[0] >= start_char:
            return None
        has_others = self._second is not None and self._second < start_char
        return None if has_others else self._bearers[0]


class Cast:
    """Names by position: `persons` and `organisations` are sorted by where they stand."""

    def __init__(self, words: Words, mentions: list[Mention]) -> None:
        self.words = words
        self.mentions = flat(mentions)
        self._surnames = self._full_names_by_surname()
        self.people: dict[str, Person] = {}
        self.persons: list[tuple[int, Person]] = []
        self.organisations: list[tuple[int, str, str | None]] = []
        self._titled: dict[str, _Bearers[Person]] = {}
        self._members: dict[str, _Bearers[Person]] = {}
        self._classes: dict[str, tuple[_Bearers[str], _Bearers[str]]] = {}
        self._named = [mention for mention in self.mentions if mention.label in ("PER", "ORG")]
        for mention in self.mentions:
            if mention.label == "PER":
                self.persons.append((mention.start_char, self._person(mention)))
            elif mention.label == "ORG":
                self.organisations.append((mention.start_char, self.name_of(mention), mention.subtype))

    def name_of(self, mention: Mention) -> str:
        """The full name that a mention stands for."""
        name = mention.canonical or self.words.text[mention.start_char : mention.end_char]
        return self.full_name(name) if mention.label == "PER" else name

    def named_before(self, index: int) -> Mention | None:
        """The person or organisation that is named last before a word."""
        at = bisect_right(self._named, self.words.start[index], key=_end_char)
        return self._named[at - 1] if at else None

    def full_name(self, name: str) -> str:
        """The only full name of the article with this surname, or the name as it is."""
        names = self._surnames.get(name, set()) | self._surnames.get(name.removesuffix("s"), set())
        return next(iter(names)) if " " not in name and len(names) == 1 else name

    def is_surname(self, word: str) -> bool:
        """Whether exactly one person of the article has this surname."""
        return len(self._surnames.get(word, ())) == 1

    def person_called(self, noun: str, index: int) -> Person | None:
        """Whom die Ministerin means: the last person before it with such a title, or the only one."""
        stem = _stem(noun)
        if stem not in self._titled:
            self._titled[stem] = _Bearers([each for each in self.persons if each[1].is_called(stem)])
        titled = self._titled[stem]
        return titled.last_before(self.words.start[index]) or titled.only_before(len(self.words.text))

    def member_called(self, noun: str, index: int) -> Person | None:
        """Whom der SPD-Politiker, die 46-Jährige mean: the last person before it with SPD, 46 in brackets."""
        party = noun.rpartition("-")[0]
        if party not in self._members:
            members = [each for each in self.persons if party and each[1].in_brackets == party]
            self._members[party] = _Bearers(members)
        return self._members[party].last_before(self.words.start[index])

    def organisation_called(self, noun: str, index: int) -> str | None:
        """What das Blatt, die Kammer mean: a name that ends so, or the only one of that kind before it."""
        lower, start_char = noun.lower(), self.words.start[index]
        if lower not in self._classes:
            self._classes[lower] = self._organisations_of(lower)
        alike, of_kind = self._classes[lower]
        return alike.last_before(start_char) or of_kind.only_before(start_char)

    def _organisations_of(self, noun: str) -> tuple[_Bearers[str], _Bearers[str]]:
        """The organisations whose names end with a noun in lower case, and those that it is a class of."""
        kinds = [kind for kind, nouns in _CLASS_NOUNS.items() if noun in nouns]
        others = [each for each in self.organisations if each[1].lower() != noun]
        alike = [
            (start, name)
            for start, name, _ in others
            if len(noun) > _SHORTEST_CLASS and _has_word_like(name, noun)
        ]
        of_kind = [(start, name) for start, name, subtype in others if subtype in kinds]
        return _Bearers(alike), _Bearers(of_kind)

    def antecedents(self, pronoun: str, index: int) -> tuple[list[str], list[str]]:
        """The persons that er or sie can mean: those nearby, and those directly before."""
        return self._named_before(pronoun, index, _NEARBY), self._named_before(pronoun, index, _NEXT)

    @cached_property
    def _strangers(self) -> Strangers:
        return Strangers(self.words, lambda noun, index: self.person_called(noun, index) is not None)

    def has_stranger_before(self, pronoun: str, index: int) -> bool:
        """Whether a person without a name was brought in behind whom er or sie could mean (ein Zeuge)."""
        end_char = self.words.start[index]
        last = bisect_left(self.persons, end_char, key=_start)
        nearby = range(last - 1, max(-1, last - 1 - _MOST_BACK), -1)
        allowed = (self.persons[i][0] for i in nearby if allows(pronoun, self.persons[i][1].gender))
        start = next(allowed, end_char)
        return self._strangers.between(start, end_char, "woman" if pronoun == "sie" else "man")

    def _named_before(self, pronoun: str, index: int, distance: int) -> list[str]:
        end_char = self.words.start[index]
        first = bisect_left(self.persons, end_char - distance, key=_start)
        last = bisect_left(self.persons, end_char, key=_start)
        near = [person for _, person in self.persons[first:last] if allows(pronoun, person.gender)]
        return list(dict.fromkeys(person.name for person in near))

    def _person(self, mention: Mention) -> Person:
        name = self.name_of(mention)
        person = self.people.setdefault(name, Person(name, gender_of_name(name)))
        for title in filter(None, (mention.title, self._title_beside(mention))):
            if title not in person.titles:
                person.titles.append(title)
                person.gender = gender_of_title(title) or person.gender
        behind = self.words.text[mention.end_char : mention.end_char + 30]
        if behind.startswith(" (") and ")" in behind:
            person.in_brackets = behind[2 : behind.index(")")]
        return person

    def _title_beside(self, mention: Mention) -> str | None:
        """der Bürgermeister von Großenau, Hans Beispiel; Hans Beispiel, Bürgermeister von Großenau,"""
        words = self.words
        first = bisect_left(words.start, mention.start_char)
        last = bisect_left(words.start, mention.end_char)
        before = self._title_before(first - 1) if words.kinds[first - 1 : first] == [k.COMMA] else None
        if before or words.kinds[last : last + 1] != [k.COMMA] or last + 2 >= len(words):
            return before
        noun = last + 1 + (words.lower_at(last + 1) in ("der", "die"))
        return words.exact[noun] if self._is_office_noun(noun) else None

    def _title_before(self, comma: int) -> str | None:
        words = self.words
        for index in range(comma - 1, max(-1, comma - 1 - _LONGEST_TITLE), -1):
            if words.kinds[index] in (k.FINITE, k.COMMA):
                return None
            if words.lower[index] in ("der", "die") and self._is_office_noun(index + 1):
                return words.exact[index + 1]
        return None

    def _is_office_noun(self, index: int) -> bool:
        return self.words.kinds[index] == k.NOUN and is_office(self.words.lower[index])

    def _full_names_by_surname(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            name = mention.canonical or self.words.text[mention.start_char : mention.end_char]
            if mention.label == "PER" and " " in name:
                found[name.split()[-1]].add(name)
        exact, kinds, given = self.words.exact, self.words.kinds, load_names("given_names")
        for index in range(1, len(exact)):
            is_given = exact[index - 1] in given or exact[max(0, index - 2)] in _ACADEMIC
            if is_given and kinds[index - 1] == kinds[index] == k.NOUN and exact[index] not in found:
                found[exact[index]].add(f"{exact[index - 1]} {exact[index]}")
        return found


def _end_char(mention: Mention) -> int:
    return mention.end_char


def _start(item: tuple[int, Person]) -> int:
    return item[0]


def _stem(title: str) -> str:
    """The last noun of a title without the endings of weak nouns and genitives: Hydrologen -> hydrolog."""
    words = [word for word in title.split() if word[0].isupper() and word.lower() not in _NO_ADDRESS]
    lower = (words[-1] if words else title).lower()
    for ending in ("innen", "en", "n", "es", "s", "e"):
        if lower.endswith(ending) and not lower.endswith("in") and len(lower) - len(ending) > _SHORTEST_CLASS:
            return lower.removesuffix(ending)
    return lower


def _has_word_like(name: str, noun: str) -> bool:
    """Landgericht Kassel for Gericht, RSF-Miliz for Miliz."""
    words = [word.lower() for word in name.replace("-", " ").split()]
    return any(word.endswith(noun) for word in words if word not in grammar.PREPOSITIONS)
