"""Persons: by office, given name or recogniser; their titles; the order of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_names, load_set, word_set
from newsdesk.nlp.languages.de.name_table import Certainty, name_table, people_adjectives, people_nouns
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.institution_words import is_institution_word
from newsdesk.nlp.languages.de.names.mending import is_time
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.titles import is_academic, is_address, is_office, is_simple_office
from newsdesk.nlp.words import Name

_PARTICLES = word_set("von van de der den vom zu bin ibn al el da di du la le ten ter dos del")
_ONLY_IN_NAMES = word_set("van de di da al bin ibn ten ter dos del du la le")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}$")
_NAME = re.compile(r"[^\W\d_]+([-'’.][^\W\d_]*)*$")
_INITIAL = re.compile(r"[^\W\d_]\.$")
_COMMON_ENDINGS = (
    "ischen",
    "ische",
    "ischer",
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "schaft",
    "schaften",
)
_LONGEST = 6
_LONGEST_ROW = 4
_NAME_TAGS = frozenset({"", "NE", "FM", "XY"})


def persons(page: Page, recognised: list[Name]) -> list[Candidate]:
    """Candidates of label PER; readings of one person may overlap."""
    found = [
        Candidate(name.first, name.last, "PER", Source.RECOGNISED)
        for name in (with_neighbours(page, name) for name in recognised if name.label == "PER")
    ]
    index = 0
    while index < len(page):
        candidate, index = _person_at(page, index)
        if candidate:
            found.append(candidate)
    return found


def joined(page: Page, names: list[Candidate]) -> list[Candidate]:
    """A person whose last word is a given name and the one word of a person behind it are one person."""
    found: list[Candidate] = []
    for name in names:
        if found and _is_family(page, found[-1], name):
            found[-1] = replace(found[-1], last=name.last)
        else:
            found.append(name)
    return found


def _is_family(page: Page, given: Candidate, name: Candidate) -> bool:
    if given.last != name.first or not given.label == name.label == "PER":
        return False
    is_given = page.words.exact[given.last - 1] in load_names("given_names")
    return is_given and name.last - name.first == 1 and page.same_line(given.first, name.first)


def with_neighbours(page: Page, name: Name) -> Name:
    """A person's name with a given name before it, and names behind it, that the recogniser missed."""
    first, last = name.first, name.last
    if _is_missed_before(page, first):
        first -= 1
    while last < len(page) and last - first < _LONGEST_ROW and _goes_on(page, first, last):
        last += 1
    return Name(_with_particle_before(page, first), last, "PER")


def _is_missed_before(page: Page, first: int) -> bool:
    """An initial, a given name, or the family name of a Korean or a Chinese before a recognised name."""
    before = first - 1
    if before < 0 or before in page.recognised or not page.same_line(first, before):
        return False
    word, tag = page.words.exact[before], page.tags[before]
    if word in load_names("given_names"):
        return tag in _NAME_TAGS or tag == "NN"
    is_initial = _INITIAL.match(word) is not None and before not in page.starts
    return is_initial or (word in load_set("names", "asian_families") and tag == "NE")


def _with_particle_before(page: Page, first: int) -> int:
    """Jean Muster de Probe, of which the recogniser has de Probe: what is tagged as a name before it."""
    if page.words.exact[first] not in _PARTICLES:
        return first
    start = first
    while start > 0 and start - 1 not in page.recognised and page.tags[start - 1] == "NE":
        start -= 1
    return start


def _goes_on(page: Page, first: int, index: int) -> bool:
    """Whether a word behind a name is tagged as a name and nobody knows it as something else."""
    if index in page.recognised or not page.same_line(first, index):
        return False
    if index - first == 2 and page.words.exact[first] in load_set("names", "asian_families"):
        word = page.words.exact[index]
        is_word = word.istitle() and word.isalpha() and not is_office(word.lower())
        return is_word and page.tags[index] in ("NE", "NN")
    return page.tags[index] == "NE" and is_name_word(page, index, is_first=False)


def _person_at(page: Page, index: int) -> tuple[Candidate | None, int]:
    """A person who begins with a title or a given name at a word, and where to go on."""
    words = page.words
    if not words.is_capitalised(index):
        return None, index + 1
    first = _behind_titles(page, index)
    has_title = first > index
    if first == len(words) or not (has_title or words.exact[first] in load_names("given_names")):
        return None, max(first, index + 1)
    last = end_of_name(page, first)
    if last == first or (not has_title and last - first < 2) or not _looks_like_a_name(page, first, last):
        return None, max(first, index + 1)
    return Candidate(first, last, "PER", Source.PATTERN), last


