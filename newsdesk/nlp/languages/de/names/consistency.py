"""One article, one meaning: a name that was found once is found wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.persons import family_names
from newsdesk.nlp.languages.de.names.titles import is_office

_LONGEST: Final = 6
_APOSTROPHES: Final = ("'", "’")
_COMMON: Final = frozenset(
    {"NN", "ADJA", "ADV", "VVFIN", "VVINF", "VVPP", "ADJD", "APPR", "ART", "KOUS", "PPER"}
)


@dataclass(slots=True)
class Memory:
    """What an article's names mean.

    `persons` has the full names by each name that a person goes by, `others` the label of every other name.
    """

    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: dict[str, Candidate] = field(default_factory=dict)

    def full_name(self, form: str) -> str | None:
        """The only person who goes by a name, or by its genitive."""
        owners = self.owners(form)
        return next(iter(owners)) if len(owners) == 1 else None

    def owners(self, form: str) -> set[str]:
        found = self.persons.get(form)
        if not found and form.endswith("s"):
            found = self.persons.get(form[:-1])
        return found or set()

    def one_person_names(self) -> dict[str, str]:
        return {form: next(iter(owners)) for form, owners in self.persons.items() if len(owners) == 1}


def remember(page: Page, names: Iterable[Candidate]) -> Memory:
    """The persons and other names of an article from its flat candidates."""
    memory = Memory()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    firsts: dict[tuple[str, str], Candidate] = {}
    for name in names:
        form = page.words.phrase(name.first, name.last)
        if name.label == "PER":
            _remember_person(memory, form)
        elif name.source is Source.RECOGNISED or (name.source is Source.PATTERN and name.label == "WEAPON"):
            counts[form][name.label] += 1
            firsts.setdefault((form, name.label), name)
    for form, labels in counts.items():
        label, _ = labels.most_common(1)[0]
        memory.others[form] = firsts[form, label]
    return memory


def _remember_person(memory: Memory, form: str) -> None:
    for short in family_names(form):
        memory.persons[short].add(form)


def same_label(page: Page, name: Candidate, memory: Memory) -> Candidate:
    """A recognised name with the label that it has elsewhere in the article."""
    if name.source is not Source.RECOGNISED:
        return name
    form = page.words.phrase(name.first, name.last)
    if name.last - name.first == 1 and name.label != "PER" and memory.owners(form):
        return replace(name, label="PER", subtype=None, canonical=None)
    known = memory.others.get(form)
    if known and name.label != "PER" and known.label != name.label:
        return replace(known, first=name.first, last=name.last)
    return name


def repeated(page: Page, memory: Memory) -> Iterator[Candidate]:
    """Further places of the names that an article has."""
    longest = _longest_by_first_word(memory.others)
    for index, word in enumerate(page.words.exact):
        if not word[0].isupper() and word not in longest:
            continue
        if memory.owners(word) and _can_be_person(page, index):
            yield Candidate(index, index + 1, "PER", Source.RECOGNISED)
        yield from _again(page, index, longest.get(word) or longest.get(word.removesuffix("s"), 0), memory)


def _longest_by_first_word(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        first, length = name.split(" ")[0], name.count(" ") + 1
        longest[first] = max(min(length, _LONGEST), longest.get(first, 0))
    return longest


def _again(page: Page, index: int, longest: int, memory: Memory) -> Iterator[Candidate]:
    for length in range(min(longest, len(page) - index), 0, -1):
        form = page.words.phrase(index, index + length)
        known = memory.others.get(form) or memory.others.get(form.removesuffix("s"))
        if known and (length > 1 or _is_noun_like(page, index)):
            yield replace(known, first=index, last=index + length)
            return


def _is_noun_like(page: Page, index: int) -> bool:
    return page.tags[index] not in _COMMON or page.tags[index] == "NN"


def _can_be_person(page: Page, index: int) -> bool:
    """A surname that is a common noun too is none behind an article: der Koch."""
    if page.tags[index] in _COMMON and page.tags[index] != "NN":
        return False
    before = page.words.lower[index - 1] if index and page.same_line(index - 1, index) else ""
    is_common = page.tags[index] == "NN" or is_office(page.words.lower[index])
    return not (is_common and (before in grammar.DETERMINERS or grammar.is_adjective(before)))


def genitive_base(page: Page, name: Candidate) -> str:
    """The exact text of a name without the apostrophe of its genitive (Scholz’)."""
    return page.words.phrase(name.first, name.last).rstrip("".join(_APOSTROPHES))
