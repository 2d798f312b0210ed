"""One article, one meaning: a name that was found once is found wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.name_table import name_table
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.persons import family_names
from newsdesk.nlp.languages.de.names.titles import is_office

_LONGEST: Final = 6
_SHORT_FORM: Final = 1000
"""What a club or a company is called for short outweighs how often a place of that name was recognised."""
_COMMON: Final = frozenset(
    {"NN", "ADJA", "ADV", "VVFIN", "VVINF", "VVPP", "ADJD", "APPR", "ART", "KOUS", "PPER"}
)


@dataclass(slots=True)
class Memory:
    """What an article's names mean.

    `persons` has the full names by each family name, `given` by each first name, which tells who a person
    is but not that a word is one; `others` has the first place of every other name.
    """

    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: dict[str, Candidate] = field(default_factory=dict)

    def full_name(self, form: str) -> str | None:
        """The only person who goes by a name, or by its genitive."""
        owners = self.owners(form) or self.given.get(form) or self.given.get(form.removesuffix("s"), set())
        return next(iter(owners)) if len(owners) == 1 else None

    def owners(self, form: str) -> set[str]:
        """The persons who go by a name, by its genitive, or by de Muster where a sentence begins with De."""
        spellings = [form, form[:-1]] if form.endswith("s") else [form]
        spellings += [spelling[0].lower() + spelling[1:] for spelling in spellings if " " in spelling]
        return next((self.persons[spelling] for spelling in spellings if spelling in self.persons), set())

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
        elif name.source in (Source.RECOGNISED, Source.PATTERN) and name.label != "LAW":
            for known, weight in ((form, 1), *((short, _SHORT_FORM) for short in _short_forms(page, name))):
                counts[known][name.label] += weight
                firsts.setdefault((known, name.label), replace(name, canonical=name.canonical or form))
    for form, labels in counts.items():
        label, _ = labels.most_common(1)[0]
        memory.others[form] = firsts[form, label]
    return memory


def _short_forms(page: Page, name: Candidate) -> Iterator[str]:
    """Rehbach for Rehbach AG, Lehe for TuS Lehe: what a company or a club is called later."""
    if name.label != "ORG" or name.source is not Source.PATTERN or name.last - name.first < 2:
        return
    words = page.words.exact[name.first : name.last]
    if words[-1] in load_set("names", "legal_forms"):
        yield page.words.phrase(name.first, name.last - 1)
    place = [word for word in words if word not in load_set("names", "clubs") and word[0].isalpha()]
    if len(place) == 1 and len(words) > 1 and words[0] != place[0] and place[0] not in name_table().entries:
        yield place[0]


def _remember_person(memory: Memory, form: str) -> None:
    for short in family_names(form):
        memory.persons[short].add(form)
    memory.given[form.split(maxsplit=1)[0]].add(form)


def same_label(page: Page, name: Candidate, memory: Memory) -> Candidate:
    """A recognised name with the label that it has elsewhere in the article."""
    if name.source is not Source.RECOGNISED:
        return name
    form = page.words.phrase(name.first, name.last)
    if name.label != "PER" and memory.owners(form):
        return replace(name, label="PER", subtype=None, canonical=None)
    known = memory.others.get(form)
    if known and name.label != "PER" and known.label != name.label:
        return replace(known, first=name.first, last=name.last)
    return name


def repeated(page: Page, memory: Memory) -> Iterator[Candidate]:
    """Further places of the names that an article has."""
    longest = _longest_by_first_word(memory.others)
    families = _longest_by_first_word(memory.persons)
    for index, word in enumerate(page.words.exact):
        if not word[0].isupper() and word not in longest and word not in families:
            continue
        length = _family_length(page, index, families, memory)
        if length and _can_be_person(page, index + length - 1):
            yield Candidate(index, index + length, "PER", Source.RECOGNISED)
        yield from _again(page, index, longest.get(word) or longest.get(word.removesuffix("s"), 0), memory)


def _family_length(page: Page, index: int, families: dict[str, int], memory: Memory) -> int:
    """How many words from an index are a person's family name: Muster, de Vries, De Vries at a start."""
    word = page.words.exact[index]
    longest = families.get(word) or families.get(word[0].lower() + word[1:]) or families.get(word[:-1], 0)
    for length in range(min(longest, len(page) - index), 0, -1):
        form = page.words.phrase(index, index + length)
        if memory.owners(form):
            return length
    return 0


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
    tag, word = page.tags[index], page.words.exact[index]
    is_adjective = tag == "ADJA" and index in page.starts and not word.endswith("s")
    if is_adjective or (tag in _COMMON and tag not in ("NN", "ADJA")):
        return False
    before = page.words.lower[index - 1] if index and page.same_line(index - 1, index) else ""
    is_common = page.tags[index] == "NN" or is_office(page.words.lower[index])
    return not (is_common and (before in grammar.DETERMINERS or grammar.is_adjective(before)))