def _behind_titles(page: Page, index: int) -> int:
    words = page.words
    first = index
    while first < len(words) and page.same_line(index, first):
        is_title = is_office(words.lower[first]) and words.is_capitalised(first)
        if not is_title and not (first > index and is_academic(words.lower[first])):
            break
        first += 1
    return first


def _looks_like_a_name(page: Page, first: int, last: int) -> bool:
    """With tags, one word of it must be tagged as a name, unless a form of address stands before it."""
    if page.has_model and not (first and is_address(page.words.lower[first - 1])):
        return any(page.tags[index] in ("NE", "FM") for index in range(first, last))
    return last - first > 1 or len(page.words.exact[first]) > 2


def end_of_name(page: Page, first: int) -> int:
    """The index after the words of a name from `first`; particles only between two of them."""
    end = index = first
    while index < len(page) and index - first < _LONGEST and page.same_line(first, index):
        if is_name_word(page, index, is_first=index == first):
            end = index = index + 1
        elif end > first and page.words.exact[index] in _PARTICLES:
            index = _behind_particles(page, first, index)
            if index == end:
                break
        else:
            break
    return end


def _behind_particles(page: Page, first: int, index: int) -> int:
    """The index of the name behind particles, or `index` where none follows.

    That is a word tagged as a name; behind van, and behind Ada von der, a noun will do.
    """
    last = index + 1
    while last < len(page) and page.words.exact[last] in _PARTICLES:
        last += 1
    if last == len(page):
        return index
    if not page.has_model or page.tags[last] in ("NE", "FM"):
        return last
    is_typical = page.words.exact[index] in _ONLY_IN_NAMES or (last > index + 1 and index == first + 1)
    return last if page.tags[last] == "NN" and is_typical else index


def is_name_word(page: Page, index: int, *, is_first: bool) -> bool:
    """Whether a word can be part of a person's name."""
    word, lower = page.words.exact[index], page.words.lower[index]
    if _INITIAL.match(word):
        return True
    if not word[0].isupper() or not _NAME.match(word) or (len(word) > 3 and word.isupper()):
        return False
    if _ACRONYM.match(word) or is_time(page, index) or lower in _FUNCTION_WORDS:
        return False
    if is_office(lower) and (is_first or not is_simple_office(lower)):
        return False
    if is_institution_word(lower) or lower.endswith(_COMMON_ENDINGS):
        return False
    is_addressed = index > 0 and is_address(page.words.lower[index - 1])
    is_behind_given = page.words.exact[index - 1] in load_names("given_names")
    is_second = not is_first and (index < 2 or is_behind_given or page.tags[index - 2] not in ("NE", "FM"))
    is_behind_particle = not is_first and page.words.exact[index - 1] in _PARTICLES
    may_be_noun = page.tags[index] == "NN" and (is_second or is_addressed or is_behind_particle)
    is_tagged = page.tags[index] in _NAME_TAGS or may_be_noun
    return is_tagged and not _is_listed(word)


def _is_listed(word: str) -> bool:
    entry = name_table().entries.get(word)
    is_sure = entry is not None and entry.certainty is Certainty.SURE
    return is_sure or word in people_nouns() or word.lower() in people_adjectives()


_FUNCTION_WORDS = (
    grammar.PRONOUNS
    | grammar.DETERMINERS
    | grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.AUXILIARIES
    | grammar.MODALS
    | grammar.NEGATIONS
)


def family_names(name: str) -> Iterator[str]:
    """By which parts of a full name a person is called later: the last, with or without particles.

    Of three names of which none is a known given name, the first is the family's (Kim Min Jae).
    """
    parts = name.split()
    if len(parts) < 2:
        return
    yield parts[-1]
    first_particle = next((i for i, part in enumerate(parts) if i and part in _PARTICLES), None)
    if first_particle is not None:
        yield " ".join(parts[first_particle:])
    if is_family_first(parts):
        yield parts[0]


def is_family_first(parts: list[str]) -> bool:
    """Korean and Chinese names of three parts, none of them a listed given name: the family comes first."""
    given = load_names("given_names")
    if any("-" in part and part[0].isupper() for part in parts[1:]) and len(parts) == 2:
        return parts[0] in load_set("names", "asian_families") and parts[0] not in given
    if parts[0] in load_set("names", "asian_families"):
        return parts[0] not in given
    return (
        len(parts) == 3 and all(len(part) <= 6 and part.isalpha() for part in parts) and parts[0] not in given
    )
